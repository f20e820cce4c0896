import { fillIn, safeguardingSubmissions } from '#tests/fixtures/safeguarding-submissions.ts'
import { goThrough } from './go-through.ts'
import { expect, FORM, newDevice, press, signIn, test } from './portal.ts'

// Runs twice: with JavaScript and without.

for (const submission of safeguardingSubmissions) {
  test(`${submission.t}: typed through the real pages it raises exactly its flags and colour`, async ({
    page,
    browser,
  }) => {
    await goThrough(page, fillIn(submission))
    await page.locator('[name="sg-declare"]').check()
    await press(page, 'Send')

    await expect(page).toHaveURL(`${FORM}/sent`)
    const reference = ((await page.locator('[data-reference]').textContent()) ?? '').trim()
    expect(reference).toMatch(/^[B-DF-HJ-KP-TV-XZ2-9]{3}(-[B-DF-HJ-KP-TV-XZ2-9]{3}){2}$/)
    const due = await page.locator('[data-promise] time').getAttribute('datetime')

    const desk = await newDevice(browser)
    const officer = await desk.newPage()
    await signIn(officer, 'officer')
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
    await desk.close()
  })
}
