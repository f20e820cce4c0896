import type { Tx } from '#db/client.ts'
import { findSavedFrom } from '#db/queries/links.ts'
import { findSubmissionById, type SubmissionRow } from '#db/queries/submissions.ts'
import type { StoredSubmission } from '#src/services/submissions/stored-submission.ts'

/** The other half of a safeguarding concern that was saved from another form. */
export type ShownLink =
  | { readonly is: 'concern'; readonly reference: string }
  /** Undefined while the form is not finished, which may be for ever. */
  | { readonly is: 'saved-from'; readonly form: string; readonly reference: string | undefined }

/** What a submission is linked with, either way; undefined where it is with nothing. */
export async function showLink(
  tx: Tx,
  row: Pick<SubmissionRow, 'id' | 'concernId'>,
  { linked }: Pick<StoredSubmission, 'linked'>,
): Promise<ShownLink | undefined> {
  if (linked) {
    const from = await findSavedFrom(tx, row.id)
    return { is: 'saved-from', form: linked.from, reference: from?.reference }
  }
  const concern = row.concernId === null ? undefined : await findSubmissionById(tx, row.concernId)
  return concern && { is: 'concern', reference: concern.reference }
}
