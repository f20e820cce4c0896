import { onDay, type OwnPortal, startOwnPortal } from './own-portal.ts'
import { type Browser, type BrowserContext, test as base, expect, type Page } from 'playwright/test'

/** Documents that are meant to come with an error status: a page to put right, and an overtaken change. */
const EXPECTED = /status of (409|422)/

/**
 * A page on which any console error or failed request fails the test. The browser gives up requests of its
 * own when a page is left; those are not failures.
 */
export const test = base.extend<{ watched: undefined }, { ownPortal: OwnPortal }>({
  ownPortal: [
    // biome-ignore lint/correctness/noEmptyPattern: fixtures are found by what is taken out of the first argument.
    async ({}, use, { parallelIndex, workerIndex }) => {
      const portal = await startOwnPortal(`browser_${parallelIndex}_${workerIndex}`)
      await use(portal)
      await portal.stop()
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ ownPortal }, use) => use(ownPortal.address),
  watched: [
    async ({ context }, use) => {
      const wrong: string[] = []
      context.on('console', (message) => {
        if (
          message.type() === 'error' &&
          !EXPECTED.test(message.text()) &&
          !message.location().url.startsWith('https:')
        )
          wrong.push(message.text())
      })
      context.on('requestfailed', (request) => {
        // Where "Exit this page" leads is on the internet, which a test machine may not have.
        if (request.redirectedFrom()?.url().endsWith('/exit')) return
        const why = request.failure()?.errorText ?? ''
        if (why !== 'net::ERR_ABORTED')
          wrong.push(`${request.method()} ${new URL(request.url()).pathname} ${why}`)
      })
      context.on('weberror', (error) => wrong.push(String(error.error())))
      await use(undefined)
      expect(wrong, 'console errors and failed requests').toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

/**
 * The tests of this file or group run on a portal of their own that takes it to be ten in the morning of a day, such
 * as one whose charging rates are kept: which those are, is not for the day of the run to say.
 */
export function useDay(day: string): void {
  let portal: OwnPortal | undefined
  // biome-ignore lint/correctness/noEmptyPattern: fixtures are found by what is taken out of the first argument.
  test.beforeAll(async ({}, { workerIndex }) => {
    test.setTimeout(90_000)
    portal = await startOwnPortal(`on_${day.replaceAll('-', '_')}_${workerIndex}`, onDay(day))
  })
  test.afterAll(() => portal?.stop())
  test.use({
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    baseURL: async ({}, use) => use(portal?.address),
  })
}

export const FORM = '/forms/safeguarding-concern'
export const PASSWORD = process.env['TEST_DEMO_PASSWORD'] ?? ''

/** A new device with nobody signed in. */
export const newDevice = (browser: Browser) => browser.newContext()

type Role = 'officer' | 'manager' | 'auditor' | 'admin'

async function typePassword(page: Page, who: Role) {
  await page.goto('/staff/sign-in')
  await page.fill('[name=email]', `${who}@example.org`)
  await page.fill('[name=password]', PASSWORD)
  await page.locator('main form button').first().click()
  await expect(page).toHaveURL(/\/staff(\/|$|\?)/)
}

/** The session of each role at this worker's portal: a password costs the server a good part of a second. */
const sessions = new Map<Role, Awaited<ReturnType<BrowserContext['cookies']>>>()

/**
 * Signs somebody in on this device and opens the desk. The password is typed once for each worker; a session that has
 * been ended since is begun anew. How signing in looks and answers is the matter of desk.spec.
 */
export async function signIn(page: Page, who: Role) {
  const context = page.context()
  // Whoever was signed in here before.
  await context.clearCookies({ name: 'staff' })
  await context.addCookies(sessions.get(who) ?? [])
  await page.goto('/staff')
  if (new URL(page.url()).pathname !== '/staff/sign-in') return
  await typePassword(page, who)
  sessions.set(
    who,
    (await context.cookies()).filter(({ name }) => name === 'staff'),
  )
}

/** Presses a button and waits until the page it leads to is there. */
export async function press(page: Page, name: string) {
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name, exact: true }).click()
  await loaded
}

/** Follows a link and waits until the page it leads to is there. */
export async function follow(page: Page, name: string) {
  const loaded = page.waitForEvent('load')
  await page.getByRole('link', { name, exact: true }).click()
  await loaded
}

export const continueOn = (page: Page) => press(page, 'Continue')

/** The name of the question page, from its address. */
export const pageName = (page: Page) => new URL(page.url()).pathname.split('/').at(-1) ?? ''

/** Does what leaves the portal, and tells where it was sent. */
export async function whereExitLeads(page: Page, leave: () => Promise<unknown>) {
  const left = page.waitForResponse((response) => new URL(response.url()).pathname === '/exit')
  await leave()
  const answer = await left
  // Until the page is gone, whether or not the other site can be reached from here.
  await page
    .waitForURL((url) => !url.pathname.startsWith('/forms/'), { waitUntil: 'commit' })
    .catch(() => undefined)
  return { status: answer.status(), to: answer.headers()['location'] }
}

export interface Receipt {
  reference: string
  code: string
}

/** What the receipt on the screen says. */
export async function receiptOn(page: Page): Promise<Receipt> {
  const text = async (selector: string) => ((await page.locator(selector).textContent()) ?? '').trim()
  return { reference: await text('[data-reference]'), code: await text('[data-status-code]') }
}

/** The row of a request in the queue, on whichever page of it others have pushed it to. */
export async function queueRow(page: Page, reference: string) {
  await page.goto('/staff')
  const row = page.locator('.queue tbody tr', { hasText: reference })
  const next = page.locator('.pages a[rel=next]')
  while ((await row.count()) === 0 && (await next.count()) > 0) {
    const loaded = page.waitForEvent('load')
    await next.click()
    await loaded
  }
  return row
}

/** Types reference and code on a device. */
export async function openStatus(page: Page, { reference, code }: Receipt) {
  await page.goto('/my-request')
  await page.locator('[name=reference]').fill(reference)
  await page.locator('[name=code]').fill(code)
  await press(page, 'Show me')
}

/** Ticks on the check page what must be ticked before a long form is sent. */
export async function tickToSend(page: Page) {
  for (const box of await page.locator('[name=declare]').all()) await box.check()
  const onScreen = page.locator('[name=copy-how][value=screen]')
  if ((await onScreen.count()) > 0) await onScreen.check()
}
