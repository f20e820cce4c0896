import { describe, expect, it } from 'vitest'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { raiseFlags } from '#src/forms/engine/raise-flags.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
import { fillPage, type PageRead, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { firstQuestionOf, questionAt, stopsOf } from '#src/forms/engine/stops.ts'
import { type Progress, type WalkedPage, walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import {
  carersAssessmentSubmissions,
  fillIn as fillInCarer,
} from '#tests/fixtures/carers-assessment-submissions.ts'
import { type Fields, fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { fillIn as fillInConcern, safeguardingSubmissions } from '#tests/fixtures/safeguarding-submissions.ts'
import {
  fillIn as fillInAdult,
  selfAssessmentSubmissions,
} from '#tests/fixtures/self-assessment-submissions.ts'
import { nothingYet } from './go-through.ts'
import { fillIn, submissions, typedOn, typeThrough } from './shared/submissions.ts'
import { lenientForm, strictForm } from './small-forms.ts'

const today = { today: '2026-11-23', postcodeDistricts: ['CR0'] }

/** Reads one question of a page that was shown alone. */
function readOne(form: Form, page: string, only: string, typed: Typed, progress: Progress): PageRead {
  const named = findPage(form, page)
  if (!named) throw new Error(`No page ${page}`)
  const others = Object.entries(fillPage(named, progress.answers)).filter(([field]) => {
    const question = named.ask[only]
    return !question || !isFieldOf(only, question, field)
  })
  return readPage(form, named, { ...Object.fromEntries(others), ...typed }, progress, today, {}, only)
}

const continuedPast = (page: string, read: PageRead, progress: Progress): Progress => ({
  answers: withAnswers(progress.answers, read.answers),
  passed: { ...progress.passed, [page]: [...read.shown] },
})

/** Goes from question to question as the walk says, until the check page. Throws where one is asked twice. */
function goOneByOne(form: Form, fields: Fields): { progress: Progress; asked: string[] } {
  let progress = nothingYet
  const asked: string[] = []
  for (;;) {
    const { next, pages } = walk(form, progress, today)
    const here = pages.find((one) => one.page.name === next)
    if (!here) return { progress, asked }
    const only = firstQuestionOf(here)
    const at = `${here.page.name}/${only ?? ''}`
    if (asked.includes(at)) throw new Error(`Asked twice: ${at}`)
    asked.push(at)
    if (only === undefined) {
      progress = { ...progress, passed: { ...progress.passed, [here.page.name]: [] } }
      continue
    }
    const alone: WalkedPage = { ...here, shown: here.shown.filter(({ id }) => id === only) }
    const read = readOne(form, here.page.name, only, typedOn(alone, fields), progress)
    if (read.problems.length > 0) throw new Error(`${at}: ${JSON.stringify(read.problems)}`)
    progress = continuedPast(here.page.name, read, progress)
  }
}

const cases: readonly { t: string; form: Form; fields: Fields }[] = [
  ...safeguardingSubmissions.map((one) => ({
    t: one.t,
    form: safeguardingConcern,
    fields: fillInConcern(one) as Fields,
  })),
  ...selfAssessmentSubmissions.map(({ t, answers }) => ({
    t,
    form: selfAssessment,
    fields: fieldsOf(selfAssessment, fillInAdult(answers)),
  })),
  ...carersAssessmentSubmissions.map(({ t, answers }) => ({
    t,
    form: carersAssessment,
    fields: fieldsOf(carersAssessment, fillInCarer(answers)),
  })),
  ...submissions.map(({ t, form, fields }) => ({ t, form, fields: fillIn(fields) })),
]

describe('a form asked question by question', () => {
  it.each(cases)('$t ends where the whole pages end: the same answers and flags', ({ form, fields }) => {
    const one = walk(form, goOneByOne(form, fields).progress, today)
    const whole = walk(form, typeThrough(form, fields), today)
    expect(one.next).toBeUndefined()
    expect(one.counts).toEqual(whole.counts)
    expect(raiseFlags(flags, one)).toEqual(raiseFlags(flags, whole))
  })

  it('never asks a follow-up whose condition does not hold', () => {
    const { progress, asked } = goOneByOne(selfAssessment, fieldsOf(selfAssessment, fillInAdult({})))
    const applying = walk(selfAssessment, progress, today).pages.flatMap((page) =>
      page.asked.map(({ id }) => `${page.page.name}/${id}`),
    )
    expect(asked.filter((at) => !at.endsWith('/') && !applying.includes(at))).toEqual([])
  })
})

const third = (passed: readonly string[], answers: Progress['answers'] = {}): Progress => ({
  answers: { who: { value: { picked: ['me'], texts: {} } }, ...answers },
  passed: { first: ['who'], third: passed },
})
const fieldsToMend = (read: PageRead) => read.problems.map(({ field }) => field)
const hereIn = (form: Form, progress: Progress, page = 'third') => {
  const here = walk(form, progress, today).pages.find((one) => one.page.name === page)
  if (!here) throw new Error(`${page} does not apply`)
  return here
}
const called = { called: { value: 'Ann' }, place: { value: 'Home' } }

describe('one question of a page', () => {
  it('may be left blank while its twin is still to come, and no longer', () => {
    const before = third(['called', 'place', 'number'], called)
    const ring = readOne(strictForm, 'third', 'ring', { ring: [''] }, before)
    expect(fieldsToMend(ring)).toEqual([])
    const after = continuedPast('third', ring, before)
    expect(firstQuestionOf(hereIn(strictForm, after))).toBe('write')
    expect(fieldsToMend(readOne(strictForm, 'third', 'write', { write: [''] }, after))).toEqual(['write'])
    const write = readOne(strictForm, 'third', 'write', { write: ['a@example.org'] }, after)
    expect(hereIn(strictForm, continuedPast('third', write, after)).done).toBe(true)
  })

  it('is asked for a fact only when no other question of the page could give it any more', () => {
    const first = readOne(lenientForm, 'third', 'called', { called: [''] }, third([]))
    expect(fieldsToMend(first)).toEqual([])
    const after = continuedPast('third', first, third([]))
    expect(fieldsToMend(readOne(lenientForm, 'third', 'place', { place: [''] }, after))).toEqual(['place'])
    expect(fieldsToMend(readOne(lenientForm, 'third', 'place', { place: ['Home'] }, after))).toEqual([])
  })

  it('is asked again where all were looked at and the fact is still missing', () => {
    const all = third(['called', 'place', 'number', 'ring', 'write'])
    const here = hereIn(lenientForm, all)
    expect([here.open, here.done]).toEqual([['called'], false])
    expect(fieldsToMend(readOne(lenientForm, 'third', 'called', { called: [''] }, all))).toEqual(['called'])
  })

  it('is not held up by what cannot be read in another', () => {
    const typed = { called: ['Ann'], number: ['not a number'] }
    const named = findPage(lenientForm, 'third')
    if (!named) throw new Error('No page third')
    const only = readPage(lenientForm, named, typed, third([]), today, {}, 'called')
    expect(fieldsToMend(only)).toEqual([])
    expect(only.shown).toEqual(['called'])
    expect(fieldsToMend(readPage(lenientForm, named, typed, third([]), today))).toEqual(['number'])
  })

  it('cannot be jumped ahead to, but can be gone back to', () => {
    const here = hereIn(strictForm, third(['called', 'place'], called))
    expect(firstQuestionOf(here)).toBe('number')
    expect(questionAt(here, 'write')).toBe('number')
    expect(questionAt(here, 'write', true)).toBe('write')
    expect(questionAt(here, 'called')).toBe('called')
    expect(questionAt(here, 'number')).toBe('number')
    expect(questionAt(here, 'who')).toBe('number')
    expect(questionAt(here, undefined)).toBe('number')
  })

  it('of a page that stops at its end is done, but its last is not', () => {
    const stopped: Progress = {
      answers: { who: { value: { picked: ['me'], texts: {} } }, ...called, kinds: { out: 'unsafe' } },
      passed: {
        first: ['who'],
        third: ['called', 'place', 'number', 'ring', 'write'],
        fourth: ['kinds', 'people', 'proof'],
      },
    }
    const stops = stopsOf(walk(lenientForm, stopped, today), true).filter(({ page }) => page === 'fourth')
    expect(stops.map(({ question, isDone }) => [question, isDone])).toEqual([
      ['kinds', true],
      ['people', true],
      ['proof', false],
    ])
  })
})
