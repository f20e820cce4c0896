import { expect, type Page } from 'playwright/test'
import { expectClean, expectCleanAtBoth } from './accessible.ts'
import { hardSentences } from './easy-pages.ts'
import { newDevice, press, test, useDay } from './portal.ts'

const ESTIMATE = '/paying-for-care/estimate'

// The sums are those of 2026/27.
useDay('2026-11-23')

const tick = (page: Page, name: string, value: string) =>
  page.locator(`[name="${name}"][value="${value}"]`).check()
const fill = (page: Page, name: string, value: string) => page.locator(`[name="${name}"]`).fill(value)
async function money(page: Page, id: string, amount: string, every = 'week') {
  await fill(page, `${id}-amount`, amount)
  await tick(page, `${id}-every`, every)
}

/** Case H1: at home, single, past State Pension age, £15,100 saved. All of it but the amounts that open later. */
async function typeH1(page: Page) {
  await tick(page, 'fa-care', 'home')
  await money(page, 'fa-cost', '250')
  await tick(page, 'qe-age', 'pension-age')
  await tick(page, 'fa-partner', 'no')
  await tick(page, 'fa-tenure', 'own')
  await fill(page, 'qe-savings-amount', '15,100')
  await tick(page, 'qe-income', 'state-pension')
  await tick(page, 'qe-income', 'attendance-allowance')
  await tick(page, 'qe-else', 'none')
}
async function typeH1Amounts(page: Page) {
  await fill(page, 'qe-children', '0')
  await money(page, 'qe-amount-state-pension', '241.30')
  await money(page, 'qe-amount-attendance-allowance', '76.70')
  await money(page, 'qe-council-tax', '22.55')
  await money(page, 'qe-extra', '18')
  await tick(page, 'fa-cares', 'no')
}

/** What opens by itself with JavaScript opens with the next press without. */
async function typeH1AfterOpening(page: Page, javaScriptEnabled: boolean) {
  if (!javaScriptEnabled) await press(page, 'Work it out')
  await typeH1Amounts(page)
}

/** What each line of the sheet comes to, by its id. */
const figures = (page: Page) =>
  page
    .locator('details.line')
    .evaluateAll((lines) =>
      Object.fromEntries(
        lines.map((line) => [
          line.getAttribute('data-line'),
          line.querySelector('.line__effect')?.textContent?.trim(),
        ]),
      ),
    )

const H1 = {
  'savings-savings': '£15,100',
  home: 'Not counted',
  tariff: '+£4',
  'income-attendance-allowance': '+£76.70',
  'income-state-pension': '+£241.30',
  'housing-council-tax': '−£22.55',
  'extra-other': '−£18',
  'keep-base': '−£241.45',
}
const WHOLE = 'You may be asked to pay £40 a week.'

test('shows the estimate as answers are given, and nothing leaves the browser', async ({ page }) => {
  await page.goto(ESTIMATE)
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
  // The first answer brings the scripts, and says nothing of itself. After that nothing is asked for.
  await tick(page, 'fa-care', 'home')
  await expect(page.locator('.sheet__waiting')).toBeVisible()
  expect(asked).not.toEqual([])
  for (const one of asked.splice(0)) expect(one).toMatch(/^GET http:\/\/[\w.:]+\/_astro\/[\w.-]+\.js$/)
  await typeH1(page)
  await typeH1Amounts(page)
  await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
  expect(await figures(page)).toEqual(H1)
  await expect(page.locator('.shares tbody tr')).toHaveText([
    /Yours to keep\s*£282$/,
    /Of that, for the costs we took off\s*£40\.55$/,
    /You may pay from what comes in\s*£36$/,
    /You may pay, worked out from your savings\s*£4$/,
  ])
  expect(asked).toEqual([])

  const live = await page.locator('.estimate .sheet').innerHTML()
  await press(page, 'Work it out')
  await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
  expect(new URL(page.url()).search).toBe('')
  expect(await page.locator('.estimate .sheet').innerHTML()).toBe(live)
  await expectClean(page, 'with an estimate')

  await page.locator('details.line[data-line=tariff] summary').click()
  await expect(page.locator('details.line[data-line=tariff]')).toContainText(
    'For each £250 or part of £250 above that, we count £1 a week: £4.',
  )
  await expectClean(page, 'with a line open')
})

