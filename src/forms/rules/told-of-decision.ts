import { tellsOf } from '#src/domain/outcomes.ts'
import { isScreenOnly } from '../engine/copy.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { harmFlags } from './flags.ts'

/** What a submission says of who reads its status page. */
interface Sent {
  /** As they stand now: what was added since counts too. */
  readonly flags: readonly string[]
  readonly isSafeguarding: boolean
  readonly snapshot: Pick<Snapshot, 'voice' | 'isForOther'>
}

/** Sent by somebody for themself. Everybody else reads on the status page that it came and was read, and no more. */
export const isOwnRequest = ({ snapshot }: Pick<Sent, 'snapshot'>): boolean =>
  snapshot.voice === 'you' && !snapshot.isForOther

/** Whoever sent it may read there what comes of it: it is about themself, and contact is not unsafe. */
export const isToldOnline = (sent: Pick<Sent, 'flags' | 'snapshot'>): boolean =>
  isOwnRequest(sent) && !isScreenOnly(sent.flags)

/**
 * What they read there of a decision: the one rule for the status page and for the desk, which tells a worker what
 * the person is told by it and what not.
 * @param outcome as stored. @returns Undefined where they read nothing of it: a safeguarding concern never says more.
 */
export function outcomeSaid(sent: Sent, outcome: unknown): string | undefined {
  if (sent.isSafeguarding || !isToldOnline(sent)) return undefined
  return tellsOf(
    outcome,
    sent.flags.some((flag) => harmFlags.includes(flag)),
  )
}
