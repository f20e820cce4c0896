import { expect, type Page } from 'playwright/test'
import type { Form } from '#src/forms/engine/form.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { type Box, whatToType } from './go-through.ts'

/** A page as a browser without JavaScript has it: its address after every redirect, and its HTML. */
interface HtmlPage {
  readonly url: string
  readonly html: string
}

/** What is given for the boxes of a page, which may depend on what there is to tick. */
type Giving = (boxes: readonly Box[]) => Fields

const pageName = ({ url }: HtmlPage) => new URL(url).pathname.split('/').at(-1) ?? ''

/** The boxes of a page somebody can tick or write in, as `typeFields` sees them. */
const boxesIn = (page: Page, { html }: HtmlPage): Promise<Box[]> =>
  page.evaluate((source) => {
    const boxes = new DOMParser()
      .parseFromString(source, 'text/html')
      .querySelectorAll<HTMLInputElement>(
        'main form :is(input, textarea):not([type=hidden]):not([type=file])',
      )
    return [...boxes].map(({ name, type, value }) => ({ name, type, value }))
  }, html)

/** Follows a link, or fills in the form of a button from its HTML, hidden fields and all, and posts it. */
async function press(
  page: Page,
  from: HtmlPage,
  name: string,
  giving: Giving = () => ({}),
): Promise<HtmlPage> {
  const boxes = await boxesIn(page, from)
  const sending = await page.evaluate(
    ({ source, control, typing }) => {
      const document = new DOMParser().parseFromString(source, 'text/html')
      const pressed = [...document.querySelectorAll('main :is(button, a.govuk-button)')].find(
        (one) => one.textContent?.trim() === control,
      )
      if (!(pressed instanceof HTMLButtonElement)) return { to: pressed?.getAttribute('href') ?? undefined }
      const form = pressed.form
      if (!form) return { to: undefined }
      for (const { name: field, text, ticks } of typing) {
        for (const box of form.querySelectorAll<HTMLInputElement>(`[name="${field}"]`)) {
          if (text !== undefined) box.value = text
          else if (ticks?.includes(box.value)) box.checked = true
        }
      }
      const pairs = [...new FormData(form, pressed)].map(
        ([field, value]) => [field, typeof value === 'string' ? value : null] as const,
      )
      return {
        to: form.getAttribute('action') ?? '',
        pairs,
        isMultipart: form.enctype.startsWith('multipart'),
      }
    },
    { source: from.html, control: name, typing: whatToType(boxes, giving(boxes)) },
  )
  if (sending.to === undefined) throw new Error(`No ${name} on ${pageName(from)}`)
  const url = new URL(sending.to, from.url).href
  if (!sending.pairs) return open(page, url)
  const fields = sending.isMultipart ? new FormData() : new URLSearchParams()
  for (const [field, value] of sending.pairs) {
    if (value !== null) fields.append(field, value)
    // As browsers post a file box that nothing was chosen for.
    else if (fields instanceof FormData) fields.append(field, new File([], ''))
  }
  const body = new Response(fields)
  const answer = await page.request.post(url, {
    data: Buffer.from(await body.arrayBuffer()),
    headers: { 'content-type': body.headers.get('content-type') ?? '', origin: new URL(url).origin },
  })
  expect(answer.status(), `${name} on ${pageName(from)}`).toBe(200)
  return { url: answer.url(), html: await answer.text() }
}

async function open(page: Page, url: string): Promise<HtmlPage> {
  const answer = await page.request.get(url)
  expect(answer.status(), url).toBe(200)
  return { url: answer.url(), html: await answer.text() }
}

/**
 * Fills in a form and sends it by plain HTTP, page by page as a browser without JavaScript would, with the answers
 * that are typed in a browser. Much quicker, because nothing is drawn.
 * @param page shows nothing: it reads the HTML, and its cookies are the device's.
 * @returns the reference on the receipt.
 */
export async function sendByHttp(page: Page, form: Form, fields: Fields): Promise<string> {
  const visited: string[] = []
  let at = await press(page, await open(page, `/forms/${form.id}`), 'Start now')
  while (pageName(at) !== 'check') {
    const name = pageName(at)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    at = await press(page, at, 'Continue', () => fields)
  }
  const receipt = await press(page, at, 'Send', (boxes) => ({
    declare: boxes.filter((box) => box.name === 'declare').map((box) => box.value),
    'copy-how': 'screen',
  }))
  expect(pageName(receipt)).toBe('sent')
  return page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'text/html')
    return document.querySelector('[data-reference]')?.textContent?.trim() ?? ''
  }, receipt.html)
}
