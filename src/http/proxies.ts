import { isIP } from 'node:net'

/** The parts of a request that proxies write, as Node joins them: several headers, one text with commas. */
export interface Forwarded {
  /** The address at the other end of the connection. */
  readonly socketAddress: string
  readonly forwardedFor: string | null | undefined
  readonly forwardedProto: string | null | undefined
}

/**
 * The address of the client.
 *
 * Each proxy adds whom it heard from to the right of X-Forwarded-For, so with n proxies of ours the n-th
 * entry from the right was written by the outermost one. What stands further left anybody could have sent.
 * @param trustedProxies how many proxies stand in front; 0 believes no header.
 */
export function clientAddress(from: Forwarded, trustedProxies: number): string {
  const socket = withoutMapping(from.socketAddress)
  if (trustedProxies === 0) return socket
  const heard = entriesOf(from.forwardedFor)
  const told = heard.at(-Math.min(trustedProxies, heard.length))
  return (told && addressIn(told)) ?? socket
}

/** Whether the person's own connection is encrypted, as the outermost proxy of ours says. */
export function isOverTls(from: Forwarded, trustedProxies: number): boolean {
  if (trustedProxies === 0) return false
  const said = entriesOf(from.forwardedProto)
  return said.at(-Math.min(trustedProxies, said.length))?.toLowerCase() === 'https'
}

const entriesOf = (header: string | null | undefined): string[] =>
  (header ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')

/** Some proxies add the port: `203.0.113.7:5123`, `[2001:db8::1]:5123`. */
function addressIn(entry: string): string | undefined {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^([\d.]+):\d+$/.exec(entry)?.[1] ?? entry
  return isIP(bare) === 0 ? undefined : withoutMapping(bare)
}

/** `::ffff:203.0.113.7` is how a socket for both families writes 203.0.113.7. */
function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
}
