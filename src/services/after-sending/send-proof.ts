import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { findFile } from '#db/queries/files.ts'
import { lockSubmissionById } from '#db/queries/submissions.ts'
import { open } from '#db/sealing.ts'
import { MOST_FILES } from '#src/forms/controls/files.ts'
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
import { mediaTypeOf, type SentFile, storeFile } from '#src/services/filling-in/add-file.ts'
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
 * Takes one file that shows what a financial assessment says, after that was sent. One transaction: the sealed file,
 * its scan, what it shows as an addition to the submission with its event, and the mark that makes it unread. It
 * starts no promise and wakes nobody out of hours. Nothing is stored while anything is to be put right.
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
  return transact(async (tx) => {
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
    const atFile = (message: string) => problems.push({ field: PROOF_FIELDS.file, message })
    if (!file || !known) atFile(askForFile.asks.missing ?? '')
    else if ('message' in known) atFile(known.message)
    else if (problems.length > 0) atFile(CHOOSE_AGAIN)
    else if (of && (await isSecondPress(tx, row.id, of, file, now))) return { is: 'sent' }
    else if (asked.sent >= MOST_FILES) atFile(TOO_MANY)
    if (problems.length > 0 || !of || !file || !known || 'message' in known) {
      return { is: 'problems', problems }
    }
    const kept = { question: questionOfProof(of), type: known.type, now }
    const { id: fileId } = await storeFile(tx, file, { submissionId: row.id }, kept)
    const addition = { kind: 'proof', of, fileId } as const
    await recordAddition(tx, row, { addition, raised: [], isAlerted: false }, now)
    return { is: 'sent' }
  })
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
  return stored !== undefined && open(stored.content, `files:${stored.id}:content`).equals(file.bytes)
}
