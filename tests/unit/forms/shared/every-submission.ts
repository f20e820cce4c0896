import type { SuggestedColour } from '#src/domain/triage.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { type Progress, type WalkedPage, walk } from '#src/forms/engine/walk.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import * as carer from '#tests/fixtures/carers-assessment-submissions.ts'
import * as financial from '#tests/fixtures/financial-assessment-submissions.ts'
import type { LongFormSubmission } from '#tests/fixtures/long-form-answers.ts'
import * as referral from '#tests/fixtures/professional-referral-submissions.ts'
import * as concern from '#tests/fixtures/safeguarding-submissions.ts'
import * as self from '#tests/fixtures/self-assessment-submissions.ts'
import { goThrough, today } from '../go-through.ts'
import { go } from '../long-forms.ts'
import { fillIn, submissions, typeThrough } from './submissions.ts'

/** A test submission, of any form. */
export interface Typed {
  t: string
  form: Form
  colour: SuggestedColour
  /** Typed page after page to the end. */
  whole: Progress
}

const long = (form: Form, all: readonly LongFormSubmission[], fill: typeof self.fillIn): Typed[] =>
  all.map(({ t, colour, answers }) => ({
    t,
    form,
    colour,
    whole: go(form, fill(answers)),
  }))

export const everySubmission: readonly Typed[] = [
  ...long(selfAssessment, self.selfAssessmentSubmissions, self.fillIn),
  ...long(carersAssessment, carer.carersAssessmentSubmissions, carer.fillIn),
  ...long(professionalReferral, referral.professionalReferralSubmissions, referral.fillIn),
  ...long(financialAssessment, financial.financialAssessmentSubmissions, financial.fillIn),
  ...concern.safeguardingSubmissions.map((one) => ({
    t: one.t,
    form: safeguardingConcern,
    colour: one.colour,
    whole: goThrough(safeguardingConcern, concern.fillIn(one)),
  })),
  ...submissions.map(({ t, form, colour, fields }) => ({
    t,
    form,
    colour,
    whole: typeThrough(form, fillIn(fields)),
  })),
]

export const at = (form: Form, progress: Progress) =>
  walk(form, progress, { ...today, postcodeDistricts: ['CR0'] })

/** What was written once these pages were continued past, and no more. */
export function asFarAs({ answers, passed }: Progress, pages: readonly WalkedPage[]): Progress {
  const names = new Set(pages.map(({ page }) => page.name))
  const asked = new Set(pages.flatMap(({ shown }) => shown.map(({ id }) => id)))
  return {
    answers: Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id))),
    passed: Object.fromEntries(Object.entries(passed).filter(([name]) => names.has(name))),
  }
}
