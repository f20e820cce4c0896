/**
 * A reading that many want at once, and that must be of now: each gets one that began after they asked. Whoever asks while
 * one is under way shares the next with all others who do, so that no more than one is under way at a time.
 * @param read must come to an end, also where it fails.
 */
export function readingNow<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<Read> | undefined
  const begin = () => {
    next = undefined
    const reading = read()
    underWay = reading
    return reading
  }
  return () => (next ??= underWay.then(begin, begin))
}
