import { council } from '#src/settings/council.ts'
import { interpreters } from '#src/information/interpreters.ts'
import { findTopic, topics } from '#src/information/topics.ts'
import { notYet } from '#tests/fixtures/topics-not-yet.ts'
import { isLong } from '#tests/support/long.ts'
import { fillIn, submissions } from '#tests/unit/forms/shared/submissions.ts'
import { expectCleanAtBoth } from './accessible.ts'
import { expectEasy, hardSentences } from './easy-pages.ts'
import { typeFields } from './go-through.ts'
import { faultsOf } from './html-checks.ts'
import { deviceByHttp, htmlPage } from './plain-http.ts'
import { continueOn, expect, pageName, press, test, tickToSend } from './portal.ts'
import { type Sent, viewerOf } from './viewer.ts'

const FORMATS = ['', '/easy-read', '?style=large', '/print', '/print?format=easy-read', '/print?size=large']
const FRAME = [
  '/',
  '/easy-read',
  '/information',
  '/information/easy-read',
  '/accessibility',
  '/privacy',
  '/cookies',
  '/accessibility?format=easy-read',
  '/privacy?format=easy-read',
  '/cookies?format=easy-read',
  '/paying-for-care/estimate',
  '/search',
  '/search?q=granny+wont+eat',
  '/local-help',
  '/local-help?topic=dementia&near=CR0+2',
  '/no-such-page',
]

/** Links that say the same and lead to different places in the words as they are, to be mended with the words. */
const STANDING = /^“(?:Tell us|How to ask for it|GOV\.UK)” leads to \S+ and \S+$/

// The pages of information are most of the work here: both workers share it.
test.describe.configure({ mode: 'parallel' })

test('every page is valid HTML, names itself once, and leads nowhere dead', async ({ ownPortal }) => {
  test.setTimeout(240_000)
  const device = deviceByHttp(ownPortal.address)
  const pages = [
    ...FRAME,
    ...topics.flatMap(({ id }) => FORMATS.map((format) => `/information/${id}${format}`)),
  ]
  const links = new Map<string, string>()
  for (const path of pages) {
    const answer = await device.get(path)
    const html = await answer.text()
    expect(answer.status(), path).toBe(path === '/no-such-page' ? 404 : 200)
    const faults = await faultsOf(htmlPage(answer.url(), answer.status(), html))
    expect(
      faults.filter((fault) => !STANDING.test(fault)),
      path,
    ).toEqual([])
    expect(html, path).toMatch(/<html[^>]* lang="en-GB"[^>]* dir="ltr"/)
    const isPublic = !path.includes('/print') && path !== '/no-such-page'
    expect(html.includes('rel="canonical"'), path).toBe(isPublic)
    if (isPublic) expect(html, path).not.toMatch(/rel="canonical" href="[^"]*\?/)
    for (const { lang } of interpreters) {
      expect(html, path).toContain(`<li lang="${lang}"`)
    }
    for (const [, href = ''] of html.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)) {
      links.set(href.replaceAll('&#38;', '&').replaceAll('&amp;', '&'), path)
    }
  }
  const dead: string[] = []
  for (const [href, from] of links) {
    // Leaving would end the visit, and a form's own address is not for looking at.
    if (['/exit', '/reading-style'].includes(href)) continue
    if (notYet.some((id) => href === `/information/${id}`)) continue
    const answer = await fetch(new URL(href, ownPortal.address), { redirect: 'manual' })
    await answer.body?.cancel()
    const { status } = answer
    if (status !== 200 && status !== 303) dead.push(`${from} leads to ${href}: ${status}`)
  }
  expect(dead).toEqual([])
  expect(links.size).toBeGreaterThan(30)
})

test('the pages around the topics on a phone and a wide screen', async ({ page }) => {
  // A page that is not there is meant to come with 404; the browser says so on its console.
  for (const path of FRAME.filter((one) => one !== '/no-such-page')) {
    await page.goto(path)
    await expectCleanAtBoth(page, 'as it is')
  }
})

for (const { id } of topics) {
  test(`${id} in every format on a phone and a wide screen`, async ({ browser, ownPortal }) => {
    const device = deviceByHttp(ownPortal.address)
    const viewer = await viewerOf(browser, ownPortal.address)
    const pages: Sent[] = []
    for (const format of FORMATS) {
      const what = `/information/${id}${format}`
      pages.push({ what, html: await (await device.get(what)).text() })
    }
    for (const width of [320, 1280]) for (const one of pages) await viewer.look(one, [width])
  })
}

/** What scripts do on these pages depends on nothing but this; in the long run all are opened with them. */
const kindOf = ({ id, isAbuse }: (typeof topics)[number]) =>
  isAbuse ? 'can be left' : id === 'our-promises' ? 'has figures' : 'is read'
const withScripts = topics.filter(
  (topic, at) => isLong || topics.findIndex((one) => kindOf(one) === kindOf(topic)) === at,
)

