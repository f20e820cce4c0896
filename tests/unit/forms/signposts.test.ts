import { forms } from '#src/forms/all-forms.ts'
import { describe, expect, it } from 'vitest'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { findPage, type Form, type FormId } from '#src/forms/engine/form.ts'
import { walkShownAgain } from '#src/forms/engine/hidden.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { feedback } from '#src/forms/feedback.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import {
  besideHelp,
  formsToOffer,
  offersAfter,
  offerWords,
  raiseSignposts,
  type SignpostId,
  signposts,
  signpostsAfter,
} from '#src/forms/rules/signposts.ts'
import { fillIn as fillCarer } from '#tests/fixtures/carers-assessment-submissions.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { fillIn as fillReferral } from '#tests/fixtures/professional-referral-submissions.ts'
import { fillIn as fillAssessment } from '#tests/fixtures/self-assessment-submissions.ts'
import { easyReadFindings } from '#tests/support/reading.ts'
import { today } from './go-through.ts'
import { go, walked } from './long-forms.ts'
import { fillIn as fillShort, typeThrough } from './shared/submissions.ts'

const adult = (given: GivenAnswers) => walked(selfAssessment, go(selfAssessment, fillAssessment(given)))
const carer = (given: GivenAnswers) => walked(carersAssessment, go(carersAssessment, fillCarer(given)))
const pro = (given: GivenAnswers) =>
  walked(professionalReferral, go(professionalReferral, fillReferral(given)))
const complaint = (given: Record<string, string>) =>
  walk(
    feedback,
    typeThrough(
      feedback,
      fillShort({ 'fb-kind': 'complaint', 'fb-harm': 'no', 'fb-about': 'delay', ...given }),
    ),
    today,
  )
const topics = (at: Walk) => raiseSignposts(at).map((one) => one.id)

