import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countPromises } from '#db/queries/promises.ts'
import { type ClockDeclaration, type ClockKind, clocks } from '#src/domain/clocks.ts'
import { asDate } from '#db/moments.ts'
import { answerOrAway } from '#src/services/running/answer-or-away.ts'

/** How many promises of a kind fell due, and how many of them were kept; `too-few` to say anything fair. */
export type PromiseCount = { due: number; kept: number } | 'too-few'

/** How well the promises were kept lately that have a clock and are counted in public, in the order they are declared. */
export interface PromiseCounts {
  /** Days looked back. */
  days: number
  kinds: readonly {
    kind: ClockKind
    words: NonNullable<ClockDeclaration['counted']>
    count: PromiseCount
  }[]
}

/** A page about promises does not keep anybody waiting: milliseconds. */
const DEADLINE = 300
const DAYS = 28
/** With fewer than this a figure could say how it went for one person. */
const FEWEST = 10

/**
 * How many promises of the last four weeks were kept.
 * @returns `away` when the database does not answer within 300 ms.
 */
export async function showPromises(now: Temporal.Instant): Promise<PromiseCounts | 'away'> {
  const from = asDate(now.subtract({ hours: DAYS * 24 }))
  const counted = read(async (db) => {
    const count = async (kind: ClockKind): Promise<PromiseCount> => {
      const { due, kept } = await countPromises(db, kind, from, asDate(now))
      return due < FEWEST ? 'too-few' : { due, kept }
    }
    const kinds: PromiseCounts['kinds'][number][] = []
    for (const kind of Object.keys(clocks) as ClockKind[]) {
      const words = clocks[kind].counted
      if (words) kinds.push({ kind, words, count: await count(kind) })
    }
    return { days: DAYS, kinds }
  })
  return answerOrAway(counted, DEADLINE)
}
