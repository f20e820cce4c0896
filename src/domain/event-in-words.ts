import { Temporal } from 'temporal-polyfill'
import { clocks } from './clocks.ts'
import { inWords } from './dates-in-words.ts'
import { type AnyEvent, declarationOf, happenedInWords } from './events.ts'

/**
 * One event of a history in a sentence, without who and when: what happened, and what that promised.
 * @param names of staff, by id, and of letters, by the name that their messages have.
 */
export function eventInWords(event: AnyEvent, names: ReadonlyMap<string, string>): string {
  const { kind, detail } = event
  const noted: Readonly<Record<string, unknown>> = detail
  const promised = Object.values(clocks).flatMap(({ noted: name, staff }) => {
    const due = noted[name]
    const words = staff.promised[kind === 'received' ? 'first' : 'later']
    return typeof due === 'string' ? [words.replace('{due}', inWords(Temporal.Instant.from(due)))] : []
  })
  return [happenedInWords(event, names), ...promised].join(declarationOf(kind).joint ?? '; ')
}

const actors = { person: 'The person who wrote', staff: 'Staff', system: 'The portal' } as const

/** Who did it. */
export const actorInWords = (event: {
  readonly staffName: string | null
  readonly actor: keyof typeof actors
}): string => event.staffName ?? actors[event.actor]