const tries: [SignpostId, Walk, Walk][] = [
  ['sp-meals', adult({ 'as-shop-food': 'hard' }), adult({ 'as-eat': 'hard' })],
  ['sp-meals', adult({ 'as-cook': 'cannot' }), adult({ 'as-cook': 'rather-not-say' })],
  ['sp-equipment', adult({ 'as-wash': 'help' }), adult({ 'as-dress': 'help' })],
  ['sp-equipment', adult({ 'as-toilet': 'hard' }), adult({})],
  ['sp-equipment', adult({ 'as-bed-chair': 'cannot' }), adult({})],
  ['sp-equipment', carer({ 'ca-wants': ['equipment'] }), carer({ 'ca-wants': ['plan'] })],
  ['sp-equipment', pro({ 'pr-ask': 'ot' }), pro({})],
  ['sp-adaptations', adult({ 'as-move': 'help' }), adult({ 'as-move': 'hard' })],
  ['sp-adaptations', pro({ 'pr-ask': 'ot' }), pro({ 'pr-ask': 'review' })],
  ['sp-continence', adult({ 'as-accidents': 'sometimes' }), adult({ 'as-accidents': 'dont-know' })],
  ['sp-home-help', adult({ 'as-laundry': 'help' }), adult({ 'as-bills': 'help' })],
  ['sp-money', adult({ 'as-bills': 'help' }), adult({ 'as-money': ['benefits'] })],
  ['sp-money', adult({ 'as-money': ['debt'] }), adult({ 'as-money': ['none'] })],
  ['sp-money', carer({ 'ca-money': 'yes' }), carer({ 'ca-money': 'rather-not-say' })],
  ['sp-benefits', adult({ 'as-money': ['benefits'] }), adult({ 'as-money': ['bills'] })],
  [
    'sp-benefits',
    carer({ 'ca-allowance': 'no', 'ca-hours': '35-49' }),
    carer({ 'ca-allowance': 'no', 'ca-hours': '20-34' }),
  ],
  ['sp-falls', adult({ 'as-falls': 'one' }), adult({ 'as-falls': 'dont-know' })],
  ['sp-tec', adult({ 'as-get-help': 'wait' }), adult({ 'as-get-help': 'alarm' })],
  ['sp-tec', adult({ 'as-tech-try': 'maybe' }), adult({ 'as-tech-try': 'no' })],
  [
    'sp-tec',
    adult({ 'as-memory': 'sometimes', 'as-memory-risk': ['cooker'] }),
    adult({ 'as-memory': 'sometimes', 'as-memory-risk': ['let-in'] }),
  ],
  ['sp-online', adult({ 'as-tech': ['none'] }), adult({ 'as-tech': ['alarm'] })],
  ['sp-fire', adult({ 'as-fire': ['heaters-candles'] }), adult({ 'as-fire': ['none'] })],
  ['sp-loneliness', adult({ 'as-lonely': 'sometimes' }), adult({ 'as-lonely': 'hardly-ever' })],
  ['sp-loneliness', adult({ 'as-contact': 'hard' }), adult({})],
  ['sp-loneliness', carer({ 'ca-people': 'cannot' }), carer({ 'ca-people': 'na' })],
  ['sp-work', adult({ 'as-work': 'hard' }), adult({ 'as-work': 'na' })],
  ['sp-work', carer({ 'ca-work': 'strain' }), carer({ 'ca-work': 'fine' })],
  ['sp-transport', adult({ 'as-travel': 'help' }), adult({ 'as-travel': 'na' })],
  ['sp-parenting', adult({ 'children-any': 'yes', 'as-parent': 'hard' }), adult({ 'as-parent': 'hard' })],
  ['sp-memory', adult({ 'as-memory': 'most-days' }), adult({ 'as-memory': 'sometimes' })],
  ['sp-memory', pro({ conditions: ['dementia'] }), pro({ conditions: ['frailty'] })],
  ['sp-mental-health', adult({ 'as-mood': 'low' }), adult({ 'as-mood': 'up-and-down' })],
  ['sp-mental-health', carer({ 'ca-mind': 'a-lot' }), carer({ 'ca-mind': 'a-bit' })],
  ['sp-crisis', adult({ 'as-self-harm': 'recent' }), adult({ 'as-self-harm': 'past' })],
  ['sp-crisis', carer({ 'ca-self-harm': 'now' }), carer({ 'ca-self-harm': 'rather-not-say' })],
  ['sp-drugs-alcohol', adult({ 'as-drink-drugs': 'often' }), adult({ 'as-drink-drugs': 'no' })],
  ['sp-senses', adult({ 'as-senses': ['see'] }), adult({ 'as-senses': ['no'] })],
  ['sp-senses', adult({ conditions: ['deafblind'] }), adult({ conditions: ['none'] })],
  ['sp-autism-ld', adult({ conditions: ['autism'] }), adult({ conditions: ['dont-know'] })],
  ['sp-nhs', adult({ 'as-medicine': 'hard' }), adult({ 'as-medicine': 'alone' })],
  ['sp-nhs', adult({ 'as-food-signs': ['choking'] }), adult({ 'as-food-signs': ['none'] })],
  ['sp-hospital', adult({ hospital: 'past-6-weeks' }), adult({ hospital: 'dont-know' })],
  ['sp-housing', adult({ 'home-risk': 'worried' }), adult({ 'home-type': 'none', 'home-risk': 'worried' })],
  ['sp-housing', adult({ 'as-home-state': ['repairs'] }), adult({ 'as-home-state': ['rooms-full'] })],
  ['sp-homeless', adult({ 'home-type': 'temporary' }), adult({ 'home-type': 'sheltered' })],
  [
    'sp-homeless',
    adult({ 'essentials-gone': ['safe-place-tonight'] }),
    adult({ 'essentials-gone': ['medicine'] }),
  ],
  ['sp-hoarding', adult({ 'as-home-state': ['exits-blocked'] }), adult({ 'as-home-state': ['repairs'] })],
  ['sp-carers', carer({}), adult({})],
  ['sp-carers', adult({ 'as-carer': 'yes' }), adult({ 'as-carer': 'dont-know' })],
  ['sp-carers', pro({ 'pr-carer': 'coping' }), pro({ 'pr-carer': 'no-carer' })],
  ['sp-breaks', carer({ 'ca-break': 'never' }), carer({ 'ca-break': 'month' })],
  ['sp-breaks', carer({ 'ca-fun': 'cannot' }), carer({ 'ca-fun': 'na' })],
  ['sp-breaks', carer({ 'ca-wants': ['break'] }), carer({ 'ca-wants': ['talk'] })],
  ['sp-emergency-plan', carer({ 'ca-tomorrow': 'short' }), carer({ 'ca-tomorrow': 'dont-know' })],
  [
    'sp-young-carers',
    adult({ 'children-any': 'yes', 'child-helps': 'yes' }),
    adult({ 'child-helps': 'yes' }),
  ],
  ['sp-parent-carers', carer({ 'ca-cared-age': 'both' }), carer({ 'ca-cared-age': 'adults' })],
  ['sp-domestic-abuse', adult({ 'as-safe-what': ['forced'] }), adult({ 'as-safe-what': ['hate'] })],
  ['sp-scams', adult({ 'as-safe-what': ['scams'] }), adult({ 'as-safe-what': ['taking-money'] })],
  [
    'sp-advocacy',
    adult({ 'taking-part': ['say'], 'support-person': 'no', 'advocate-wanted': 'dont-know' }),
    adult({ 'taking-part': ['say'], 'support-person': 'yes', 'advocate-wanted': 'yes' }),
  ],
  ['sp-advocacy', complaint({ 'fb-help': 'yes' }), complaint({ 'fb-help': 'no' })],
  [
    'sp-communication',
    adult({ 'main-language': 'bsl', interpreter: 'yes' }),
    adult({ 'main-language': 'bsl', interpreter: 'no' }),
  ],
  [
    'sp-communication',
    adult({ 'comm-any': 'yes', 'info-format': ['audio'] }),
    adult({ 'comm-any': 'yes', 'info-format': ['standard'] }),
  ],
  ['sp-pets', adult({ pets: 'not-covered' }), adult({ pets: 'covered' })],
  ['sp-direct-payments', adult({ 'as-direct-pay': 'yes' }), adult({ 'as-direct-pay': 'no' })],
  ['sp-paying', adult({ 'as-savings': 'yes' }), adult({ 'as-savings': 'dont-know' })],
  ['sp-quality', complaint({ 'fb-about': 'provider' }), complaint({ 'fb-about': 'worker' })],
  ['sp-ombudsman', complaint({ 'fb-told': 'yes-replied' }), complaint({ 'fb-told': 'yes-waiting' })],
  ['sp-other-council', carer({ 'ca-cared-area': 'no' }), carer({ 'ca-cared-area': 'dont-know' })],
  ['sp-other-council', adult({ address: '1 Sample Close, SW1A 2AA' }), adult({})],
]

