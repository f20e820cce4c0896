import { DatabaseError } from '#db/client.ts'
import { failureOf } from '#db/failure.ts'

/**
 * What the database says, or 'away' where it cannot be asked: for pages that have a word for that. That it cannot be
 * reached is in the log already, where it was noticed; any other error is thrown.
 * @param milliseconds The longest wait, for a page that can do without the answer; left out, it waits until there is one.
 */
export async function answerOrAway<Answer>(
  asked: Promise<Answer>,
  milliseconds?: number,
): Promise<Answer | 'away'> {
  const answered = asked.catch((error: unknown) => {
    if (error instanceof DatabaseError && failureOf(error.code) !== 'ours') return 'away' as const
    throw error
  })
  if (milliseconds === undefined) return answered
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), milliseconds)
  })
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}
