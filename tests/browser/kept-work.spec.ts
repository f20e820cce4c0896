import postgres from 'postgres'
import type { Page } from 'playwright/test'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { kensMoney } from '#tests/fixtures/short-requests.ts'
import { expectCleanAtBoth } from './accessible.ts'
import { sendAtOnce } from './plain-http.ts'
import { continueOn, expect, PASSWORD, press, signIn, test } from './portal.ts'

const concern = fieldsOf(safeguardingConcern, kensMoney)
const reason = [
  'He cannot see who is in the room, and says that she counts his money for him.',
  '',
  'His sister rang on Friday: “She has his card.” The bank confirms three withdrawals.',
  'I weighed his wish to be left alone against the risk that he loses his flat.',
].join('\n')

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** As if this long had passed since anybody at this worker's portal did anything: their sessions end by time. */
async function letSessionsEnd(minutes: number) {
  const { parallelIndex, workerIndex } = test.info()
  const url = new URL(`/browser_${parallelIndex}_${workerIndex}`, process.env['TEST_OWNER_URL'])
  const pool = postgres(url.href, { max: 1, onnotice: () => undefined })
  try {
    await pool`update staff_sessions set created_at = created_at - make_interval(mins => ${minutes}),
      expires_at = expires_at - make_interval(mins => ${minutes})`
  } finally {
    await pool.end()
  }
}

async function typePassword(page: Page, who: string) {
  await page.locator('[name=email]').fill(`${who}@example.org`)
  await page.locator('[name=password]').fill(PASSWORD)
  await press(page, 'Sign in')
}

const SENTENCE = 'You were signed out after 30 minutes without use. Sign in and what you typed will be there.'

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    // The check itself is a script.
    const clean = async (page: Page, state: string) => {
      if (javaScriptEnabled) await expectCleanAtBoth(page, state)
    }

    test('a decision whose session ended is there after signing in again, and is recorded once', async ({
      page,
    }) => {
      test.setTimeout(120_000)
      const { reference } = await sendAtOnce(page, safeguardingConcern, concern)
      const here = `/staff/submissions/${reference}`
      await signIn(page, 'officer')
      await page.goto(here)
      for (const part of ['needs', 'harm', 'protect'])
        await page.locator(`[name=test-${part}][value=yes]`).check()
      await page.locator('[name=test-harm-why]').fill('Three withdrawals he did not make.')
      await page.locator('[name=outcome][value=section-42]').check()
      await page.locator('[name=colour][value=red]').check()
      await page.locator('[name=reason]').fill(reason)
      await page.locator('[name=next-step]').fill('Ring his sister before noon.')
      await letSessionsEnd(45)
      await press(page, 'Record this decision')

      await expect(page).toHaveURL(/^[^?]*\/staff\/sign-in\?/)
      expect(page.url()).not.toContain('money')
      await expect(page.locator('main')).toContainText(SENTENCE)
      await clean(page, 'signed out')
      await picture(page, `kept-sign-in-${javaScriptEnabled}`)
      const asked = page.url()

      // A colleague at the same desk is shown nothing of it, wherever they sign in.
      await typePassword(page, 'manager')
      await expect(page).toHaveURL(here)
      await expect(page.locator('[data-kept]')).toHaveCount(0)
      await expect(page.locator('[name=reason]')).toHaveValue('')
      await press(page, 'Sign out')

      await page.goto(asked)
      await typePassword(page, 'officer')
      await expect(page).toHaveURL(here)
      const notice = page.locator('[data-kept]')
      await expect(notice).toContainText('What you typed is back in its form.')
      await expect(notice).toContainText('nothing of it was recorded')
      await expect(page.locator('[name=reason]')).toHaveValue(reason)
      await expect(page.locator('[name=next-step]')).toHaveValue('Ring his sister before noon.')
      await expect(page.locator('[name=test-harm-why]')).toHaveValue('Three withdrawals he did not make.')
      await expect(page.locator('[name=test-protect]:checked')).toHaveValue('yes')
      await expect(page.locator('[name=outcome]:checked')).toHaveValue('section-42')
      await expect(page.locator('.decision')).toHaveCount(0)
      await clean(page, 'typed words back')
      await page.setViewportSize({ width: 320, height: 640 })
      await picture(page, `kept-narrow-${javaScriptEnabled}`)
      await page.setViewportSize({ width: 1280, height: 900 })
      await picture(page, `kept-wide-${javaScriptEnabled}`)
      await notice.getByRole('link', { name: 'Go to what you typed' }).click()
      await expect(page.locator('[name=test-harm-why]')).toBeFocused()

      await press(page, 'Record this decision')
      await expect(page.locator('[data-kept]')).toHaveCount(0)
      await expect(page.locator('.decision')).toHaveCount(1)
      await expect(page.locator('.decision')).toContainText('I weighed his wish to be left alone')
      await page.goto(here)
      await expect(page.locator('[data-kept]')).toHaveCount(0)
      await expect(page.locator('.decision')).toHaveCount(1)
    })

    test('what a form folded away brings back stands open, and can be deleted', async ({ page }) => {
      const { reference } = await sendAtOnce(page, safeguardingConcern, concern)
      await signIn(page, 'officer')
      await page.goto(`/staff/submissions/${reference}`)
      await page.getByText('Hand over to a colleague', { exact: true }).click()
      await page.locator('[name=to]').selectOption({ label: 'Priya Nair' })
      await page.locator('[name=why]').selectOption('shift')
      await letSessionsEnd(31)
      await press(page, 'Hand over')
      await expect(page.locator('main')).toContainText(SENTENCE)
      await typePassword(page, 'officer')
      await expect(page.locator('[name=why]')).toBeVisible()
      await expect(page.locator('[name=why]')).toHaveValue('shift')
      await expect(page.getByText('Nobody has this yet.')).toBeVisible()
      await press(page, 'Delete what I typed')
      await expect(page).toHaveURL(`/staff/submissions/${reference}`)
      await expect(page.locator('[data-kept]')).toHaveCount(0)
      await expect(page.locator('[name=why]')).toHaveValue('')
    })

    test('a page of a form that somebody types in is there again too', async ({ page }) => {
      await signIn(page, 'officer')
      await page.goto('/staff/type-in')
      await page.locator(`[name=form][value=${askUsToContactYou.id}]`).check()
      await page.locator('[name=how][value=phone]').check()
      for (const [part, value] of Object.entries({ day: '1', month: '11', year: '2026', time: '9:30' }))
        await page.locator(`[name=received-${part}]`).fill(value)
      await press(page, 'Begin')
      await page.locator('a.govuk-button--start').click()
      await page.waitForURL(/danger/)
      await page.locator('[name=danger-now][value=no]').check()
      await continueOn(page)
      await page.locator('[name=who-for][value=me]').check()
      await continueOn(page)
      const at = page.url()
      await page.locator('[name=first-name]').fill('Bo Anne')
      await letSessionsEnd(45)
      await continueOn(page)
      await expect(page.locator('main')).toContainText(SENTENCE)
      await typePassword(page, 'officer')
      await expect(page).toHaveURL(at)
      await expect(page.locator('[name=first-name]')).toHaveValue('Bo Anne')
      await expect(page.locator('[data-kept]')).toContainText('What you typed is back in its form.')
      await clean(page, 'typed words back')
      await continueOn(page)
      await expect(page.locator('[data-kept]')).toHaveCount(0)
      await page.goto(at)
      await expect(page.locator('[name=first-name]')).toHaveValue('Bo Anne')
      await expect(page.locator('[data-kept]')).toHaveCount(0)
    })
  })
}
