import type { Browser, Page } from 'playwright/test'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { council } from '#src/settings/council.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { typeFields } from './go-through.ts'
import { walkByHttp } from './plain-http.ts'
import { continueOn, expect, FORM, pageName, press, test, whereExitLeads } from './portal.ts'

const SHORT = '/forms/ask-us-to-contact-you'
const SECRET = 'Blue teapot'
const LATER = 'Save and come back later'
const CLEAR = 'Finish and clear this device'
const ANSWERS = {
  'danger-now': 'no',
  'who-for': 'me',
  'first-name': 'Wilma',
  'last-name': 'Madeup',
  'contact-way': 'letter',
  'contact-times': 'any',
  'message-safe': 'no-detail',
  'hide-who': 'no',
  'rc-story': 'I cannot manage the stairs.',
  'safe-route': 'worker',
  'main-language': 'english',
  'comm-any': 'no',
  declare: 'true',
}

/** From the start page up to a page of the form, which is left open and empty: posted, since nothing here is about them. */
async function begin(page: Page, form: Form, upTo: string, answers: Fields = ANSWERS) {
  await page.goto((await walkByHttp(page, form, answers, { last: upTo })).url)
}

/** On the page on saving: chooses a word and gets the code. */
async function getCode(page: Page, name = 'Get my code'): Promise<string> {
  await page.getByLabel('Choose a word or a 6-digit number').fill(SECRET)
  await press(page, name)
  await expect(page.locator('[data-draft-number]')).toHaveText(/^[2-9KMPQRWXY]{4}-[2-9KMPQRWXY]{4}$/)
  return (await page.locator('[data-resume-code]').getAttribute('data-resume-code')) ?? ''
}

async function comeBack(page: Page, code: string, secret = SECRET) {
  await page.goto('/come-back')
  await page.getByLabel('Your code').fill(code)
  await page.getByLabel('Your word or number').fill(secret)
  await press(page, 'Open my answers')
}

const otherDevice = async (browser: Browser, isScripted = true) => {
  const context = await browser.newContext({ javaScriptEnabled: isScripted })
  return { context, page: await context.newPage() }
}

