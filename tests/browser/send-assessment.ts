import type { Page } from 'playwright/test'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { sendAtOnce } from './plain-http.ts'

type Filled = ReturnType<typeof fillIn>

/** £300 of pension and £4 of savings, less the £241.45 that the law leaves in 2026/27. */
export const pensioner: Filled = fillIn({
  'first-name': 'Hilda',
  'last-name': 'Testincome',
  dob: '1944-05-01',
  'fa-savings-kinds': ['savings'],
  'fa-savings': [{ kind: 'savings', amount: '15100', whose: 'own' }],
  'fa-benefit-kinds': ['state-pension'],
  'fa-benefit': [{ which: 'state-pension', amount: '300 week' }],
  'fa-cost': '250 week',
})

/** Sends a financial assessment. @returns What its status is opened with. */
export async function sendAssessment(page: Page, given: Filled) {
  const { reference, code } = await sendAtOnce(page, form, fieldsOf(form, given))
  return { reference, code }
}
