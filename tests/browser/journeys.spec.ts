import type { Page } from 'playwright/test'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import {
  fillIn,
  type TestSubmission,
  safeguardingSubmissions,
} from '#tests/fixtures/safeguarding-submissions.ts'
import { goThrough } from './go-through.ts'
import { sendByHttp } from './plain-http.ts'
import { expect, FORM, newDevice, press, signIn, test } from './portal.ts'

let officer: Page

test.beforeAll(async ({ browser }) => {
  officer = await (await newDevice(browser)).newPage()
  await signIn(officer, 'officer')
})

test.afterAll(() => officer.context().close())

/** What staff have of it: exactly its flags, its colour, the promise on the receipt, and every answer. */
async function expectStored(
  { reference, due }: { reference: string; due: string | null | undefined },
  submission: TestSubmission,
) {
  expect(reference).toMatch(/^[B-DF-HJ-KP-TV-XZ2-9]{3}(-[B-DF-HJ-KP-TV-XZ2-9]{3}){2}$/)
  const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
  expect([...stored.flags].sort()).toEqual([...submission.expect].sort())
  expect(stored.suggestedColour).toBe(submission.colour)
  expect(stored.promise.dueAt).toBe(due)
  expect(stored.reference).toBe(reference)
  for (const [id, value] of Object.entries(submission.answers)) {
    // A browser sends ticks in the order of the page.
    const plain = (given: unknown) => (Array.isArray(given) ? [...given].sort() : given)
    if (id in stored.answers) expect(plain(stored.answers[id]), id).toEqual(plain(value))
  }
}

for (const submission of safeguardingSubmissions) {
  test(`${submission.t}: posted page by page it raises exactly its flags and colour`, async ({ page }) => {
    const fields = { ...fieldsOf(safeguardingConcern, fillIn(submission)), 'sg-declare': ['true'] }
    await expectStored(await sendByHttp(page, safeguardingConcern, fields), submission)
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    for (const submission of safeguardingSubmissions.slice(0, 1)) {
      test(`${submission.t}: typed through the real pages it raises exactly its flags and colour`, async ({
        page,
      }) => {
        await goThrough(page, fillIn(submission))
        await page.locator('[name="sg-declare"]').check()
        await press(page, 'Send')
        await expect(page).toHaveURL(`${FORM}/sent`)
        const reference = ((await page.locator('[data-reference]').textContent()) ?? '').trim()
        const due = await page.locator('[data-promise] time').getAttribute('datetime')
        await expectStored({ reference, due }, submission)
      })
    }
  })
}
