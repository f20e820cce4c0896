import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { asDate, asInstant } from '#db/moments.ts'
import {
  deleteKeptWork,
  deleteKeptWorkBut,
  deleteOldKeptWork,
  findKeptWork,
  upsertKeptWork,
} from '#db/queries/kept-work.ts'
import { isRowId } from '#db/row-id.ts'
import { open, seal } from '#db/sealing.ts'
import { secretFields } from '#src/domain/secret-fields.ts'
import { forms } from '#src/forms/all-forms.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { withoutRefused } from '#src/forms/engine/refused.ts'

/** What was typed is kept this long, for the account that typed it. */
const KEPT_MINUTES = 30
/** More than the longest form of the desk holds when each of its boxes is full. */
const MOST_BYTES = 128 * 1024
/** Pages of one account, the newest. */
const MOST_PAGES = 20

/** Sent with a form without anybody typing it. */
const NOT_TYPED = ['_do', 'version', 'page', 'shown']

/** Questions whose answers may hold what nobody should send us, of every form: pages of the desk ask some of them again. */
const refusing = {
  ask: Object.fromEntries(
    Object.values(forms).flatMap((form) =>
      [...questionsOf(form)].filter(([, { control }]) => control.refuses !== undefined),
    ),
  ),
}

/** What somebody typed on a page of theirs and has not sent. */
export interface KeptWork {
  readonly typed: Typed
  readonly until: Temporal.Instant
}

/** What was kept by this moment is over at `now`. */
export const droppedSince = (now: Temporal.Instant): Date => asDate(now.subtract({ minutes: KEPT_MINUTES }))

/**
 * Which page something is kept of: its address without what follows a question mark, so that a figure opened by a link
 * is on the same page.
 * @param draftId of what staff type in on the page: another one has the same address.
 */
export const pageOf = ({ pathname }: URL, draftId?: string): string =>
  [pathname.replace(/(?<=.)\/$/, ''), draftId].filter(Boolean).join(' ')

const contextOf = (staffId: string, page: string) => `kept_work:${staffId}:${page}`

/**
 * Keeps what was typed on a page for the account that typed it, sealed, in place of what was kept of it before. Account
 * numbers and the like are left out, as wherever something is kept.
 * @returns whether it is kept: `lost` where it is longer than any form is.
 */
export async function keepWork(
  staffId: string,
  page: string,
  sent: Typed,
  now: Temporal.Instant,
): Promise<'kept' | 'nothing-typed' | 'lost'> {
  const { typed: known } = withoutRefused(refusing, sent)
  const fields = Object.entries(known).filter(([name]) => !secretFields.includes(name))
  // An id says which of several a button is for.
  const isTyped = ([name, values]: (typeof fields)[number]) =>
    !NOT_TYPED.includes(name) && values.some((value) => value.trim() !== '' && !isRowId(value))
  if (!fields.some(isTyped)) return 'nothing-typed'
  const text = JSON.stringify(fields)
  if (Buffer.byteLength(text) > MOST_BYTES) return 'lost'
  const typed = seal(text, contextOf(staffId, page))
  await transact(async (tx) => {
    await upsertKeptWork(tx, { staffId, page, typed, keptAt: asDate(now) })
    await deleteKeptWorkBut(tx, staffId, MOST_PAGES)
    await deleteOldKeptWork(tx, droppedSince(now))
  })
  return 'kept'
}

/** What is kept of this page for this account, within its time. */
export async function showKeptWork(
  staffId: string,
  page: string,
  now: Temporal.Instant,
): Promise<KeptWork | undefined> {
  const row = await read((db) => findKeptWork(db, staffId, page, droppedSince(now)))
  if (!row) return undefined
  const fields: [string, string[]][] = JSON.parse(open(row.typed, contextOf(staffId, page)).toString())
  return {
    typed: Object.fromEntries(fields),
    until: asInstant(row.keptAt).add({ minutes: KEPT_MINUTES }),
  }
}

/** Keeps it no longer: it was sent, or its writer does not want it. */
export async function dropKeptWork(staffId: string, page: string): Promise<void> {
  await transact((tx) => deleteKeptWork(tx, staffId, page))
}

/**
 * Whether what is sent comes from the form that something was kept of: a page has several, each with fields of its own.
 */
export function isOfSameForm(kept: Typed, sent: Typed): boolean {
  const names = Object.keys(kept).filter((name) => !NOT_TYPED.includes(name))
  return names.some((name) => Object.hasOwn(sent, name))
}
