import { askUsToContactYou } from './ask-us-to-contact-you.ts'
import { carersAssessment } from './carers-assessment.ts'
import type { Outcome } from '#src/domain/outcomes.ts'
import type { Form, FormId } from './engine/form.ts'
import { feedback } from './feedback.ts'
import { financialAssessment } from './financial-assessment.ts'
import { formatsAndLanguages } from './formats-and-languages.ts'
import { professionalReferral } from './professional-referral.ts'
import { safeguardingConcern } from './safeguarding-concern.ts'
import { selfAssessment } from './self-assessment.ts'

/** The forms this portal offers, by the name in their address. */
export const forms: Readonly<Record<FormId, Form>> = {
  'self-assessment': selfAssessment,
  'carers-assessment': carersAssessment,
  'financial-assessment': financialAssessment,
  'professional-referral': professionalReferral,
  'safeguarding-concern': safeguardingConcern,
  'ask-us-to-contact-you': askUsToContactYou,
  'formats-and-languages': formatsAndLanguages,
  feedback,
}

/** The form of that name, or nothing: the name comes from an address, so it may be anything. */
export function findForm(id: string): Form | undefined {
  return Object.values(forms).find((form) => form.id === id)
}

/**
 * What a decision about a form may be, in the order of the desk's form.
 * @param id Of the form; one no longer offered is decided as an assessment is.
 */
export const outcomesOf = (id: string): readonly Outcome[] => (findForm(id) ?? selfAssessment).outcomes