for (const isScripted of [true, false]) {
  test.describe(isScripted ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled: isScripted })

    test('begun on one device, saved, and finished on another', async ({ page, browser }) => {
      await page.goto(`${SHORT}/danger`)
      while (pageName(page) !== 'story') {
        await typeFields(page, ANSWERS)
        await continueOn(page)
      }
      await page.locator('[name="rc-story"]').fill('I cannot manage')
      await press(page, LATER)
      await expect(page).toHaveURL(`${SHORT}/save?page=story`)
      await expect(page).toHaveTitle(/^Save and come back – /)
      await expect(page.getByRole('link', { name: 'Exit this page' })).toBeVisible()

      await page.getByLabel('Choose a word or a 6-digit number').fill('1234')
      await press(page, 'Get my code')
      await expect(page).toHaveTitle(/^Error: Save and come back/)
      await expect(page.getByRole('alert')).toContainText('Enter a number with 6 figures or more')
      const code = await getCode(page)
      expect(code).toMatch(/^[2-9KMPQRWXY]{4}(-[2-9KMPQRWXY]{4}){2}$/)
      await expect(page).toHaveTitle(/^Your code – /)
      await expect(page.locator('main')).toContainText(/We keep your answers until .+ on \w+day \d/)

      const phone = await otherDevice(browser, isScripted)
      await comeBack(phone.page, code, 'a red kettle')
      await expect(phone.page).toHaveTitle(/^Error: Come back to your answers/)
      await expect(phone.page.getByRole('alert')).toContainText('do not match')
      await comeBack(phone.page, code.toLowerCase().replaceAll('-', ''), 'BLUE TEAPOT')
      await expect(phone.page).toHaveURL(`${SHORT}/story`)
      await expect(phone.page.locator('[name="rc-story"]')).toHaveValue('I cannot manage')

      // Answers about safe contact only say that they are there, and a blank page keeps them.
      await phone.page.goto(`${SHORT}/messages`)
      await expect(phone.page.locator('main')).toContainText('Answered. We do not show your answer here.')
      await expect(phone.page.locator('[name="message-safe"]:checked')).toHaveCount(0)
      await continueOn(phone.page)
      await phone.page.goto(`${SHORT}/name`)
      await expect(phone.page.locator('[name="first-name"]')).toHaveValue('Wilma')

      await phone.page.goto(`${SHORT}/story`)
      while (pageName(phone.page) !== 'check') {
        await typeFields(phone.page, ANSWERS)
        await continueOn(phone.page)
      }
      const row = phone.page.locator('.govuk-summary-list__row', {
        hasText: 'Is it safe to leave a message?',
      })
      await expect(row.locator('dd').first()).toHaveText('Answered')
      await expect(phone.page.locator('main')).toContainText('Wilma')
      await typeFields(phone.page, ANSWERS)
      await press(phone.page, 'Send')
      await expect(phone.page).toHaveURL(`${SHORT}/sent`)
      const reference = await phone.page.locator('[data-reference]').textContent()
      await press(phone.page, CLEAR)
      await expect(phone.page).toHaveURL('/clear-device?done=yes')
      await phone.page.goto(`${SHORT}/sent`)
      await expect(phone.page).toHaveURL(`${SHORT}?answers=none`)

      // The device it was begun on is told that it was sent.
      await page.goto(`${SHORT}/sent`)
      await expect(page.locator('[data-reference]')).toHaveText(reference ?? '')
      await comeBack(phone.page, code)
      await expect(phone.page.locator('main')).toContainText('These answers were already sent')
      // The word chosen for the draft opens what became of it, beside the reference.
      await phone.page.getByRole('link', { name: 'See what is happening with my request' }).click()
      await phone.page.locator('[name=reference]').fill(reference ?? '')
      await phone.page.locator('[name=code]').fill(`${SECRET}s`)
      await press(phone.page, 'Show me')
      await expect(phone.page.locator('.govuk-error-summary')).toContainText('do not match')
      await expect(phone.page.locator('[name=code]')).toHaveValue('')
      await phone.page.locator('[name=code]').fill(SECRET)
      await press(phone.page, 'Show me')
      await expect(phone.page.locator('h1')).toHaveText('What is happening with your request')
      await phone.context.close()
    })

    test('clearing a device says first what would be lost', async ({ page }) => {
      await begin(page, askUsToContactYou, 'name')
      await press(page, LATER)
      await press(page, CLEAR)
      await expect(page).toHaveURL('/clear-device')
      await expect(page.locator('main')).toContainText('Answers you have not sent will be deleted.')
      await page.getByRole('link', { name: 'Get a code for them first' }).click()
      const code = await getCode(page)
      await press(page, CLEAR)
      await expect(page).toHaveURL('/clear-device?done=yes')
      await page.goto(`${SHORT}/name`)
      await expect(page).toHaveURL(`${SHORT}?answers=none`)
      await comeBack(page, code)
      await expect(page).toHaveURL(`${SHORT}/name`)
      await page.goto(`${SHORT}/save`)
      await expect(page.locator('main')).toContainText('You have a code for these answers.')
      const fresh = await getCode(page, 'Make a new code')
      expect(fresh).not.toBe(code)
    })
  })
}

test('a reload of the code shows the same code, and it works', async ({ page, browser }) => {
  await begin(page, askUsToContactYou, 'name')
  await press(page, LATER)
  const code = await getCode(page)
  await page.reload()
  await expect(page.locator('[data-resume-code]')).toHaveText(code)
  const phone = await otherDevice(browser)
  await comeBack(phone.page, code)
  await expect(phone.page).toHaveURL(`${SHORT}/name`)
  await phone.context.close()
})

test('a safeguarding concern: survives “Exit this page” only behind its code, and shows no answer again', async ({
  page,
  context,
}) => {
  const concern = {
    'danger-now': 'no',
    'sg-who': 'public',
    'private-now': 'yes',
    'sg-adult-name': 'Ken Madeupson',
  }
  await begin(page, safeguardingConcern, 's-talk', concern)
  await press(page, LATER)
  const code = await getCode(page)
  await expect(page.locator('main')).toContainText('Learn it, or keep it only where nobody else will look.')
  await expect(page.locator('main')).not.toContainText('print')
  const exit = page.getByRole('link', { name: 'Exit this page' })
  const { to } = await whereExitLeads(page, () => exit.click({ noWaitAfter: true }))
  expect(to).toBe(council.exitSite)
  const again = await context.newPage()
  await again.goto(`${FORM}/s-adult`)
  await expect(again).toHaveURL(`${FORM}?answers=none`)
  await comeBack(again, code)
  await expect(again).toHaveURL(`${FORM}/s-talk`)
  await again.goto(`${FORM}/s-adult`)
  await expect(again.locator('main')).toContainText('Answered. We do not show your answer here.')
  await expect(again.locator('[name="sg-adult-name"]')).toHaveValue('')
  expect(await again.content()).not.toContain('Madeupson')
  await continueOn(again)
  await expect(again).toHaveURL(`${FORM}/s-talk`)
})

