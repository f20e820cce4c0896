import { Temporal } from 'temporal-polyfill'

/** Longer than a proxy that is there stays silent. */
const WORTH_A_WARNING = { hours: 24 }

let heardAt: Temporal.Instant | undefined

/**
 * Notes that a request came with the header of a proxy where the settings know of none. Everybody behind it has one
 * address then, and shares what one address may do.
 */
export function noteUnknownProxy(now: Temporal.Instant): void {
  heardAt = now
}

/** Whether such a request came within the last day, to this web server. */
export const isBehindUnknownProxy = (now: Temporal.Instant): boolean =>
  heardAt !== undefined && Temporal.Instant.compare(heardAt.add(WORTH_A_WARNING), now) >= 0
