export interface Sender {
  readonly method: string
  readonly origin: string | null
  readonly secFetchSite: string | null
  readonly referer: string | null
  readonly host: string | null
  readonly isTls: boolean
}

/**
 * Whether a request may change anything: it came from a page of this portal, or from no browser at all.
 *
 * A browser names the page's origin on every POST, or at least says how far away it was; neither can be
 * left out or changed by another site's page. A request with none of these headers was made by a program,
 * which has no visitor's cookies to abuse (the reasoning of Go's net/http CrossOriginProtection); should a
 * very old browser send no more than Referer, that must match.
 * @param ownOrigin the setting ORIGIN; without it, where the request was sent to counts as ours.
 */
export function isFromHere(sender: Sender, ownOrigin: string | undefined): boolean {
  if (sender.method === 'GET' || sender.method === 'HEAD') return true
  const here = ownOrigin ?? originOf(`${sender.isTls ? 'https' : 'http'}://${sender.host}`)
  if (here === undefined) return false
  if (sender.origin !== null) return originOf(sender.origin) === here
  if (sender.secFetchSite !== null)
    return sender.secFetchSite === 'same-origin' || sender.secFetchSite === 'none'
  return sender.referer === null || originOf(sender.referer) === here
}

/** Undefined for what names no site: text that is no address, and the `null` of a sandboxed page. */
function originOf(address: string): string | undefined {
  const url = URL.parse(address)
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
