import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { drafts, equalityCounts } from '#db/schema/index.ts'
import type { Sealed } from '#db/schema/sealed.ts'

export interface EqualityCount {
  question: string
  value: string
  /** Of what was written beside the option; empty without words. */
  wordsKey: string
  words?: Sealed | undefined
}

/** Notes on a sent draft that its equality questions are answered. False when they were already. */
export async function updateEqualityAnswered(db: Db | Tx, draftId: string, answered: boolean) {
  const rows = await db
    .update(drafts)
    .set({ equalityAnswered: answered })
    .where(and(eq(drafts.id, draftId), eq(drafts.equalityAnswered, !answered)))
    .returning({ id: drafts.id })
  return rows.length === 1
}

/** Adds one to each of these counts. In one order for everybody, so that two people never wait for each other. */
export async function countEquality(tx: Tx, quarter: string, answers: readonly EqualityCount[]) {
  const inOrder = answers.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  for (const { question, value, wordsKey, words } of inOrder) {
    await tx
      .insert(equalityCounts)
      .values({ quarter, question, value, wordsKey, words, count: 1 })
      .onConflictDoUpdate({
        target: [
          equalityCounts.quarter,
          equalityCounts.question,
          equalityCounts.value,
          equalityCounts.wordsKey,
        ],
        set: { count: sql`${equalityCounts.count} + 1` },
      })
  }
}

const keyOf = ({ question, value, wordsKey }: EqualityCount): string =>
  JSON.stringify([question, value, wordsKey])

/** Every count of the quarters before this one, by quarter. */
export async function listEqualityCounts(db: Db | Tx, beforeQuarter: string) {
  return db
    .select()
    .from(equalityCounts)
    .where(lt(equalityCounts.quarter, beforeQuarter))
    .orderBy(asc(equalityCounts.quarter), asc(equalityCounts.question), asc(equalityCounts.value))
}
