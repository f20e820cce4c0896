import { type HTMLElement, parse } from 'node-html-parser'
import type { BrowserContext, Page } from 'playwright/test'
import { findPage, type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { isFieldOf } from '#src/forms/engine/read-answer.ts'
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

/** What came of something posted: its status, and where it leads. */
interface Left {
  readonly status: number
  readonly to: string | undefined
}

/** A cookie as a device keeps it. */
interface Kept {
  readonly name: string
  readonly value: string
  readonly path: string
}

/** A device that hands its cookies to a browser, which from then on is the same device. */
export interface OwnDevice extends HttpDevice {
  /** Posts, and does not open the page that the answer leads to. */
  readonly leave: (url: string, fields: URLSearchParams | FormData) => Promise<Left>
  readonly show: (context: BrowserContext) => Promise<void>
}

/**
 * A device of its own that follows redirects and keeps cookies, in half the time that a page of the browser needs to
 * ask for something.
 * @param address of the portal.
 * @param cookies it has from before.
 */
export function deviceByHttp(address: string, cookies: readonly Kept[] = []): OwnDevice {
  const jar = new Map(cookies.map(({ name, value, path }) => [name, { name, value, path }]))
  const takenBack = new Set<string>()
  const keep = (line: string) => {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (name === undefined || value === undefined) return
    if (/max-age=0\b|expires=Thu, 01 Jan 1970/i.test(line)) {
      jar.delete(name)
      takenBack.add(name)
    } else jar.set(name, { name, value, path: /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/' })
  }
  const askOnce = async (at: URL, init: RequestInit): Promise<Response> => {
    const cookie = [...jar.values()]
      .flatMap(({ name, value, path }) => (at.pathname.startsWith(path) ? [`${name}=${value}`] : []))
      .join('; ')
    const answer = await fetch(at, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    answer.headers.getSetCookie().forEach(keep)
    return answer
  }
  const ask = async (url: string, init: RequestInit): Promise<Answer> => {
    let at = new URL(url, address)
    let next: RequestInit = init
    for (let hops = 0; hops < 10; hops++) {
      const answer = await askOnce(at, next)
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
    leave: async (url, fields) => {
      const at = new URL(url, address)
      const answer = await askOnce(at, { method: 'POST', body: fields, headers: { origin: at.origin } })
      await answer.body?.cancel()
      return { status: answer.status, to: answer.headers.get('location') ?? undefined }
    },
    show: async (context) => {
      for (const name of takenBack) if (!jar.has(name)) await context.clearCookies({ name })
      await context.addCookies(
        [...jar.values()].map((kept) => ({ ...kept, domain: new URL(address).hostname })),
      )
    },
  }
}

/**
 * Does what needs no drawing as the device that a page is on: quicker than asking through the browser.
 * @param page which is the same device before and after. It shows nothing new.
 */
export async function onDeviceOf<T>(page: Page, does: (device: OwnDevice) => Promise<T>): Promise<T> {
  const context = page.context()
  // Which portal a test is on is known to its page.
  const { origin } = new URL((await page.request.get('/health/live')).url())
  const device = deviceByHttp(origin, await context.cookies())
  const done = await does(device)
  await device.show(context)
  return done
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
  if (answer.status() !== 200) throw new Error(`${url} answers ${answer.status()}`)
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
  if (answer.status() !== 200 && answer.status() !== 422)
    throw new Error(`${called} on ${pageNameOf(from)} answers ${answer.status()}`)
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

/**
 * What the receipt of a form says: its reference, the code that opens its status, and by when somebody will have read
 * it, as a moment.
 */
export interface SentByHttp {
  readonly reference: string
  readonly code: string
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
      if (shown() !== groups + 1) throw new Error(`add:${id} on ${pageNameOf(at)} adds no group`)
    }
  }
  return at
}

/** The link of the start page to begin or carry on with, and the page to stop at. */
interface Way {
  readonly link?: string
  readonly last?: string
}

async function walk(
  request: HttpDevice,
  form: Form,
  fields: Fields,
  { link = 'Start now', last = 'check' }: Way = {},
): Promise<HtmlPage> {
  const visited: string[] = []
  let at = await press(request, await open(request, `/forms/${form.id}`), link)
  while (pageNameOf(at) !== last) {
    const name = pageNameOf(at)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    at = await press(request, await addGroups(request, at, form, fields), 'Continue', () => fields)
    if (at.status !== 200) throw new Error(`Continue on ${name} answers ${at.status}`)
  }
  return at
}

/**
 * Fills in a form by plain HTTP, page by page as a browser without JavaScript would, up to its check page or another,
 * with the answers that are typed in a browser. Much quicker, because nothing is drawn.
 * @param page whose device it is; it shows nothing.
 */
export const walkByHttp = (page: Page, form: Form, fields: Fields, way: Way = {}): Promise<HtmlPage> =>
  onDeviceOf(page, (device) => walk(device, form, fields, way))

/**
 * Fills in a form by plain HTTP and opens its check page in the browser: for tests of what comes after the
 * questions. How questions look and answer in a browser is the matter of every-page and of the first of each form.
 */
export async function toCheckByHttp(page: Page, form: Form, fields: Fields) {
  await page.goto((await walkByHttp(page, form, fields)).url)
}

/** Presses Send on the check page. */
async function sendFrom(device: HttpDevice, at: HtmlPage): Promise<SentByHttp> {
  const receipt = await press(device, at, 'Send', (boxes) => ({
    ...Object.fromEntries(
      ['declare', 'sg-declare'].map((name) => [
        name,
        boxes.filter((box) => box.name === name).map(({ value }) => value),
      ]),
    ),
    'copy-how': 'screen',
  }))
  if (pageNameOf(receipt) !== 'sent') throw new Error(`Send leads to ${receipt.url}`)
  return {
    reference: receipt.document.querySelector('[data-reference]')?.textContent.trim() ?? '',
    code: receipt.document.querySelector('[data-status-code]')?.getAttribute('data-status-code') ?? '',
    due: receipt.document.querySelector('[data-promise] time')?.getAttribute('datetime'),
  }
}

/**
 * Fills in a form and sends it by plain HTTP.
 * @param page whose device it is; it shows nothing.
 */
export const sendByHttp = (page: Page, form: Form, fields: Fields): Promise<SentByHttp> =>
  onDeviceOf(page, async (device) => sendFrom(device, await walk(device, form, fields)))

/** What is given for one page, as it is posted. */
function postedOn(form: Form, name: string, fields: Fields): URLSearchParams | FormData {
  const page = findPage(form, name)
  if (!page) throw new Error(`${form.id} has no page ${name}`)
  const questions = Object.entries(page.ask)
  const takesFiles = questions.filter(([, { control }]) => control.takesFiles)
  const posted = takesFiles.length > 0 ? new FormData() : new URLSearchParams()
  for (const [field, given] of Object.entries(fields)) {
    if (!questions.some(([id, question]) => isFieldOf(id, question, field))) continue
    for (const value of [given].flat()) posted.append(field, value)
  }
  if (posted instanceof FormData) for (const [id] of takesFiles) posted.append(id, new File([], ''))
  return posted
}

/** Posts page after page, each where the one before leads, and opens the check page alone. */
async function post(device: OwnDevice, form: Form, fields: Fields): Promise<HtmlPage> {
  const check = `/forms/${form.id}/check`
  const visited: string[] = []
  let at = `/forms/${form.id}/${pagesOf(form)[0]?.name}`
  while (at !== check) {
    const name = at.split('/').at(-1) ?? ''
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    const { status, to } = await device.leave(at, postedOn(form, name, fields))
    if (status !== 303 || to === undefined) throw new Error(`What is posted on ${name} answers ${status}`)
    at = to.replace(/[?#].*/, '')
  }
  return open(device, check)
}

/**
 * Gives a form these answers and opens its check page in the browser: for tests of what the desk or the person does
 * afterwards. No question is drawn or read: each page is posted by its declaration, in half the time of
 * `toCheckByHttp`, which finds the boxes of each in its HTML.
 */
export async function toCheckAtOnce(page: Page, form: Form, fields: Fields) {
  await page.goto((await onDeviceOf(page, (device) => post(device, form, fields))).url)
}

/**
 * Gives a form these answers and sends it, in the same way.
 * @param from the page whose device it is, which shows nothing; or the address of the portal, for a device that nothing
 * else is done with.
 */
export function sendAtOnce(from: Page | string, form: Form, fields: Fields): Promise<SentByHttp> {
  const does = async (device: OwnDevice) => sendFrom(device, await post(device, form, fields))
  return typeof from === 'string' ? does(deviceByHttp(from)) : onDeviceOf(from, does)
}
