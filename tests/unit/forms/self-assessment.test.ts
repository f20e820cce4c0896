import { describe, expect, it } from 'vitest'
import { pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { listenerFor, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { say } from '#src/forms/engine/words.ts'
import { assessment, selfAssessment as form } from '#src/forms/self-assessment.ts'
import type { GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, selfAssessmentSubmissions } from '#tests/fixtures/self-assessment-submissions.ts'
import { type FlagCase, found, go, longForm, onlyWaysOut, raised, walked } from './long-forms.ts'

const { asked, at, ids, itRaisesEach, itRaisesWhatIsExpected, itTakesEveryBranch, missing } = longForm(
  form,
  fillIn,
)
const forOther: GivenAnswers = { 'who-for': 'someone-else' }

describe('a test submission, typed page by page', () => {
  itRaisesWhatIsExpected(selfAssessmentSubmissions)

  it('quotes the answers that raised a flag', () => {
    const flagsOfA1 = raised(form, fillIn(found(selfAssessmentSubmissions, 'A1').answers))
    const because = (id: string) => flagsOfA1.find((flag) => flag.id === id)?.because
    expect(because('fl-no-help')).toEqual([
      { id: 'as-get-help', values: ['could-not'] },
      { id: 'lives-with', values: ['alone'] },
    ])
    expect(because('fl-eligible')).toEqual([
      { id: 'as-cook', values: ['help'] },
      { id: 'as-wash', values: ['hard'] },
    ])
  })
})

// Answers that must raise a flag, and near ones that must not; otherwise neutral.
const onItsOwn: FlagCase[] = [
  ['fl-danger', { 'danger-now': 'yes' }, { 'danger-now': 'no' }],
  ['fl-essentials', { 'essentials-gone': ['usual-care'] }, { 'essentials-gone': ['dont-know'] }],
  ['fl-suicide-now', { 'as-self-harm': 'now' }, { 'as-self-harm': 'recent' }],
  ['fl-unsafe', { 'as-safe': 'unsafe' }, { 'as-safe': 'rather-not-say' }],
  ['fl-not-safe', { 'as-safe': 'not-safe' }, { 'as-safe': 'mostly' }],
  ['fl-abuse', { 'as-safe-what': ['hate'] }, { 'as-safe-what': ['scams'] }],
  ['fl-abuse', { 'as-safe-what': ['not-caring', 'scams'] }, { 'as-safe-what': ['rather-not-say'] }],
  [
    'fl-child',
    { 'children-any': 'yes', 'child-worry': 'yes' },
    { 'children-any': 'no', 'child-worry': 'yes' },
  ],
  ['fl-care-stopped', { 'as-support-hold': 'stopped' }, { 'as-support-hold': 'not-enough' }],
  [
    'fl-care-stopped',
    { 'as-support': ['nhs'], 'as-support-hold': 'stopped' },
    { 'as-support': ['no-one'], 'as-support-hold': 'stopped' },
  ],
  [
    'fl-basic-needs',
    { 'as-toilet': 'cannot', 'as-support': ['no-one'] },
    { 'as-toilet': 'cannot', 'as-support': ['dont-know'] },
  ],
  [
    'fl-basic-needs',
    { 'as-bed-chair': 'cannot', 'as-support': ['no-one'] },
    { 'as-move': 'cannot', 'as-support': ['no-one'] },
  ],
  ['fl-not-drinking', { 'as-food-signs': ['not-drinking'] }, { 'as-food-signs': ['missed-meals'] }],
  [
    'fl-lost-alone',
    { 'as-memory': 'sometimes', 'as-memory-risk': ['lost'], 'lives-with': ['alone'] },
    { 'as-memory': 'fine', 'as-memory-risk': ['lost'], 'lives-with': ['alone'] },
  ],
  ['fl-fire-high', { 'as-fire': ['burns', 'oxygen-creams'] }, { 'as-fire': ['burns', 'no-alarm'] }],
  ['fl-homeless', { 'home-type': 'none' }, { 'home-type': 'temporary' }],
  [
    'fl-discharge',
    { hospital: 'in-now', 'hospital-leave': 'today-tomorrow' },
    { hospital: 'soon', 'hospital-leave': 'today-tomorrow' },
  ],
  ['fl-suicide', { 'as-self-harm': 'recent' }, { 'as-self-harm': 'past' }],
  ['fl-scam', { 'as-safe-what': ['scams'] }, { 'as-safe-what': ['taking-money'] }],
  ['fl-care-breaking', { 'as-support-hold': 'may-stop' }, { 'as-support-hold': 'yes' }],
  ['fl-poor-eating', { 'as-food-signs': ['choking'] }, { 'as-food-signs': ['not-drinking'] }],
  ['fl-falls', { 'as-falls': 'two-or-more' }, { 'as-falls': 'one' }],
  ['fl-falls', { 'as-falls': 'one', 'as-fall-hurt': 'yes' }, { 'as-falls': 'none', 'as-fall-hurt': 'yes' }],
  [
    'fl-no-help',
    { 'as-get-help': 'wait', 'lives-with': ['alone'] },
    { 'as-get-help': 'phone', 'lives-with': ['alone'] },
  ],
  [
    'fl-memory-risk',
    { 'as-memory': 'sometimes', 'as-memory-risk': ['let-in'] },
    { 'as-memory': 'sometimes', 'as-memory-risk': ['none'] },
  ],
  ['fl-medicine', { 'as-medicine': 'cannot' }, { 'as-medicine': 'help' }],
  [
    'fl-medicine',
    { 'as-memory': 'sometimes', 'as-memory-risk': ['forgot-vital'] },
    { 'as-memory': 'sometimes', 'as-memory-risk': ['cooker'] },
  ],
  ['fl-fire', { 'as-fire': ['smokes-in-bed'] }, { 'as-fire': ['heaters-candles', 'no-alarm'] }],
  ['fl-fire', { 'as-fire': ['no-alarm', 'cannot-get-out'] }, { 'as-fire': ['cannot-get-out'] }],
  [
    'fl-self-neglect',
    { 'as-home-state': ['waste-pests'] },
    { 'as-home-state': ['repairs', 'no-heat-water'] },
  ],
  ['fl-eviction', { 'home-risk': 'notice' }, { 'home-risk': 'worried' }],
  ['fl-young-carer', { 'children-any': 'yes', 'child-helps': 'yes' }, { 'children-any': 'yes' }],
  [
    'fl-sudden',
    { 'as-when': 'past-few-days', 'as-wash': 'help', 'as-cook': 'help' },
    { 'as-when': 'past-few-days', 'as-wash': 'help', 'as-laundry': 'help' },
  ],
  ['fl-night', { 'as-night': 'someone-awake' }, { 'as-night': 'many-times' }],
  [
    'fl-discharge-week',
    { hospital: 'in-now', 'hospital-leave': 'this-week' },
    { hospital: 'in-now', 'hospital-leave': 'later' },
  ],
  ['fl-under-18', { dob: '2008-11-24' }, { dob: '2008-11-23' }],
  ['fl-under-18', { dob: 'dont-know', 'age-about': '17' }, { dob: 'dont-know', 'age-about': '18' }],
  ['fl-eligible', { 'as-wash': 'help', 'as-cook': 'cannot' }, { 'as-wash': 'help', 'as-laundry': 'cannot' }],
  [
    'fl-eligible',
    { 'as-wash': 'help', 'children-any': 'yes', 'as-parent': 'hard' },
    { 'as-wash': 'help', 'as-medicine': 'hard', 'as-accidents': 'often', 'as-lonely': 'often' },
  ],
  ['fl-prevention', { 'as-wash': 'help' }, { 'as-wash': 'help', 'as-dress': 'help' }],
  ['fl-safe-contact', { 'message-safe': 'no-detail' }, { 'message-safe': 'dont-know' }],
  ['fl-ask-alone', { 'helper-help': 'yes-typing' }, { 'helper-help': 'no' }],
  ['fl-ask-alone', { 'private-now': 'no-carry-on' }, {}],
  [
    'fl-no-consent',
    { ...forOther, 'person-agrees': 'dont-know' },
    { 'who-for': 'me', 'person-agrees': 'dont-know' },
  ],
  [
    'fl-capacity',
    { ...forOther, 'decide-for-self': 'sometimes' },
    { ...forOther, 'decide-for-self': 'with-help' },
  ],
  [
    'fl-advocate',
    { 'taking-part': ['say'], 'support-person': 'no' },
    { 'taking-part': ['say'], 'support-person': 'yes' },
  ],
  ['fl-comm', { 'comm-any': 'yes' }, { 'comm-any': 'dont-know' }],
  ['fl-out-of-area', { address: '1 Sample Close, SW1A 2AA' }, { address: '1 Sample Close, CR0 9ZZ' }],
]

describe('each flag', () => {
  it('none but the offer of prevention is raised by neutral answers', () => {
    expect(ids({})).toEqual(['fl-prevention'])
    expect(ids(forOther)).toEqual(['fl-ask-alone', 'fl-prevention'])
  })
  itRaisesEach(onItsOwn, (id) => questionsOf(form).has(id))
})

describe('harm and self-harm', () => {
  const onHarm = ['as-self-harm', 'as-safe', 'as-safe-what']
  const askedOfHarm = (given: GivenAnswers) => asked(given).filter((id) => onHarm.includes(id))

  it('are asked about only alone and in one’s own words, or of a helper somewhere private', () => {
    expect(askedOfHarm({})).toEqual(onHarm)
    expect(askedOfHarm({ 'helper-help': 'yes-typing' })).toEqual([])
    expect(askedOfHarm({ 'helper-help': 'yes-answering' })).toEqual([])
    expect(askedOfHarm({ 'private-now': 'no-carry-on' })).toEqual([])
    expect(askedOfHarm(forOther)).toEqual(onHarm)
    expect(askedOfHarm({ ...forOther, 'private-now': 'no-carry-on' })).toEqual([])
  })
  it('raise nothing when they are no longer asked about', () => {
    const told = { 'as-self-harm': 'now', 'as-safe': 'not-safe', 'as-safe-what': ['hurting'] }
    expect(ids({ ...told, 'helper-help': 'yes-typing' })).toEqual(['fl-ask-alone', 'fl-prevention'])
  })
  it('stop being asked about where it is not safe to answer', () => {
    expect(asked({ 'as-safe': 'unsafe' })).not.toContain('as-safe-what')
    expect(asked({ 'as-safe-what': ['unsafe'] })).not.toContain('as-safe-act')
    expect(asked({ 'as-safe-what': ['scams'] })).toContain('as-safe-act')
  })
  it('lead to help in a crisis, then onwards', () => {
    const names = (given: GivenAnswers) => at(given).pages.map((page) => page.page.name)
    const after = (given: GivenAnswers) => names(given)[names(given).indexOf('mood') + 1]
    expect(after({ 'as-self-harm': 'now' })).toBe('crisis')
    expect(after({ 'as-self-harm': 'recent' })).toBe('senses')
    expect(walked(form, go(form, fillIn({ 'as-self-harm': 'now' }), 'crisis')).next).toBe('crisis')
    expect(assessment.pages.crisis.lead).toMatch(/999.*A&E.*111.*116 123/)
  })
  it('are kept from every copy', () => {
    const hidden = ['as-self-harm', 'as-safe', 'as-safe-what', 'as-safe-act']
    expect(hidden.filter((id) => !questionsOf(form).get(id)?.asks.feeds?.includes('HIDE'))).toEqual([])
  })
})

describe('who is asked what', () => {
  it('asks about children only where there are some', () => {
    expect(asked({})).not.toContain('as-parent')
    expect(asked({ 'children-any': 'yes' })).toContain('as-parent')
  })
  it('asks whether help can go on only where there is some', () => {
    expect(asked({ 'as-support': ['no-one'] })).not.toContain('as-support-hold')
    expect(asked({ 'as-support': ['dont-know'] })).not.toContain('as-support-hold')
    expect(asked({ 'as-support': ['equipment'] })).toContain('as-support-hold')
  })
  it('tells somebody who helps to answer for the person, before it is known who the form is about', () => {
    const hint = questionsOf(form).get('essentials-gone')?.asks.hint ?? ''
    const rest = 'We need to know so we can act the same day.'
    expect(say(hint, { voice: 'you', slots: {} })).toBe(
      `If this form is about someone else, answer for them. ${rest}`,
    )
    expect(say(hint, { voice: 'behalf', slots: {} })).toBe(rest)
  })
  it('speaks about the person to a helper', () => {
    const { counts, facts, ...rest } = walked(form, go(form, fillIn(forOther)))
    const listener = listenerFor(form, counts, () => false, { 'our area': 'A', 'upper limit': '£1' })
    const said = takeSnapshot(form, { counts, facts, ...rest }, listener, {}).parts.flatMap((part) =>
      part.pages.flatMap((page) => page.entries),
    )
    expect(said.find((one) => one.id === 'as-wash')?.title).toBe('How does Alex manage getting washed?')
    expect(said.find((one) => one.id === 'as-safe')?.title).toBe('How safe do you think Alex is?')
  })
})

describe('sending', () => {
  it('needs a name, a way to make contact and what is happening', () => {
    expect(missing('story')).toEqual(['a name', 'a way to make contact', 'what is happening'])
    expect(missing('contact')).toEqual(['a way to make contact'])
    expect(missing('messages')).toEqual([])
  })
  it('takes “not safe”, or the helper’s phone or email, as a way to make contact', () => {
    expect(missing('contact')).toContain('a way to make contact')
    expect(missing('contact', forOther)).not.toContain('a way to make contact')
    expect(walked(form, go(form, fillIn({ 'contact-way': ['unsafe'] }), 'matters')).missing).toEqual([])
  })
  it('can be reached with a way out wherever there is one', () => {
    for (const who of ['me', 'someone-else']) {
      const filled = fillIn({ 'who-for': who })
      const given = onlyWaysOut(form, filled, ['contact-way'])
      expect(walked(form, go(form, given))).toMatchObject({ next: undefined, missing: [] })
    }
  })
})

describe('every branch', () => {
  itTakesEveryBranch()
  it('keeps the order that was agreed: the story early, and safety before any number or address', () => {
    expect(pagesOf(form).map((page) => page.name)).toEqual([
      ...['danger', 'call-999', 'today', 'private'],
      ...['who', 'helper', 'you', 'agree', 'story', 'name'],
      ...['secret', 'contact', 'messages', 'safe-way'],
      ...['language', 'talk-read', 'formats', 'support'],
      ...['taking-part', 'deciding', 'legal'],
      ...['birth', 'numbers', 'address'],
      ...['matters', 'good-day', 'culture', 'change', 'help-now'],
      ...['gp', 'health', 'hospital'],
      ...['home', 'household', 'children', 'pets', 'visit'],
      ...['food', 'washing', 'toilet', 'dressing', 'moving', 'home-care', 'people', 'work', 'out'],
      ...['parenting', 'night', 'medicine', 'falls', 'memory', 'mood', 'crisis', 'senses', 'equipment'],
      ...['tech', 'fire', 'safe', 'wellbeing', 'money', 'files'],
      ...['emergency', 'sharing', 'record'],
    ])
  })
})
