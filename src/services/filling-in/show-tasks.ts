import type { Temporal } from 'temporal-polyfill'
import type { Form } from '#src/forms/engine/form.ts'
import { minutesOf } from '#src/forms/engine/how-long.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { say } from '#src/forms/engine/words.ts'
import { emptyState } from './draft-state.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'
import { findProgress } from './show-page.ts'
import { walkOnDevice } from './resumed-device.ts'

export type TaskState = 'not-started' | 'in-progress' | 'done' | 'cannot-start'

export interface Tasks {
  /** The parts of the form in order: how far each is, the page to open, and about how many minutes all of it takes. */
  parts: readonly { title: string; state: TaskState; page: string | undefined; minutes: number }[]
  /** The first page not done; the check page when all are. */
  next: string
  isBegun: boolean
}

/** The parts of a long form and how far each has come on this device. A part none of whose pages applies yet cannot start. */
export async function showTasks(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  reading: ReadingStyle = 'plain',
): Promise<Tasks> {
  const found = await findProgress(form, visit, now)
  const state = found?.state ?? emptyState()
  const walked = walkOnDevice(form, state, surroundingsAt(now))
  const listener = listenerOf(form, walked, reading)
  const isTouched = (page: string) => page in state.passed || page in state.typed
  const parts = form.parts.map((part) => {
    const pages = walked.pages.filter((one) => part.pages.some((page) => page.name === one.page.name))
    const open = pages.find((one) => !one.done)
    const isBegun = pages.some((one) => isTouched(one.page.name))
    return {
      title: say(part.title, listener),
      state: stateOf(pages.length, open !== undefined, isBegun),
      page: (open ?? pages[0])?.page.name,
      minutes: minutesOf(part),
    }
  })
  return { parts, next: walked.next ?? 'check', isBegun: found !== undefined }
}

function stateOf(pages: number, isOpen: boolean, isBegun: boolean): TaskState {
  if (pages === 0) return 'cannot-start'
  if (!isOpen) return 'done'
  return isBegun ? 'in-progress' : 'not-started'
}
