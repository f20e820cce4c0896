import { describe, expect, it } from 'vitest'
import { caring, carersAssessment as form } from '#src/forms/carers-assessment.ts'
import { pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { listenerFor } from '#src/forms/engine/snapshot.ts'
import { say } from '#src/forms/engine/words.ts'
import { carersAssessmentSubmissions, fillIn } from '#tests/fixtures/carers-assessment-submissions.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { type FlagCase, found, go, longForm, onlyWaysOut, raised, walked } from './long-forms.ts'

const { asked, at, ids, itRaisesEach, itRaisesWhatIsExpected, itTakesEveryBranch, missing } = longForm(
  form,
  fillIn,
)
const forOther: GivenAnswers = { 'who-for': 'someone-else' }

describe('a test submission, typed page by page', () => {
  itRaisesWhatIsExpected(carersAssessmentSubmissions)
  it('quotes the answers that raised a flag', () => {
    const flagsOfC1 = raised(form, fillIn(found(carersAssessmentSubmissions, 'C1').answers))
    expect(flagsOfC1.map((flag) => flag.because)).toEqual([
      [
        { id: 'ca-work', values: ['strain'] },
        { id: 'ca-fun', values: ['strain'] },
      ],
    ])
  })
})

// Answers that must raise a flag, and near ones that must not; otherwise neutral.
const onItsOwn: FlagCase[] = [
  ['fl-suicide-now', { 'ca-self-harm': 'now' }, { 'ca-self-harm': 'recent' }],
  ['fl-unsafe', { 'ca-cared-knows': 'unsafe' }, { 'ca-cared-knows': 'no' }],
  ['fl-unsafe', { 'ca-safe': ['unsafe'] }, { 'ca-safe': ['rather-not-say'] }],
  ['fl-carer-harm', { 'ca-safe': ['others-harm'] }, { 'ca-safe': ['near-edge'] }],
  [
    'fl-carer-harm',
    { 'ca-safe': ['might-hurt'] },
    { 'ca-safe': ['might-hurt'], 'helper-help': 'yes-typing' },
  ],
  [
    'fl-care-stopped',
    { 'ca-willing': 'no', 'ca-stop': 'today' },
    { 'ca-willing': 'yes', 'ca-stop': 'today' },
  ],
  ['fl-suicide', { 'ca-self-harm': 'recent' }, { 'ca-self-harm': 'past' }],
  ['fl-care-breaking', { 'ca-able': 'for-now' }, { 'ca-willing': 'with-help' }],
  ['fl-care-breaking', { 'ca-willing': 'no', 'ca-stop': 'month' }, { 'ca-willing': 'rather-not-say' }],
  [
    'fl-carer-strain',
    { 'ca-nights': 'most', 'ca-hours': '50-plus' },
    { 'ca-nights': 'most', 'ca-hours': '35-49' },
  ],
  ['fl-carer-strain', { 'ca-body': 'a-lot', 'ca-mind': 'a-lot' }, { 'ca-body': 'a-lot', 'ca-mind': 'a-bit' }],
  ['fl-carer-strain', { 'ca-safe': ['near-edge'] }, { 'ca-safe': ['hurts-me'] }],
  [
    'fl-no-cover',
    { 'ca-tomorrow': 'no-one', 'ca-left': 'hour' },
    { 'ca-tomorrow': 'no-one', 'ca-left': 'hours' },
  ],
  ['fl-under-18', { dob: '2008-11-24' }, { dob: '2008-11-23' }],
  ['fl-carer-eligible', { 'ca-home': 'cannot' }, { 'ca-home': 'na' }],
  ['fl-carer-eligible', { 'children-any': 'yes', 'ca-child': 'strain' }, { 'ca-child': 'strain' }],
  ['fl-carer-eligible', { 'ca-mind': 'a-lot' }, { 'ca-mind': 'a-bit' }],
  ['fl-ask-alone', { ...forOther }, {}],
  ['fl-out-of-area', { 'ca-cared-area': 'no' }, { 'ca-cared-area': 'dont-know' }],
  ['fl-parent-carer', { 'ca-cared-age': 'both' }, { 'ca-cared-age': 'adults' }],
]

describe('each flag', () => {
  it('none is raised by neutral answers', () => {
    expect(ids({})).toEqual([])
    expect(ids(forOther)).toEqual(['fl-ask-alone'])
  })
  itRaisesEach(onItsOwn, (id) => id.startsWith('ca-'))
})

describe('the person looked after', () => {
  const heard = (given: GivenAnswers, words: string) => {
    const { counts } = at(given)
    const who = given['who-for'] === 'someone-else' ? 'behalf' : 'you'
    const listener = listenerFor(
      form,
      counts,
      (condition) => condition === form.reader.you && who === 'you',
      {},
    )
    return say(words, listener)
  }
  const knows = caring.pages.cared.ask['ca-cared-knows'].asks.title
  const nobody = listenerFor(form, {}, () => true, {})

  it('is called by the name given first', () => {
    const two = [
      { name: 'Ivy', age: '80', rel: 'parent', 'lives-together': 'yes' },
      { name: 'Ron', age: '82', rel: 'parent', 'lives-together': 'yes' },
    ]
    expect(heard({ 'ca-cared': two }, knows)).toBe('Does Ivy know about this form?')
    expect(heard({}, 'With {cared}')).toBe('With Jo Testperson')
  })
  it('is “the person you look after” until a name is given', () => {
    expect(say(knows, nobody)).toBe('Does the person you look after know about this form?')
    expect(say('{cared} hurts or scares [me / them]', nobody)).toBe(
      'The person you look after hurts or scares me',
    )
    const helper = listenerFor(form, { 'first-name': { value: 'Alex' } }, () => false, {})
    expect(say(knows, helper)).toBe('Does the person Alex looks after know about this form?')
  })
  it('is described with a name, an age, how they are related and whether they live together', () => {
    const typed = { 'ca-cared': [{ name: 'Ivy', address: '2 Sample Close, CR0 9ZZ' }] }
    expect(() => go(form, fillIn(typed))).toThrow(
      /ca-cared-1-age.*Enter a rough age.*ca-cared-1-rel.*ca-cared-1-lives-together/,
    )
    const whole = { ...typed['ca-cared'][0], age: '80', rel: 'parent', 'lives-together': 'no' }
    expect(walked(form, go(form, fillIn({ 'ca-cared': [whole] }))).next).toBeUndefined()
  })
})

describe('who is asked what', () => {
  it('asks about harm and self-harm only alone, or of a helper somewhere private', () => {
    const onHarm = (given: GivenAnswers) => asked(given).filter((id) => /^ca-(self-harm|safe)$/.test(id))
    expect(onHarm({})).toEqual(['ca-self-harm', 'ca-safe'])
    expect(onHarm(forOther)).toEqual(['ca-self-harm', 'ca-safe'])
    expect(onHarm({ 'private-now': 'no-carry-on' })).toEqual([])
    expect(onHarm({ 'helper-help': 'yes-answering' })).toEqual([])
  })
  it('asks when the caring will stop only where it will', () => {
    expect(asked({})).not.toContain('ca-stop')
    expect(asked({ 'ca-able': 'no' })).toContain('ca-stop')
    expect(asked({ 'ca-able': 'for-now' })).not.toContain('ca-stop')
  })
  it('asks about children before how caring affects looking after them', () => {
    const ids = asked({ 'children-any': 'yes' })
    expect(ids.indexOf('children-any')).toBeLessThan(ids.indexOf('ca-child'))
    expect(ids.indexOf('children-any')).toBeGreaterThan(-1)
    expect(asked({})).not.toContain('ca-child')
  })
  it('shows help in a crisis', () => {
    const names = walked(form, go(form, fillIn({ 'ca-self-harm': 'now' }))).pages.map((one) => one.page.name)
    expect(names[names.indexOf('health') + 1]).toBe('crisis')
    expect(walked(form, go(form, fillIn({}))).pages.map((one) => one.page.name)).not.toContain('crisis')
  })
})

describe('sending', () => {
  it('needs a name, a way to make contact and why help is needed', () => {
    expect(missing('cared')).toEqual(['a name', 'a way to make contact', 'why help is needed'])
    expect(missing('contact')).toEqual(['a way to make contact'])
    expect(missing('messages')).toEqual([])
  })
  it('does not wait for why, where somebody would rather not say', () => {
    const progress = go(form, fillIn({ 'ca-cared-why': 'rather-not-say' }), 'talk')
    expect(walked(form, progress).missing).toEqual([])
  })
  it('can be reached with a way out wherever there is one', () => {
    for (const who of ['me', 'someone-else']) {
      const given = onlyWaysOut(form, fillIn({ 'who-for': who }), ['contact-way'])
      expect(walked(form, go(form, given))).toMatchObject({ next: undefined, missing: [] })
    }
  })
})

describe('every branch', () => {
  itTakesEveryBranch()
  it('counts each outcome C1 to C8 by a scale of its own', () => {
    const scales = [...questionsOf(form).values()].filter((one) => one.scale === 'carer-impact')
    expect(scales.flatMap((one) => one.asks.feeds ?? [])).toEqual([
      ...['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'],
    ])
  })
  it('keeps the order that was agreed: why help is needed early, and safety before any number or address', () => {
    expect(pagesOf(form).map((page) => page.name)).toEqual([
      ...['danger', 'call-999', 'today', 'private'],
      ...['who', 'helper', 'you', 'agree', 'cared', 'name'],
      ...['secret', 'contact', 'messages', 'safe-way'],
      ...['language', 'talk-read', 'formats', 'support'],
      ...['taking-part', 'deciding', 'legal'],
      ...['birth', 'numbers', 'address'],
      ...['talk', 'doing', 'carry-on', 'life', 'children'],
      ...['c-child', 'c-others', 'c-home', 'c-food', 'c-people', 'c-work', 'c-places', 'c-fun'],
      ...['health', 'crisis', 'stress', 'breaks', 'backup', 'work-money', 'wants'],
      ...['emergency', 'sharing', 'record'],
    ])
  })
})