describe('each topic of support', () => {
  it.each(tries)('%s is shown for the answers it names and not for near ones', (id, shown, not) => {
    expect(topics(shown)).toContain(id)
    expect(topics(not)).not.toContain(id)
  })
  it('is tried here', () => {
    const tried = new Set<string>(tries.map(([id]) => id))
    expect(Object.keys(signposts).filter((id) => !tried.has(id))).toEqual([])
  })
  it('is not shown for neutral answers, but carers are always pointed to support', () => {
    expect([topics(adult({})), topics(carer({})), topics(pro({}))]).toEqual([[], ['sp-carers'], []])
  })
  it('raised by an answer on harm or self-harm stays on the screen', () => {
    const harm = { 'as-self-harm': 'now', 'as-safe-what': ['hurting', 'scams'], 'as-mood': 'low' }
    const seen = raiseSignposts(adult(harm)).map((one) => [one.id, one.onScreenOnly])
    expect(seen).toEqual([
      ['sp-mental-health', false],
      ['sp-crisis', true],
      ['sp-domestic-abuse', true],
      ['sp-scams', true],
    ])
  })
  it('that reads an answer kept from copies stays on the screen', () => {
    const all = [selfAssessment, carersAssessment, professionalReferral]
    const hidden = (form: Form) =>
      form.parts.flatMap((part) =>
        part.pages.flatMap((page) =>
          Object.entries(page.ask).flatMap(([id, { asks }]) => (asks.feeds?.includes('HIDE') ? [id] : [])),
        ),
      )
    const hiddenIds = all.flatMap(hidden)
    const read = Object.entries(signposts).filter(([, one]) =>
      hiddenIds.some((id) => JSON.stringify(one.when).includes(`"${id}"`)),
    )
    expect(read.map(([id, one]) => [id, one.onScreenOnly])).toEqual([
      ['sp-crisis', true],
      ['sp-domestic-abuse', true],
      ['sp-scams', true],
    ])
  })
  it('quotes the answers that raised it', () => {
    expect(raiseSignposts(adult({ 'as-money': ['bills', 'benefits'] })).map((one) => one.because)).toEqual([
      [{ id: 'as-money', values: ['bills'] }],
      [{ id: 'as-money', values: ['benefits'] }],
    ])
  })
  it('has Easy Read words of its own, short and plain', () => {
    const easily = (words: string) => say(words, { voice: 'you', easyRead: true, slots: {} })
    const offers = ['self-assessment', 'carers-assessment', 'professional-referral'] as const
    const words = [...Object.values(signposts).map(({ title }) => title), ...offers.map(offerWords)].map(
      easily,
    )
    expect(words.flatMap((one) => easyReadFindings(one).map(({ figure }) => `${one}: ${figure}`))).toEqual([])
  })
  it('has words, in typographic marks', () => {
    const titles = Object.values(signposts).map((one) => one.title)
    expect(titles.filter((title) => title === '' || /["']/.test(title))).toEqual([])
    expect(new Set(titles).size).toBe(titles.length)
  })
})

describe('as somebody goes', () => {
  const page = (name: string) => findPage(selfAssessment, name)
  const after = (given: GivenAnswers, name: string) =>
    signpostsAfter(adult(given), page(name)).map(({ id }) => id)

  it('a topic is shown after the page whose answer raised it, and after no other', () => {
    expect(after({ 'as-cook': 'hard' }, 'food')).toEqual(['sp-meals'])
    expect(after({ 'as-cook': 'hard' }, 'washing')).toEqual([])
    expect(after({}, 'food')).toEqual([])
    expect(signpostsAfter(adult({ 'as-cook': 'hard' }), undefined)).toEqual([])
  })
  it('a topic that no answer raised waits for the receipt', () => {
    const all = carersAssessment.parts.flatMap((part) => part.pages)
    expect(all.flatMap((one) => signpostsAfter(carer({}), one))).toEqual([])
  })
  it('of an answer that is not shown on the device is not shown', () => {
    const at = adult({ 'as-safe-what': ['hurting'], 'as-mood': 'low' })
    const [harm] = selfAssessment.parts
      .flatMap((part) => part.pages)
      .filter((one) => 'as-safe-what' in one.ask)
    expect(signpostsAfter(at, harm).map(({ id }) => id)).toEqual(['sp-domestic-abuse'])
    expect(signpostsAfter(walkShownAgain(selfAssessment, at), harm)).toEqual([])
  })
  it('at most three stand on one page', () => {
    const most = selfAssessment.parts
      .flatMap((part) => part.pages)
      .map((one) => signpostsAfter(adult({ conditions: ['dementia', 'sight-loss', 'autism'] }), one).length)
    expect(Math.max(...most)).toBe(3)
  })
  it('the form for professionals is offered at once, and any other with the receipt', () => {
    const at = adult({ 'who-for': 'someone-else', 'who-are-you': 'professional' })
    expect(offersAfter(at, page('you'))).toEqual(['professional-referral'])
    expect(offersAfter(at, page('name'))).toEqual([])
    const cared = adult({ 'as-carer': 'yes' })
    const pages = selfAssessment.parts.flatMap((part) => part.pages)
    expect(pages.flatMap((one) => offersAfter(cared, one))).toEqual([])
  })
})

describe('another form', () => {
  it.each<[FormId, Walk, Walk]>([
    ['self-assessment', carer({ 'ca-own-needs': 'yes' }), carer({ 'ca-own-needs': 'dont-know' })],
    ['carers-assessment', adult({ 'as-carer': 'yes' }), adult({ 'as-carer': 'no' })],
    ['carers-assessment', pro({ 'pr-carer': 'strained' }), pro({ 'pr-carer': 'no-carer' })],
    ['carers-assessment', pro({ 'pr-ask': 'carer' }), pro({})],
    [
      'professional-referral',
      adult({ 'who-for': 'someone-else', 'who-are-you': 'professional' }),
      adult({ 'who-for': 'someone-else', 'who-are-you': 'care-worker' }),
    ],
    ['safeguarding-concern', pro({ 'pr-safeguarding': 'yes' }), pro({ 'pr-safeguarding': 'raised' })],
  ])('%s is offered where it fits', (form, offered, not) => {
    expect(formsToOffer(offered)).toEqual([form])
    expect(formsToOffer(not)).toEqual([])
  })
})

describe('what is said beside local help', () => {
  const promises = (form: FormId, isSent: boolean) => besideHelp(forms[form], isSent).includes('assessment')

  it.each(['self-assessment', 'carers-assessment', 'financial-assessment', 'professional-referral'] as const)(
    'promises an assessment to whoever fills in %s, at once and on the receipt',
    (form) => {
      expect([promises(form, false), promises(form, true)]).toEqual([true, true])
    },
  )

  it.each(['feedback', 'formats-and-languages'] as const)('says nothing of one in %s', (form) => {
    expect([promises(form, false), promises(form, true)]).toEqual([false, false])
  })

  it('promises one on the receipt of a call that was asked for', () => {
    expect(promises('ask-us-to-contact-you', true)).toBe(true)
  })
})
