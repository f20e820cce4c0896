import { isIPv6 } from 'node:net'

/**
 * The part of a network address that one household or office holds: an IPv4 address, or the first half
 * (/64) of an IPv6 address, whose second half its holder can change at will. Other text is given back.
 */
export function addressHolder(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  const [plain = ''] = address.split('%')
  if (!isIPv6(plain)) return address
  // A URL writes an IPv6 address in one way only: lower case, no leading zeros, dotted parts as hex.
  const written = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const [before = '', after] = written.split('::')
  const head = before === '' ? [] : before.split(':')
  if (after === undefined) return head.slice(0, 4).join(':')
  const tail = after === '' ? [] : after.split(':')
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
