import { asc, desc, eq, ne, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { determinations, figureAmendments, staff, submissions } from '#db/schema/index.ts'

export async function insertFigureAmendment(tx: Tx, row: typeof figureAmendments.$inferInsert) {
  await tx.insert(figureAmendments).values(row)
}

/** What staff count instead of the answers of a submission, oldest first, with names as they are now. */
export async function listFigureAmendments(db: Db | Tx, submissionId: string) {
  return db
    .select({
      id: figureAmendments.id,
      number: figureAmendments.number,
      question: figureAmendments.question,
      words: figureAmendments.words,
      madeAt: figureAmendments.madeAt,
      madeBy: staff.name,
      madeById: figureAmendments.madeBy,
    })
    .from(figureAmendments)
    .innerJoin(staff, eq(staff.id, figureAmendments.madeBy))
    .where(eq(figureAmendments.submissionId, submissionId))
    .orderBy(asc(figureAmendments.number))
}

export async function insertDetermination(tx: Tx, row: typeof determinations.$inferInsert) {
  await tx.insert(determinations).values(row)
}

/** What staff decided that somebody pays, oldest first, with names as they are now. */
export async function listDeterminations(db: Db | Tx, submissionId: string) {
  return db
    .select({
      id: determinations.id,
      number: determinations.number,
      outcome: determinations.outcome,
      words: determinations.words,
      madeAt: determinations.madeAt,
      madeBy: staff.name,
      madeById: determinations.madeBy,
    })
    .from(determinations)
    .innerJoin(staff, eq(staff.id, determinations.madeBy))
    .where(eq(determinations.submissionId, submissionId))
    .orderBy(asc(determinations.number))
}

/** The number the next row of one of the two gets. Call it with the submission held. */
export async function findNextChargingNumber(
  tx: Tx,
  of: 'amendment' | 'determination',
  submissionId: string,
): Promise<number> {
  const table = of === 'amendment' ? figureAmendments : determinations
  const [row] = await tx
    .select({ next: sql<number>`coalesce(max(${table.number}), 0)::int + 1` })
    .from(table)
    .where(eq(table.submissionId, submissionId))
  return row?.next ?? 1
}

/**
 * Submissions whose last determination decided what somebody pays, the longest decided first.
 * @param page `after`: how many to leave out.
 */
export async function listDecidedCharges(db: Db | Tx, page: { after: number; most: number }) {
  const last = db
    .selectDistinctOn([determinations.submissionId], {
      submissionId: determinations.submissionId,
      outcome: determinations.outcome,
      madeAt: determinations.madeAt,
    })
    .from(determinations)
    .orderBy(determinations.submissionId, desc(determinations.number))
    .as('last')
  return db
    .select({ reference: submissions.reference })
    .from(last)
    .innerJoin(submissions, eq(submissions.id, last.submissionId))
    .where(ne(last.outcome, 'need-more'))
    .orderBy(asc(last.madeAt), asc(last.submissionId))
    .offset(page.after)
    .limit(page.most)
}
