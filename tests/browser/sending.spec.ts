import { writeFileSync } from 'node:fs'
import { council } from '#src/settings/council.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { expectClean } from './accessible.ts'
import { answerPage } from './go-through.ts'
import { toCheckAtOnce } from './plain-http.ts'
import { continueOn, expect, FORM, newDevice, pageName, press, test, whereExitLeads } from './portal.ts'
import { wholePdf } from '../support/whole-files.ts'

const SHORT = {
  'danger-now': 'no',
  'sg-who': 'public',
  'private-now': 'yes',
  'sg-named': 'anonymous',
  'sg-adult-name': 'Ken Madeupson',
  'sg-what': 'Somebody takes his money.',
} as const

test('two clicks, a refresh and Back after sending all lead to the one receipt', async ({ page }) => {
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  await page.getByRole('button', { name: 'Send', exact: true }).dblclick()
  await page.waitForURL(`${FORM}/sent`)
  const reference = await page.locator('[data-reference]').textContent()
  await page.reload()
  await expect(page.locator('[data-reference]')).toHaveText(reference ?? '')
  await page.goto(`${FORM}/check`)
  await page.goto(`${FORM}/sent`)
  await expect(page.locator('[data-reference]')).toHaveText(reference ?? '')
})

test('the same form sent from two tabs gives one reference', async ({ page, context }) => {
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  const other = await context.newPage()
  await other.goto(`${FORM}/check`)
  for (const tab of [page, other]) {
    await press(tab, 'Send')
    await tab.waitForURL(`${FORM}/sent`)
  }
  expect(await other.locator('[data-reference]').textContent()).toBe(
    await page.locator('[data-reference]').textContent(),
  )
})

test('“Send what I have now” appears once the three facts are there', async ({ page }) => {
  await page.goto(`${FORM}/danger`)
  const send = page.getByRole('button', { name: 'Send what I have now' })
  for (const field of [
    'danger',
    's-who',
    'private',
    's-safe',
    's-you',
    's-adult',
    's-talk',
    's-needs',
    's-what',
  ]) {
    await expect.poll(() => pageName(page)).toBe(field)
    await expect(send).toHaveCount(0)
    await answerPage(page, SHORT)
    await continueOn(page)
  }
  await expect(send).toBeVisible()
  await send.click()
  await expect(page).toHaveURL(`${FORM}/check`)
  await expect(page.getByText(/^\d+ questions left blank$/)).toBeVisible()
})

test('a mistake keeps everything typed and says what to do', async ({ page }) => {
  await page.goto(`${FORM}/danger`)
  await answerPage(page, SHORT)
  await continueOn(page)
  await continueOn(page)
  await expect(page.getByRole('alert')).toContainText('Select who you are')
  await expect(page).toHaveTitle(/^Error: /)
  await page.getByRole('link', { name: 'Select who you are' }).click()
  await expect(page.locator('[name="sg-who"]').first()).toBeFocused()
})

