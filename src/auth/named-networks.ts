import { BlockList, isIP } from 'node:net'
import { council } from '#src/settings/council.ts'

/**
 * What an address may do, as many times that of another, where it belongs to a network of many people that the council
 * has named in its settings.
 */
export function timesOf(address: string): number {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  if (version === 0) return 1
  const named = council.networks.filter(({ addresses }) =>
    kept(addresses).check(plain, version === 6 ? 'ipv6' : 'ipv4'),
  )
  return Math.max(1, ...named.map(({ times }) => times))
}

/** Lists are made once for as long as the settings stay the same. */
const lists = new WeakMap<readonly string[], BlockList>()

function kept(addresses: readonly string[]): BlockList {
  const known = lists.get(addresses)
  if (known) return known
  const made = listOf(addresses)
  lists.set(addresses, made)
  return made
}

function listOf(addresses: readonly string[]): BlockList {
  const list = new BlockList()
  for (const one of addresses) {
    const [net = '', prefix] = one.split('/')
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4'
    if (prefix === undefined) list.addAddress(net, family)
    else list.addSubnet(net, Number(prefix), family)
  }
  return list
}