test('counts what was answered before the script came, and tries again where it did not', async ({
  page,
}) => {
  let goOn = () => {}
  const held = new Promise<void>((resolve) => {
    goOn = resolve
  })
  let tries = 0
  await page.route(/LiveEstimate.*\.js/, async (route) => {
    tries += 1
    if (tries === 1) return route.abort('aborted')
    await held
    return route.continue()
  })
  await page.goto(ESTIMATE)
  await typeH1(page)
  await typeH1Amounts(page)
  expect(tries).toBe(2)
  await expect(page.locator('.sheet__answer')).toHaveCount(0)
  goOn()
  await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
  expect(await figures(page)).toEqual(H1)
  await fill(page, 'qe-savings-amount', '14000')
  await expect(page.locator('.sheet__answer')).toHaveText('You may be asked to pay £36 a week.')
})

test('doubts an amount impossible for a person beside the estimate, and goes on', async ({ page }) => {
  await page.goto(ESTIMATE)
  await page.waitForLoadState('networkidle')
  await typeH1(page)
  await typeH1Amounts(page)
  await fill(page, 'qe-amount-state-pension-amount', '50,000')
  const doubt = page.locator('[data-to-check] li')
  await expect(doubt).toHaveText(['State Pension: Check the amount. If it is right, carry on.'])
  await expect(doubt.getByRole('link')).toHaveAttribute('href', '#qe-amount-state-pension-amount')
  await expect(page.locator('.sheet__answer')).toContainText('a week')
  await expectClean(page, 'with a doubt beside the estimate')
  await press(page, 'Work it out')
  await expect(page.locator('.govuk-error-summary a')).toHaveText([
    'Check the amount. If it is right, carry on',
  ])
  await press(page, 'Work it out')
  await expect(page.locator('.govuk-error-summary')).toHaveCount(0)
  await expect(page.locator('.sheet__answer')).toContainText('a week')
  await expect(doubt).toHaveCount(0)
})

test('counts half of a joint account of two', async ({ page }) => {
  await page.goto(ESTIMATE)
  await typeH1(page)
  await typeH1Amounts(page)
  await fill(page, 'qe-savings-amount', '0')
  await fill(page, 'qe-joint-amount', '40,000')
  await press(page, 'Work it out')
  expect(await figures(page)).toMatchObject({ tariff: '+£23' })
  await expect(page.locator('details.line[data-line=savings-savings]')).toContainText('£40,000 ÷ 2 = £20,000')
  await expect(page.locator('.sheet__answer')).toHaveText('You may be asked to pay £59 a week.')
})

test('what is yours to keep is what you must be left with, and savings are a share of their own', async ({
  page,
}) => {
  await page.goto(ESTIMATE)
  await tick(page, 'fa-care', 'care-home')
  await money(page, 'fa-cost', '1,050')
  await tick(page, 'qe-age', 'pension-age')
  await tick(page, 'fa-partner', 'apart')
  await tick(page, 'fa-tenure', 'rent')
  await fill(page, 'qe-savings-amount', '18,000')
  // With an award, so that no savings disregard is left open.
  await tick(page, 'qe-income', 'state-pension')
  await tick(page, 'qe-income', 'guarantee-credit')
  await money(page, 'qe-amount-state-pension', '200')
  await money(page, 'qe-amount-guarantee-credit', '41.30')
  await tick(page, 'qe-else', 'none')
  await press(page, 'Work it out')
  // 241.30 + 15 for savings − 31.80.
  await expect(page.locator('.sheet__answer')).toHaveText('You may be asked to pay £224.50 a week.')
  await expect(page.locator('.shares tbody tr')).toHaveText([
    /Yours to keep\s*£31\.80$/,
    /You may pay from what comes in\s*£209\.50$/,
    /You may pay, worked out from your savings\s*£15$/,
  ])
  await expect(page.locator('.sheet__totals tr', { hasText: 'What you must be left with' })).toContainText(
    '£31.80 a week',
  )
  await expect(page.getByText('In a care home, it is mostly for people who pay for all of it.')).toBeVisible()
  await expectCleanAtBoth(page, 'with three shares')
})

