/** How a session ended, and what became of what was sent after that. */
export interface Ended {
  /** By time without use, at the longest time a session lasts, or in a way that is not known any more. */
  readonly by: 'idle' | 'longest' | 'unknown'
  /** `nothing-typed`: a button that brings no words. */
  readonly work: 'none-sent' | 'nothing-typed' | 'kept' | 'lost'
}

const bys: readonly Ended['by'][] = ['idle', 'longest', 'unknown']
const works: readonly Ended['work'][] = ['none-sent', 'nothing-typed', 'kept', 'lost']

/**
 * The address of the page to sign in on.
 * @param then where to go on after that. @param ended why somebody has to, where there is something to say of it.
 */
export function signInPath(then: string, ended?: Ended): string {
  const query = new URLSearchParams({ then })
  if (ended) {
    query.set('ended', ended.by)
    query.set('work', ended.work)
  }
  return `/staff/sign-in?${query}`
}

/** What `signInPath` said; undefined for anything else. */
export function readEnded(query: URLSearchParams): Ended | undefined {
  const by = bys.find((one) => one === query.get('ended'))
  const work = works.find((one) => one === query.get('work'))
  return by && work && { by, work }
}
