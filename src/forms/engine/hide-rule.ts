import type { AnyQuestion, Feed } from './question.ts'

/**
 * The one rule of what is kept off every copy and off every page that somebody came back to, since another person
 * may be reading: answers on harm, self-harm, safe contact and who must not know (HIDE), and every "It is not safe
 * for me to answer", whatever was answered. So does every answer of a safeguarding concern, and every page that
 * only tells what such an answer calls for: their form is asked, not the question.
 * @param feeds Of `feedsOf`.
 * @param isUnsafe It is not safe to answer, here or in any field of a repeated group: a group goes whole.
 */
export const isKeptOff = (feeds: readonly Feed[], isUnsafe: boolean): boolean =>
  isUnsafe || feeds.includes('HIDE')

/** What an answer is for; HIDE as well where a field of its group is. */
export const feedsOf = ({ asks, control }: AnyQuestion): readonly Feed[] => {
  const feeds = asks.feeds ?? []
  const isHiddenWithin = Object.values(control.shows.group ?? {}).some((one) => feedsOf(one).includes('HIDE'))
  return isHiddenWithin && !feeds.includes('HIDE') ? [...feeds, 'HIDE'] : feeds
}
