import type { Page } from 'playwright/test'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { findPage } from '#src/forms/engine/form.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import type { GivenAnswers } from '#tests/fixtures/safeguarding-submissions.ts'
import { continueOn, FORM, pageName, press } from './portal.ts'

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

/** Goes from the start page to the check page, calling `onPage` on every question page before Continue. */
export async function goThrough(
  page: Page,
  given: GivenAnswers,
  onPage: (name: string) => Promise<void> = async () => undefined,
): Promise<string[]> {
  const visited: string[] = []
  await page.goto(FORM)
  await press(page, 'Start now')
  while (pageName(page) !== 'check') {
    const name = pageName(page)
    if (visited.includes(name)) throw new Error(`Came to ${name} a second time`)
    visited.push(name)
    await answerPage(page, given)
    await onPage(name)
    await continueOn(page)
  }
  return visited
}
