import type { Page } from 'playwright/test'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import {
  carersAssessmentSubmissions,
  fillIn as fillInCarer,
} from '#tests/fixtures/carers-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers, type LongFormSubmission } from '#tests/fixtures/long-form-answers.ts'
import {
  fillIn as fillInReferral,
  professionalReferralSubmissions,
} from '#tests/fixtures/professional-referral-submissions.ts'
import {
  fillIn as fillInAdult,
  selfAssessmentSubmissions,
} from '#tests/fixtures/self-assessment-submissions.ts'
import { goThroughForm, typeFields } from './go-through.ts'
import { sendByHttp } from './plain-http.ts'
import { continueOn, expect, newDevice, pageName, press, signIn, test, tickToSend } from './portal.ts'

const FORMS: readonly {
  form: Form
  submissions: readonly LongFormSubmission[]
  fillIn: (answers: GivenAnswers) => GivenAnswers
}[] = [
  { form: selfAssessment, submissions: selfAssessmentSubmissions, fillIn: fillInAdult },
  { form: carersAssessment, submissions: carersAssessmentSubmissions, fillIn: fillInCarer },
  { form: professionalReferral, submissions: professionalReferralSubmissions, fillIn: fillInReferral },
]

/** What staff, and other programs, have of a submission. */
async function expectStored(
  officer: Page,
  reference: string,
  { colour, expect: flags }: Pick<LongFormSubmission, 'colour' | 'expect'>,
) {
  const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
  expect([...stored.flags].sort()).toEqual([...flags].sort())
  expect(stored.suggestedColour).toBe(colour)
}

// One of each form is typed in a browser that runs scripts; every one is posted as a browser without them posts it.
for (const { form, submissions, fillIn } of FORMS) {
  for (const submission of submissions.slice(0, 1)) {
    test(`${submission.t}: typed through the real pages it raises exactly its flags and colour`, async ({
      page,
      browser,
    }) => {
      test.setTimeout(240_000)
      await goThroughForm(page, form, fieldsOf(form, fillIn(submission.answers)))
      await tickToSend(page)
      await press(page, 'Send')
      await expect(page).toHaveURL(`/forms/${form.id}/sent`)
      const reference = (await page.locator('[data-reference]').textContent())?.trim() ?? ''
      const desk = await newDevice(browser)
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      await expectStored(officer, reference, submission)
      await officer.goto(`/staff/submissions/${reference}`)
      await expect(officer.locator('main')).toContainText(reference)
      await desk.close()
    })
  }
}

test.describe('without JavaScript, as plain HTTP', () => {
  let officer: Page

  test.beforeAll(async ({ browser }) => {
    officer = await (await newDevice(browser)).newPage()
    await signIn(officer, 'officer')
  })

  test.afterAll(() => officer.context().close())

  for (const { form, submissions, fillIn } of FORMS) {
    for (const submission of submissions) {
      test(`${submission.t}: posted page by page it raises exactly its flags and colour`, async ({
        page,
      }) => {
        const { reference } = await sendByHttp(page, form, fieldsOf(form, fillIn(submission.answers)))
        await expectStored(officer, reference, submission)
      })
    }
  }
})

test('parts of a long form are done in any order, and the start page says how far each is', async ({
  page,
}) => {
  const fields = fieldsOf(selfAssessment, fillInAdult({}))
  const start = `/forms/${selfAssessment.id}`
  const task = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await page.goto(start)
  await expect(task('Daily life')).toContainText('Not started')
  await page.getByRole('link', { name: 'Daily life' }).click()
  await expect(page).toHaveURL(`${start}/food`)
  await typeFields(page, fields)
  await continueOn(page)
  await expect.poll(() => pageName(page)).toBe('washing')
  await page.goto(start)
  await expect(task('Daily life')).toContainText('In progress')
  await expect(task('Danger and today')).toContainText('Not started')
  await page.getByRole('link', { name: 'Danger and today' }).click()
  for (const name of ['danger', 'today', 'private']) {
    await expect(page).toHaveURL(`${start}/${name}`)
    await typeFields(page, fields)
    await continueOn(page)
  }
  await page.goto(start)
  await expect(task('Danger and today')).toContainText('Done')
  await expect(page.getByRole('link', { name: 'Carry on' })).toBeVisible()
})
