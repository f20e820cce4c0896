import type { Tx } from '#db/client.ts'
import { lockMessage, type MessageRow } from '#db/queries/letters.ts'
import { lockSubmission, type SubmissionRow } from '#db/queries/submissions.ts'
import { isRowId } from '#db/row-id.ts'
import type { LetterState } from '#src/domain/letter-states.ts'
import type { DeskRequest } from './staff-act.ts'

/**
 * A submission and a letter about it, both held until the transaction ends.
 * @param states those the letter may have; in another one it is `changed`, as it is on an older page.
 */
export async function lockLetter(
  tx: Tx,
  { reference, version, message: id }: Pick<DeskRequest, 'reference' | 'version'> & { message: string },
  states: readonly LetterState[],
): Promise<
  | { readonly row: SubmissionRow; readonly message: MessageRow }
  | { readonly is: 'changed' }
  | { readonly is: 'no-such-submission' }
> {
  const row = await lockSubmission(tx, reference)
  if (!row) return { is: 'no-such-submission' }
  const message = isRowId(id) ? await lockMessage(tx, id) : undefined
  const isTheSame = row.version === version && message?.submissionId === row.id
  return isTheSame && states.includes(message.state) ? { row, message } : { is: 'changed' }
}
