import type { Page } from 'playwright/test'
import type { whatToType } from './go-through.ts'
import { expect } from './portal.ts'

/** What a person does with a page: writes and ticks in order, makes a mistake, presses a button. */
interface Doings {
  readonly write?: ReturnType<typeof whatToType>
  /** More than any box holds in the first box to write in, or an answer that is not offered. */
  readonly mistake?: boolean
  /** The words of a button. */
  readonly press?: string
}

/**
 * Does with a page what a person does, in one call to the browser: a page in the time that a call for each of its boxes
 * takes. As for a person, a box that is hidden is passed by, and one that is pressed or written in must be open, with
 * nothing lying over it.
 */
export async function doAtOnce(page: Page, doings: Doings): Promise<void> {
  const outOfReach = await page.evaluate(({ write = [], mistake, press }) => {
    type Box = HTMLInputElement | HTMLTextAreaElement
    const missed: string[] = []
    const isSeen = (one: Element | undefined) => one?.checkVisibility({ visibilityProperty: true }) === true
    /** Whether a press in its middle comes to it, straight or by its label, wherever it is scrolled to. */
    const isInReach = (one: HTMLElement) =>
      !one.matches(':disabled') &&
      (['center', 'end', 'start'] as const).some((block) => {
        one.scrollIntoView({ block, behavior: 'instant' })
        const { left, top, width, height } = one.getBoundingClientRect()
        const there = document.elementFromPoint(left + width / 2, top + height / 2)
        return there !== null && (one.contains(there) || there.closest('label')?.control === one)
      })
    const boxes = (name: string) => document.querySelectorAll<Box>(`[name="${CSS.escape(name)}"]`)
    const writeIn = (box: Box, text: string) => {
      if (!isInReach(box)) missed.push(box.name)
      box.focus()
      box.value = text
      box.dispatchEvent(new Event('input', { bubbles: true }))
      box.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const click = (one: HTMLElement, name: string) => {
      if (!isInReach(one)) missed.push(name)
      one.click()
    }
    for (const { name, ticks, text } of write) {
      for (const value of ticks ?? []) {
        const tick = [...boxes(name)].find((box) => box.value === value)
        if (tick && isSeen(tick) && !(tick as HTMLInputElement).checked) click(tick, `${name} ${value}`)
      }
      const [box] = boxes(name)
      if (text !== undefined && box && isSeen(box) && !box.matches(':disabled')) writeIn(box, text)
    }
    if (mistake) {
      const box = [
        ...document.querySelectorAll<Box>(
          'main :is(textarea, input:is([type=text], [type=tel], [type=email]))',
        ),
      ].find(isSeen)
      const tick = document.querySelector<HTMLInputElement>(
        'main :is(input[type=radio], input[type=checkbox])',
      )
      if (box) writeIn(box, 'x'.repeat(4_001))
      else if (tick) {
        tick.value = 'not-an-answer'
        tick.checked = true
      }
    }
    if (press !== undefined) {
      const button = [...document.querySelectorAll<HTMLElement>('main button:not([aria-hidden=true])')].find(
        (one) => isSeen(one) && one.textContent.trim() === press,
      )
      if (button) click(button, press)
      else missed.push(press)
    }
    return missed
  }, doings)
  expect(outOfReach, `out of reach on ${new URL(page.url()).pathname}`).toEqual([])
}

/**
 * Makes a question page come back with something to put right.
 * @returns the answer as it was sent. What was wrong is still on the page.
 */
export async function makeMistake(page: Page): Promise<{ readonly status: number; readonly html: string }> {
  const answered = page.waitForResponse((one) => one.request().method() === 'POST')
  const loaded = page.waitForEvent('load')
  await doAtOnce(page, { mistake: true, press: 'Continue' })
  const answer = await answered
  await loaded
  await expect(page.locator('.govuk-error-summary'), `the mistake on ${page.url()}`).toBeVisible()
  return { status: answer.status(), html: await answer.text() }
}
