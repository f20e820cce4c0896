import type { Page } from 'playwright/test'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import type { GivenAnswers } from '#tests/fixtures/safeguarding-submissions.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { doAtOnce } from './at-once.ts'
import { continueOn, FORM, follow, pageName } from './portal.ts'

/** Types one answer the way a person would: ticks the option, or writes in the box. */
export async function answer(
  page: Page,
  id: string,
  question: AnyQuestion,
  given: string | readonly string[],
) {
  const values = typeof given === 'string' ? [given] : given
  const isWayOut = (question.asks.out ?? []).some((out) => out === values[0])
  if (question.control.waysOutAreOptions) {
    for (const value of values) await page.locator(`[name="${id}"][value="${value}"]`).check()
  } else if (isWayOut) {
    await page.locator(`[name="${id}"]`).fill('')
    await page.locator(`[name="${id}-out"][value="${values[0]}"]`).check()
  } else {
    await page.locator(`[name="${id}"]`).fill(values[0] ?? '')
  }
}

/** Answers what this page asks, in order, with what is given. Questions nothing is given for stay blank. */
export async function answerPage(page: Page, given: GivenAnswers) {
  for (const [id, question] of Object.entries(findPage(safeguardingConcern, pageName(page))?.ask ?? {})) {
    const value = given[id]
    if (value === undefined) continue
    // A follow-up that does not apply is hidden where JavaScript runs.
    const field = page.locator(`[name="${id}"]`).first()
    if ((await field.count()) > 0 && (await field.isVisible())) await answer(page, id, question, value)
  }
}

/** Where somebody is on the way through a form: the page, and in Easy Read the question of it. */
export async function stopName(page: Page): Promise<string> {
  const asked = page.locator('[name=_asked]')
  const question = (await asked.count()) > 0 ? await asked.inputValue() : undefined
  return question === undefined ? pageName(page) : `${pageName(page)}/${question}`
}

/** Goes from the start page to the check page, calling `onPage` on every question page before Continue. */
export async function goThrough(
  page: Page,
  given: GivenAnswers,
  onPage: (name: string) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const visited: string[] = []
  await page.goto(FORM)
  await follow(page, 'Start now')
  while (pageName(page) !== 'check') {
    const name = await stopName(page)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    await answerPage(page, given)
    await onPage(name)
    await continueOn(page)
  }
  return visited
}

/** A box of a page that somebody can tick or write in. */
export interface Box {
  readonly name: string
  readonly type: string
  readonly value: string
}

/**
 * What a person does with the boxes of a page, by name and in order: ticks what is given, or writes it. A box to
 * write in that nothing is given for is left empty.
 */
export const whatToType = (boxes: readonly Box[], fields: Fields) =>
  [...new Set(boxes.map(({ name }) => name))].map((name) => {
    const given = [fields[name] ?? []].flat()
    const isTick = boxes.some((box) => box.name === name && ['radio', 'checkbox'].includes(box.type))
    return isTick ? { name, ticks: given } : { name, text: given[0] ?? '' }
  })

/**
 * Types what is given into the fields of the page by name, in order, the way a person would: a field that
 * JavaScript has hidden is passed by.
 */
export async function typeFields(page: Page, fields: Fields) {
  const boxes = await page
    .locator('main form :is(input, textarea):not([type=hidden]):not([type=file])')
    .evaluateAll((all) => (all as HTMLInputElement[]).map(({ name, type, value }) => ({ name, type, value })))
  await doAtOnce(page, { write: whatToType(boxes, fields) })
}

/**
 * Goes from a form's start page to its check page, typing what is given, and calls `onPage` with every question
 * page as it opens. In Easy Read every question is a page. Gives the pages in order.
 */
export async function goThroughForm(
  page: Page,
  form: Form,
  fields: Fields,
  onPage: (name: string) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const visited: string[] = []
  await page.goto(`/forms/${form.id}`)
  await follow(page, 'Start now')
  while (pageName(page) !== 'check') {
    const name = await stopName(page)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    await onPage(name)
    await typeFields(page, fields)
    await continueOn(page)
  }
  return visited
}
