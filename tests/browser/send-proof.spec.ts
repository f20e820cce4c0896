import type { Page } from 'playwright/test'
import { council } from '#src/settings/council.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { expectCleanAtBoth } from './accessible.ts'
import { expectEasy, hardSentences } from './easy-pages.ts'
import { toCheckAtOnce } from './plain-http.ts'
import {
  expect,
  newDevice,
  openStatus,
  press,
  queueRow,
  receiptOn,
  signIn,
  test,
  tickToSend,
} from './portal.ts'
import { wholePdf } from '../support/whole-files.ts'

const PROOF = '/my-request/proof'
const answers: GivenAnswers = {
  'first-name': 'Hilda',
  'last-name': 'Testincome',
  'fa-savings-kinds': ['savings'],
  'fa-savings': [{ kind: 'savings', amount: '15100', whose: 'own' }],
  'fa-benefit-kinds': ['state-pension'],
  'fa-benefit': [{ which: 'state-pension', amount: '300 week' }],
  'fa-proof-later': 'later',
}
const PDF = wholePdf()

async function send(page: Page, change: GivenAnswers = {}) {
  await toCheckAtOnce(page, form, fieldsOf(form, fillIn({ ...answers, ...change })))
  await tickToSend(page)
  await press(page, 'Send')
  await expect(page).toHaveURL(`/forms/${form.id}/sent`)
  return receiptOn(page)
}

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
const choose = (page: Page, of: string) => page.locator(`[name=proof-of][value=${of}]`).check()
const attach = (page: Page, name: string, buffer = PDF) =>
  page.locator('[name=proof-file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
const wanted = (page: Page) => page.locator('[data-wanted] li')
const SAVINGS = 'Proof of savings: statements for the last 3 months'
const BENEFITS = 'Proof of benefits: award letters'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('proof is sent from the receipt and from the status, and staff see it beside its answer', async ({
      page,
      browser,
    }) => {
      test.setTimeout(240_000)
      // What checks accessibility is a script itself.
      const expectClean = async (state: string) => {
        if (javaScriptEnabled) await expectCleanAtBoth(page, state)
        await page.setViewportSize({ width: 320, height: 800 })
        await picture(page, `proof ${state}`)
      }
      const receipt = await send(page)
      await expect(wanted(page)).toHaveText([SAVINGS, BENEFITS])
      await expectClean('receipt')
      await page.getByRole('link', { name: 'Send photos or files' }).click()
      await expect(page).toHaveURL(PROOF)
      await expect(wanted(page)).toHaveText([SAVINGS, BENEFITS])
      for (const line of council.postalAddress)
        await expect(page.locator('[data-postal-address]')).toContainText(line)
      await expect(page.getByRole('link', { name: 'Exit this page' })).toBeVisible()
      await expectClean('blank')

      await press(page, 'Send this file')
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Select what the file shows',
        'Choose a file to send',
      ])
      await expectClean('with a mistake')
      await choose(page, 'savings')
      await attach(page, 'statement.pdf', Buffer.from('MZ this is a program'))
      await page.getByRole('button', { name: 'Send this file' }).click()
      await expect(page.locator('.govuk-error-summary a')).toHaveText([
        'Choose a PDF, photo or Word file of up to 10 MB',
      ])
      await expect(page.locator('[name=proof-of][value=savings]')).toBeChecked()
      await attach(page, 'statement of October.pdf')
      await press(page, 'Send this file')
      await expect(page).toHaveURL(`${PROOF}?added=yes`)
      await expect(page.locator('[data-has-added]')).toContainText('We have got your file.')
      await expect(wanted(page)).toHaveText([BENEFITS])
      await expectClean('sent')

      await page.goto(`/forms/${form.id}/sent`)
      await expect(wanted(page)).toHaveText([BENEFITS])

      const desk = await newDevice(browser)
      const officer = await desk.newPage()
      await signIn(officer, 'officer')
      await officer.goto(`/staff/submissions/${receipt.reference}`)

      const other = await newDevice(browser)
      const phone = await other.newPage()
      await phone.goto(PROOF)
      await expect(phone.getByRole('alert')).toContainText('This page has closed')
      await phone.goto(`${PROOF}?from=receipt`)
      await expect(phone.getByRole('alert')).toContainText('This page has closed')
      await openStatus(phone, receipt)
      await expect(wanted(phone)).toHaveText([BENEFITS])
      await expect(phone.locator('[data-added]')).toContainText('A worker has read it.')
      if (javaScriptEnabled) await expectCleanAtBoth(phone, 'status')
      await picture(phone, 'proof status')
      await press(phone, 'Easy Read')
      await phone.getByRole('link', { name: 'Send your papers' }).click()
      await expectEasy(phone)
      expect(await hardSentences(phone)).toEqual([])
      if (javaScriptEnabled) await expectCleanAtBoth(phone, 'Easy Read')
      await picture(phone, 'proof Easy Read')
      await choose(phone, 'benefits')
      await attach(phone, 'award.pdf')
      // The half hour is over: what was chosen waits for the code.
      await other.clearCookies({ name: 'request' })
      await phone.getByRole('button', { name: 'Send it', exact: true }).click()
      await expect(phone.getByRole('alert').last()).toContainText('This page closed after 30 minutes.')
      if (javaScriptEnabled) await expectCleanAtBoth(phone, 'closed')
      await picture(phone, 'proof closed')
      await phone.locator('[name=reference]').fill(receipt.reference)
      await phone.locator('[name=code]').fill(receipt.code)
      await attach(phone, 'award.pdf')
      await press(phone, 'Send it')
      await expect(phone).toHaveURL(`${PROOF}?added=yes`)
      await expect(wanted(phone)).toHaveCount(0)
      await expect(phone.locator('[data-nothing-wanted]')).toBeVisible()
      expect(await hardSentences(phone)).toEqual([])
      if (javaScriptEnabled) await expectCleanAtBoth(phone, 'all sent')
      await picture(phone, 'proof all sent')
      await other.close()

      await expect(await queueRow(officer, receipt.reference)).toContainText('Changed since read')
      await officer.goto(`/staff/submissions/${receipt.reference}/money`)
      const savings = officer.locator('[data-figure=fa-savings]')
      await expect(savings).toContainText('Proof: sent after the form.')
      await expect(savings.getByRole('link', { name: 'statement of October.pdf' })).toBeVisible()
      await expect(officer.locator('[data-shows=benefits]')).toContainText('They say it shows: Benefits')
      await expect(wanted(officer)).toHaveCount(0)
      await expect(officer.getByText('Proof still wanted')).toHaveCount(0)
      if (javaScriptEnabled) await expectCleanAtBoth(officer, 'money')
      await picture(officer, 'proof money')
      await officer.goto(`/staff/submissions/${receipt.reference}`)
      await expect(officer.locator('main')).toContainText('A file as proof')
      await expect(officer.locator('.files li')).toHaveCount(2)
      await expect(officer.locator('.files li').first()).toContainText('Held back')
      await expect(officer.locator('.history').first()).toContainText('Added: a file as proof')
      if (javaScriptEnabled) await expectCleanAtBoth(officer, 'request')
      await picture(officer, 'proof request')
      await desk.close()
    })
  })
}

test('where it is not safe to say what it is about, the receipt names the post and whom to ring', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const receipt = await send(page, { 'fa-safe': 'yes', 'fa-proof-later': 'post' })
  await expect(page.locator('[data-postal-address]')).toContainText(council.postalAddress[0] ?? '')
  await expect(page.locator('[data-ring-first]')).toContainText(council.phones.day)
  await expect(page.locator(`a[href^="${PROOF}"]`)).toHaveCount(0)
  await expectCleanAtBoth(page, 'receipt by post')
  await picture(page, 'proof receipt by post')
  await press(page, 'Easy Read')
  expect(await hardSentences(page)).toEqual([])
  await openStatus(page, receipt)
  await expect(page.locator('[data-step=received]')).toBeVisible()
  await expect(page.locator('[data-proof]')).toHaveCount(0)
  await page.goto(PROOF)
  await expect(page).toHaveURL('/my-request?opened=yes')
})
