import { DatabaseError } from '#db/client.ts'

/** What the database says, or 'away' where it cannot be asked: for pages that have a word for that. */
export async function orAway<Answer>(asked: Promise<Answer>): Promise<Answer | 'away'> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof DatabaseError) return 'away'
    throw error
  }
}
