import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright/test'
import { Temporal } from 'temporal-polyfill'
import { forms } from '#src/forms/all-forms.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { showPaper } from '#src/services/filling-in/show-paper.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest } from '#tests/fixtures/short-requests.ts'
import { portalNow } from '#tests/support/clock.ts'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { toCheckAtOnce } from './plain-http.ts'
import { expect, FORM, newDevice, openStatus, press, queueRow, receiptOn, signIn, test } from './portal.ts'

const REQUEST = '/forms/ask-us-to-contact-you'
/** As little as a concern is sent with. All made up. */
const kensConcern = fieldsOf(safeguardingConcern, {
  'danger-now': 'no',
  'sg-who': 'public',
  'sg-adult-name': 'Ken',
  'sg-what': 'Shouting.',
})
/** Sends the short form from this page, and gives what its receipt says. */
async function send(page: Page, change: Readonly<Record<string, string | readonly string[]>> = {}) {
  await toCheckAtOnce(page, askUsToContactYou, { ...bosRequest, ...change })
  for (const box of await page.locator('[name=declare]').all()) await box.check()
  await press(page, 'Send')
  await expect(page).toHaveURL(`${REQUEST}/sent`)
  return receiptOn(page)
}

async function officerOn(browser: Browser) {
  const desk = await (await newDevice(browser)).newPage()
  await signIn(desk, 'officer')
  return desk
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('from the receipt to the status, and something added that staff see at the top', async ({
      page,
      browser,
    }) => {
      const receipt = await send(page)
      expect(receipt.code).toMatch(/^\d{3} \d{3}$/)
      await page.getByRole('link', { name: 'see what is happening with your request' }).click()
      await expect(page).toHaveURL('/my-request')
      await openStatus(page, { ...receipt, reference: receipt.reference.toLowerCase() })
      const step = (name: string) => page.locator(`[data-step=${name}]`)
      await expect(step('received')).toContainText('Done')
      await expect(step('read')).toContainText('Not yet')
      await expect(step('decided')).toContainText(/Not yet\. By 5pm on/)

      const desk = await officerOn(browser)
      await desk.goto(`/staff/submissions/${receipt.reference}`)
      await page.reload()
      await expect(step('read')).toContainText('Done')

      await page.getByRole('link', { name: /^Tell us things have got worse/ }).click()
      await expect(page.locator('main').getByText('Call 999').first()).toBeVisible()
      await press(page, 'Send')
      await expect(page).toHaveTitle(/^Error: /)
      await page.locator('[name=danger-now][value=no]').check()
      await page.locator('[name=words]').fill('x'.repeat(4_001))
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await press(page, 'Send')
      expect((await answered).status()).toBe(422)
      await expect(page.locator('.govuk-error-summary a')).toHaveText(['Use 4,000 characters or fewer'])
      await expect(page.locator('[name=words]')).toHaveValue('x'.repeat(4_001))
      await page.locator('[name=words]').fill('I fell on the stairs.\n<b>Twice</b>.')
      await page.locator('[name=danger-now][value=yes]').check()
      await press(page, 'Send')
      await expect(page).toHaveURL(/\/my-request\?/)
      await expect(page.locator('[data-has-added]')).toContainText('We have added it.')
      await expect(page.locator('[data-added]')).toContainText('No worker has read that yet.')

      const row = await queueRow(desk, receipt.reference)
      await expect(row).toHaveClass(/queue__row--unread/)
      await expect(row).toContainText('Changed since read')
      await expect(row).toContainText('Danger now')
      await desk.goto(`/staff/submissions/${receipt.reference}`)
      const added = desk.locator('section[aria-labelledby=added]')
      await expect(added).toContainText('Things have got worse')
      await expect(added).toContainText('Is anyone in danger now? Yes')
      await expect(added).toContainText('<b>Twice</b>.')
      await expect(await queueRow(desk, receipt.reference)).not.toContainText('Changed since read')
      await page.reload()
      await expect(page.locator('[data-added]')).toContainText('A worker has read it.')

      await press(page, 'Close this page')
      await page.goto('/my-request')
      await expect(page.locator('[name=reference]')).toBeVisible()
      await desk.context().close()
    })

    test('that contact is no longer safe binds what follows, and is shown to nobody but staff', async ({
      page,
      browser,
    }) => {
      const receipt = await send(page)
      const desk = await officerOn(browser)
      await desk.goto(`/staff/submissions/${receipt.reference}`)
      await openStatus(page, receipt)
      await page.getByRole('link', { name: /^Tell us things have got worse/ }).click()
      const instead = page.locator('[name=safe-instead]')
      if (javaScriptEnabled) await expect(instead).toBeHidden()
      else {
        await expect(page.locator('.follow-up__lead')).toHaveText(
          'Only answer this if you chose “No” or “Not sure” for “Is it still safe for us to contact you the way you said?”.',
        )
      }
      await page.locator('[name=danger-now][value=no]').check()
      await page.locator('[name=still-safe][value=no]').check()
      await instead.fill('Only ring <b>my sister</b>.')
      if (javaScriptEnabled) await expectClean(page, 'contact not safe')
      await press(page, 'Send')
      await expect(page.locator('[data-has-added]')).toContainText('We have added it.')
      const said = page.locator('main')
      await expect(said).not.toContainText(/sister|still safe|contact you/i)
      await expect(said.getByRole('link', { name: /copy|print|save/i })).toHaveCount(0)
      await page.goto(`${REQUEST}/sent`)
      await expect(page.locator('main')).toContainText('This page is the only place the reference is shown.')
      await expect(page.locator('main')).not.toContainText(/sister/)
      await page.getByRole('link', { name: 'See your copy on this screen' }).click()
      await expect(page.locator('main')).not.toContainText(/sister|still safe/)
      const print = await page.request.get(`${REQUEST}/copy-to-print`, { maxRedirects: 0 })
      expect(print.status()).toBe(303)

      const row = await queueRow(desk, receipt.reference)
      await expect(row).toHaveClass(/queue__row--unread/)
      await expect(row).toContainText('Changed since read')
      await expect(row).toContainText('Safe contact only')
      await desk.goto(`/staff/submissions/${receipt.reference}`)
      const reach = desk.locator('section[aria-labelledby=reach]')
      await expect(reach).toContainText('the way they named first may not be safe now')
      await expect(reach.locator('[data-safe-since=no]')).toContainText('Only ring <b>my sister</b>.')
      await expect(desk.locator('section[aria-labelledby=history]')).toContainText(
        'contact is no longer safe',
      )
      if (javaScriptEnabled) await expectClean(desk, 'desk, contact not safe')
      await desk.context().close()
    })

    test('the copy on screen, to print, in large print and as plain text', async ({ page }) => {
      const { reference } = await send(page)
      await page.getByRole('link', { name: 'See, print or save your copy' }).click()
      await expect(page).toHaveURL(`${REQUEST}/copy`)
      const main = page.locator('main')
      for (const address of [
        `${REQUEST}/copy`,
        `${REQUEST}/copy-to-print`,
        `${REQUEST}/copy-to-print?size=large`,
      ]) {
        const answer = await page.goto(address)
        expect(answer?.headers()['cache-control']).toBe('no-store')
        await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', 'noindex')
        await expect(main).toContainText(reference)
        await expect(main).toContainText('This copy does not show every answer.')
        await expect(main).toContainText('The stairs are too much.')
        await expect(main).not.toContainText('must not find out')
        await expect(main).not.toContainText('danger')
      }
      await page.goto(`${REQUEST}/copy`)
      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Save it as plain text' }).click()
      const download = await downloading
      expect(download.suggestedFilename()).toBe('your-copy.txt')
      const text = await readFile(await download.path(), 'utf8')
      expect(text).toContain(`Reference: ${reference}`)
      expect(text).toContain('This copy does not show every answer.')
      const file = await page.request.get(`${REQUEST}/copy.txt`)
      expect(file.headers()).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-store',
      })
      expect(file.headers()['content-disposition']).toContain('attachment; filename="your-copy.txt"')
    })
  })
}

