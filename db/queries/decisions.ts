import { asc, eq, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db, Tx } from '#db/client.ts'
import { decisions, staff } from '#db/schema/index.ts'

export async function insertDecision(tx: Tx, row: typeof decisions.$inferInsert) {
  await tx.insert(decisions).values(row)
}

/** The number the next decision on a submission gets. Call it with the submission held. */
export async function findNextDecisionNumber(tx: Tx, submissionId: string): Promise<number> {
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(${decisions.number}), 0)::int + 1` })
    .from(decisions)
    .where(eq(decisions.submissionId, submissionId))
  return row?.next ?? 1
}

const nextPerson = alias(staff, 'next_person')

/** The decisions on a submission, oldest first, with the names of staff as they are now. */
export async function listDecisions(db: Db | Tx, submissionId: string) {
  return db
    .select({
      id: decisions.id,
      number: decisions.number,
      outcome: decisions.outcome,
      colour: decisions.colour,
      testNeeds: decisions.testNeeds,
      testHarm: decisions.testHarm,
      testProtect: decisions.testProtect,
      words: decisions.words,
      madeAt: decisions.madeAt,
      madeBy: staff.name,
      madeById: decisions.madeBy,
      nextBy: nextPerson.name,
      nextById: decisions.nextBy,
    })
    .from(decisions)
    .innerJoin(staff, eq(staff.id, decisions.madeBy))
    .leftJoin(nextPerson, eq(nextPerson.id, decisions.nextBy))
    .where(eq(decisions.submissionId, submissionId))
    .orderBy(asc(decisions.number))
}
