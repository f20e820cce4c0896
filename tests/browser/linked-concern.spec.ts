import type { Page } from 'playwright/test'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { fillIn as fillInCarer } from '#tests/fixtures/carers-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { fillIn } from '#tests/fixtures/professional-referral-submissions.ts'
import { fillIn as fillInAdult } from '#tests/fixtures/self-assessment-submissions.ts'
import { expectClean } from './accessible.ts'
import { typeFields } from './go-through.ts'
import { open, pageNameOf, press as pressByHttp, toCheckByHttp } from './plain-http.ts'
import { continueOn, expect, newDevice, openStatus, pageName, press, signIn, test } from './portal.ts'

const REFERRAL = `/forms/${professionalReferral.id}`
const fields = fieldsOf(
  professionalReferral,
  fillIn({ 'pr-safeguarding': 'yes', 'first-name': 'Wilma', 'last-name': 'Linkedtest' }),
)

async function answer(page: Page, name: string) {
  await page.goto(`${REFERRAL}/${name}`)
  await typeFields(page, fields)
  await continueOn(page)
}

async function sendIt(page: Page) {
  for (const box of await page.locator('[name=declare]').all()) await box.check()
  const onScreen = page.locator('[name=copy-how][value=screen]')
  if ((await onScreen.count()) > 0) await onScreen.check()
  await press(page, 'Send')
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('harm in a referral is a concern at once, its own form adds to it, and staff see both', async ({
      page,
      browser,
    }) => {
      test.setTimeout(240_000)
      // The checker itself is a script.
      const clean = async (at: Page, what: string) => {
        if (javaScriptEnabled) await expectClean(at, what)
      }
      await page.goto('/')
      await page.getByRole('link', { name: 'I’m a professional' }).click()
      await expect(page).toHaveURL(REFERRAL)
      await answer(page, 'p-harm')
      await expect(page.locator('[data-concern-waits]')).toContainText('not saved yet')
      await page.getByRole('link', { name: 'Tell us who you are' }).click()
      await expect(page).toHaveURL(`${REFERRAL}/p-who`)
      await typeFields(page, fields)
      await continueOn(page)
      const told = page.locator('[data-concern]')
      await expect(told).toContainText('We have saved a safeguarding concern')
      const concern = (await told.getAttribute('data-concern')) ?? ''
      await clean(page, 'told of the concern')

      await press(page, 'Tell us more about the harm')
      await expect(page).toHaveURL('/forms/safeguarding-concern/danger')
      await expect(page.locator('[data-adding]')).toContainText(concern)
      await clean(page, 'adding to the concern')
      await page.goto('/forms/safeguarding-concern/danger')
      await page.getByLabel('No', { exact: true }).check()
      await continueOn(page)
      await expect(page.locator('[name=sg-who][value=pro]')).toBeChecked()
      while (pageName(page) !== 's-what') {
        if (pageName(page) === 's-adult') await page.locator('[name=sg-adult-name]').fill('Wilma Linkedtest')
        await continueOn(page)
      }
      await page.locator('[name=sg-what]').fill('A bruise nobody can explain.')
      await continueOn(page)
      await press(page, 'Send what I have now')
      await press(page, 'Send')
      await expect(page).toHaveURL('/forms/safeguarding-concern/sent')
      await expect(page.locator('[data-reference]')).toHaveText(concern)

      for (const name of ['name', 'p-view']) await answer(page, name)
      await page.goto(`${REFERRAL}/check`)
      await press(page, 'Send')
      await expect(page).toHaveURL(`${REFERRAL}/sent`)
      const referral = (await page.locator('[data-reference]').textContent())?.trim() ?? ''
      expect(referral).not.toBe(concern)
      await expect(page.locator('[data-concern]')).toContainText(concern)
      await clean(page, 'receipt of the referral')

      await press(page, 'Send another referral')
      await page.goto(`${REFERRAL}/p-who`)
      await expect(page.locator('[name=pr-name]')).toHaveValue('Nurse Test')
      await page.goto(`${REFERRAL}/name`)
      await expect(page.locator('[name=first-name]')).toHaveValue('')

      const desk = await newDevice(browser)
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      await officer.goto(`/staff/submissions/${concern}`)
      await expect(officer.locator(`[data-linked="${referral}"]`)).toContainText(
        'Saved from a professional referral',
      )
      await expect(officer.locator('main')).toContainText('A bruise nobody can explain.')
      await clean(officer, 'a linked concern at the desk')
      await officer.getByRole('link', { name: referral }).click()
      await expect(officer.locator(`[data-linked="${concern}"]`)).toBeVisible()
      await desk.close()
    })
  })
}

