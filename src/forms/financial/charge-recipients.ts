import type { Address } from '../controls/address.ts'
import type { Group } from '../controls/repeat.ts'
import type { Walk } from '../engine/walk.ts'

/** By what right somebody looks after another’s money. An appointee looks after benefits only. */
export const authorities = {
  attorney: 'power of attorney',
  deputy: 'court deputy',
  appointee: 'looks after benefits only',
} as const
export type Authority = keyof typeof authorities

/** Somebody with authority over the money, as the form names them. */
export interface Representative {
  /** `rep-1` for the first that the form names, then `rep-2` …: events hold it, and no name. */
  readonly who: string
  readonly authority: Authority
  readonly name: string
  /** Their address, a line each; empty where the form gives none. */
  readonly address: readonly string[]
}

/**
 * Who may be sent a letter about the money besides the person: whoever the form names as attorney, deputy or
 * appointee. Nobody without such a right, whatever they do for the person.
 */
export function representativesIn({ counts, facts }: Walk): readonly Representative[] {
  const named = counts['fa-rep']
  const [authority = ''] = facts.values('fa-manages')
  if (!Object.hasOwn(authorities, authority) || !named || !('value' in named)) return []
  return (named.value as Group[]).flatMap(({ name, address }, at) =>
    name && 'value' in name
      ? [
          {
            who: `rep-${at + 1}`,
            authority: authority as Authority,
            name: String(name.value),
            address: address && 'value' in address ? linesOf(address.value as Address) : [],
          },
        ]
      : [],
  )
}

const linesOf = ({ line1, line2, town, postcode }: Address): readonly string[] =>
  [line1, line2, town, postcode].filter((line) => line !== undefined)

/**
 * Whether somebody may be abused through their money: no letter about it goes before a person checked that it is
 * safe. Whoever does it may be who looks after the money, so nobody is sent one unasked.
 */
export const isMoneyAtRisk = (flags: readonly string[]): boolean => flags.includes('fl-money-abuse')
