import { describe, expect, it } from 'vitest'
import { carriedAnswers } from '#src/forms/engine/also-saves.ts'
import { findPage, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { valuesOf, WAYS_OUT } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { listenerFor } from '#src/forms/engine/snapshot.ts'
import { say } from '#src/forms/engine/words.ts'
import { professionalReferral as form } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, professionalReferralSubmissions } from '#tests/fixtures/professional-referral-submissions.ts'
import { today } from './go-through.ts'
import { type FlagCase, found, go, longForm, onlyWaysOut, raised, walked } from './long-forms.ts'
import { inPlain } from '#tests/support/in-plain.ts'

const { asked, at, ids, itRaisesEach, itRaisesWhatIsExpected, itTakesEveryBranch, missing } = longForm(
  form,
  fillIn,
)

describe('a test submission, typed page by page', () => {
  itRaisesWhatIsExpected(professionalReferralSubmissions)
  it('quotes the answers that raised a flag', () => {
    const flagsOfP4 = raised(form, fillIn(found(professionalReferralSubmissions, 'P4').answers))
    expect(flagsOfP4.find((flag) => flag.id === 'fl-self-neglect')?.because).toEqual([
      { id: 'pr-risks', values: ['self-neglect'] },
      { id: 'pr-ho-clutter', values: ['7'] },
    ])
  })
})

// Answers that must raise a flag, and near ones that must not; otherwise neutral.
const onItsOwn: FlagCase[] = [
  ['fl-essentials', { 'pr-risks': ['basic-needs'] }, { 'pr-risks': ['substances'] }],
  ['fl-care-stopped', { 'pr-carer': 'stopping' }, { 'pr-carer': 'strained' }],
  [
    'fl-discharge',
    { 'pr-ask': 'discharge', 'pr-h-ready': 'today-tomorrow' },
    { 'pr-h-ready': 'today-tomorrow' },
  ],
  ['fl-end-of-life', { 'pr-end': 'days' }, { 'pr-end': 'weeks' }],
  ['fl-end-of-life', { 'pr-chc': 'fast-track' }, { 'pr-chc': 'in-place' }],
  ['fl-pro-safeguarding', { 'pr-safeguarding': 'yes' }, { 'pr-safeguarding': 'raised' }],
  ['fl-pro-urgent', { 'pr-urgency': 'same-day' }, { 'pr-urgency': '5-days' }],
  ['fl-suicide', { 'pr-risks': ['suicide'] }, { 'pr-risks': ['falls'] }],
  ['fl-care-breaking', { 'pr-carer': 'strained' }, { 'pr-carer': 'coping' }],
  ['fl-falls', { 'pr-risks': ['falls'] }, { 'pr-risks': ['lost'] }],
  ['fl-memory-risk', { 'pr-risks': ['lost'] }, { 'pr-risks': ['falls'] }],
  ['fl-fire', { 'pr-risks': ['fire'] }, { 'pr-risks': ['falls'] }],
  ['fl-self-neglect', { 'pr-risks': ['self-neglect'] }, { 'pr-ho-clutter': '9' }],
  ['fl-eviction', { 'pr-sector': 'housing', 'pr-ho-risk': 'notice' }, { 'pr-ho-risk': 'notice' }],
  [
    'fl-discharge-week',
    { 'pr-ask': 'discharge', 'pr-h-ready': '2-3-days' },
    { 'pr-ask': 'discharge', 'pr-h-ready': 'later' },
  ],
  ['fl-end-weeks', { 'pr-end': 'weeks' }, { 'pr-end': 'dont-know' }],
  ['fl-pro-unsure', { 'pr-safeguarding': 'not-sure' }, { 'pr-safeguarding': 'no' }],
  ['fl-pro-exploited', { 'pr-risks': ['domestic'] }, { 'pr-risks': ['suicide'] }],
  ['fl-pro-soon', { 'pr-urgency': '5-days' }, { 'pr-urgency': 'same-day' }],
  ['fl-skin', { 'pr-risks': ['skin'] }, { 'pr-risks': ['none'] }],
  [
    'fl-provider-notice',
    { 'pr-sector': 'care-provider', 'pr-cp-notice': 'sooner' },
    { 'pr-cp-notice': 'sooner' },
  ],
  ['fl-ot-risk', { 'pr-ask': 'ot', 'pr-ot-danger': 'stuck' }, { 'pr-ask': 'ot', 'pr-ot-danger': 'none' }],
  ['fl-eligible', { 'pr-outcomes': ['toilet', 'community'] }, { 'pr-outcomes': ['toilet'] }],
  [
    'fl-eligible',
    { 'pr-outcomes': ['toilet', 'community'] },
    { 'pr-outcomes': ['toilet', 'community'], 'pr-ask': 'notify' },
  ],
  ['fl-no-consent', { 'pr-aware': 'no' }, { 'pr-aware': 'yes' }],
  ['fl-no-consent', { 'pr-consent': 'not-asked' }, { 'pr-consent': 'agreed' }],
  ['fl-capacity', { 'pr-capacity': 'lacks' }, { 'pr-capacity': 'has' }],
  ['fl-staff-risk', { 'pr-visit-risk': ['animals'] }, { 'pr-visit-risk': ['none-known'] }],
  ['fl-s117', { 'pr-s117': 'yes' }, { 'pr-s117': 'dont-know' }],
]

