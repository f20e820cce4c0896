import type { Browser, Page } from 'playwright/test'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { fillIn, submissions } from '#tests/unit/forms/shared/submissions.ts'
import { goThroughForm, typeFields } from './go-through.ts'
import { sendByHttp } from './plain-http.ts'
import { continueOn, expect, follow, newDevice, pageName, press, signIn, test } from './portal.ts'

/** Ticks what is asked beside "Send": each box, and a copy on the screen where a copy is offered. */
async function tickToSend(page: Page) {
  for (const box of await page.locator('[name=declare]').all()) await box.check()
  const onScreen = page.locator('[name=copy-how][value=screen]')
  if ((await onScreen.count()) > 0) await onScreen.check()
}

const startAt = async (page: Page, form: Form, t: string, stopAt: string) => {
  const given = fillIn(submissions.find((one) => one.t === t)?.fields ?? {})
  await page.goto(`/forms/${form.id}`)
  await follow(page, 'Start now')
  while (pageName(page) !== stopAt) {
    await typeFields(page, given)
    await continueOn(page)
  }
  return given
}

/** What staff have of it: exactly its flags, its colour, the promise on the receipt, and every answer. */
async function expectStored(
  browser: Browser,
  { reference, due }: { reference: string; due: string | null | undefined },
  { form, fields, colour, expect: flags }: (typeof submissions)[number],
) {
  const desk = await newDevice(browser)
  const officer = await desk.newPage()
  await signIn(officer, 'officer')
  const stored = await (await officer.request.get(`/staff/submissions/${reference}.json`)).json()
  expect(stored.form).toBe(form.id)
  expect([...stored.flags].sort()).toEqual([...flags].sort())
  expect(stored.suggestedColour).toBe(colour)
  expect(stored.promise.dueAt).toBe(due)
  expect(stored.answers.declare).toContain('true')
  for (const [id, value] of Object.entries(fields)) {
    const plain = (given: unknown) => (Array.isArray(given) ? [...given].sort() : given)
    expect(plain(stored.answers[id]), id).toEqual(plain(value))
  }
  await desk.close()
}

for (const submission of submissions) {
  test(`${submission.t}: posted page by page it raises exactly its flags and colour`, async ({
    page,
    browser,
  }) => {
    const sent = await sendByHttp(page, submission.form, fillIn(submission.fields))
    await expectStored(browser, sent, submission)
  })
}