test('where contact is not safe the copy is on the screen only', async ({ page }) => {
  await send(page, { 'hide-who': 'yes', 'safe-route': 'worker' })
  await page.getByRole('link', { name: 'See your copy on this screen' }).click()
  await expect(page.locator('main')).toContainText('This copy does not show every answer.')
  await expect(page.locator('main').getByRole('link', { name: /print|save|text/i })).toHaveCount(0)
  for (const address of ['copy-to-print', 'copy-to-print?size=large', 'copy.txt']) {
    const answer = await page.request.get(`${REQUEST}/${address}`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers()['location']]).toEqual([303, `${REQUEST}/copy`])
  }
  const onPaper = page.getByText('This copy is for the screen only.')
  await expect(onPaper).toBeHidden()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(bosRequest['rc-story'])).toBeHidden()
  await expect(onPaper).toBeVisible()
})

test('where contact is not safe the receipt asks whether somebody is there, and closes', async ({
  page,
  context,
}) => {
  await send(page, { 'hide-who': 'yes', 'safe-route': 'worker' })
  await expect(page.locator('main')).toContainText('It closes when you have not used it for 30 minutes.')
  let left = 200
  await page.route('**/idle?of=receipt', (route) => route.fulfill({ json: { secondsLeft: left } }))
  const dialog = page.getByRole('dialog', { name: 'Are you still here?' })
  for (const address of ['copy', 'sent']) {
    await page.goto(`${REQUEST}/${address}`)
    await expect(dialog).toContainText('To keep what you sent private, this page closes in 4 minutes')
  }
  await context.clearCookies({ name: 'visit' })
  left = 0
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page).toHaveURL('/closed')
  await expect(page.locator('[data-receipt-closed]')).not.toContainText('other people')
  await expectClean(page, 'receipt closed where contact is not safe')
})

