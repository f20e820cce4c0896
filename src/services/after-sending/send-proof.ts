import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { findFile } from '#db/queries/files.ts'
import { lockSubmissionById } from '#db/queries/submissions.ts'
import { FILE_MESSAGES, MOST_FILES } from '#src/forms/controls/files.ts'
import { type Problem, type Typed, valuesOf } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { twin } from '#src/forms/engine/words.ts'
import {
  askForFile,
  askWhatItShows,
  CHOOSE_AGAIN,
  PROOF_FIELDS,
  questionOfProof,
  type SentProofKind,
} from '#src/forms/after-sending/proof.ts'
import { mediaTypeOf, type SentFile } from '#src/services/filling-in/add-file.ts'
import { spendOnFile } from '#src/services/running/budgets.ts'
import {
  dropFile,
  FileNotStored,
  giveFile,
  readFileBytes,
  type StoredWhole,
  storeFile,
} from '#src/services/submissions/stored-file.ts'
import { SAME_PRESS_MINUTES } from './add-to-submission.ts'
import { recordAddition } from './record-addition.ts'
import { listSentProof } from './list-proof.ts'
import { findAskedProof } from './show-proof.ts'

export type SentProofOr =
  | { readonly is: 'sent' }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  /** It is not there, calls for no proof, or takes none here. */
  | { readonly is: 'none-asked' }

const TOO_MANY = twin(
  `You have sent ${MOST_FILES} files, and this page takes no more. Send the rest by post, or ring us`,
  `You sent ${MOST_FILES} files. That is all this page can take. You can post the others. Or you can ring us.`,
)

/**
 * Takes one file that shows what a financial assessment says, after that was sent. The file is stored first; then, in
 * one transaction, it becomes the submission's, with its scan, what it shows as an addition with its event, and the mark
 * that makes it unread. It starts no promise and wakes nobody out of hours. Nothing is kept while anything is to be put
 * right.
 * @param submissionId of the pass: that the sender asks has been checked.
 * @param file Undefined where none was chosen.
 */
export async function sendProof(
  submissionId: string,
  typed: Typed,
  file: SentFile | undefined,
  now: Temporal.Instant,
): Promise<SentProofOr> {
  const known = file && (await mediaTypeOf(file))
  const looked = await transact((tx) => lookAt(tx, submissionId, typed, file, known, now))
  if (looked.is !== 'to-store') return looked
  const overBudget = await spendOnFile(looked.file.bytes.length, now)
  if (overBudget !== undefined) return atFile(overBudget)
  let stored: StoredWhole
  try {
    stored = await storeFile({ ...looked.file, question: questionOfProof(looked.of) }, now)
  } catch (error) {
    if (error instanceof FileNotStored) return atFile(FILE_MESSAGES['not-kept'])
    throw error
  }
  const { id: fileId } = stored
  const done = await transact(async (tx) => {
    const again = await lookAt(tx, submissionId, typed, file, known, now)
    if (again.is !== 'to-store') return again
    await giveFile(tx, fileId, { submissionId })
    const addition = { kind: 'proof', of: again.of, fileId } as const
    await recordAddition(tx, again.row, { addition, raised: [], isAlerted: false }, now)
    return { is: 'sent-now' } as const
  })
  if (done.is === 'sent-now') return { is: 'sent' }
  await dropFile(fileId)
  return done
}

const atFile = (message: string): { is: 'problems'; problems: readonly Problem[] } => ({
  is: 'problems',
  problems: [{ field: PROOF_FIELDS.file, message }],
})

type Looked =
  | SentProofOr
  /** Nothing stands in its way. */
  | {
      readonly is: 'to-store'
      readonly row: LockedSubmission
      readonly of: SentProofKind
      readonly file: SentFile & { readonly type: string }
    }

type LockedSubmission = NonNullable<Awaited<ReturnType<typeof lockSubmissionById>>>

/** Whether a file is to be stored with a submission, which is held meanwhile. */
async function lookAt(
  tx: Tx,
  submissionId: string,
  typed: Typed,
  file: SentFile | undefined,
  known: Awaited<ReturnType<typeof mediaTypeOf>> | undefined,
  now: Temporal.Instant,
): Promise<Looked> {
  const row = await lockSubmissionById(tx, submissionId)
  const asked = row && (await findAskedProof(tx, row))
  if (!row || !asked || asked.isHeldBack) return { is: 'none-asked' }
  const question = askWhatItShows(asked.kinds)
  const { answer, problems: wrong } = readAnswer(PROOF_FIELDS.of, question, typed)
  const of = answer && (valuesOf(question, answer)[0] as SentProofKind | undefined)
  const problems: Problem[] = [...wrong]
  if (!of && wrong.length === 0) {
    problems.push({ field: PROOF_FIELDS.of, message: question.asks.missing ?? '' })
  }
  const wrongFile = (message: string) => problems.push({ field: PROOF_FIELDS.file, message })
  if (!file || !known) wrongFile(askForFile.asks.missing ?? '')
  else if ('message' in known) wrongFile(known.message)
  else if (problems.length > 0) wrongFile(CHOOSE_AGAIN)
  else if (of && (await isSecondPress(tx, row.id, of, file, now))) return { is: 'sent' }
  else if (asked.sent >= MOST_FILES) wrongFile(TOO_MANY)
  if (problems.length > 0 || !of || !file || !known || 'message' in known) {
    return { is: 'problems', problems }
  }
  return { is: 'to-store', row, of, file: { ...file, type: known.type } }
}

/** The very same file for the same thing again at once is a second press of the button. */
async function isSecondPress(
  tx: Tx,
  submissionId: string,
  of: SentProofKind,
  file: SentFile,
  now: Temporal.Instant,
): Promise<boolean> {
  const last = (await listSentProof(tx, submissionId)).at(-1)
  if (last?.of !== of || now.since(last.at).total('minutes') > SAME_PRESS_MINUTES) return false
  const stored = await findFile(tx, last.fileId)
  if (stored?.size !== file.bytes.length) return false
  return (await readFileBytes(stored, (query) => query(tx))).equals(file.bytes)
}
