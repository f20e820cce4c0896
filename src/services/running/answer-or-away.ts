import { DatabaseError } from '#db/client.ts'
import { failureOf } from '#db/failure.ts'
import { errorFields, log } from '#src/log.ts'

/**
 * What the database says, or 'away' where it does not say it: for pages that have a word for that, and what to do
 * meanwhile. That it cannot be reached is in the log already, where it was noticed; a fault of ours is written there
 * here. Any other error is thrown.
 * @param milliseconds The longest wait, for a page that can do without the answer; left out, it waits until there is one.
 */
export async function answerOrAway<Answer>(
  asked: Promise<Answer>,
  milliseconds?: number,
): Promise<Answer | 'away'> {
  const answered = asked.catch((error: unknown) => {
    if (!(error instanceof DatabaseError)) throw error
    if (failureOf(error.code) === 'ours') log.error('a page goes without the database', errorFields(error))
    return 'away' as const
  })
  if (milliseconds === undefined) return answered
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), milliseconds)
  })
  return Promise.race([answered, late]).finally(() => clearTimeout(timer))
}
