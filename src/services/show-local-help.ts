import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findSentDraft, hiddenAfterMinutes } from '#db/queries/drafts.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import type { Form, FormId } from '#src/forms/engine/form.ts'
import type { RaisedSignpost } from '#src/forms/signposts.ts'
import { asDate, visitHash } from './drafts.ts'
import { openSubmission } from './show-receipt.ts'

/** What a receipt offers besides the request itself. */
export interface LocalHelp {
  readonly signposts: readonly RaisedSignpost[]
  readonly offers: readonly FormId[]
}

/**
 * The local help and the other forms that the last form of this kind on this device has raised. What answers on harm
 * or self-harm raised is there on the device they were given on, for a while after sending: later, and on a device
 * that came back with a code, somebody else may be reading.
 */
export async function showLocalHelp(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<LocalHelp> {
  const none = { signposts: [], offers: [] }
  if (visit === undefined || form.isSafeguarding) return none
  return read(async (db) => {
    const sent = await findSentDraft(db, visitHash(visit), form.id)
    const row = sent?.submissionId ? await findSubmissionById(db, sent.submissionId) : undefined
    if (!sent?.sentAt || !row) return none
    const { signposts = [], offers = [] } = openSubmission(row)
    const isFresh = sent.sentAt >= asDate(now.subtract({ minutes: hiddenAfterMinutes })) && !sent.isResumed
    return { signposts: signposts.filter(({ onScreenOnly }) => isFresh || !onScreenOnly), offers }
  })
}
