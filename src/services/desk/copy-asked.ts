import type { SubmissionRow } from '#db/queries/submissions.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import type { Snapshot } from '#src/forms/engine/snapshot.ts'

/** Whether a copy was asked for that has not gone, is still needed, and may be sent. */
export const isCopyToSend = (
  row: Pick<SubmissionRow, 'copyAsked' | 'copySentAt' | 'copyNotNeededAt' | 'flags'>,
): boolean =>
  row.copyAsked !== null &&
  row.copySentAt === null &&
  row.copyNotNeededAt === null &&
  !isScreenOnly(row.flags)

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
