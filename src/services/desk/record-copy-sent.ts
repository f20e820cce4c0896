import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findSubmission, lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { codeIn, sentWays } from '#src/domain/desk-actions.ts'
import { copyOf, isScreenOnly } from '#src/forms/engine/copy.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { canEmail, emailIn, queueLetter } from '#src/services/submissions/letters.ts'
import { type MadeCopy, sumFor } from '#src/services/after-sending/make-copy.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { type DeskRequest, recordAct, recordRead } from './staff-act.ts'

/** How a copy was asked for beside "Send"; null when none was, or only on the screen. */
export function copyAskedIn(snapshot: Pick<Snapshot, 'answers'>): 'email' | 'post' | null {
  const asked = snapshot.answers['copy-how']
  return asked === 'email' || asked === 'post' ? asked : null
}

/** Whom the address and the ways of contact of a form belong to, where somebody else sent it and asked for a copy. */
export interface CopyForOther {
  /** Who asked, as they gave their name. */
  readonly asker: string
  /** Whom the form is about. */
  readonly person: string
  /** Whether the person knows about the form; `not-said` where it was not asked, or not safe to say. */
  readonly knows: 'yes' | 'no' | 'not-said'
}

/** For whom else a copy may not simply be posted: undefined where the sender wrote about themself. */
export function copyForOther({
  answers,
  voice,
}: Pick<Snapshot, 'answers' | 'voice'>): CopyForOther | undefined {
  if (voice !== 'behalf') return undefined
  const named = (...ids: string[]) =>
    ids.map((id) => answers[id]).find((name): name is string => typeof name === 'string' && name !== '')
  const knows = answers['person-knows']
  return {
    asker: named('helper-name') ?? 'whoever sent the form',
    person: named('preferred-name', 'first-name') ?? 'the person',
    knows: knows === 'yes' || knows === 'no' ? knows : 'not-said',
  }
}

/**
 * Records that the copy somebody asked for went out, or sends them the way to it by email: a letter with a link
 * that says nothing of what it is about. The copy itself is never emailed.
 * @param how one of `sentWays` as typed, or `link` for the letter.
 */
export async function sendCopy(request: DeskRequest & { how: string }): Promise<ActResult> {
  const { reference, staff, version, now } = request
  if (!may(staff.role, copySentAct.right)) return { is: 'not-allowed' }
  const how = request.how === 'link' ? 'link' : codeIn(sentWays, request.how)
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    const problem = (message: string) => ({
      is: 'problems' as const,
      problems: [{ field: copySentAct.fields.how, message }],
    })
    if (!how) return problem('Select how the copy was sent')
    if (isScreenOnly(row.flags)) return problem('Contact is not safe: no copy may be sent')
    if (row.version !== version || row.copyAsked === null || row.copySentAt !== null) return { is: 'changed' }
    const { snapshot } = openSubmission(row)
    const email = emailIn(snapshot)
    if (how === 'link' && (!email || !canEmail()))
      return problem('It cannot be emailed. Print it and post it')
    if (how === 'link' && email) {
      await queueLetter(tx, {
        key: `copy-link:${row.id}:${row.codeNumber}`,
        letter: 'copy-link',
        to: email,
        fields: {},
        about: { submissionId: row.id },
        now,
      })
    }
    await recordAct(tx, row.id, request, {
      kind: 'copy-sent',
      detail: { how },
      change: { copySentAt: asDate(now) },
    })
    return { is: 'done' }
  })
}

export const copySentAct = deskAct({
  name: 'copy-sent',
  right: 'decide',
  fields: { how: 'copy-sent' },
  run: (request: DeskRequest, said) => sendCopy({ ...request, ...said }),
})

export interface CopyToPost extends MadeCopy {
  readonly reading: ReadingStyle
  readonly forOther: CopyForOther | undefined
}

/**
 * The copy for staff to print and post: what the person may have of it, and no more, worded as they read the form.
 * Taking it is an event.
 * @returns Undefined where there is none, or nothing may leave the screen.
 */
export async function copyToPost(
  reference: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<CopyToPost | 'not-allowed' | undefined> {
  if (!may(staff.role, 'decide')) return 'not-allowed'
  const row = await read((db) => findSubmission(db, reference))
  if (!row || row.copyAsked === null || isScreenOnly(row.flags)) return undefined
  const { snapshot, charging } = openSubmission(row)
  const { reading = 'plain' } = snapshot
  const document = copyOf(snapshot, row.flags, row.isSafeguarding, reading === 'easy-read')
  if (!document) return undefined
  await transact((tx) => recordRead(tx, row.id, staff, now, { as: 'copy' }))
  return {
    reference: row.reference,
    receivedAt: asInstant(row.receivedAt),
    document,
    reading,
    forOther: copyForOther(snapshot),
    ...sumFor(charging, row.flags),
  }
}