test('“Change” leads back to the check page', async ({ page }) => {
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  await page.getByRole('link', { name: /^(Change|Answer) – What is their name/ }).click()
  await page.locator('[name="sg-adult-name"]').fill('Kenneth Madeupson')
  await continueOn(page)
  await expect(page).toHaveURL(/\/check#sg-adult-name$/)
  await expect(page.getByText('Kenneth Madeupson')).toBeVisible()
})

test('“Exit this page” leaves, and nothing can be found again on this device', async ({ page, context }) => {
  await page.goto(`${FORM}/danger`)
  await answerPage(page, SHORT)
  await continueOn(page)
  const exit = page.getByRole('link', { name: 'Exit this page' })
  expect(await whereExitLeads(page, () => exit.click({ noWaitAfter: true }))).toEqual({
    status: 303,
    to: council.exitSite,
  })
  const again = await context.newPage()
  await again.goto(`${FORM}/s-who`)
  await expect(again).toHaveURL(`${FORM}?answers=none`)
})

test('Shift three times leaves too', async ({ page }) => {
  await page.goto(`${FORM}/danger`)
  const shifts = async () => {
    for (let time = 0; time < 3; time++) await page.keyboard.press('Shift')
  }
  expect(await whereExitLeads(page, shifts)).toEqual({ status: 303, to: council.exitSite })
})

test('who is not safe here is shown how to come back safely', async ({ page }) => {
  await page.goto(`${FORM}/danger`)
  await answerPage(page, SHORT)
  await continueOn(page)
  await answerPage(page, SHORT)
  await continueOn(page)
  await page.locator('[name="private-now"][value="no-stop"]').check()
  await continueOn(page)
  await expect(page).toHaveURL(`${FORM}/come-back-safely`)
})

test('evidence: a file is taken by content, listed, removed; a renamed program is refused with words', async ({
  page,
}, testInfo) => {
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  await page.goto(`${FORM}/s-proof`)
  const upload = async (name: string, buffer: Buffer) => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    const loaded = page.waitForEvent('load')
    await page.getByRole('button', { name: /Upload/ }).click()
    await loaded
  }
  const file = {
    name: 'letter.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ this is a program'),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  // On its way for as long as this test likes.
  await page.route('**/s-proof', (route) =>
    route.request().method() === 'POST' ? undefined : route.continue(),
  )
  await page.getByRole('button', { name: /Upload/ }).click()
  await expect(page.getByRole('status')).toContainText('Sending your file.')
  await expect(page.locator('progress')).toBeVisible()
  await page.unrouteAll()
  await page.reload()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: /Upload/ }).click()
  const refused = 'Choose a PDF, photo or Word file of up to 10 MB'
  await expect(page.getByRole('alert')).toContainText(refused)
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.locator('.govuk-error-summary')).toBeFocused()
  await expectClean(page, 'with a file refused')
  await upload('statement.pdf', wholePdf())
  await expect(page.getByText('statement.pdf (')).toBeVisible()
  // A file that the browser reads by itself: to hand over so many bytes takes longer than to send them.
  const much = testInfo.outputPath('much.pdf')
  writeFileSync(much, Buffer.alloc(10.5 * 1024 * 1024, '%PDF-1.7 '))
  // Said as it is chosen, so that nobody waits for it to be sent first.
  await page.locator('input[type=file]').setInputFiles(much)
  await expect(page.getByRole('status')).toContainText('Choose a file of up to 10 MB')
  await page.getByRole('button', { name: /Upload/ }).click()
  await expect(page.getByRole('alert')).toContainText('Choose a file of up to 10 MB')
  await expect(page.getByText('statement.pdf (')).toBeVisible()
  await page.getByRole('button', { name: /Remove/ }).click()
  await expect(page.getByText('statement.pdf (')).toHaveCount(0)
})

test('how much of a file is sent is shown as it goes, and told each quarter', async ({ page }, testInfo) => {
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  await page.goto(`${FORM}/s-proof`)
  const client = await page.context().newCDPSession(page)
  await client.send('Network.enable')
  const throughput = (bytes: number) => ({
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: bytes,
  })
  await client.send('Network.emulateNetworkConditions', throughput(1_500_000))
  await page.evaluate(() => {
    const seen = { told: [] as string[], shown: [] as string[] }
    Object.assign(window, { seen })
    const note = (list: string[], words: string | null | undefined) => {
      if (words && list.at(-1) !== words) list.push(words)
    }
    new MutationObserver(() => {
      note(seen.told, document.querySelector('.file-says')?.textContent)
      note(seen.shown, document.querySelector('.file-shows span')?.textContent)
      sessionStorage.setItem('seen', JSON.stringify(seen))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  const long = testInfo.outputPath('long.pdf')
  writeFileSync(long, wholePdf('', 4_000_000))
  await page.locator('input[type=file]').setInputFiles(long)
  await page.getByRole('button', { name: /Upload/ }).click()
  await expect(page.locator('.stored, [role=alert]')).toBeVisible({ timeout: 30_000 })
  const { told, shown } = JSON.parse(
    (await page.evaluate(() => sessionStorage.getItem('seen'))) ?? 'null',
  ) as { told: string[]; shown: string[] }
  expect(told[0]).toContain('Sending your file.')
  expect(told).toEqual(expect.arrayContaining([25, 50, 75].map((part) => `${part}% of your file is sent.`)))
  expect(told.at(-1)).toContain('All of your file is sent.')
  expect(told.length).toBeLessThanOrEqual(5)
  const percents = shown.map((words) => Number.parseInt(words, 10))
  expect(percents.length).toBeGreaterThan(4)
  expect(percents).toEqual(percents.toSorted((one, other) => one - other))
})

test('a file that does not get here leaves the page as it is, and can be sent again', async ({ browser }) => {
  // A device of its own: that a request fails is meant here.
  const context = await newDevice(browser)
  const page = await context.newPage()
  await toCheckAtOnce(page, safeguardingConcern, fieldsOf(safeguardingConcern, SHORT))
  await page.goto(`${FORM}/s-proof`)
  const file = { name: 'statement.pdf', mimeType: 'application/pdf', buffer: wholePdf() }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.route('**/s-proof', (route) => route.abort())
  await page.getByRole('button', { name: /Upload/ }).click()
  await expect(page.getByRole('status')).toContainText('Your file was not sent.')
  await page.unrouteAll()
  await page.getByRole('button', { name: /Upload/ }).click()
  await expect(page.getByText('statement.pdf (')).toBeVisible()
  await context.close()
})
