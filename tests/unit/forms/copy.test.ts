import { describe, expect, it } from 'vitest'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { holds, questionsRead } from '#src/forms/engine/conditions.ts'
import { copyAsText, copyOf, NOT_ANSWERED, NOT_EVERY_ANSWER } from '#src/forms/engine/copy.ts'
import { raiseFlags } from '#src/forms/engine/raise-flags.ts'
import { type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { WAYS_OUT } from '#src/forms/engine/question.ts'
import { listenerFor, type Snapshot, type SnapshotEntry, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'
import { feedback } from '#src/forms/feedback.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import {
  carersAssessmentSubmissions,
  fillIn as fillInCarer,
} from '#tests/fixtures/carers-assessment-submissions.ts'
import { type Fields, fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import {
  fillIn as fillInReferral,
  professionalReferralSubmissions,
} from '#tests/fixtures/professional-referral-submissions.ts'
import { fillIn as fillInConcern, safeguardingSubmissions } from '#tests/fixtures/safeguarding-submissions.ts'
import {
  fillIn as fillInSelf,
  selfAssessmentSubmissions,
} from '#tests/fixtures/self-assessment-submissions.ts'
import { fillIn, submissions, typeThrough } from './shared/submissions.ts'

const day = { today: '2026-11-23', postcodeDistricts: ['CR0'] }

function sent(form: Form, progress: Progress) {
  const walked = walk(form, progress, day)
  const slots = { 'our area': 'Alderbrook', 'upper limit': '£23,250' }
  const listener = listenerFor(form, walked.counts, (one) => holds(one, walked.facts), slots)
  const raised = raiseFlags(flags, walked).map(({ id }) => id)
  return { snapshot: takeSnapshot(form, walked, listener, {}, true), raised }
}
const typed = (form: Form, fields: Fields) => sent(form, typeThrough(form, fields))
const copied = (form: Form, fields: Fields) => {
  const { snapshot, raised } = typed(form, fields)
  return { snapshot, copy: copyOf(snapshot, raised, form.isSafeguarding) }
}

const CASES: readonly (readonly [string, Form, Fields])[] = [
  ...submissions.map((one) => [one.t, one.form, fillIn(one.fields)] as const),
  ...selfAssessmentSubmissions.map(
    (one) => [one.t, selfAssessment, fieldsOf(selfAssessment, fillInSelf(one.answers))] as const,
  ),
  ...carersAssessmentSubmissions.map(
    (one) => [one.t, carersAssessment, fieldsOf(carersAssessment, fillInCarer(one.answers))] as const,
  ),
]
const FORMS = [selfAssessment, carersAssessment, formatsAndLanguages, feedback, askUsToContactYou]

const entriesOf = (snapshot: Snapshot): readonly SnapshotEntry[] =>
  snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries))

