import type { Temporal } from 'temporal-polyfill'
import type { Db } from '#db/client.ts'
import { findUnsentDraft } from '#db/queries/drafts.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { openState } from '#src/services/filling-in/drafts.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { emailOf } from './letters.ts'
import { emailFor } from '#src/services/filling-in/make-resume-code.ts'

/**
 * Whether a letter may still go to an address, in the moment of sending: hours can have passed since it was
 * queued, and somebody may have said meanwhile that contact is not safe, taken the address back or put it right.
 * @param about what the letter is about, as its message says.
 */
export async function isStillSafe(
  db: Db,
  about: { submissionId: string | null; draftId: string | null },
  to: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (about.submissionId !== null) {
    const row = await findSubmissionById(db, about.submissionId)
    if (!row || row.isSafeguarding || isScreenOnly(row.flags)) return false
    return emailOf(row) === to
  }
  const draft = about.draftId === null ? undefined : await findUnsentDraft(db, about.draftId)
  const form = draft && findForm(draft.form)
  if (!draft || !form) return false
  return emailFor(form, walk(form, openState(draft), surroundingsAt(now))) === to
}
