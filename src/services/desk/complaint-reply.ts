import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { insertNote } from '#db/queries/notes.ts'
import { insertClock, lockSubmission, updateClocksAsKept } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { lastDayOf } from '#src/domain/last-day.ts'
import { mostWritten } from '#src/domain/triage.ts'
import { londonInstant } from '#src/domain/working-days.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate } from '#db/moments.ts'
import type { DeskRequest, Done } from './staff-act.ts'
import { recordAct } from './staff-act.ts'

/** What somebody said a complaint is; "not sure" counts as one until a worker decides. */
const kindOf = (snapshot: Pick<Snapshot, 'form' | 'answers'>): unknown =>
  snapshot.form === 'feedback' ? snapshot.answers['fb-kind'] : undefined

/** Whether the person left open if it is a complaint: then a worker may decide that it is not. */
export const mayBeNoComplaint = (snapshot: Pick<Snapshot, 'form' | 'answers'>): boolean =>
  kindOf(snapshot) !== 'complaint'

/** When the reply to a complaint is due, by the standard its receipt names; null when it is none. */
export function replyDueAt(
  snapshot: Pick<Snapshot, 'form' | 'answers'>,
  receivedAt: Temporal.Instant,
): Temporal.Instant | null {
  const kind = kindOf(snapshot)
  if (kind !== 'complaint' && kind !== 'not-sure') return null
  const { within } = standards['complaint-response']
  return londonInstant(lastDayOf(within, receivedAt, calendar), council.officeHours.closesAt)
}

/** Starts the clock of the reply. */
export async function startReplyClock(
  tx: Tx,
  submissionId: string,
  receivedAt: Temporal.Instant,
  dueAt: Temporal.Instant,
): Promise<void> {
  await insertClock(tx, {
    id: randomUUID(),
    submissionId,
    kind: 'complaint-reply',
    rule: council.promiseRule,
    startedAt: asDate(receivedAt),
    dueAt: asDate(dueAt),
  })
}

export type Replied = Done | { readonly is: 'problems'; readonly problems: readonly Problem[] }

/**
 * Records that a complaint was answered: it keeps the promise of a reply. What was said is sealed.
 * @param how one of `sentWays`, as typed. @param words what the reply says, in short.
 */
export async function recordReply(request: DeskRequest & { how: string; words: string }): Promise<Replied> {
  const { reference, staff, version, now } = request
  if (!may(staff.role, 'decide')) return { is: 'not-allowed' }
  const how = codeIn(sentWays, request.how)
  const words = request.words.trim()
  const problems: Problem[] = [
    ...(how ? [] : [{ field: 'reply-how', message: 'Select how the reply was sent' }]),
    ...(words === '' ? [{ field: 'reply-words', message: 'Enter what the reply says, in short' }] : []),
    ...([...words].length > mostWritten
      ? [{ field: 'reply-words', message: 'Use 4,000 characters or fewer' }]
      : []),
  ]
  if (problems.length > 0 || !how) return { is: 'problems', problems }
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    if (row.version !== version || row.replyDueAt === null) return { is: 'changed' }
    const id = randomUUID()
    const at = asDate(now)
    await insertNote(tx, {
      id,
      submissionId: row.id,
      kind: 'complaint-reply',
      codes: [how],
      words: seal(words, `notes:${id}`),
      madeBy: staff.id,
      madeAt: at,
    })
    await updateClocksAsKept(tx, row.id, 'complaint-reply', at, staff.id)
    await recordAct(tx, row.id, request, {
      kind: 'complaint-replied',
      detail: { how, note: id },
      change: { replyDueAt: null },
    })
    return { is: 'done' }
  })
}
