import { portalNow } from '#tests/support/clock.ts'
import type { Browser, Page } from 'playwright/test'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { feedback } from '#src/forms/feedback.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { expectClean } from './accessible.ts'
import { typeFields } from './go-through.ts'
import { toCheckAtOnce } from './plain-http.ts'
import {
  continueOn,
  expect,
  newDevice,
  openStatus,
  pageName,
  press,
  queueRow,
  receiptOn,
  signIn,
  test,
} from './portal.ts'

const complaint = { ...ivysComplaint, 'fb-when': 'Last week', 'fb-want': 'A call.' }

/** Sends a form from a device of its own. */
async function send(browser: Browser, form: Form, fields: Fields, copy?: string) {
  const page = await (await newDevice(browser)).newPage()
  await toCheckAtOnce(page, form, fields)
  await page.locator('[name=declare]').first().check()
  if (copy) await page.locator(`[name=copy-how][value=${copy}]`).check()
  await press(page, 'Send')
  const receipt = await receiptOn(page)
  await page.context().close()
  return receipt
}

/** An hour ago, in the fields of a date and a time. */
async function fillMoment(page: Page, id: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(portalNow() - 3_600_000)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  for (const box of ['day', 'month', 'year']) await page.locator(`[name=${id}-${box}]`).fill(part(box))
  await page.locator(`[name=${id}-time]`).fill(`${part('hour')}:${part('minute')}`)
}

