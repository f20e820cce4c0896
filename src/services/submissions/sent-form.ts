import { read } from '#db/client.ts'
import { type DraftOnDevice, findSentWithSubmission } from '#db/queries/drafts.ts'
import type { SubmissionRow } from '#db/queries/submissions.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { visitHash } from '#src/services/filling-in/drafts.ts'
import { openSubmission, type StoredSubmission } from './stored-submission.ts'

/** What a device sent last with a form, loaded and opened once for all that a receipt shows of it. */
export interface SentForm {
  readonly draft: DraftOnDevice
  readonly submission: SubmissionRow
  readonly stored: StoredSubmission
}

/** What this device sent last with this form; undefined where it has sent none, or it was erased since. */
export async function findSentForm(form: Form, visit: string | undefined): Promise<SentForm | undefined> {
  if (visit === undefined) return undefined
  const found = await read((db) => findSentWithSubmission(db, visitHash(visit), form.id))
  return found && { ...found, stored: openSubmission(found.submission) }
}
