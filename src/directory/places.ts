import type { FeedService } from './service.ts'

type Location = NonNullable<FeedService['service_at_locations'][number]['location']>
type Address = Location['addresses'][number]

const BOX = /^\s*(?:p\.? ?o\.?|post office) box\b/i

/**
 * What an address is for: somewhere to go, somewhere to write to, or nowhere (a place on the web). By its own type, else
 * by that of its location; a box at the post office is nowhere to go whatever a feed says.
 */
export function purposeOf(
  { address_type, address_1 }: Address,
  { location_type }: Location,
): 'visit' | 'write' | 'none' {
  const type = address_type ?? location_type ?? ''
  if (/virtual/i.test(type)) return 'none'
  return BOX.test(address_1 ?? '') || /post|mail/i.test(type) ? 'write' : 'visit'
}