test('a referral that is never finished leaves its concern in the queue, and whoever stopped can come back to it', async ({
  page,
  browser,
}) => {
  for (const name of ['p-who', 'p-harm']) await answer(page, name)
  const concern = (await page.locator('[data-concern]').getAttribute('data-concern')) ?? ''
  const code = (await page.locator('[data-concern-code]').textContent()) ?? ''
  expect(code).toMatch(/^\d{3} \d{3}$/)
  await page.goto(REFERRAL)
  await expect(page.locator('[data-concern-code]')).toHaveText(code)
  await expectClean(page, 'the start page with a concern saved')
  const later = await newDevice(browser)
  const back = await later.newPage()
  await openStatus(back, { reference: concern, code })
  await expect(back.locator('main')).toContainText(concern)
  await expect(back.getByRole('link', { name: /^Tell us things have got worse/ })).toBeVisible()
  await later.close()
  const desk = await newDevice(browser)
  const officer = await desk.newPage()
  await signIn(officer, 'officer')
  await officer.goto(`/staff/submissions/${concern}`)
  await expect(officer.locator('[data-linked=""]')).toContainText('not finished')
  await expect(officer.locator('main')).toContainText('020 7946 0400')
  await expect(officer.locator('.case-head')).toContainText('Red')
  await expect(officer.locator('main')).toContainText('Professional reports harm or risk')
  await expectClean(officer, 'a concern of an unfinished referral')
  await desk.close()
})

test('local help is quiet on the next page, whole on the receipt, and help about harm is never printed', async ({
  page,
}) => {
  test.setTimeout(240_000)
  const given = fieldsOf(
    selfAssessment,
    fillInAdult({ 'as-cook': 'hard', 'as-safe': 'not-safe', 'as-safe-what': ['hurting'], 'as-carer': 'yes' }),
  )
  const shownOn: Record<string, string[]> = {}
  const { request } = page
  let at = await pressByHttp(request, await open(request, `/forms/${selfAssessment.id}`), 'Start now')
  while (pageNameOf(at) !== 'check') {
    const ids = at.document
      .querySelectorAll('[data-signpost]')
      .map((one) => one.getAttribute('data-signpost') ?? '')
    if (ids.length > 0) shownOn[pageNameOf(at)] = ids
    if (ids.includes('sp-meals')) {
      await page.goto(at.url)
      await expect(page.locator('[data-nearby]').first()).toBeVisible()
    }
    at = await pressByHttp(request, at, 'Continue', () => given)
    expect(at.status, at.url).toBe(200)
  }
  await page.goto(at.url)
  const after = Object.values(shownOn).flat()
  expect(after).toEqual(expect.arrayContaining(['sp-meals', 'sp-domestic-abuse', 'sp-carers']))
  expect(new Set(after).size, 'each once').toBe(after.length)
  await sendIt(page)
  const help = (id: string) => page.locator(`[data-signpost="${id}"]`)
  await expect(page.locator('[data-signposts]')).toContainText('This does not change your request')
  await expect(help('sp-meals')).toBeVisible()
  await expect(help('sp-domestic-abuse')).toContainText('0808 2000 247')
  await expect(page.getByRole('link', { name: 'Ask for help for the person who is caring' })).toHaveAttribute(
    'href',
    `/forms/${carersAssessment.id}`,
  )
  await expectClean(page, 'receipt with local help')
  await page.emulateMedia({ media: 'print' })
  await expect(help('sp-meals')).toBeVisible()
  await expect(help('sp-domestic-abuse')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  for (const copy of ['copy', 'copy-to-print', 'copy.txt']) {
    const words = await (await page.request.get(`/forms/${selfAssessment.id}/${copy}`)).text()
    expect(words).not.toContain('Domestic abuse support')
  }
})

test('support for carers is on the receipt of every carer', async ({ page }) => {
  test.setTimeout(240_000)
  await toCheckByHttp(page, carersAssessment, fieldsOf(carersAssessment, fillInCarer({})))
  await sendIt(page)
  await expect(page.locator('[data-signpost=sp-carers]')).toBeVisible()
})
