import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findOpenDraft, hiddenAfterMinutes, updateDraftDeviceSeen } from '#db/queries/drafts.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { asDate, visitHash } from './drafts.ts'

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
  return read(async (db) => {
    const draft = await findOpenDraft(db, visitHash(visit), form.id, at)
    if (!draft) return 0
    if (isHere) await updateDraftDeviceSeen(db, draft.visitHash, draft.id, at)
    const idle = isHere ? 0 : Math.floor((at.getTime() - draft.seenAt.getTime()) / 1000)
    return Math.max(0, hiddenAfterMinutes * 60 - idle)
  })
}
