import type { Temporal } from 'temporal-polyfill'
import { type Db, read } from '#db/client.ts'
import {
  deletingIdleReceipts,
  type DraftRow,
  findOpenDraft,
  findSentDraft,
  hiddenAfterMinutes,
  updateDraftDeviceSeen,
} from '#db/queries/drafts.ts'
import { screenOnlyFlags } from '#src/forms/engine/copy.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { visitHash } from './drafts.ts'
import { asDate } from '#db/moments.ts'

/**
 * Seconds until the answers on this device go behind their code, for the script that warns before. 0 once they
 * have, and where there are none.
 * @param isHere The person has just said, or shown by typing, that they are still here: it starts again.
 */
export async function idleTimeLeft(
  form: Form,
  visit: string | undefined,
  isHere: boolean,
  now: Temporal.Instant,
): Promise<number> {
  if (visit === undefined) return 0
  const at = asDate(now)
  return read(async (db) => timeLeft(db, await findOpenDraft(db, visitHash(visit), form.id, at), isHere, at))
}

/** The same of the receipt on a device that others use, which closes then. */
export async function receiptTimeLeft(
  form: Form,
  visit: string | undefined,
  isHere: boolean,
  now: Temporal.Instant,
): Promise<number> {
  if (visit === undefined) return 0
  return read(async (db) =>
    timeLeft(db, await findSentDraft(db, visitHash(visit), form.id), isHere, asDate(now)),
  )
}

/**
 * Closes receipts, and all that follows them, once they were not asked for during the time after which answers with a
 * code are hidden: on a device that others use each of them, on any other those that say that contact, or answering, is
 * not safe. Nothing is lost: all of it was sent.
 * @param isShared The person said that others use this device.
 * @returns whether one was closed now.
 */
export async function closeIdleReceipts(
  visit: string,
  isShared: boolean,
  now: Temporal.Instant,
): Promise<boolean> {
  const idleSince = asDate(now.subtract({ minutes: hiddenAfterMinutes }))
  const close = isShared ? closeAll : closeUnsafe
  return (await read((db) => close(db, visitHash(visit), idleSince))) > 0
}

const closeAll = deletingIdleReceipts()
const closeUnsafe = deletingIdleReceipts(screenOnlyFlags)

async function timeLeft(
  db: Db,
  draft: (Pick<DraftRow, 'id'> & { visitHash: string; seenAt: Date }) | undefined,
  isHere: boolean,
  at: Date,
): Promise<number> {
  if (!draft) return 0
  const idle = Math.floor((at.getTime() - draft.seenAt.getTime()) / 1000)
  const left = Math.max(0, hiddenAfterMinutes * 60 - idle)
  if (!isHere || left === 0) return left
  await updateDraftDeviceSeen(db, draft.visitHash, draft.id, at)
  return hiddenAfterMinutes * 60
}