test('a copy is for the device that sent it; a safeguarding concern has none', async ({ page, browser }) => {
  await send(page)
  const other = await (await newDevice(browser)).newPage()
  await other.goto(`${REQUEST}/copy`)
  await expect(other).toHaveURL(`${REQUEST}?answers=none`)
  await other.context().close()
  await toCheckAtOnce(page, safeguardingConcern, kensConcern)
  await press(page, 'Send')
  await expect(page.locator('[data-status-code]')).toBeVisible()
  await expect(page.getByRole('link', { name: /copy/i })).toHaveCount(0)
  for (const address of ['copy', 'copy-to-print', 'copy.txt']) {
    const answer = await page.request.get(`${FORM}/${address}`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers()['location']]).toEqual([303, `${FORM}/sent`])
  }
})

test('who reported a concern sees that it came and was read, and no word of what it is', async ({ page }) => {
  await toCheckAtOnce(page, safeguardingConcern, kensConcern)
  await press(page, 'Send')
  await openStatus(page, await receiptOn(page))
  await expect(page.locator('.ladder__step')).toHaveCount(2)
  expect(await page.locator('main').innerText()).not.toMatch(/safeguarding|passed|concern|harm|Ken/i)
})

test('a wrong reference and a wrong code get the same answer, then a pause', async ({
  page,
  request,
  baseURL,
}) => {
  const { reference } = await send(page)
  const answerTo = async (given: string) => {
    const answer = await request.post('/my-request', {
      form: { reference: given, code: '000000' },
      headers: { origin: baseURL ?? '' },
    })
    return { status: answer.status(), text: (await answer.text()).replaceAll(given, '') }
  }
  const wrongCode = await answerTo(reference)
  expect(wrongCode.status).toBe(422)
  expect(await answerTo('B7H-4PX-9RD')).toEqual(wrongCode)
  for (let n = 0; n < 4; n++) await answerTo(reference)
  const paused = await answerTo(reference)
  expect(paused.status).toBe(429)
  expect(paused.text).toContain('Too many tries. Wait 30 seconds')
})