/** The first of each form, typed in a browser that runs scripts. */
const firstOfEach = submissions.filter(
  ({ form }, at) => submissions.findIndex((one) => one.form === form) === at,
)
for (const submission of firstOfEach) {
  test(`${submission.t}: typed through the real pages it raises exactly its flags and colour`, async ({
    page,
    browser,
  }) => {
    await goThroughForm(page, submission.form, fillIn(submission.fields))
    await tickToSend(page)
    await press(page, 'Send')
    await expect(page).toHaveURL(`/forms/${submission.form.id}/sent`)
    const reference = (await page.locator('[data-reference]').textContent())?.trim() ?? ''
    const due = await page.locator('[data-promise] time').getAttribute('datetime')
    await expectStored(browser, { reference, due }, submission)
  })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('a page says everything that is missing at once and keeps the rest', async ({ page }) => {
      await startAt(page, askUsToContactYou, 'R2', 'you')
      await page.locator('[name=helper-name]').fill('Ada Dummy')
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await continueOn(page)
      expect((await answered).status()).toBe(422)
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Select how you know the person',
        'Enter your phone number or email',
      ])
      await expect(page.locator('[name=helper-name]')).toHaveValue('Ada Dummy')
      await expect(page.locator('#helper-email-error')).toBeVisible()
    })

    test('the check page asks for its boxes and keeps what was ticked', async ({ page }) => {
      const k1 = submissions.find((one) => one.t === 'K1')
      await goThroughForm(page, feedback, fillIn(k1?.fields ?? {}))
      await page.locator('[name=copy-how][value=post]').check()
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await press(page, 'Send')
      expect((await answered).status()).toBe(422)
      await expect(page).toHaveTitle(/^Error: /)
      await expect(page.locator('.govuk-error-summary a')).toHaveText(['Select the box to confirm'])
      await expect(page.locator('[name=copy-how][value=post]')).toBeChecked()
      await page.locator('[name=declare]').check()
      await press(page, 'Send')
      await expect(page.locator('main')).toContainText('You asked for a copy by post.')
      await expect(page.locator('main')).toContainText(
        /By the end of \w+day \d+ \w+ \d{4}: you have our reply/,
      )
      await expect(page.getByRole('link', { name: 'Social Care Ombudsman' })).toBeVisible()
    })

    test('it can be sent unfinished, with no box to tick', async ({ page }) => {
      await startAt(page, askUsToContactYou, 'R1', 'story')
      const send = page.getByRole('button', { name: 'Send what I have now' })
      await expect(send).toHaveCount(0)
      await page.locator('[name=rc-story]').fill('The stairs are too much.')
      await continueOn(page)
      await press(page, 'Send what I have now')
      await expect(page).toHaveURL('/forms/ask-us-to-contact-you/check')
      // What was not come to is one line that opens, below what was said and above "Send".
      const blanks = page.locator('.left-blank .not-answered')
      await expect(blanks).not.toHaveCount(0)
      await expect(page.locator('.not-answered').filter({ visible: true })).toHaveCount(0)
      await page.getByText(`${await blanks.count()} questions left blank`).click()
      await expect(blanks.first()).toBeVisible()
      await expect(page.locator('main input[type=checkbox]')).toHaveCount(0)
      await press(page, 'Send')
      await expect(page.locator('[data-reference]')).toBeVisible()
      // Everybody's receipt names them, whatever they wrote.
      const help = page.locator('[data-help-at-any-time]')
      await expect(help.getByRole('link', { name: '0808 2000 247' })).toHaveAttribute(
        'href',
        'tel:08082000247',
      )
    })
  })
}

test('whose details are asked for is always visible', async ({ page }) => {
  const about = () => page.locator('[data-about]')
  await goThroughForm(
    page,
    askUsToContactYou,
    fillIn({ 'who-for': 'someone-else', 'first-name': 'فيرا' }),
    async (name) => {
      if (['danger', 'who', 'you'].includes(name)) await expect(about()).toHaveCount(0)
      else if (name === 'name') await expect(about()).toHaveText('About the person')
      else await expect(about().locator('bdi')).toHaveText('فيرا')
    },
  )
  await expect(about()).toHaveText('About فيرا')
})

test('where contact is not safe nothing is offered but the screen', async ({ page }) => {
  const r3 = submissions.find((one) => one.t === 'R3')
  await goThroughForm(page, askUsToContactYou, fillIn(r3?.fields ?? {}))
  await tickToSend(page)
  await press(page, 'Send')
  await expect(page.locator('main')).toContainText('This page is the only place the reference is shown.')
  // "Large print" among the reading styles is no copy.
  const offers = page.locator('main :is(a, button, p):not(.reading-styles *)')
  await expect(offers.filter({ hasText: 'See your copy on this screen' })).not.toHaveCount(0)
  await expect(offers.filter({ hasText: /print|picture|download/i })).toHaveCount(0)
})

test('an answer typed in a box takes back its way out', async ({ page }) => {
  await startAt(page, formatsAndLanguages, 'N1', 'address')
  await page.locator('[name=address-out]').check()
  await expect(page.locator('[name=staying-now]').first()).toBeHidden()
  await page.locator('[name=address-postcode]').fill('CR0 9ZZ')
  await expect(page.locator('[name=address-out]')).not.toBeChecked()
  await expect(page.locator('[name=staying-now]').first()).toBeVisible()
})
