/**
 * What a question to the database says, when it is said soon enough: a page that can do without it waits no longer.
 * That the database cannot be reached is in the log already, where it was noticed.
 * @param milliseconds the longest wait.
 */
export function inTime<Answer>(asked: Promise<Answer>, milliseconds: number): Promise<Answer | 'away'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'away'>((resolve) => {
    timer = setTimeout(() => resolve('away'), milliseconds)
  })
  return Promise.race([asked.catch(() => 'away' as const), late]).finally(() => clearTimeout(timer))
}
