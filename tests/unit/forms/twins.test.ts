import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import { copyAsText, copyOf } from '#src/forms/engine/copy.ts'
import { onlyIfInWords } from '#src/forms/engine/explain.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { nextSteps } from '#src/forms/engine/receipt.ts'
import { listenerFor, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'
import { inStyle, type Listener, say, twin } from '#src/forms/engine/words.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { showPaper } from '#src/services/filling-in/show-paper.ts'
import * as carer from '#tests/fixtures/carers-assessment-submissions.ts'
import * as referral from '#tests/fixtures/professional-referral-submissions.ts'
import * as concern from '#tests/fixtures/safeguarding-submissions.ts'
import * as self from '#tests/fixtures/self-assessment-submissions.ts'
import { stringsOfForm } from '#tests/support/read-strings.ts'
import { go } from './long-forms.ts'
import { fillIn, submissions, typeThrough } from './shared/submissions.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'

/** What holds a twin together, which nobody is ever to see. */
const MARK = /[\uE000-\uE002]/
const day = { today: '2026-11-23', postcodeDistricts: ['CR0'] }
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')

const CASES: readonly (readonly [string, Form, () => Progress])[] = [
  ...submissions.map((one) => [one.t, one.form, () => typeThrough(one.form, fillIn(one.fields))] as const),
  ...self.selfAssessmentSubmissions.map(
    ({ t, answers }) => [t, selfAssessment, () => go(selfAssessment, self.fillIn(answers))] as const,
  ),
  ...carer.carersAssessmentSubmissions.map(
    ({ t, answers }) => [t, carersAssessment, () => go(carersAssessment, carer.fillIn(answers))] as const,
  ),
  ...referral.professionalReferralSubmissions.map(
    ({ t, answers }) =>
      [t, professionalReferral, () => go(professionalReferral, referral.fillIn(answers))] as const,
  ),
  ...concern.safeguardingSubmissions.map(
    (one) => [one.t, safeguardingConcern, () => go(safeguardingConcern, concern.fillIn(one))] as const,
  ),
]

const FORMS = Object.values(forms)
const slots = {
  'our area': 'Alderbrook',
  'upper limit': '£23,250',
  received: 'Monday 23 November',
  'contact-way': 'in the safe way you told us',
  due: '5pm on Tuesday 24 November',
  'complaint-response': 'Monday 7 December',
  'complaint-response time': '10 working days',
}

describe('twins', () => {
  it('are one or the other, voices and slots still in them', () => {
    const words = `${twin('Select', 'Tick')} [one / two] of {name}`
    expect([inStyle(words, false), inStyle(words, true)]).toEqual([
      'Select [one / two] of {name}',
      'Tick [one / two] of {name}',
    ])
  })

  it('are never one inside the other: the marks of the outer would stay', () => {
    const words = twin(`A ${twin('B', 'b')}`, 'a')
    expect(say(words, { voice: 'you', slots: {} })).toMatch(MARK)
  })

  it.each(FORMS.map((form) => [form.id, form] as const))('of %s are said whole', (_, form) => {
    const said = [...stringsOfForm(form), ...stringsOfForm(form, true)]
    expect(said.filter(({ text }) => MARK.test(text))).toEqual([])
  })
})

describe('no mark of a twin is left', () => {
  it.each(CASES)('in what %s becomes', (_, form, progress) => {
    const given = progress()
    const walked = walk(form, given, day)
    const listener: Listener = listenerFor(form, walked.counts, (one) => holds(one, walked.facts), slots)
    const raised = raisedIn(form, walked)
    for (const easyRead of [false, true]) {
      const reader = { ...listener, easyRead }
      const snapshot = takeSnapshot(form, walked, reader, {}, true)
      const copy = copyOf(snapshot, [], form.isSafeguarding)
      const steps = nextSteps(form, walked, reader)
      expect(JSON.stringify([snapshot, copy, steps, raised])).not.toMatch(MARK)
      if (copy) expect(copyAsText(copy, [])).not.toMatch(MARK)
    }
  })

  it.each(FORMS.map((form) => [form.id, form] as const))(
    'in what is wrong with a blank page of %s',
    (_, form) => {
      for (const { page, asked } of walk(form, { answers: {}, passed: {} }, day).pages) {
        const { problems } = readPage(form, page, {}, { answers: {}, passed: {} }, day)
        for (const easyRead of [false, true]) {
          const listener: Listener = { voice: 'you', slots: { ...slots, name: 'Ann', cared: 'Bo' }, easyRead }
          const said = problems.map(({ message }) => say(message, listener))
          const onPage = Object.fromEntries(asked.map(({ id, question }) => [id, question]))
          const onlyIf = asked.flatMap(({ question: { asks } }) =>
            asks.when?.op === 'is' && onPage[asks.when.id]
              ? [onlyIfInWords(asks.when, onPage, (words) => say(words, listener))]
              : [],
          )
          expect([...said, ...onlyIf].filter((text) => MARK.test(text))).toEqual([])
        }
      }
    },
  )

  it.each(FORMS.map((form) => [form.id, form] as const))('on the paper of %s', (_, form) => {
    for (const reader of showPaper(form, null, now).readers) {
      const { paper, listener, given } = showPaper(form, reader, now)
      const printed = paper.parts.flatMap(({ title, pages }) => [
        title,
        ...pages.flatMap((page) => [
          page.title,
          page.lead,
          page.onlyIf,
          ...page.questions.flatMap(({ question, onlyIf }) => [
            onlyIf,
            say(question.asks.title, listener),
            ...(question.control.shows.options ?? []).map(({ label }) => say(label, listener)),
          ]),
        ]),
      ])
      expect(JSON.stringify([given, printed])).not.toMatch(MARK)
    }
  })
})