test('goes on without an extra cost that is paid once only, and says so', async ({ page }) => {
  await page.goto(ESTIMATE)
  await typeH1(page)
  await typeH1Amounts(page)
  await money(page, 'qe-extra', '400', 'one-off')
  await press(page, 'Work it out')
  await expect(page.locator('.sheet__answer')).toHaveText(
    'You may be asked to pay no more than £58 a week. It may be less. A worker will find out.',
  )
  expect(await figures(page)).toMatchObject({ 'extra-other': 'Not taken off yet' })
  const doubt = page.getByRole('listitem').filter({ hasText: 'You may pay less.' }).first()
  await expect(doubt).toContainText('is paid once only, so it is not taken off yet.')
})

test('works without JavaScript, asks for what is missing, and is not wider than a phone', async ({
  browser,
}) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 800 },
  })
  const page = await context.newPage()
  await page.goto(ESTIMATE)
  await page.getByRole('button', { name: 'Work it out' }).first().click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page.locator('.govuk-error-summary a').first()).toHaveText('Select what care it is for')
  await typeH1(page)
  await page.getByRole('button', { name: 'Work it out' }).first().click()
  await expect(page).not.toHaveTitle(/^Error: /)
  await expect(page.locator('.govuk-inset-text')).toContainText('We need a little more')
  await expect(page.locator('.govuk-inset-text a')).toHaveText([
    'How many children do you look after at home?',
    'State Pension',
    'Attendance Allowance',
    'Do you look after someone for 35 hours or more a week?',
  ])
  await typeH1Amounts(page)
  await page.getByRole('button', { name: 'Work it out' }).first().click()
  await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
  expect(await figures(page)).toEqual(H1)
  expect(new URL(page.url()).search).toBe('')
  await page.locator('details.line[data-line=keep-base] summary').click()
  await expect(page.locator('details.line[data-line=keep-base]')).toContainText('Regulation 7(2)(c)')
  await context.close()
})

test('is clean blank, with mistakes and filled, on a phone and a wide screen, and on paper every line is open', async ({
  browser,
}) => {
  const context = await newDevice(browser)
  const page = await context.newPage()
  await page.goto(ESTIMATE)
  await expectCleanAtBoth(page, 'blank')
  await press(page, 'Work it out')
  await expect(page.locator('.govuk-error-summary')).toBeVisible()
  await expectCleanAtBoth(page, 'with mistakes')
  await typeH1(page)
  await typeH1Amounts(page)
  await press(page, 'Work it out')
  await expectCleanAtBoth(page, 'with an estimate')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('form[data-estimate]')).toBeHidden()
  await expect(page.getByText('The first £14,250 is not counted.').filter({ visible: true })).toHaveCount(1)
  await expect(page.getByText('The law: Regulation 7(2)(c)').filter({ visible: true })).toHaveCount(1)
  await context.close()
})

