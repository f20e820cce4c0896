/** The smallest count of people that is ever told. */
export const LEAST_TOLD = 5

/** A count as it may be told: the number, "fewer than five", or nothing, to protect the one that is small. */
export type ToldCount =
  | { readonly is: 'count'; readonly count: number }
  | { readonly is: 'few' }
  | { readonly is: 'not-shown' }

export interface ToldCounts {
  readonly counts: Readonly<Record<string, ToldCount>>
  /** Of all of them; undefined as soon as one is not told, since it could be worked out from the others then. */
  readonly total: number | undefined
}

/**
 * Counts of people as they may be told without telling of anybody: fewer than five, none included, is only said
 * to be few. Where just one is, the smallest of the others is not shown either, so that the one cannot be worked
 * out from a total known from elsewhere, such as the same people's answers to another question.
 * @param counts By option.
 */
export function toldCounts(counts: Readonly<Record<string, number>>): ToldCounts {
  const all = Object.entries(counts)
  const isFew = ([, count]: readonly [string, number]) => count < LEAST_TOLD
  const shown = all.filter((one) => !isFew(one)).toSorted(([, a], [, b]) => a - b)
  const [smallest] = shown
  const alsoHidden = all.filter(isFew).length === 1 ? smallest?.[0] : undefined
  const told = ([option, count]: readonly [string, number]): ToldCount => {
    if (count < LEAST_TOLD) return { is: 'few' }
    return option === alsoHidden ? { is: 'not-shown' } : { is: 'count', count }
  }
  return {
    counts: Object.fromEntries(all.map((one) => [one[0], told(one)])),
    total: shown.length === all.length ? all.reduce((sum, [, count]) => sum + count, 0) : undefined,
  }
}
