import { type HTMLElement, parse } from 'node-html-parser'
import { type BrowserContext, expect, type Page } from 'playwright/test'
import { findPage, type Form, questionsOf } from '#src/forms/engine/form.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { type Box, whatToType } from './go-through.ts'

/** A page as a browser without JavaScript has it: its address after every redirect, its status, and its HTML. */
export interface HtmlPage {
  readonly url: string
  readonly status: number
  readonly html: string
  readonly document: HTMLElement
}

interface Answer {
  /** Where the last redirect led. */
  readonly url: () => string
  readonly status: () => number
  readonly text: () => Promise<string>
}

/** What asks the portal for pages and keeps its cookies: that of a page in the browser, or `deviceByHttp`. */
export interface HttpDevice {
  readonly get: (url: string) => Promise<Answer>
  readonly post: (
    url: string,
    given: { readonly data: Buffer; readonly headers: Record<string, string> },
  ) => Promise<Answer>
}

/**
 * A device of its own that follows redirects and keeps cookies, in half the time that a page of the browser needs to
 * ask for something.
 * @param address of the portal.
 * @returns also `show`: gives its cookies to a browser, which from then on is the same device.
 */
export function deviceByHttp(
  address: string,
): HttpDevice & { readonly show: (context: BrowserContext) => Promise<void> } {
  const jar = new Map<string, { readonly value: string; readonly path: string }>()
  const ask = async (url: string, init: RequestInit): Promise<Answer> => {
    let at = new URL(url, address)
    let next: RequestInit = init
    for (let hops = 0; hops < 10; hops++) {
      const { pathname } = at
      const cookie = [...jar]
        .flatMap(([name, { value, path }]) => (pathname.startsWith(path) ? [`${name}=${value}`] : []))
        .join('; ')
      const answer = await fetch(at, {
        ...next,
        redirect: 'manual',
        headers: { ...next.headers, cookie },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (name === undefined || value === undefined) continue
        if (/max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
        else jar.set(name, { value, path: /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/' })
      }
      const location = answer.headers.get('location')
      if (location === null || answer.status < 300 || answer.status > 399) {
        const text = await answer.text()
        const { href } = at
        return { url: () => href, status: () => answer.status, text: async () => text }
      }
      await answer.body?.cancel()
      at = new URL(location, at)
      next = { method: 'GET' }
    }
    throw new Error(`${url} leads on and on`)
  }
  return {
    get: (url) => ask(url, { method: 'GET' }),
    post: (url, { data, headers }) => ask(url, { method: 'POST', body: new Uint8Array(data), headers }),
    show: (context) =>
      context.addCookies(
        [...jar].map(([name, kept]) => ({ name, ...kept, domain: new URL(address).hostname })),
      ),
  }
}

/** What is given for the boxes of a page, which may depend on what there is to tick. */
type Giving = (boxes: readonly Box[]) => Fields

export const pageNameOf = ({ url }: HtmlPage) => new URL(url).pathname.split('/').at(-1) ?? ''

export const htmlPage = (url: string, status: number, html: string): HtmlPage => ({
  url,
  status,
  html,
  document: parse(html),
})

const heldBy = (box: HTMLElement): string =>
  box.tagName === 'TEXTAREA' ? box.textContent.replace(/^\n/, '') : (box.getAttribute('value') ?? '')
const typeOf = (box: HTMLElement): string =>
  box.tagName === 'TEXTAREA' ? 'textarea' : (box.getAttribute('type') ?? 'text').toLowerCase()
const isTick = (type: string) => type === 'radio' || type === 'checkbox'

/** The boxes of a page somebody can tick or write in, as `typeFields` sees them. */
export const boxesIn = ({ document }: HtmlPage): Box[] =>
  document
    .querySelectorAll('main form input, main form textarea')
    .map((box) => ({ name: box.getAttribute('name') ?? '', type: typeOf(box), value: heldBy(box) }))
    .filter(({ type }) => type !== 'hidden' && type !== 'file')

const wordsOf = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim()

export async function open(request: HttpDevice, url: string): Promise<HtmlPage> {
  const answer = await request.get(url)
  expect(answer.status(), url).toBe(200)
  return htmlPage(answer.url(), answer.status(), await answer.text())
}

/**
 * Follows a link, or fills in the form of a button from its HTML, hidden fields and all, and posts it as a browser
 * without JavaScript would.
 * @param name the words of the button or link, or the value a button sends.
 * @param change for what only somebody who changed the page could send: the fields as they go out.
 * @throws Error when the page has no such button or link.
 */
export async function press(
  request: HttpDevice,
  from: HtmlPage,
  name: string | { readonly value: string },
  giving: Giving = () => ({}),
  change: (pairs: [string, string | null][]) => [string, string | null][] = (pairs) => pairs,
): Promise<HtmlPage> {
  const pressed = from.document
    .querySelectorAll('main button, main a.govuk-button')
    .find((one) =>
      typeof name === 'string' ? wordsOf(one) === name : one.getAttribute('value') === name.value,
    )
  const called = typeof name === 'string' ? name : name.value
  if (!pressed) throw new Error(`No ${called} on ${pageNameOf(from)}`)
  if (pressed.tagName === 'A')
    return open(request, new URL(pressed.getAttribute('href') ?? '', from.url).href)
  const form = formOf(pressed, from.document)
  if (!form) throw new Error(`${called} on ${pageNameOf(from)} sends no form`)
  const typing = new Map(whatToType(boxesIn(from), giving(boxesIn(from))).map((one) => [one.name, one]))
  const pairs = form.querySelectorAll('input, textarea, select').flatMap((box): [string, string | null][] => {
    const field = box.getAttribute('name')
    const type = typeOf(box)
    if (!field || box.hasAttribute('disabled') || type === 'submit' || type === 'button') return []
    if (type === 'file') return [[field, null]]
    const typed = typing.get(field)
    if (isTick(type)) {
      const value = box.getAttribute('value') ?? 'on'
      const isOn = typed?.ticks
        ? typed.ticks.includes(value) || (type === 'checkbox' && box.hasAttribute('checked'))
        : box.hasAttribute('checked')
      // A radio that was on before goes off when another of its group is picked.
      const isLeft = type === 'radio' && (typed?.ticks?.length ?? 0) === 0 && box.hasAttribute('checked')
      return isOn || isLeft ? [[field, value]] : []
    }
    if (box.tagName === 'SELECT') {
      const option = box.querySelector('option[selected]') ?? box.querySelector('option')
      return option ? [[field, option.getAttribute('value') ?? wordsOf(option)]] : []
    }
    return [[field, type !== 'hidden' && typed?.text !== undefined ? typed.text : heldBy(box)]]
  })
  const own = pressed.getAttribute('name')
  if (own) pairs.push([own, pressed.getAttribute('value') ?? ''])
  const isMultipart = (form.getAttribute('enctype') ?? '').startsWith('multipart')
  const url = new URL(pressed.getAttribute('formaction') ?? form.getAttribute('action') ?? '', from.url).href
  const fields = isMultipart ? new FormData() : new URLSearchParams()
  for (const [field, value] of change(pairs)) {
    if (value !== null) fields.append(field, value)
    // As browsers post a file box that nothing was chosen for.
    else if (fields instanceof FormData) fields.append(field, new File([], ''))
  }
  const body = new Response(fields)
  const answer = await request.post(url, {
    data: Buffer.from(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type') ?? '', origin: new URL(url).origin },
  })
  expect([200, 422], `${called} on ${pageNameOf(from)}`).toContain(answer.status())
  return htmlPage(answer.url(), answer.status(), await answer.text())
}

function formOf(element: HTMLElement, document: HTMLElement): HTMLElement | undefined {
  const named = element.getAttribute('form')
  if (named) return document.querySelector(`#${named}`) ?? undefined
  for (let one: HTMLElement | null = element; one; one = one.parentNode) {
    if (one.tagName === 'FORM') return one
  }
  return undefined
}

/** What the receipt of a form says: its reference, and by when somebody will have read it, as a moment. */
export interface SentByHttp {
  readonly reference: string
  readonly due: string | undefined
}

/** How many groups of a repeated question these fields are of: `fa-savings-2-amount` is of the second. */
const groupsOf = (id: string, names: readonly string[]) =>
  new Set(names.flatMap((name) => new RegExp(`^${id}-\\d+-`).exec(name)?.[0] ?? [])).size

/**
 * Opens as many groups of each repeated question of the page as are given, keeping what is typed.
 * @throws Error when the page has no button to add another.
 */
async function addGroups(request: HttpDevice, from: HtmlPage, form: Form, fields: Fields): Promise<HtmlPage> {
  let at = from
  const asked = Object.keys(findPage(form, pageNameOf(from))?.ask ?? {})
  for (const id of asked.filter((one) => questionsOf(form).get(one)?.control.shows.group)) {
    const shown = () =>
      groupsOf(
        id,
        boxesIn(at).map(({ name }) => name),
      )
    for (let groups = shown(); groups < groupsOf(id, Object.keys(fields)); groups++) {
      if (groups === 0) break // Not asked here, because of an answer before it.
      at = await press(request, at, { value: `add:${id}` }, () => fields)
      expect(shown(), `add:${id} on ${pageNameOf(at)}`).toBe(groups + 1)
    }
  }
  return at
}

/**
 * Fills in a form by plain HTTP, page by page as a browser without JavaScript would, up to its check page or another,
 * with the answers that are typed in a browser. Much quicker, because nothing is drawn.
 * @param way the link of the start page to begin or carry on with, and the page to stop at.
 */
export async function walkByHttp(
  request: HttpDevice,
  form: Form,
  fields: Fields,
  way: { readonly link?: string; readonly last?: string } = {},
): Promise<HtmlPage> {
  const { link = 'Start now', last = 'check' } = way
  const visited: string[] = []
  let at = await press(request, await open(request, `/forms/${form.id}`), link)
  while (pageNameOf(at) !== last) {
    const name = pageNameOf(at)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    at = await press(request, await addGroups(request, at, form, fields), 'Continue', () => fields)
    expect(at.status, `Continue on ${name}`).toBe(200)
  }
  return at
}

/**
 * Fills in a form by plain HTTP and opens its check page in the browser: for tests of what comes after the
 * questions. How questions look and answer in a browser is the matter of every-page and of the first of each form.
 * @param page whose cookies are the device's.
 */
export async function toCheckByHttp(page: Page, form: Form, fields: Fields) {
  await page.goto((await walkByHttp(page.request, form, fields)).url)
}

/**
 * Fills in a form and sends it by plain HTTP.
 * @param page whose cookies are the device's; it shows nothing.
 */
export async function sendByHttp({ request }: Page, form: Form, fields: Fields): Promise<SentByHttp> {
  const at = await walkByHttp(request, form, fields)
  const receipt = await press(request, at, 'Send', (boxes) => ({
    ...Object.fromEntries(
      ['declare', 'sg-declare'].map((name) => [
        name,
        boxes.filter((box) => box.name === name).map(({ value }) => value),
      ]),
    ),
    'copy-how': 'screen',
  }))
  expect(pageNameOf(receipt)).toBe('sent')
  return {
    reference: receipt.document.querySelector('[data-reference]')?.textContent.trim() ?? '',
    due: receipt.document.querySelector('[data-promise] time')?.getAttribute('datetime'),
  }
}
