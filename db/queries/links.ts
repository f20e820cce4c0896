import { eq } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { submissions } from '#db/schema/index.ts'

/** The submission that a concern was saved from; undefined while, or if, it is never sent. */
export async function findSavedFrom(db: Db | Tx, concernId: string) {
  const [row] = await db
    .select({ reference: submissions.reference, form: submissions.form })
    .from(submissions)
    .where(eq(submissions.concernId, concernId))
  return row
}