describe('a copy', () => {
  it.each(CASES)(
    'of %s has every answer but the hidden ones, and always the same line',
    (_, form, fields) => {
      const { snapshot, copy } = copied(form, fields)
      if (!copy) throw new Error('There is no copy')
      const lines = copy.parts.flatMap((part) => part.lines)
      const shown = lines.map((line) => line.question)
      const hidden = entriesOf(snapshot).filter(
        (entry) => entry.feeds.includes('HIDE') || entry.said.includes(WAYS_OUT.unsafe),
      )
      expect(hidden.length).toBeGreaterThan(0)
      const open = snapshot.parts
        .flatMap((part) => part.pages)
        .filter((page) => page.name !== 'check')
        .flatMap((page) => page.entries)
        .filter((entry) => !hidden.includes(entry))
      expect(shown).toEqual(open.map((entry) => entry.title))
      const text = copyAsText(copy, [])
      expect(text).not.toContain(WAYS_OUT.unsafe)
      // A question asked twice in other words would still show what must not be seen.
      for (const { title } of hidden)
        if (!open.some((one) => one.title === title)) expect(text).not.toContain(title)
      expect(text.split('\r\n').filter((line) => line === NOT_EVERY_ANSWER)).toHaveLength(1)
    },
  )

  it.each(safeguardingSubmissions.map((one) => [one.t, one] as const))(
    'is not made of a safeguarding concern (%s)',
    (_, one) => {
      const { snapshot, raised } = typed(safeguardingConcern, fillInConcern(one))
      expect(copyOf(snapshot, raised, true)).toBeUndefined()
    },
  )

  it.each(professionalReferralSubmissions.map((one) => [one.t, one.answers] as const))(
    'is not made for a professional, who gets a reference (%s)',
    (_, answers) => {
      const fields = fieldsOf(professionalReferral, fillInReferral(answers))
      expect(copied(professionalReferral, fields).copy).toBeUndefined()
    },
  )

  it('stays on the screen where contact or answering is not safe, and only there', () => {
    const screenOnly = (change: Fields) =>
      copied(askUsToContactYou, fillIn({ 'who-for': 'me', 'first-name': 'Bo', ...change })).copy?.isScreenOnly
    expect(screenOnly({})).toBe(false)
    expect(screenOnly({ 'hide-who': 'yes', 'safe-route': 'worker' })).toBe(true)
    expect(screenOnly({ 'message-safe': 'no-detail' })).toBe(true)
    expect(screenOnly({ 'contact-way': ['unsafe'], 'safe-route': 'i-will-call' })).toBe(true)
    const { snapshot } = typed(askUsToContactYou, fillIn({ 'who-for': 'me', 'first-name': 'Bo' }))
    expect(copyOf(snapshot, ['fl-falls', 'fl-unsafe'], false)?.isScreenOnly).toBe(true)
  })

  it('leaves out the question with its “not safe”, of a typed answer too', () => {
    const { snapshot, copy } = copied(formatsAndLanguages, {
      ...fillIn(submissions.find((one) => one.form === formatsAndLanguages)?.fields ?? {}),
      'address-line1': '',
      'address-postcode': '',
      'address-out': 'unsafe',
    })
    expect(snapshot.answers['address']).toBe('unsafe')
    const asked = copy?.parts.flatMap((part) => part.lines.map((line) => line.question))
    expect(asked).not.toContain('Where do you live?')
    expect(asked).toContain('Your first name')
  })

  it('leaves out a whole group of which one field is not safe to answer', () => {
    const entry = { kind: 'repeat', state: 'answered', said: ['Child 1\nAge: 4'], feeds: [] } as const
    const snapshot: Snapshot = {
      ...typed(feedback, fillIn(submissions.find((one) => one.form === feedback)?.fields ?? {})).snapshot,
      parts: [
        {
          title: 'Children',
          pages: [
            { name: 'children', title: 'Children', entries: [{ ...entry, id: 'list', title: 'Each child' }] },
          ],
        },
      ],
      answers: { list: [{ age: 4 }, { age: 5, name: 'unsafe' }] },
    }
    expect(copyOf(snapshot, [], false)?.parts).toEqual([])
    expect(copyOf({ ...snapshot, answers: { list: [{ age: 4 }] } }, [], false)?.parts).toHaveLength(1)
  })

  it('keeps a typed word that only looks like the way out', () => {
    const { copy } = copied(askUsToContactYou, fillIn({ 'who-for': 'me', 'first-name': 'unsafe' }))
    expect(copyAsText(copy ?? { title: '', parts: [], isScreenOnly: true }, [])).toContain('  unsafe')
  })

  it('says what was not answered, and shows what could not be read as it was typed', () => {
    const progress = { answers: {}, passed: {} }
    const walked = walk(askUsToContactYou, progress, day)
    const listener = listenerFor(askUsToContactYou, {}, (one) => holds(one, walked.facts), {})
    const snapshot = takeSnapshot(askUsToContactYou, walked, listener, {
      name: { 'first-name': ['B'.repeat(201)] },
    })
    const lines = copyOf(snapshot, [], false)?.parts.flatMap((part) => part.lines) ?? []
    expect(lines.find((line) => line.question === 'What is happening?')?.answer).toEqual([NOT_ANSWERED])
    expect(lines.find((line) => line.question === 'Your first name')?.answer).toEqual(['B'.repeat(201)])
  })

  it('as text has the head, every line, and line ends any program reads', () => {
    const copy = {
      title: 'Ask us to contact you',
      parts: [{ title: 'What', lines: [{ question: 'Happening?', answer: ['One\nTwo', 'فيرا'] }] }],
      isScreenOnly: false,
    }
    expect(copyAsText(copy, ['Alderbrook Council', 'Reference: K7H-4PX-9RD']).split('\r\n')).toEqual([
      'Alderbrook Council',
      'Reference: K7H-4PX-9RD',
      '',
      'Ask us to contact you',
      '',
      NOT_EVERY_ANSWER,
      '',
      '',
      'What',
      '----',
      '',
      'Happening?',
      '  One',
      '  Two',
      '  فيرا',
      '',
    ])
  })
})

// Whether a question was asked tells what it depends on: one that depends on a hidden answer would show that.
it.each(FORMS.map((form) => [form.id, form] as const))(
  'nothing shown in a copy of %s depends on what is hidden',
  (_, form) => {
    const questions = questionsOf(form)
    const isHidden = (id: string) => questions.get(id)?.asks.feeds?.includes('HIDE') === true
    const telling = pagesOf(form)
      .flatMap((page) => Object.entries(page.ask))
      .filter(([id, { asks }]) => !isHidden(id) && asks.when && questionsRead(asks.when).some(isHidden))
    expect(telling.map(([id]) => id)).toEqual([])
  },
)