for (const { id } of withScripts) {
  test(`${id} in every format with scripts`, async ({ page }) => {
    for (const format of FORMATS) {
      await page.goto(`/information/${id}${format}`)
      await expectCleanAtBoth(page, format || 'plain')
    }
  })
}

test('who reads Easy Read reads the pages around the topics in it, the full notices one press away', async ({
  page,
  context,
  baseURL,
}) => {
  test.setTimeout(240_000)
  await context.addCookies([{ name: 'reading', value: 'easy-read', url: baseURL ?? '' }])
  const hard: string[] = []
  const look = async (path: string) => {
    await expectEasy(page)
    await expect(page.locator('main img[alt=""]')).toHaveCount(0)
    for (const one of await hardSentences(page)) hard.push(`${path}: ${one}`)
    await expectCleanAtBoth(page, 'in Easy Read')
  }
  const ABOUT = ['privacy', 'cookies', 'accessibility'] as const
  for (const path of [
    ...ABOUT.map((id) => `/${id}`),
    '/search',
    '/search?q=falls',
    '/search?q=demensia',
    '/search?q=zzzqqqxxx',
    '/search?q=he+is+going+to+kill+me+and+I+want+to+die',
  ]) {
    await page.goto(path)
    await look(path)
  }
  // Where to write to is as long as it is.
  expect(hard.filter((one) => !one.includes('Our address is'))).toEqual([])

  for (const id of ABOUT) {
    await page.goto(`/${id}`)
    expect(await page.locator('.easy__row .picture').count()).toBeGreaterThan(8)
    await page.getByRole('link', { name: 'Read the full text' }).click()
    await expect(page).toHaveURL(`/${id}?format=plain`)
    await expect(page.locator('main')).toContainText('This is the full text.')
    expect((await page.locator('.prose').innerText()).length).toBeGreaterThan(800)
    await expectEasy(page)
    await expectCleanAtBoth(page, 'the full text')
    await page.getByRole('link', { name: 'Go to the Easy Read page' }).click()
    await expect(page).toHaveURL(`/${id}`)
  }

  await page.goto('/search?q=falls')
  const found = page.locator('ol[data-results] a')
  const leads = await found.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  expect(leads).toContain('/information/falls/easy-read')
  expect(leads.filter((href) => !href.endsWith('/easy-read'))).toEqual([])
  await expect(page.locator('mark')).toHaveCount(0)
})

test('a page that is not there says so in Easy Read', async ({ page, context, baseURL, request }) => {
  const headers = { cookie: 'reading=easy-read' }
  const answer = await request.get('/no-such-page', { headers })
  expect(answer.status()).toBe(404)
  expect(await faultsOf(htmlPage(answer.url(), answer.status(), await answer.text()))).toEqual([])
  // Drawn without its address: the browser would say on its console that the page was not there.
  await context.addCookies([{ name: 'reading', value: 'easy-read', url: baseURL ?? '' }])
  await page.route('**/no-such-page', async (route) => {
    const fetched = await route.fetch()
    await route.fulfill({ response: fetched, status: 200 })
  })
  await page.goto('/no-such-page')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We cannot find this page')
  await expectEasy(page)
  expect(await hardSentences(page)).toEqual([])
  await expectCleanAtBoth(page, 'no such page, in Easy Read')
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with the script' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })

    test('help in danger, in a crisis and at night is on the first screen of a phone', async ({
      page,
      context,
      baseURL,
    }) => {
      const expectOnFirstScreens = async (path: string) => {
        await page.goto(path)
        const box = page.locator('.urgent--front')
        await expect(box).toContainText(/crisis|ending your life/)
        for (const [width, height] of [
          [320, 568],
          [360, 640],
          [390, 664],
        ] as const) {
          await page.setViewportSize({ width, height })
          for (const number of ['999', '111', council.phones.night]) {
            const links = await box.getByRole('link', { name: number }).all()
            expect(links.length, number).toBeGreaterThan(0)
            for (const link of links) {
              const at = await link.boundingBox()
              const below = `${number} on ${path}, ${width} by ${height} px`
              expect((at?.y ?? height) + (at?.height ?? height), below).toBeLessThanOrEqual(height)
            }
          }
        }
      }
      await expectOnFirstScreens('/')
      await expectOnFirstScreens('/easy-read')
      await context.addCookies([{ name: 'reading', value: 'easy-read', url: baseURL ?? '' }])
      await expectOnFirstScreens('/')
      await expect(page.locator('html')).toHaveAttribute('data-reading', 'easy-read')
    })
  })
}

test('the front page asks first what somebody needs, and has a search', async ({ page }) => {
  await page.goto('/')
  await expect(page.locator('.choices__link')).toHaveCount(7)
  await expect(page.getByRole('searchbox')).toHaveAttribute('name', 'q')
})

test('help in your language opens high on the page, a line in each language', async ({ page }) => {
  await page.goto('/local-help')
  const first = page.locator(`li[lang="${interpreters[0]?.lang}"]`)
  await expect(first).toBeHidden()
  await page.getByText('Help in your language').click()
  for (const { lang } of interpreters) await expect(page.locator(`li[lang="${lang}"]`)).toBeVisible()
  await expectCleanAtBoth(page, 'languages')
})