/** The id of the draft somebody types in on this page. */
const draftTyped = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'typing-in')?.value ?? ''

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    // The check itself is a script.
    const clean = async (page: Page) => (javaScriptEnabled ? expectClean(page, 'as it is') : undefined)

    test('staff type in a paper form, go away and carry on, and it says so everywhere', async ({
      page,
      browser,
    }) => {
      await signIn(page, 'officer')
      await page.getByRole('link', { name: 'Type in' }).click()
      await press(page, 'Begin')
      await expect(page).toHaveTitle(/^Error: /)
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Select which form it is',
        'Select how it came to us',
        'Enter the date, like 20 11 2026',
        'Enter the time, like 9:30am or 14:30',
      ])
      await clean(page)
      await picture(page, 'type-in-errors')
      await page.locator('[name=form][value=ask-us-to-contact-you]').check()
      await page.locator('[name=how][value=paper]').check()
      await fillMoment(page, 'received')
      await press(page, 'Begin')
      await expect(page).toHaveURL('/forms/ask-us-to-contact-you')
      const draft = await draftTyped(page)
      const strip = page.locator('[data-typing-in]')
      await expect(strip).toContainText('You are typing in a paper form for someone else')
      await expect(page.locator('[data-exit]')).toHaveCount(0)
      await page.locator('a.govuk-button--start').click()
      await page.waitForURL(/danger/)
      await clean(page)
      await picture(page, 'type-in-question')
      await page.locator('[name=danger-now][value=no]').check()
      await continueOn(page)
      await page.locator('[name=who-for][value=me]').check()
      await press(page, 'Save and come back later')
      await expect(page).toHaveURL('/staff/type-in?kept=yes')
      await picture(page, 'type-in-kept')

      // A colleague at the same computer does not reach it.
      const colleague = await (await newDevice(browser)).newPage()
      await signIn(colleague, 'manager')
      await colleague.goto('/staff/type-in')
      await expect(colleague.locator(`[data-typed-in="${draft}"]`)).toHaveCount(1)
      await expect(colleague.locator(`[name=draft][value="${draft}"]`)).toHaveCount(0)
      await colleague.context().close()

      const own = page.locator('li', { has: page.locator(`[name=draft][value="${draft}"]`) })
      await own.getByRole('button', { name: /^Carry on/ }).click()
      await page.waitForURL('/forms/ask-us-to-contact-you')
      await page.goto('/forms/ask-us-to-contact-you/who')
      await expect(page.locator('[name=who-for][value=me]')).toBeChecked()
      while (pageName(page) !== 'check') {
        await typeFields(page, bosRequest)
        await continueOn(page)
      }
      await page.locator('[name=declare]').first().check()
      await press(page, 'Send')
      await expect(page).toHaveURL(/\/staff\/type-in\/[\w-]{36}$/)
      await clean(page)
      await picture(page, 'type-in-sent')
      const receipt = await receiptOn(page)

      const person = await (await newDevice(browser)).newPage()
      await openStatus(person, receipt)
      await expect(person.locator('[data-step=received]')).toContainText('Done')
      await person.context().close()

      await page.getByRole('link', { name: 'Go to the request' }).click()
      await expect(page.locator('[data-typed-in]')).toContainText('Typed in by Sam Okafor')
      await expect(page.locator('.history').first()).toContainText('Typed in (On paper, by post or by hand)')
      await expect(await queueRow(page, receipt.reference)).toContainText('Typed in')
      // The next one opened here is a form like any other.
      await page.goto('/forms/ask-us-to-contact-you')
      await expect(strip).toHaveCount(0)
    })

    test('a colleague takes over what is being typed in, and the first one is told', async ({
      page,
      browser,
    }) => {
      await signIn(page, 'officer')
      await page.goto('/staff/type-in')
      await page.locator('[name=form][value=ask-us-to-contact-you]').check()
      await page.locator('[name=how][value=phone]').check()
      await fillMoment(page, 'received')
      await press(page, 'Begin')
      await page.locator('a.govuk-button--start').click()
      await page.waitForURL(/danger/)
      await page.locator('[name=danger-now][value=no]').check()
      await continueOn(page)
      await page.locator('[name=who-for][value=me]').check()
      await continueOn(page)
      expect(pageName(page)).toBe('name')
      // Typed, and not saved when the colleague comes.
      await page.locator('[name=first-name]').fill('Bo')

      const draft = await draftTyped(page)
      const colleague = await (await newDevice(browser)).newPage()
      await signIn(colleague, 'manager')
      await colleague.goto('/staff/type-in')
      const newest = colleague.locator(`[data-typed-in="${draft}"]`)
      await expect(newest).toContainText('Sam Okafor types it in')
      await clean(colleague)
      await picture(colleague, 'type-in-of-colleagues')
      await newest.getByRole('link', { name: /^Take over/ }).click()
      await expect(colleague).toHaveURL(/\/staff\/type-in\/[\w-]{36}\/take-over$/)
      await expect(colleague.locator('h1')).toHaveText('Take over from Sam Okafor?')
      await clean(colleague)
      await picture(colleague, 'type-in-take-over')
      await press(colleague, 'Take over')
      await expect(colleague).toHaveURL('/forms/ask-us-to-contact-you')
      await expect(colleague.locator('[data-typing-in]')).toContainText('Signed in as')
      await colleague.goto('/forms/ask-us-to-contact-you/who')
      await expect(colleague.locator('[name=who-for][value=me]')).toBeChecked()

      await continueOn(page)
      const told = page.locator('[data-taken-over]')
      await expect(told).toHaveText(/ has taken this over$/)
      await expect(page.locator('main')).toContainText('What you typed on the last page')
      await expect(page.locator('main dd')).toHaveText('Bo')
      await expect(page.locator('[data-typing-in]')).toHaveCount(0)
      await clean(page)
      await picture(page, 'type-in-taken-over')
      // Nothing became a form of their own, whatever they open next.
      for (const there of ['', '/name', '/check']) {
        await page.goto(`/forms/ask-us-to-contact-you${there}`)
        await expect(told).toBeVisible()
      }
      await page.getByRole('link', { name: 'Go to what is being typed in' }).click()
      await expect(page.locator(`[data-typed-in="${draft}"]`)).toContainText('Begun at')

      await colleague.goto('/staff/type-in')
      const taken = colleague.locator('li', { has: colleague.locator(`[name=draft][value="${draft}"]`) })
      await taken.getByRole('button', { name: /^Delete it/ }).click()
      await expect(taken).toHaveCount(0)
      await colleague.context().close()
    })

    test('a try to reach them and a closed request reach the status page, worded for the form', async ({
      page,
      browser,
    }) => {
      const receipt = await send(browser, askUsToContactYou, bosRequest)
      await signIn(page, 'officer')
      await page.goto(`/staff/submissions/${receipt.reference}`)
      await page.getByText('We tried to reach them', { exact: true }).click()
      await press(page, 'Record it')
      await expect(page.locator('.govuk-error-summary a').first()).toHaveText(
        'Select how you tried to reach them',
      )
      await clean(page)
      await page.locator('[name=tried-how]').selectOption('phone')
      await page.locator('[name=tried-result]').selectOption('no-answer')
      await fillMoment(page, 'tried-at')
      await press(page, 'Record it')
      await expect(page.locator('.history').first()).toContainText('Tried to reach them: By phone')
      await page.getByText('Close this request', { exact: true }).click()
      await expect(page.getByText('only a decision keeps the promise')).toBeVisible()
      await expect(page.locator('[name=outcome][value=section-42]')).toHaveCount(0)
      await page.locator('[name=outcome][value=ring-back]').check()
      await page.locator('[name=colour][value=amber]').check()
      await page.locator('[name=reason]').fill('He asked for a call.')
      await page.locator('[name=next-step]').fill('Ring him.')
      await page.getByRole('button', { name: /^Record this decision/ }).click()
      await expect(page.locator('.decision')).toContainText('Get in touch and talk it through')
      await page.getByText('Close this request', { exact: true }).click()
      await page.locator('[name=close-reason]').selectOption('done')
      await page.locator('[name=close-words]').fill('Rails are fitted.')
      await picture(page, 'submission')
      await press(page, 'Close it')
      await expect(page.locator('.case-head')).toContainText('Closed')
      await clean(page)

      const person = await (await newDevice(browser)).newPage()
      await openStatus(person, receipt)
      await expect(person.locator('[data-step=tried]')).toContainText('We tried to reach you')
      await expect(person.locator('[data-step=closed]')).toContainText('This is finished')
      await expect(person.locator('[data-outcome]')).toHaveText(
        'We will get in touch with you to talk about it.',
      )
      await clean(person)
      await picture(person, 'status')
      await person.context().close()
    })

    test('a new code after a check opens the status, and the old one no more', async ({ page, browser }) => {
      const receipt = await send(browser, askUsToContactYou, bosRequest)
      await signIn(page, 'officer')
      await page.goto(`/staff/submissions/${receipt.reference}`)
      await page.getByRole('link', { name: 'Give them a new one' }).click()
      await expect(page.locator('[name=find]')).toHaveValue(receipt.reference)
      await clean(page)
      await press(page, 'Look it up')
      await expect(page.locator('main')).toContainText('07700 900801')
      await press(page, 'Make the new code')
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Select at least 2 things that fitted',
        'Enter how you checked who they are',
      ])
      await clean(page)
      await picture(page, 'new-code')
      await page.locator('[name=checked][value=name]').check()
      await page.locator('[name=checked][value=phone]').check()
      await page.locator('[name=note]').fill('Rang us from that number.')
      await press(page, 'Make the new code')
      await clean(page)
      await picture(page, 'new-code-made')
      const code = (await page.locator('[data-new-code]').textContent())?.trim() ?? ''
      const person = await (await newDevice(browser)).newPage()
      await openStatus(person, receipt)
      await expect(person.locator('.govuk-error-summary')).toContainText('do not match')
      await openStatus(person, { ...receipt, code })
      await expect(person.locator('[data-step=received]')).toContainText('Done')
      await person.context().close()
      await page.goto(`/staff/submissions/${receipt.reference}`)
      await expect(page.locator('[aria-labelledby=notes]')).toContainText('Rang us from that number.')
    })

    test('a complaint has its reply, and the copy asked for by post is printed and recorded', async ({
      page,
      browser,
    }) => {
      const receipt = await send(browser, feedback, complaint, 'post')
      await signIn(page, 'officer')
      await page.goto('/staff?view=copies')
      await expect(page.locator('tr', { hasText: receipt.reference })).toContainText(
        'Copy asked for: by post',
      )
      await expect(page.locator('tr', { hasText: receipt.reference })).toContainText('Reply to complaint')
      await clean(page)
      await picture(page, 'queue-copies')
      await page.goto(`/staff/submissions/${receipt.reference}`)
      await page.getByRole('link', { name: 'Open the copy to print and post' }).click()
      await expect(page.locator('main')).toContainText('Nobody rang back.')
      await clean(page)
      await page.getByRole('link', { name: 'record it as sent' }).click()
      await press(page, 'Record the copy as sent')
      await expect(page.locator('.govuk-error-summary a')).toHaveText(['Select how the copy was sent'])
      await page.locator('[name=copy-sent]').selectOption('post')
      await press(page, 'Record the copy as sent')
      await expect(page.locator('[aria-labelledby=copy]')).toContainText('Sent on')
      await page.getByText('The reply was sent', { exact: true }).click()
      await page.locator('[name=reply-how]').selectOption('post')
      await page.locator('[name=reply-words]').fill('We are sorry. We ring on Monday.')
      await picture(page, 'complaint')
      await press(page, 'Record the reply')
      await expect(page.locator('[data-clock="complaint-reply"]')).toContainText('in time')
      await expect(page.locator('.history').first()).toContainText('Complaint answered: By post')
      await clean(page)
    })
  })
}

test('an auditor is refused every one of these', async ({ page, browser, baseURL }) => {
  const { reference } = await send(browser, askUsToContactYou, bosRequest)
  await signIn(page, 'auditor')
  for (const path of ['/staff/type-in', '/staff/new-code', `/staff/submissions/${reference}/copy`]) {
    expect((await page.request.get(path)).status(), path).toBe(403)
  }
  for (const action of ['contact-tried', 'close', 'reply', 'copy-sent']) {
    const answer = await page.request.post(`/staff/submissions/${reference}`, {
      headers: { origin: baseURL ?? '' },
      form: { _do: action, version: '1' },
    })
    expect(answer.status(), action).toBe(403)
  }
})