test('what was written waits for the code where the half hour was over', async ({ page, context }) => {
  const receipt = await send(page)
  await openStatus(page, receipt)
  await page.getByRole('link', { name: /^Add something you forgot/ }).click()
  await page.locator('[name=words]').fill('My sister has a key.')
  await context.clearCookies({ name: 'request' })
  await press(page, 'Send')
  await expect(page.locator('main')).toContainText('What you wrote is still here')
  await expect(page.locator('[name=words]')).toHaveValue('My sister has a key.')
  await page.locator('[name=reference]').fill(receipt.reference)
  await page.locator('[name=code]').fill(receipt.code)
  await press(page, 'Send')
  await expect(page.locator('[data-has-added]')).toBeVisible()
})

test('on a device that others use a receipt asks whether somebody is there, and closes', async ({
  page,
  context,
}) => {
  await page.goto(REQUEST)
  await press(page, 'Other people use this device')
  await send(page)
  let left = 200
  await page.route('**/idle?of=receipt', (route) =>
    route.request().method() === 'GET' ? route.fulfill({ json: { secondsLeft: left } }) : route.continue(),
  )
  for (const address of ['copy', 'copy-to-print', 'sent']) {
    await page.goto(`${REQUEST}/${address}`)
    await expect(page.getByRole('dialog', { name: 'Are you still here?' })).toContainText('in 4 minutes')
  }
  const dialog = page.getByRole('dialog', { name: 'Are you still here?' })
  await expectClean(page, 'receipt about to close')
  const told = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await dialog.getByRole('button', { name: 'I am still here' }).click()
  expect(await (await told).json()).toEqual({ secondsLeft: 1800 })
  await expect(dialog).toBeHidden()
  // The server has closed it meanwhile.
  await context.clearCookies({ name: 'visit' })
  left = 0
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page).toHaveURL('/closed')
  await expect(page.locator('[data-receipt-closed]')).toBeVisible()
  await page.getByRole('link', { name: 'See what is happening' }).click()
  await expect(page).toHaveURL('/my-request')
})

test('“Exit this page” closes the status on this device', async ({ page, context }) => {
  await openStatus(page, await send(page))
  await expect(page.locator('.ladder')).toBeVisible()
  expect((await context.cookies()).map(({ name }) => name)).toContain('request')
  await page
    .getByRole('link', { name: 'Exit this page' })
    .click({ noWaitAfter: true })
    .catch(() => undefined)
  await expect.poll(async () => (await context.cookies()).map(({ name }) => name)).not.toContain('request')
})

test('paper: every form, for each reader, with its conditions in words', async ({ page }) => {
  for (const form of Object.values(forms)) {
    const { readers, paper } = showPaper(form, null, Temporal.Instant.fromEpochMilliseconds(portalNow()))
    const printed = [...paper.parts.flatMap(({ pages }) => pages), ...(paper.check ? [paper.check] : [])]
    await page.goto(`/forms/${form.id}/paper`)
    // A form that speaks to everybody alike offers no choice.
    const choices = readers.length > 1 ? readers.length : 0
    await expect(page.locator('.paper-nav').getByRole('link', { name: /^For you, / })).toHaveCount(choices)
    await expect(page.locator('.paper-address')).toContainText('Alderbrook')
    const asked = printed.flatMap(({ questions }) => questions)
    await expect(page.locator('[data-question]')).toHaveCount(asked.length)
  }
  await page.goto(`${REQUEST}/paper`)
  await page.getByRole('link', { name: 'For you, about someone else' }).click()
  await expect(page.locator('[data-given]')).toContainText('Someone else')
  await expect(page.locator('main')).toContainText('How do you know the person?')
  await expect(page.locator('main')).toContainText('Only answer this if you ticked “Email” or “Video call”.')
  expect((await page.request.get('/forms/no-such-form/paper')).status()).toBe(404)
})