describe('each flag', () => {
  it('none is raised by neutral answers', () => {
    expect(ids({})).toEqual([])
  })
  itRaisesEach(onItsOwn, (id) => id.startsWith('pr-'))
  it('a home scored 5 or more for clutter counts, where it is asked for', () => {
    const because = (clutter: string) =>
      raised(form, fillIn({ 'pr-risks': ['self-neglect'], 'pr-ho-clutter': clutter }))
        .find((flag) => flag.id === 'fl-self-neglect')
        ?.because.map((one) => one.id)
    expect(because('5')).toEqual(['pr-risks', 'pr-ho-clutter'])
    expect(because('4')).toEqual(['pr-risks'])
  })
})

describe('the words', () => {
  const listener = listenerFor(form, {}, (condition) => condition === form.reader.professional, {})
  const title = (id: string) => say(questionsOf(form).get(id)?.asks.title ?? '', listener)

  it('are for professionals throughout', () => {
    expect(listener.voice).toBe('professional')
    expect(walked(form, go(form, fillIn({}))).facts.derived('reader')).toBe('professional')
    expect(title('danger-now')).toBe('Is anyone in immediate danger? If yes, call 999 before you send this.')
    expect(title('essentials-gone')).toBe('Does the person urgently need any of these today?')
    expect(title('conditions')).toBe('Health conditions, diagnosed or suspected')
    expect(title('message-safe')).toBe('Is it safe to leave the person a message?')
    expect(title('child-worry')).toBe('Any concern for a child? Tell children’s services today as well.')
  })
  it('are a safeguarding concern’s own there, since they are asked before it is known who asks', () => {
    expect(questionsOf(safeguardingConcern).get('danger-now')?.asks.title).toBe(
      'Is anyone badly hurt or in danger right now?',
    )
  })
  it('do not ask whether it is private, nor how a copy is wanted', () => {
    expect(asked({})).not.toContain('private-now')
    const { check } = walked(form, go(form, fillIn({})))
    expect(check?.shown.map((one) => one.id)).toEqual(['declare'])
    expect(check?.shown[0]?.question.control.shows.options?.map((option) => option.value)).toEqual(['true'])
  })
})

describe('why it is referred without agreement', () => {
  const problems = (fields: Record<string, string[]>) => {
    const page = findPage(form, 'p-consent')
    if (!page) throw new Error('No page p-consent')
    const rest = { 'pr-aware': ['yes'], 'pr-consent': ['refused'], 'pr-capacity': ['yes'] }
    const there = go(form, fillIn({}), 'p-consent')
    return readPage(form, page, { ...rest, ...fields }, there, today).problems.map((one) =>
      inPlain(one.message),
    )
  }
  it('is asked, and a legal duty must be named', () => {
    const duty = ['legal-duty']
    expect(problems({})).toEqual(['Select why, and explain'])
    expect(problems({ 'pr-consent-why': ['life'] })).toEqual([])
    expect(problems({ 'pr-consent-why': ['life'], 'pr-consent-why-life-text': ['No food.'] })).toEqual([])
    expect(problems({ 'pr-consent-why': duty })).toEqual(['Enter which duty, and why it applies'])
    expect(
      problems({ 'pr-consent-why': duty, 'pr-consent-why-legal-duty-text': ['A court order.'] }),
    ).toEqual([])
  })
})

describe('who is asked what', () => {
  it('asks one set by request or sector', () => {
    const sets = (given: GivenAnswers) =>
      at(given)
        .pages.map((one) => one.page.name)
        .filter((name) => /^p-(hospital|police|housing|provider|ot|carer)$/.test(name))
    expect(sets({})).toEqual([])
    expect(sets({ 'pr-ask': 'discharge' })).toEqual(['p-hospital'])
    expect(sets({ 'pr-sector': 'fire' })).toEqual(['p-police'])
    expect(sets({ 'pr-sector': 'housing' })).toEqual(['p-housing'])
    expect(sets({ 'pr-risks': ['self-neglect'] })).toEqual(['p-housing'])
    expect(sets({ 'pr-sector': 'care-provider' })).toEqual(['p-provider'])
    expect(sets({ 'pr-ask': 'ot' })).toEqual(['p-ot'])
    expect(sets({ 'pr-ask': 'carer' })).toEqual(['p-carer'])
  })
  it('does not ask about outcomes for information only', () => {
    expect(asked({ 'pr-ask': 'notify' })).not.toContain('pr-outcomes')
    expect(asked({ 'pr-outcomes': ['none'] })).not.toContain('pr-impact')
    expect(asked({})).toContain('pr-impact')
  })
})

