import { colours, type TriageColour } from '#src/domain/triage.ts'
import { because, type Condition, holds } from './conditions.ts'
import type { Walk } from './walk.ts'

/** A triage flag of part E: advice to a person, never a decision. */
export interface Flag {
  /** Handling flags have no colour: they say how to act, and show first. */
  colour: TriageColour | 'handling'
  label: string
  /** Why it matters, and what to do next. */
  next: string
  when: Condition
}

export interface RaisedFlag {
  id: string
  colour: Flag['colour']
  label: string
  next: string
  /** The answers that raised it, by question id. */
  because: readonly { id: string; values: readonly string[] }[]
}

/** The flags a set of answers raises, handling flags first, then by colour. Free text is never scored. */
export function raiseFlags(flags: Readonly<Record<string, Flag>>, walked: Pick<Walk, 'facts'>): RaisedFlag[] {
  return inOrder(
    Object.entries(flags)
      .filter(([, flag]) => holds(flag.when, walked.facts))
      .map(([id, { when, ...flag }]) => ({ id, ...flag, because: because(when, walked.facts) })),
  )
}

/** Two lists of flags as one: a flag that is in both is there once, with every answer that raised it. */
export function withFlags(raised: readonly RaisedFlag[], more: readonly RaisedFlag[]): RaisedFlag[] {
  const both = raised.map((flag) => {
    const same = more.find(({ id }) => id === flag.id)?.because ?? []
    const others = same.filter(({ id }) => !flag.because.some((one) => one.id === id))
    return { ...flag, because: [...flag.because, ...others] }
  })
  return inOrder([...both, ...more.filter((flag) => !raised.some(({ id }) => id === flag.id))])
}

const order: readonly Flag['colour'][] = ['handling', ...colours.toReversed()]

/** Handling flags first, then by colour. */
export const inOrder = (raised: readonly RaisedFlag[]): RaisedFlag[] =>
  raised.toSorted((a, b) => order.indexOf(a.colour) - order.indexOf(b.colour))

/** The highest colour raised; green when none is: see `colourToSuggest` for what is sent unfinished. */
export function suggestedColour(raised: readonly RaisedFlag[]): TriageColour {
  return (
    (['red', 'amber'] as const).find((colour) => raised.some((flag) => flag.colour === colour)) ?? 'green'
  )
}