test('other answers on the device are deleted only when the person ticks so', async ({ page, browser }) => {
  await begin(page, askUsToContactYou, 'story')
  await press(page, LATER)
  const code = await getCode(page)
  const phone = await otherDevice(browser)
  await begin(phone.page, askUsToContactYou, 'name')
  await comeBack(phone.page, code)
  await expect(phone.page.getByRole('alert')).toContainText(
    'Say whether the other answers on this device may go',
  )
  await expectClean(phone.page, 'other answers on the device')
  await phone.page.getByLabel('Delete the other answers and open mine').check()
  await phone.page.getByLabel('Your word or number').fill(SECRET)
  await press(phone.page, 'Open my answers')
  await expect(phone.page).toHaveURL(`${SHORT}/story`)
  await phone.context.close()
})

test('before the answers are hidden the person is asked, and typing or a button keeps them', async ({
  page,
}) => {
  await begin(page, askUsToContactYou, 'story')
  await page.goto(`${SHORT}/save`)
  await getCode(page)
  let left = 200
  await page.route('**/idle', (route) =>
    route.request().method() === 'GET' ? route.fulfill({ json: { secondsLeft: left } }) : route.continue(),
  )
  await page.goto(`${SHORT}/story`)
  await page.locator('[name="rc-story"]').evaluate((box) => {
    ;(box as HTMLTextAreaElement).value = 'Half a'
  })
  const dialog = page.getByRole('dialog', { name: 'Are you still here?' })
  await expect(dialog).toContainText('in 4 minutes')
  await expectClean(page, 'asked whether somebody is here')
  const told = page.waitForResponse(
    (answer) => answer.url().endsWith('/idle') && answer.request().method() === 'POST',
  )
  await dialog.getByRole('button', { name: 'I am still here' }).click()
  expect(await (await told).json()).toEqual({ secondsLeft: 1800 })
  await expect(dialog).toBeHidden()
  // Nobody answers: what is typed is kept.
  left = 0
  const loaded = page.waitForEvent('load')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await loaded
  await page.goto(`${SHORT}/story`).catch(() => undefined)
  await page.unroute('**/idle')
  await page.goto(`${SHORT}/story`)
  await expect(page.locator('[name="rc-story"]')).toHaveValue('Half a')
})

test('without a code nothing asks and nothing is hidden', async ({ page }) => {
  await begin(page, askUsToContactYou, 'name')
  await expect(page.locator('dialog')).toHaveCount(0)
})

test('the pages on saving and coming back are clean on a phone and a wide screen', async ({ page }) => {
  await begin(page, askUsToContactYou, 'story')
  await press(page, LATER)
  await expectCleanAtBoth(page, 'no code yet')
  await press(page, 'Get my code')
  await expectCleanAtBoth(page, 'no word')
  await press(page, CLEAR)
  await expectCleanAtBoth(page, 'what would be lost')
  await page.goto(`${SHORT}/save`)
  const code = await getCode(page)
  await expectCleanAtBoth(page, 'the code')
  await page.goto(`${SHORT}/save`)
  await expectCleanAtBoth(page, 'a code before')
  await page.goto('/come-back?answers=hidden')
  await expectCleanAtBoth(page, 'hidden')
  await press(page, 'Open my answers')
  await expectCleanAtBoth(page, 'nothing typed')
  await expect(page.getByRole('alert')).toContainText('Enter the code: 12 letters and figures')
  await comeBack(page, code)
  for (const name of ['messages', 'contact']) {
    await page.goto(`${SHORT}/${name}`)
    await expectCleanAtBoth(page, 'come back to')
  }
  await page.goto('/clear-device')
  await press(page, 'Clear this device')
  await expectCleanAtBoth(page, 'cleared')
})

test('what holds the code is never stored by the browser, nor found by a search', async ({ request }) => {
  for (const path of ['/come-back', '/clear-device', '/come-back?answers=hidden']) {
    const answer = await request.get(path)
    expect(answer.headers()['cache-control']).toBe('no-store')
    expect(await answer.text()).toContain('<meta name="robots" content="noindex"')
  }
  const page = await (await request.get('/come-back')).text()
  expect(page).toMatch(/<input[^>]*name="code"[^>]*autocomplete="username"/)
  expect(page).toMatch(/<input[^>]*name="secret"[^>]*autocomplete="current-password"/)
})
