import type { Browser, ViewportSize } from 'playwright/test'
import { axeOn } from './axe.ts'
import { expect } from './portal.ts'
import { lookAtNew, takeApart } from './structure.ts'

/** A page as it was sent, and what to call it in a message. */
export interface Sent {
  readonly html: string
  readonly what: string
}

/** What a window without scripts shows of a page. */
interface Shown {
  readonly pieces: string
  readonly isTooWide: boolean
  readonly linksAsButtons: number
  /** The words of the main part, as they are drawn. */
  readonly words: string
  /** In Easy Read, pictures of the main part that have no words or cannot be drawn. */
  readonly picturesAmiss: readonly string[]
}

/**
 * A window of a browser in which pages are put as the portal sent them, drawn with their style sheets and never run:
 * what somebody without scripts sees. Nothing is asked of the portal for it, and axe is loaded once, so that it takes
 * a fifth of the time of opening a page.
 */
export interface Viewer {
  /**
   * Looks at a page at each of these widths: axe where something is new to the run, whether it is wider than the
   * screen, and links that say they are buttons.
   * @returns the words of its main part at the first width.
   */
  readonly look: (sent: Sent, widths?: readonly number[]) => Promise<string>
  /** What axe finds on a page at this size. */
  readonly violations: (html: string, size: ViewportSize) => Promise<string[]>
}

/** What stays in the window. */
interface InWindow {
  readonly put: typeof put
  readonly show: () => Promise<Shown>
}

/** Puts a page in place of the one that is there. The style sheets of the one before stay if it has the same. */
async function put(html: string): Promise<void> {
  const given = new DOMParser().parseFromString(html, 'text/html')
  // Without scripts these are shown.
  for (const hidden of given.querySelectorAll('noscript')) hidden.replaceWith(...hidden.childNodes)
  const sheets = (of: Document) => [...of.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')]
  const hrefs = (of: Document) =>
    sheets(of)
      .map((sheet) => sheet.getAttribute('href'))
      .join(' ')
  if (hrefs(given) === hrefs(document)) {
    const kept: readonly Node[] = sheets(document)
    for (const node of [...document.head.childNodes]) if (!kept.includes(node)) node.remove()
    for (const sheet of sheets(given)) sheet.remove()
    document.head.append(...given.head.childNodes)
    document.body.replaceWith(given.body)
    const root = document.documentElement
    for (const name of root.getAttributeNames()) root.removeAttribute(name)
    for (const { name, value } of given.documentElement.attributes) root.setAttribute(name, value)
    return
  }
  document.documentElement.replaceWith(given.documentElement)
  await Promise.all(
    sheets(document).map(
      (sheet) =>
        new Promise((drawn, fail) => {
          sheet.addEventListener('load', drawn)
          sheet.addEventListener('error', () => fail(new Error(`${sheet.href} does not load`)))
        }),
    ),
  )
}

/**
 * What is seen of the page that is there.
 * @param drawn addresses of the pictures that were drawn before.
 */
async function show(takeItApart: () => string, drawn: Set<string>): Promise<Shown> {
  const main = document.querySelector('main')
  const isEasy = document.documentElement.dataset['reading'] === 'easy-read'
  const looked = [...((isEasy && main?.querySelectorAll('img')) || [])].map(async (picture) => {
    if (!drawn.has(picture.src)) {
      // One that waits to come into view is asked for now.
      picture.loading = 'eager'
      const isDrawn = await picture.decode().then(
        () => true,
        () => false,
      )
      if (isDrawn && picture.naturalWidth > 0) drawn.add(picture.src)
    }
    return drawn.has(picture.src) && picture.alt !== '' ? [] : [picture.outerHTML]
  })
  return {
    pieces: takeItApart(),
    isTooWide: document.documentElement.scrollWidth > window.innerWidth + 1,
    linksAsButtons: document.querySelectorAll('a[role=button]').length,
    words: main?.innerText ?? '',
    picturesAmiss: (await Promise.all(looked)).flat(),
  }
}

/** The windows of this worker, by the address of the portal. */
const windows = new Map<string, Promise<Viewer>>()

/**
 * The window of this worker for the pages of a portal. It stays open as long as the browser does.
 * @param address of the portal, whose style sheets and pictures are asked for.
 */
export function viewerOf(browser: Browser, address: string): Promise<Viewer> {
  const viewer = windows.get(address) ?? openViewer(browser, address)
  windows.set(address, viewer)
  return viewer
}

async function openViewer(browser: Browser, address: string): Promise<Viewer> {
  // Whatever the test that comes first says of its own pages.
  const context = await browser.newContext({
    viewport: { width: 320, height: 800 },
    javaScriptEnabled: true,
    forcedColors: 'none',
    colorScheme: 'light',
  })
  const page = await context.newPage()
  await page.route('**/viewer', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  await page.goto(`${address}/viewer`)
  // Both stay in the window, since no page is opened in it.
  const [putSent, showIt] = [put, show].map((does) => `(${does})`)
  await page.evaluate(
    `globalThis.put = ${putSent}; globalThis.drawn = new Set(); globalThis.show = () => ${showIt}(${takeApart}, drawn)`,
  )
  const resize = async ({ width, height }: ViewportSize) => {
    const is = page.viewportSize()
    if (is?.width !== width || is.height !== height) await page.setViewportSize({ width, height })
  }
  return {
    violations: async (html, size) => {
      await resize(size)
      await page.evaluate((given) => (globalThis as unknown as InWindow).put(given), html)
      return axeOn(page)
    },
    look: async ({ html, what }, widths = [320]) => {
      let said: string | undefined
      for (const width of widths) {
        await resize({ width, height: 800 })
        const { pieces, words, ...shown } = await page.evaluate(
          async (sent) => {
            const { put, show } = globalThis as unknown as InWindow
            if (sent !== undefined) await put(sent)
            return show()
          },
          said === undefined ? html : undefined,
        )
        const called = `${what}, without scripts at ${width} px`
        const found = await lookAtNew(pieces.split('\n'), () => axeOn(page))
        expect({ found, ...shown }, called).toEqual({
          found: [],
          isTooWide: false,
          linksAsButtons: 0,
          picturesAmiss: [],
        })
        said ??= words
      }
      return said ?? ''
    },
  }
}