test('starts the real form with these answers, and its estimate says the same', async ({ browser }) => {
  const context = await newDevice(browser)
  const page = await context.newPage()
  await page.goto(ESTIMATE)
  await typeH1(page)
  await typeH1Amounts(page)
  // Whatever the device was known by is gone since the page was opened: it begins anew, with these answers.
  await context.clearCookies()
  await press(page, 'Start the real form with these answers')
  await expect(page).toHaveURL(/\/forms\/financial-assessment$/)
  await page.goto('/forms/financial-assessment/f-savings')
  await expect(page.locator('[name="fa-savings-1-amount-amount"]')).toHaveValue('15,100')
  await page.goto('/forms/financial-assessment/f-benefits')
  await expect(page.locator('[name="fa-benefit-1-which"][value="state-pension"]')).toBeChecked()
  await page.goto('/forms/financial-assessment/f-choice')
  await tick(page, 'fa-choice', 'full')
  await press(page, 'Continue')
  await page.goto('/forms/financial-assessment/estimate')
  await expect(page.locator('.sheet__answer')).toHaveText(
    'We cannot work this out yet. A worker will. You never pay more than your care costs: £250 a week.',
  )
  await expectCleanAtBoth(page, 'an estimate with something missing')
  const missing = page.getByRole('listitem').filter({ hasText: 'if you care for children' })
  await missing.getByRole('link', { name: 'Anyone you support?' }).click()
  await expect(page).toHaveURL('/forms/financial-assessment/f-partner?from=check#fa-dependants')
  await expect(page.locator('[id="fa-dependants"]')).toBeVisible()
  await page.locator('[name="fa-dependants-none"]').check()
  await press(page, 'Continue')
  await page.goto('/forms/financial-assessment/f-other')
  await page.locator('[name="fa-other-costs-none"]').check()
  await press(page, 'Continue')
  await page.goto('/forms/financial-assessment/estimate')
  await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
  expect(await figures(page)).toEqual(H1)
  await expectCleanAtBoth(page, 'the estimate of the form')
  await page.locator('details.line[data-line=tariff] summary').click()
  await context.close()
})

test('is there in Easy Read', async ({ page }) => {
  await page.goto(ESTIMATE)
  await typeH1(page)
  await typeH1Amounts(page)
  await press(page, 'Easy Read')
  await expect(page.locator('[name="qe-savings-amount"]')).toHaveValue('15,100')
  await press(page, 'See what you may pay')
  await expect(page.locator('.sheet__answer')).toHaveText('You may pay £40 a week.')
  await expectCleanAtBoth(page, 'in Easy Read')
  expect(await hardSentences(page)).toEqual([])
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'bad days, with JavaScript' : 'bad days, without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('Back, or a refresh, after the estimate leads to the questions, and a second try works', async ({
      page,
    }) => {
      await page.goto(ESTIMATE)
      await typeH1(page)
      await typeH1AfterOpening(page, javaScriptEnabled)
      await press(page, 'Work it out')
      await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
      if (javaScriptEnabled) {
        // One posting: behind it are the questions, empty.
        await page.goBack()
        await expect(page.locator('[name="qe-savings-amount"]')).toHaveValue('')
      } else {
        // Behind it is a posting too, which the browser asks about and sends again, as it does here.
        await page.reload()
        await expect(page.locator('[name="qe-savings-amount"]')).toHaveValue('15,100')
        await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
      }
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await typeH1(page)
      await typeH1AfterOpening(page, javaScriptEnabled)
      await press(page, 'Work it out')
      await expect(page.locator('.sheet__answer')).toHaveText(WHOLE)
    })

    test('two tabs are two estimates, and the form keeps the first it was begun with', async ({
      context,
    }) => {
      const [one, two] = [await context.newPage(), await context.newPage()]
      for (const page of [one, two]) {
        await page.goto(ESTIMATE)
        await typeH1(page)
        await typeH1AfterOpening(page, javaScriptEnabled)
      }
      await fill(two, 'qe-savings-amount', '14000')
      await press(two, 'Work it out')
      await press(one, 'Work it out')
      await expect(one.locator('.sheet__answer')).toHaveText(WHOLE)
      await expect(two.locator('.sheet__answer')).toHaveText('You may be asked to pay £36 a week.')
      for (const page of [one, two]) await press(page, 'Start the real form with these answers')
      await two.goto('/forms/financial-assessment/f-savings')
      await expect(two.locator('[name="fa-savings-1-amount-amount"]')).toHaveValue('15,100')
    })
  })
}