describe('sending', () => {
  it('needs a name, a way to reach the professional and the reason', () => {
    expect(missing('p-who')).toEqual(['a name', 'a way to make contact', 'the reason'])
    expect(missing('p-ask')).toEqual(['a name', 'the reason'])
    expect(missing('p-view')).toEqual(['the reason'])
    expect(missing('p-needs')).toEqual([])
  })
  it('can be reached with a way out wherever there is one', () => {
    const given = onlyWaysOut(form, fillIn({}), ['contact-way'])
    expect(walked(form, go(form, given))).toMatchObject({ next: undefined, missing: [] })
  })
})

describe('the concern that a report of harm saves', () => {
  const also = form.alsoSaves
  const theirs = questionsOf(safeguardingConcern)
  const own = questionsOf(form)
  const optionsOf = (id: string) =>
    (theirs.get(id)?.control.shows.options ?? [])
      .map(({ value }) => value)
      .concat(theirs.get(id)?.asks.out ?? [])
  const ownOptionsOf = (id: string) =>
    (own.get(id)?.control.shows.options ?? []).map(({ value }) => value).concat(own.get(id)?.asks.out ?? [])
  const carried = (given: GivenAnswers) => {
    const at = walked(form, go(form, fillIn({ 'pr-safeguarding': 'yes', ...given })))
    const listener = listenerFor(form, at.counts, (condition) => condition === form.reader.professional, {})
    if (!also) throw new Error('It saves none')
    return Object.fromEntries(
      Object.entries(carriedAnswers(form, also, at, listener).answers).flatMap(([id, given]) => {
        const question = theirs.get(id)
        const isText = 'value' in given && typeof given.value === 'string'
        return question ? [[id, isText ? given.value : valuesOf(question, given)]] : []
      }),
    )
  }

  it('is filled from questions and options that exist, with ones that exist', () => {
    const unknown = Object.entries(also?.fills ?? {}).flatMap(([id, fill]) => {
      if (!theirs.has(id)) return [id]
      if ('words' in fill) return fill.words.filter((from) => !own.has(from))
      if ('value' in fill) return optionsOf(id).includes(fill.value) ? [] : [fill.value]
      const pairs = Object.entries(
        fill.as ??
          Object.fromEntries(ownOptionsOf(fill.from).flatMap((one) => (one in WAYS_OUT ? [] : [[one, one]]))),
      )
      return pairs.flatMap(([from, to]) =>
        ownOptionsOf(fill.from).includes(from) && optionsOf(id).includes(to) ? [] : [`${from} → ${to}`],
      )
    })
    expect(unknown).toEqual([])
    expect(also?.knows.filter((id) => !own.has(id))).toEqual([])
  })

  it('says in its own words what the referral says', () => {
    expect(
      carried({
        'pr-consent': 'refused',
        'pr-consent-why': ['life', 'others'],
        'pr-capacity': 'lacks',
        'pr-risks': ['domestic', 'skin', 'falls'],
        conditions: ['dementia'],
        'child-worry': 'yes',
        'children-any': 'yes',
        'hide-who': 'yes',
        'last-name': 'Notreal',
      }),
    ).toMatchObject({
      'sg-who': ['pro'],
      'sg-name': 'Nurse Test',
      'sg-org': 'Community nurse, Example Clinic, day team',
      'sg-adult-name': 'Alex Notreal',
      'sg-adult-dob': '27 March 1960',
      'sg-adult-address': '1 Sample Close, CR0 9ZZ',
      'sg-needs': ['dementia'],
      'sg-what': 'Washing has become hard.',
      'sg-wants': 'To stay at home.',
      'sg-types': ['domestic'],
      'sg-types-more': ['skin'],
      'sg-consent': ['refuses'],
      'sg-override': ['life', 'others'],
      'sg-capacity': ['no'],
      'sg-contact-risk': ['yes'],
      'sg-others': ['children'],
    })
  })

  it('holds nothing that nobody said', () => {
    const unsaid = [
      'sg-types',
      'sg-types-more',
      'sg-contact-risk',
      'sg-others',
      'sg-override',
      'sg-adult-now',
    ]
    expect(Object.keys(carried({})).filter((id) => unsaid.includes(id))).toEqual([])
    expect(carried({ 'pr-risks': ['falls'] })).not.toHaveProperty('sg-types')
    expect(carried({ 'hide-who': 'no' })).not.toHaveProperty('sg-contact-risk')
  })
})

describe('every branch', () => {
  itTakesEveryBranch()
  it('keeps the order that was agreed: the reason early, and safety before any number or address', () => {
    expect(pagesOf(form).map((page) => page.name)).toEqual([
      ...['danger', 'call-999', 'today', 'p-who', 'p-ask', 'p-harm', 'p-consent'],
      ...['name', 'p-view', 'secret', 'contact', 'messages', 'safe-way'],
      ...['language', 'talk-read', 'formats', 'support', 'birth', 'numbers', 'address'],
      ...['gp', 'health', 'hospital', 'p-needs', 'p-health', 'p-support'],
      ...['home', 'household', 'children', 'p-risk', 'p-visit', 'p-urgent'],
      ...['p-hospital', 'p-police', 'p-housing', 'p-provider', 'p-ot', 'p-carer'],
      ...['p-docs', 'sharing', 'record'],
    ])
  })
})
