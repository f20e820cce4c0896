import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { insertAddition } from '#db/queries/additions.ts'
import { type SubmissionRow, updateSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { isLower } from '#src/domain/triage.ts'
import type { AddedAnswers, Addition } from '#src/forms/after-sending/addition.ts'
import { type RaisedFlag, suggestedColour } from '#src/forms/engine/raise-flags.ts'
import type { SentProof } from '#src/forms/after-sending/proof.ts'
import { asDate } from '#db/moments.ts'
import { alertIfClosed } from '#src/services/sending/raise-alert.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { byWhom, type TypedIn } from '#src/services/desk/type-in.ts'

/** Something added to a submission, and what follows from it. */
export interface Added {
  addition: Addition | AddedAnswers | SentProof
  /** The flags it raises. None is ever taken away, and the suggested colour is never lowered. */
  raised: readonly RaisedFlag[]
  /** Out of hours the emergency duty contact is told in any case. Otherwise only where the colour rises. */
  isAlerted: boolean
  /** The snapshot with what was added in it, where that belongs in it. */
  snapshot?: SubmissionRow['snapshot']
  /** Staff typed it in for somebody else. */
  typedIn?: TypedIn | undefined
}

/**
 * Adds to a submission that the caller holds: the sealed addition, its event, the flags and the suggested colour
 * as they are now, the mark that makes it unread, the alert, and what its clocks make of it: where no decision is promised any more, a new promise.
 */
export async function recordAddition(
  tx: Tx,
  row: SubmissionRow,
  added: Added,
  now: Temporal.Instant,
): Promise<void> {
  const { addition, raised, snapshot, typedIn } = added
  const id = randomUUID()
  const at = asDate(now)
  const newFlags = raised.map((flag) => flag.id).filter((flag) => !row.flags.includes(flag))
  const suggested = suggestedColour(raised)
  const isMoreUrgent = isLower(row.suggestedColour, suggested)
  const colour = isMoreUrgent ? suggested : row.suggestedColour
  // A decided colour below what is suggested now no longer stands: somebody decides again.
  const isUndone = row.colour !== null && isLower(row.colour, suggested)
  const version = row.version + 1

  await insertAddition(tx, {
    id,
    submissionId: row.id,
    at,
    kind: addition.kind,
    words: seal(JSON.stringify(addition), `additions:${id}`),
  })
  await updateSubmission(tx, row.id, {
    flags: [...row.flags, ...newFlags],
    suggestedColour: colour,
    colour: isUndone ? null : row.colour,
    changedAt: at,
    version,
    ...(snapshot ? { snapshot } : {}),
  })
  const started = await recordEvent(tx, {
    submissionId: row.id,
    at,
    ...byWhom(typedIn),
    kind: 'added',
    version,
    detail: {
      kind: addition.kind,
      ...(typedIn ? { typedIn: typedIn.how } : {}),
      ...('from' in addition ? { from: addition.from } : {}),
      ...('fileId' in addition ? { fileId: addition.fileId } : {}),
      ...('stillSafe' in addition && addition.stillSafe ? { stillSafe: addition.stillSafe } : {}),
      flags: newFlags,
      suggestedColour: colour,
      ...(isUndone ? { undoesColour: true } : {}),
    },
  })
  if (started.has('triage')) await updateSubmission(tx, row.id, { status: 'waiting' })
  const about = { submissionId: row.id, isSafeguarding: row.isSafeguarding, colour }
  if (added.isAlerted || isMoreUrgent) await alertIfClosed(tx, about, now)
}
