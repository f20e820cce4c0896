import { type HTMLElement, parse } from 'node-html-parser'
import { type Answer, headerOf } from './connection.ts'
import type { Resident } from './resident.ts'

/** What is typed or ticked, by the name of the box. */
type Fields = Readonly<Record<string, string | readonly string[]>>

/** A page of the way, and what is posted on it. */
export interface Step {
  readonly path: string
  /** What the resident typed, as it is posted. */
  readonly typed: string
  /** Names of the fields that the page itself gives and wants back. */
  readonly hidden: readonly string[]
}

/** A way through a form, learnt once, so that going it again costs the load little. */
export interface Way {
  readonly start: string
  readonly steps: readonly Step[]
  /** The page that the last post leads to. */
  readonly end: string
}

const pathOf = (location: string) => location.replace(/[?#].*/, '')

/** @throws Error for an answer that is not the page. */
export function pageIn(answer: Answer, path: string): string {
  if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`)
  return answer.body.toString('utf8')
}

/** @throws Error for an answer that leads nowhere. */
function leadsTo(answer: Answer, path: string): string {
  const to = headerOf(answer.head, 'location')
  if (answer.status !== 303 || to === undefined) throw new Error(`POST ${path} answers ${answer.status}`)
  return to
}

/**
 * Goes through a form as somebody does, reading from its pages what they ask.
 * @param pages how many to answer; left out, all of them, and the form is sent.
 */
export async function learnWay(
  resident: Resident,
  form: string,
  fields: Fields,
  pages = Number.POSITIVE_INFINITY,
): Promise<Way> {
  const start = `/forms/${form}`
  const opening = parse(pageIn(await resident.get(start), start))
  const begin = opening.querySelectorAll('main a.govuk-button').find((one) => /Start now/.test(one.text))
  let to = begin?.getAttribute('href') ?? ''
  const steps: Step[] = []
  while (steps.length < pages && !to.endsWith('/sent')) {
    const path = pathOf(to)
    if (steps.some((step) => step.path === path)) throw new Error(`Came to ${path} a second time`)
    const html = pageIn(await resident.get(to), path)
    const step = stepOn(path, parse(html), fields)
    steps.push(step)
    to = leadsTo(await resident.post(path, bodyOf(step, html)), path)
  }
  await resident.get(to)
  return { start, steps, end: pathOf(to) }
}

function stepOn(path: string, page: HTMLElement, fields: Fields): Step {
  const form = page.querySelector('main form[method=post]')
  if (!form) throw new Error(`${path} has no form`)
  const boxes = form.querySelectorAll('input, textarea, select')
  const typed = boxes.flatMap((box): [string, string][] => {
    const name = box.getAttribute('name') ?? ''
    const type = box.tagName === 'INPUT' ? (box.getAttribute('type') ?? 'text') : box.tagName.toLowerCase()
    const value = box.getAttribute('value') ?? ''
    if (type === 'file') throw new Error(`${path} wants a file`)
    if (name === '' || type === 'hidden') return []
    const given = [fields[name] ?? []].flat()
    if (type === 'radio' || type === 'checkbox')
      return given.includes(value) || (path.endsWith('/check') && type === 'checkbox') ? [[name, value]] : []
    return [[name, given[0] ?? '']]
  })
  const hidden = boxes.flatMap((box) =>
    box.getAttribute('type') === 'hidden' ? (box.getAttribute('name') ?? []) : [],
  )
  return { path, typed: new URLSearchParams(typed).toString(), hidden }
}

/** What is posted: what was typed, and what the page gave. */
function bodyOf(step: Step, html: string): string {
  const given = step.hidden.map((name) => {
    const [, value = ''] = new RegExp(`name="${name}" value="([^"]*)"`).exec(html) ?? []
    return `&${name}=${encodeURIComponent(value)}`
  })
  return step.typed + given.join('')
}

/** What happens on a journey, for whoever counts. */
export interface Watch {
  /** An answer is stored, after so many milliseconds. */
  readonly answered: (ms: number) => void
}

/**
 * Goes a way again, as quickly as the portal lets: the start page, then each page and what is posted on it, then the
 * page that the last post leads to. A generator, so that whoever drives it may stop after any page.
 * @throws Error when a page is not the one that was learnt, or there is no receipt.
 */
export async function* goes(resident: Resident, way: Way, watch: Watch): AsyncGenerator<void> {
  pageIn(await resident.get(way.start), way.start)
  let to = way.steps[0]?.path ?? way.end
  for (const step of way.steps) {
    if (pathOf(to) !== step.path) throw new Error(`Led to ${to} instead of ${step.path}`)
    const html = pageIn(await resident.get(to), to)
    const body = bodyOf(step, html)
    const began = performance.now()
    to = leadsTo(await resident.post(step.path, body), step.path)
    watch.answered(performance.now() - began)
    yield
  }
  if (pathOf(to) !== way.end) throw new Error(`Led to ${to} instead of ${way.end}`)
  const last = pageIn(await resident.get(to), to)
  if (way.end.endsWith('/sent') && !last.includes('data-reference')) throw new Error('There is no receipt')
}

/** Goes a way up to a page, without answering it. */
export async function goesTo(resident: Resident, way: Way, pages: number): Promise<void> {
  const going = goes(resident, way, { answered: () => undefined })
  for (let page = 0; page < pages; page++) await going.next()
}
