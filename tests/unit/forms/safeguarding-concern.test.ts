import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '#src/forms/engine/conditions.ts'
import { questionsRead } from '#src/forms/engine/conditions.ts'
import { suggestedColour } from '#src/forms/engine/raise-flags.ts'
import { pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import type { Answer, AnyQuestion } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'
import { type FlagId, flags } from '#src/forms/rules/flags.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'
import { type Pointing, threePartTest } from '#src/forms/rules/three-part-test.ts'
import {
  fillIn,
  type GivenAnswers,
  safeguardingSubmissions,
  typedFor,
} from '#tests/fixtures/safeguarding-submissions.ts'
import { tries } from '#tests/support/long.ts'
import { continuePast, goThrough, nothingYet, today } from './go-through.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'

const walked = (progress: Progress) => walk(form, progress, today)
const raised = (progress: Progress) => raisedIn(form, walked(progress))
const raisedIds = (progress: Progress) => raised(progress).map((flag) => flag.id)
const pointing = (progress: Progress) =>
  Object.fromEntries(threePartTest(walked(progress).facts).map((part) => [part.part, part.points]))
const submission = (t: string) => {
  const found = safeguardingSubmissions.find((one) => one.t === t)
  if (!found) throw new Error(`No test submission ${t}`)
  return found
}
/** The three facts and nothing else, typed where they belong and every other page left blank. */
const bare: GivenAnswers = {
  'sg-who': 'public',
  'sg-what': 'I heard shouting.',
  'sg-adult-address': '1 Sample Close',
}

describe('a test submission, typed page by page', () => {
  it.each(safeguardingSubmissions)('$t raises exactly its flags', (one) => {
    const progress = goThrough(form, fillIn(one))
    expect(walked(progress).missing).toEqual([])
    expect(raisedIds(progress).toSorted()).toEqual([...one.expect].toSorted())
    expect(suggestedColour(raised(progress))).toBe(one.colour)
  })

  it.each(safeguardingSubmissions)('$t keeps every answer it gives', (one) => {
    const { counts } = walked(goThrough(form, fillIn(one)))
    expect(Object.keys(one.answers).filter((id) => counts[id] === undefined)).toEqual([])
  })

  it.each<[string, Record<string, Pointing>]>([
    ['S1', { S42a: 'yes', S42b: 'yes', S42c: 'yes' }],
    ['S2', { S42a: 'yes', S42b: 'yes', S42c: 'yes' }],
    ['S3', { S42a: 'yes', S42b: 'yes', S42c: 'yes' }],
    ['S5', { S42a: 'yes', S42b: 'yes', S42c: 'yes' }],
    ['S8', { S42a: 'find-out', S42b: 'yes', S42c: 'find-out' }],
    ['X6', { S42a: 'find-out', S42b: 'yes', S42c: 'find-out' }],
  ])('%s points as the three-part test says', (t, expected) => {
    expect(pointing(goThrough(form, fillIn(submission(t))))).toEqual(expected)
  })

  it('shows handling flags first, and quotes the answers of a flag', () => {
    const flagsOfS1 = raised(goThrough(form, fillIn(submission('S1'))))
    expect(flagsOfS1.map((flag) => flag.colour)).toEqual(['handling', 'handling', 'red', 'amber', 'amber'])
    expect(flagsOfS1.find((flag) => flag.id === 'fl-sg-ongoing')?.because).toEqual([
      { id: 'sg-still', values: ['now'] },
      { id: 'sg-access', values: ['yes'] },
    ])
  })
})

// One answer, or two, that must raise a flag; a form otherwise filled in neutrally raises only its own.
const onItsOwn: [FlagId, GivenAnswers, GivenAnswers][] = [
  ['fl-danger', { 'danger-now': 'not-sure' }, { 'danger-now': 'no' }],
  ['fl-unsafe', { 'sg-by': 'unsafe' }, { 'sg-by': 'rather-not-say' }],
  ['fl-child', { 'sg-others': ['children'] }, { 'sg-others': ['animals'] }],
  ['fl-child', { 'sg-who': 'pro', 'sg-consent': 'refuses', 'sg-override': ['child'] }, {}],
  ['fl-sg-child', { 'sg-under-18': 'yes' }, { 'sg-under-18': 'dont-know' }],
  [
    'fl-sg-ongoing',
    { 'sg-still': 'now', 'sg-access': 'dont-know' },
    { 'sg-still': 'now', 'sg-access': 'no' },
  ],
  ['fl-sg-injury', { 'sg-injury': 'serious' }, { 'sg-injury': 'minor' }],
  ['fl-sg-serious', { 'sg-types': ['domestic'] }, { 'sg-types': ['hate'] }],
  [
    'fl-sg-serious',
    { 'sg-who': 'pro', 'sg-types-more': ['fgm'] },
    { 'sg-who': 'pro', 'sg-types-more': ['scam'] },
  ],
  ['fl-sg-others', { 'sg-others': ['adults'] }, { 'sg-others': ['public'] }],
  [
    'fl-sg-trust',
    { 'sg-by': 'known', 'sg-by-trust': 'yes', 'sg-access': 'yes' },
    { 'sg-by': 'known', 'sg-by-trust': 'yes' },
  ],
  [
    'fl-sg-crime',
    { 'sg-types': ['slavery'], 'sg-police': 'dont-know' },
    { 'sg-types': ['slavery'], 'sg-police': 'yes' },
  ],
  ['fl-self-neglect', { 'sg-types': ['self'] }, { 'sg-types': ['neglect'] }],
  [
    'fl-skin',
    { 'sg-who': 'pro', 'sg-types-more': ['skin'] },
    { 'sg-who': 'public', 'sg-types-more': ['skin'] },
  ],
  ['fl-sg-service', { 'sg-by': 'service' }, { 'sg-by': 'known' }],
  ['fl-sg-unknown', { 'sg-adult-name': 'dont-know', 'sg-adult-find': 'In the park' }, {}],
  ['fl-under-18', { 'sg-adult-dob': '24 11 2008' }, { 'sg-adult-dob': '23 11 2008' }],
  ['fl-under-18', { 'sg-adult-dob': '17' }, { 'sg-adult-dob': 'about 18' }],
  ['fl-safe-contact', { 'sg-contact-risk': 'unsafe' }, { 'sg-contact-risk': 'dont-know' }],
  ['fl-ask-alone', { 'private-now': 'no-carry-on' }, { 'sg-who': 'pro', 'private-now': 'no-carry-on' }],
  ['fl-no-consent', { 'sg-consent': 'dont-know' }, { 'sg-who': 'me', 'sg-consent': 'dont-know' }],
  ['fl-capacity', { 'sg-capacity': 'doubt' }, { 'sg-capacity': 'dont-know' }],
  ['fl-advocate', { 'sg-speak-up': 'advocate' }, { 'sg-speak-up': 'dont-know' }],
  ['fl-comm', { 'sg-comm': ['bsl'] }, { 'sg-comm': ['dont-know'] }],
  ['fl-out-of-area', { 'sg-area': 'no' }, { 'sg-area': 'dont-know' }],
  ['fl-sg-anonymous', { 'sg-named': 'private' }, { 'sg-who': 'me', 'sg-named': 'private' }],
  ['fl-sg-whistle', { 'sg-who': 'pro', 'sg-own-work': 'yes-private' }, { 'sg-own-work': 'yes-private' }],
]
const neutral = fillIn({
  t: 'neutral',
  answers: { 'sg-who': 'public', 'sg-types': ['money'] },
  colour: 'amber',
  expect: ['fl-sg-concern'],
})

describe('each flag', () => {
  it('none but the concern itself is raised by neutral answers, from any of the three', () => {
    for (const who of ['me', 'public', 'pro']) {
      expect(raisedIds(goThrough(form, { ...neutral, 'sg-who': who }))).toEqual(['fl-sg-concern'])
    }
  })

  it.each(onItsOwn)('%s is raised by %j and not by %j', (id, raising, not) => {
    expect(raisedIds(goThrough(form, { ...neutral, ...raising }))).toContain(id)
    expect(raisedIds(goThrough(form, { ...neutral, ...not }))).not.toContain(id)
  })

  it('is tried here', () => {
    const tried = new Set<string>([...onItsOwn.map(([id]) => id), 'fl-sg-concern'])
    const ofThisForm = Object.entries(flags).filter(([, { when }]) =>
      questionsRead(when).some((id) => questionsOf(form).has(id)),
    )
    expect(ofThisForm.filter(([id]) => !tried.has(id))).toEqual([])
  })
})

describe('the three facts', () => {
  it('are enough, with every other page left blank', () => {
    const progress = goThrough(form, bare)
    expect(walked(progress).missing).toEqual([])
    expect(walked(progress).next).toBeUndefined()
    expect(raisedIds(progress).toSorted()).toEqual(['fl-no-consent', 'fl-sg-concern', 'fl-sg-unknown'])
    expect(pointing(progress)).toEqual({ S42a: 'find-out', S42b: 'find-out', S42c: 'find-out' })
  })

  it.each(['sg-who', 'sg-what', 'sg-adult-address'])('stop it without %s, and say so', (id) => {
    const { [id]: _left, ...rest } = bare
    expect(() => goThrough(form, rest)).toThrow(/"message"/)
  })

  it.each<[string, GivenAnswers]>([
    ['a name', { 'sg-adult-name': 'Ann' }],
    ['how to find them', { 'sg-adult-name': 'dont-know', 'sg-adult-find': 'The park bench' }],
    ['how to find them, the name left blank', { 'sg-adult-find': 'The park bench' }],
    ['an address', { 'sg-adult-name': 'dont-know', 'sg-adult-address': 'High Street' }],
  ])('find the person by %s', (_name, found) => {
    const { 'sg-adult-address': _address, ...rest } = bare
    expect(walked(goThrough(form, { ...rest, ...found })).missing).toEqual([])
  })

  it.each<[GivenAnswers, string, string]>([
    [{}, 'sg-adult-name', 'Enter a name or an address, or tick “I don’t know”'],
    [{ 'sg-adult-name': 'dont-know' }, 'sg-adult-find', 'Enter how to find you, or an address'],
    [
      { 'sg-adult-name': 'dont-know', 'sg-adult-address': 'dont-know' },
      'sg-adult-find',
      'Enter how to find you, or an address',
    ],
  ])('asks for a way to find the person after %j', (given, field, message) => {
    const there = goThrough(form, bare, 's-adult')
    const page = walked(there).pages.find((one) => one.page.name === 's-adult')
    if (!page) throw new Error('s-adult is not asked')
    const { problems } = readPage(form, page.page, typedFor(page.shown, given), there, today)
    const said = problems.map((one) => ({ ...one, message: say(one.message, { voice: 'you', slots: {} }) }))
    expect(said).toEqual([{ field, message }])
  })
})

describe('who is asked what', () => {
  const asked = (who: string, more: GivenAnswers = {}) =>
    walked(goThrough(form, { ...neutral, 'sg-who': who, ...more })).pages.flatMap((page) =>
      page.asked.map((one) => one.id),
    )
  const shown = (who: string) =>
    walked(goThrough(form, { ...neutral, 'sg-who': who })).pages.flatMap((page) =>
      page.shown.map((one) => one.id),
    )

  it('professionals are not asked whether it is private, nor whether we can know their name', () => {
    expect(asked('pro')).not.toContain('private-now')
    expect(asked('pro')).not.toContain('sg-named')
    expect(asked('pro')).toContain('sg-name')
    expect(asked('me')).toContain('private-now')
    expect(asked('public')).toContain('private-now')
  })

  it('the adult is never asked for consent, capacity or how they know', () => {
    const ids = shown('me')
    for (const id of [
      'sg-aware',
      'sg-consent',
      'sg-override',
      'sg-capacity',
      'sg-how-know',
      'sg-name',
      'sg-org',
    ]) {
      expect(ids).not.toContain(id)
    }
  })

  it('an anonymous member of the public is not asked for a name', () => {
    expect(asked('public', { 'sg-named': 'anonymous' })).not.toContain('sg-name')
    expect(asked('public', { 'sg-named': 'private' })).toContain('sg-name')
  })

  it('only professionals are asked the professional questions', () => {
    const only = [
      'sg-types-more',
      'sg-adult-nhs',
      'sg-dash',
      'sg-override',
      'sg-org',
      'sg-sector',
      'sg-own-work',
    ]
    const given = { 'sg-types': ['domestic'], 'sg-consent': 'refuses' }
    expect(only.filter((id) => !asked('pro', given).includes(id))).toEqual([])
    expect(only.filter((id) => asked('public', given).includes(id))).toEqual([])
    expect(only.filter((id) => asked('me', given).includes(id))).toEqual([])
  })

  it('danger and a child under 18 raise the numbers to ring', () => {
    const notices = (given: GivenAnswers) => walked(goThrough(form, { ...neutral, ...given })).notices
    expect(notices({ 'danger-now': 'not-sure' })).toEqual([{ page: 'danger', show: 'council-numbers' }])
    expect(notices({ 'sg-under-18': 'yes' })).toEqual([{ page: 's-adult', show: 'childrens-services' }])
    expect(notices({})).toEqual([])
  })

  it('who wants to come back safely waits at that page', () => {
    const there = goThrough(form, bare, 'private')
    expect(walked(continuePast(form, 'private', { 'private-now': ['no-stop'] }, there)).next).toBe('private')
    expect(walked(continuePast(form, 'private', { 'private-now': ['no-carry-on'] }, there)).next).toBe(
      's-safe',
    )
  })
})

const takes = (question: AnyQuestion): readonly (Answer | undefined)[] => [
  undefined,
  ...(question.asks.out ?? []).map((out) => ({ out })),
  ...(question.control.shows.options ?? []).map(({ value }) => ({ value: { picked: [value] } })),
]

/** The questions a condition depends on, and those their own conditions depend on. */
function dependsOn(condition: Condition | undefined, questions: ReadonlyMap<string, AnyQuestion>): string[] {
  if (!condition) return []
  const read = questionsRead(condition)
  return [...new Set(read.flatMap((id) => [...dependsOn(questions.get(id)?.asks.when, questions), id]))]
}

const choices = (ids: readonly string[], questions: ReadonlyMap<string, AnyQuestion>): GivenAnswers[] =>
  ids.reduce<GivenAnswers[]>(
    (all, id) => {
      const question = questions.get(id)
      const out = question?.asks.out ?? []
      const options = question?.control.shows.options?.map((option) => option.value) ?? []
      return all.flatMap((given) => [
        given,
        ...[...options, ...out].map((value) => ({ ...given, [id]: value })),
      ])
    },
    [{}],
  )

describe('every branch', () => {
  const questions = questionsOf(form)
  const asking = pagesOf(form).flatMap((page) =>
    Object.entries(page.ask).map(([id, question]) => ({ id, question })),
  )

  it.each(asking)('$id is reached by typing and Continue', ({ id, question }) => {
    const given = choices(dependsOn(question.asks.when, questions), questions)
      .map((one) => ({ ...bare, ...one }))
      .find((one) => {
        const pages = walked(goThrough(form, one)).pages
        return pages.some((page) => page.asked.some((asked) => asked.id === id))
      })
    expect(given).toBeDefined()
  })

  const deciding = [...new Set(asking.flatMap(({ question }) => dependsOn(question.asks.when, questions)))]
  it('ends at the check page, never asks twice, and shows no page without a question that can be asked', () => {
    const inputs = fc.record(
      Object.fromEntries(
        deciding.map((id) => {
          const question = questions.get(id)
          const options = question?.control.shows.options?.map((option) => option.value) ?? []
          return [id, fc.constantFrom(...options, ...(question?.asks.out ?? []), '')]
        }),
      ) as Record<string, fc.Arbitrary<string>>,
    )
    fc.assert(
      fc.property(inputs, (given) => {
        const who = given['sg-who'] || 'public'
        const stays = given['private-now'] === 'no-stop' ? 'yes' : (given['private-now'] ?? '')
        const progress = goThrough(form, { ...bare, ...given, 'sg-who': who, 'private-now': stays })
        const { pages, next, missing } = walked(progress)
        expect([next, missing]).toEqual([undefined, []])
        expect(pages.filter((page) => page.asked.length === 0)).toEqual([])
      }),
      { numRuns: tries(60) },
    )
  })

  it('blank never makes a concern look safer than “I don’t know”', () => {
    const anyAnswers = fc.record(
      Object.fromEntries(
        asking.map(({ id, question }) => [id, fc.constantFrom(...takes(question))]),
      ) as Record<string, fc.Arbitrary<Answer | undefined>>,
    )
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom(...asking), (answers, { id, question }) => {
        if (!(question.asks.out ?? []).includes('dont-know')) return
        const all = (answer: Answer | undefined): Progress => ({
          answers: Object.fromEntries(
            Object.entries({ ...answers, [id]: answer }).flatMap(([key, one]) => (one ? [[key, one]] : [])),
          ),
          passed: {},
        })
        expect(raisedIds(all(undefined))).toEqual(raisedIds(all({ out: 'dont-know' })))
        expect(pointing(all(undefined))).toEqual(pointing(all({ out: 'dont-know' })))
      }),
      { numRuns: tries(1_000) },
    )
  })

  it('keeps the order that was agreed: how contact is safe before any number or address', () => {
    expect(pagesOf(form).map((page) => page.name)).toEqual([
      ...[
        'danger',
        'call-999',
        's-who',
        'private',
        's-safe',
        's-you',
        's-job',
        's-adult',
        's-talk',
        's-needs',
        's-what',
      ],
      ...['s-when', 's-where', 's-type', 's-hurt', 's-person', 's-protect', 's-done', 's-police', 's-agree'],
      ...['s-wants', 's-speak-up', 's-others', 's-service', 's-before', 's-proof'],
    ])
  })

  it('starts with danger and nothing given', () => {
    expect(walked(nothingYet).next).toBe('danger')
  })
})
