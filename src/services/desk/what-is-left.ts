import type { SubmissionRow } from '#db/queries/submissions.ts'
import { type ClockKind, clocks } from '#src/domain/clocks.ts'
import type { LetterState } from '#src/domain/letter-states.ts'
import { isCopyToSend } from './copy-asked.ts'

/**
 * What must be done before a request can be closed; undefined when nothing is left.
 * @param running the clocks that run, the oldest first. @param letters the states of those that have not gone.
 */
export function whatIsLeft(
  row: Pick<SubmissionRow, 'status' | 'changedAt' | 'copyAsked' | 'copySentAt' | 'copyNotNeededAt' | 'flags'>,
  running: readonly ClockKind[],
  letters: readonly LetterState[],
): string | undefined {
  if (row.status === 'closed') return 'It is closed already'
  if (row.status !== 'decided' || running.includes('triage')) return clocks.triage.staff.beforeClosing
  if (row.changedAt) return 'Read what was added first'
  for (const kind of running) if (clocks[kind]?.staff.beforeClosing) return clocks[kind].staff.beforeClosing
  if (letters.includes('failed')) return 'Deal with the letter that did not go first'
  if (letters.includes('trying-again'))
    return 'A letter could not be sent yet. Wait until it has gone, or deal with it first'
  if (letters.includes('waiting')) return 'A letter is being sent. Close this once it has gone'
  // Where contact has become unsafe it may not be sent at all.
  if (isCopyToSend(row)) return 'Send the copy they asked for first'
  return undefined
}