test('no question on paper is split from its answers', async ({ page }) => {
  await page.emulateMedia({ media: 'print' })
  for (const format of ['plain', 'easy-read']) {
    await page.goto(`${FORM}/paper?format=${format}`)
    const apart = await page
      .locator('.paper-question:not(.paper-question--groups)')
      .evaluateAll((all) => all.filter((one) => getComputedStyle(one).breakInside !== 'avoid').length)
    expect(apart).toBe(0)
    await expect(page.locator('.paper-nav')).toBeHidden()
  }
})

test('paper in Easy Read: for those who read so, and by its link; everything on it in those words', async ({
  page,
}) => {
  const questions = async (format: string) => {
    await page.goto(`${REQUEST}/paper?format=${format}`)
    return page
      .locator('[data-question]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['question']))
  }
  await page.goto(`${REQUEST}/paper`)
  await page.getByRole('link', { name: 'In Easy Read, with pictures' }).click()
  await expectOnEasyPaper(page)
  expect(await questions('easy-read')).toEqual(await questions('plain'))

  await page.goto(REQUEST)
  await press(page, 'Easy Read')
  await page.getByRole('link', { name: 'Print this form' }).click()
  await expectOnEasyPaper(page)
  await expect(page.locator('.paper-only').filter({ hasText: 'Did you tick' }).first()).toContainText(
    /^Look at question \d+\.\nDid you tick .*\nThen (?:answer this|leave this out)\.$/,
  )
  await page.getByRole('link', { name: 'This form is about someone else' }).click()
  await expectOnEasyPaper(page)
  await expect(page.locator('[data-given]')).toContainText('Someone else')
  await page.getByRole('link', { name: 'Print it in plain words' }).click()
  await expect(page.locator('main')).toContainText('For you, about someone else')
  await expect(page.locator('main .picture')).toHaveCount(0)

  // Professionals have no Easy Read.
  await page.goto('/forms/professional-referral/paper?format=easy-read')
  await expect(page.getByRole('link', { name: /Easy Read/ })).toHaveCount(0)
  await expect(page.locator('main .picture')).toHaveCount(0)
})

/** A picture beside every question and beside 999, and who drew them. */
async function expectOnEasyPaper(page: Page) {
  await expect(page.locator('html')).toHaveAttribute('data-reading', 'easy-read')
  await expect(page.locator('.urgent .picture')).toBeVisible()
  await expect(page.locator('main')).toContainText('Pictures: OpenMoji')
  const asked = page.locator('[data-question]')
  expect(await asked.count()).toBeGreaterThan(20)
  await expect(asked.filter({ hasNot: page.locator('.paper-asks .picture') })).toHaveCount(0)
}

test('every page after sending on a phone and a wide screen', async ({ page }) => {
  const look = async (state: string) => {
    await expectCleanAtBoth(page, state)
    await page.setViewportSize({ width: 320, height: 800 })
  }
  await page.goto('/closed')
  await look('receipt closed')
  await page.goto('/my-request')
  await look('closed')
  await press(page, 'Show me')
  await look('with a mistake')
  const receipt = await send(page)
  await look('receipt')
  for (const address of [
    'copy',
    'copy-to-print',
    'copy-to-print?size=large',
    'paper',
    'paper?for=someone&size=large',
    'paper?format=easy-read',
    'paper?for=someone&size=large&format=easy-read',
  ]) {
    await page.goto(`${REQUEST}/${address}`)
    await look(address)
  }
  await page.goto(`${FORM}/paper?for=professional`)
  await look('paper of a concern')
  await openStatus(page, receipt)
  await look('open')
  for (const what of ['forgot', 'worse']) {
    await page.goto(`/my-request/add?what=${what}`)
    await look('blank')
    await press(page, 'Send')
    await look('with a mistake')
  }
  await page.locator('[name=words]').fill('It is worse.')
  await page.locator('[name=danger-now][value=no]').check()
  await press(page, 'Send')
  await look('added')
})
