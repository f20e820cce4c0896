import type { AnswersOf } from '../engine/block.ts'
import {
  anyOf,
  because,
  type Condition,
  type Facts,
  holds,
  is,
  questionsRead,
  some,
} from '../engine/conditions.ts'
import type { concern } from '../safeguarding-concern.ts'

/** Where the answers point. Only a worker decides, and writes down why. */
export type Pointing = 'yes' | 'no' | 'find-out'
export type PartName = 'S42a' | 'S42b' | 'S42c'

export interface TestPart {
  part: PartName
  /** The question the worker decides, in the words of the law made plain. */
  asks: string
  points: Pointing
  /**
   * The answers that point there, by question id. For `find-out`, what was answered where an answer was
   * looked for: "I don’t know" or nothing.
   */
  because: readonly { id: string; values: readonly string[] }[]
}

type Points = Condition<AnswersOf<typeof concern>>

// Nothing in the form says that there is no abuse or risk of it, so the second part never points to no.
const PARTS: readonly { part: PartName; asks: string; yes: Points; no?: Points }[] = [
  {
    part: 'S42a',
    asks: 'Does the adult have needs for care and support, met or not?',
    yes: some('sg-needs'),
    no: is('sg-needs', 'none'),
  },
  {
    part: 'S42b',
    asks: 'Is the adult experiencing, or at risk of, abuse or neglect?',
    yes: anyOf(is('sg-still', 'once', 'repeat', 'now', 'risk'), some('sg-types')),
  },
  {
    part: 'S42c',
    asks: 'Because of those needs, is the adult unable to protect themself from it?',
    yes: is('sg-protect', 'no', 'with-help'),
    no: is('sg-protect', 'yes'),
  },
]

/**
 * The three-part test of section 42(1), Care Act 2014, as the answers point: never deciding. "I don’t know",
 * and a question left blank, is something to find out and never a no.
 * @param facts Of the concern, from `walk`.
 */
export function threePartTest(facts: Facts): TestPart[] {
  return PARTS.map(({ part, asks, yes, no }) => {
    if (holds(yes, facts)) return { part, asks, points: 'yes', because: because(yes, facts) }
    if (no && holds(no, facts)) return { part, asks, points: 'no', because: because(no, facts) }
    const looked = questionsRead(yes).map((id) => ({ id, values: facts.values(id) }))
    return { part, asks, points: 'find-out', because: looked }
  })
}