test('a page can be saved as text, under a name that says nothing of abuse', async ({ request }) => {
  const plain = await request.get('/information/having-an-assessment.txt')
  expect(plain.headers()['content-type']).toBe('text/plain; charset=utf-8')
  expect(plain.headers()['content-disposition']).toContain('having-an-assessment.txt')
  expect(await plain.text()).toContain('What happens when I have an assessment?')
  const abuse = await request.get('/information/safeguarding.txt')
  expect(abuse.headers()['content-disposition']).not.toContain('safeguarding')
})

test('a page about abuse can be left; another has no need of it', async ({ page }) => {
  await page.goto('/information/safeguarding/easy-read')
  await expect(page.locator('[data-exit]')).toBeVisible()
  await page.goto('/information/having-an-assessment')
  await expect(page.locator('[data-exit]')).toHaveCount(0)
})

test('asking for another format names the page in the form', async ({ page }) => {
  await page.goto('/information/having-an-assessment')
  await page.getByRole('link', { name: 'Ask for this in another format or language' }).click()
  await expect(page.locator('main')).toContainText('Having an assessment')
  await page.getByRole('button', { name: 'Start now' }).click()
  await expect(page).toHaveURL(/\/forms\/formats-and-languages\/[a-z-]+$/)
  // Pages before it can be left blank.
  for (let step = 0; step < 8 && !page.url().endsWith('/n-which'); step++) {
    if (page.url().endsWith('/who')) await page.locator('input[type=radio]').first().check()
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await expect(page.locator('textarea').first()).toHaveValue(
    'The page “Having an assessment” (/information/having-an-assessment)',
  )
})

test('asking for a page about abuse in another format can be left at once, up to the receipt', async ({
  page,
}) => {
  const exit = page.locator('[data-exit]')
  const named = 'The page “Domestic abuse” (/information/domestic-abuse)'
  const fields = fillIn({ ...submissions.find(({ t }) => t === 'N1')?.fields, 'cn-item': named })
  await page.goto('/forms/formats-and-languages?page=domestic-abuse')
  await expect(exit).toBeVisible()
  await press(page, 'Start now')
  const visited: string[] = []
  while (pageName(page) !== 'check') {
    visited.push(pageName(page))
    expect(visited.length, visited.join()).toBeLessThan(30)
    await expect(exit, pageName(page)).toBeVisible()
    if (pageName(page) === 'n-which') await expect(page.locator('[name=cn-item]')).toHaveValue(named)
    await typeFields(page, fields)
    await continueOn(page)
  }
  expect(visited).toContain('n-which')
  await expect(page.locator('main')).toContainText(named)
  await expect(exit).toBeVisible()
  await tickToSend(page)
  await press(page, 'Send')
  await expect(page).toHaveURL('/forms/formats-and-languages/sent')
  await expect(exit).toBeVisible()
  await expect(page.locator('main')).toContainText('press “Exit this page”')
  await page.goto('/forms/formats-and-languages/copy')
  await expect(page.locator('main')).toContainText(named)
  await expect(exit).toBeVisible()
})

test('listening is offered only where the device has a voice', async ({ page }) => {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        speaking: false,
        getVoices: () => [{ lang: 'en-GB', localService: true, name: 'A voice' }],
        addEventListener: () => undefined,
        cancel: () => undefined,
        speak: (one: { text: string }) => said.push(one.text),
      },
    })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {
      value: class extends EventTarget {
        text: string
        constructor(text: string) {
          super()
          this.text = text
        }
      },
    })
  })
  await page.goto('/information/having-an-assessment')
  await page.getByRole('button', { name: 'Listen' }).click()
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said[0]).toBe(findTopic('having-an-assessment')?.title)
  expect(said.length).toBeGreaterThan(10)
  expect(said.join(' ')).not.toContain('Large print')
  await expect(page.getByRole('button', { name: 'Stop listening' })).toBeVisible()
})

test('search engines are told what to find and what to leave alone', async ({ request }) => {
  const robots = await (await request.get('/robots.txt')).text()
  for (const path of ['/forms/', '/staff', '/my-request', '/come-back', '/search', '/local-help?']) {
    expect(robots).toContain(`Disallow: ${path}\n`)
  }
  const sitemap = await (await request.get('/sitemap.xml')).text()
  const [, address] = robots.match(/^Sitemap: (\S+)$/m) ?? []
  expect((await request.get(address ?? '')).status()).toBe(200)
  const paths = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => new URL(loc).pathname)
  const all = topics.flatMap(({ id }) => [`/information/${id}`, `/information/${id}/easy-read`])
  expect(all.filter((path) => !paths.includes(path))).toEqual([])
  expect(paths.filter((path) => /^\/(?:forms|staff|my-request|search)/.test(path))).toEqual([])
})
