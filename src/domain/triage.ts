import { problemOfLength } from './written.ts'
import { type Outcome, outcomes } from './outcomes.ts'

/** From the least urgent to the most. */
export const colours = ['green', 'amber', 'red'] as const
export type TriageColour = (typeof colours)[number]

/**
 * What may be suggested, from the least urgent to the most: a colour, or none, where what could have raised one was
 * not asked. Whatever has none is put in order with amber.
 */
export const suggestions = ['green', 'not-asked', 'amber', 'red'] as const satisfies readonly (
  | TriageColour
  | 'not-asked'
)[]
export type SuggestedColour = (typeof suggestions)[number]

/** Each as staff read it. */
export const suggestionWords: Readonly<Record<SuggestedColour, string>> = {
  green: 'Green',
  'not-asked': 'Not enough asked',
  amber: 'Amber',
  red: 'Red',
}

/** The three parts of section 42(1), Care Act 2014. */
const testParts = ['needs', 'harm', 'protect'] as const
export type TestPartName = (typeof testParts)[number]

export const testAnswers = { yes: 'Yes', no: 'No', 'find-out': 'Find out' } as const
export type TestAnswer = keyof typeof testAnswers

/** Why a submission went to a colleague: a code, because an event holds no words about a person. */
export const handOverReasons = {
  shift: 'My shift is ending',
  knows: 'They know this person',
  team: 'It is for their team',
  conflict: 'I should not deal with this one',
  workload: 'They have room for it',
} as const
export type HandOverReason = keyof typeof handOverReasons

/** Fields of the decision form, as they are named in it. */
export const decisionFields = [
  'test-needs',
  'test-needs-why',
  'test-harm',
  'test-harm-why',
  'test-protect',
  'test-protect-why',
  'outcome',
  'passed-to',
  'colour',
  'colour-why',
  'reason',
  'next-step',
  'next-by',
] as const
export type DecisionField = (typeof decisionFields)[number]
export type TypedDecision = Readonly<Partial<Record<DecisionField, string>>>

/** A triage decision, complete. Words are trimmed; an empty one was left blank. */
export interface TriageDecision {
  readonly outcome: Outcome
  /** Who has it now; empty where the outcome passes it to nobody. */
  readonly passedTo: string
  readonly colour: TriageColour
  /** Why the colour is lower than suggested, or than it was; empty when it is not. */
  readonly colourWhy: string
  readonly test: Readonly<Record<TestPartName, { readonly answer: TestAnswer | null; readonly why: string }>>
  readonly reason: string
  readonly nextStep: string
  /** Id of the person who does the next step. */
  readonly nextBy: string
}

/** What a decision is judged against. */
export interface DecisionSetting {
  readonly suggestedColour: SuggestedColour
  /** The colour somebody decided before; null at the first decision. */
  readonly colour: TriageColour | null
  /** Safeguarding concerns have the three-part test. */
  readonly isSafeguarding: boolean
  /** What may be decided: see `outcomesOf`. */
  readonly outcomes: readonly Outcome[]
  /** Ids of the people who may do a next step. */
  readonly colleagues: readonly string[]
}

export interface DecisionProblem {
  readonly field: DecisionField
  readonly message: string
}

export type DecisionRead =
  | { readonly is: 'decision'; readonly decision: TriageDecision }
  | { readonly is: 'problems'; readonly problems: readonly DecisionProblem[] }

/**
 * The colour a decision may not go below without a reason: the higher of what was suggested and what was
 * decided before. Raising needs none, nor does choosing where nothing was suggested. Rule of the triage flags:
 * "Anyone may raise a colour; lowering one needs a reason".
 */
export function colourToJustify(setting: Pick<DecisionSetting, 'suggestedColour' | 'colour'>): TriageColour {
  const { colour } = setting
  const suggestedColour = setting.suggestedColour === 'not-asked' ? 'green' : setting.suggestedColour
  return colour !== null && isLower(suggestedColour, colour) ? colour : suggestedColour
}

/** Whether the first colour is less urgent than the second. */
export const isLower = (colour: SuggestedColour, than: SuggestedColour): boolean =>
  suggestions.indexOf(colour) < suggestions.indexOf(than)

/**
 * Reads a decision from what an officer typed: the decision, or everything to put right, in the order of the
 * form. A written reason is always needed; a section 42 enquiry needs an answer of the officer's own to all
 * three parts of the test, and none of them may be no, because section 42(1) holds only where all three do.
 */
export function readDecision(typed: TypedDecision, setting: DecisionSetting): DecisionRead {
  const problems: DecisionProblem[] = []
  const say = (field: DecisionField, message: string) => problems.push({ field, message })
  const words = (field: DecisionField): string => {
    const written = tidied(typed[field] ?? '')
    const tooLong = problemOfLength(written)
    if (tooLong) say(field, tooLong)
    return written
  }
  const outcome = oneOf(setting.outcomes, typed.outcome)

  const readPart = (part: TestPartName, name: string) => {
    const field = `test-${part}` as const
    const answer = oneOf(Object.keys(testAnswers) as TestAnswer[], typed[field])
    if (outcome === 'section-42' && setting.isSafeguarding) {
      if (!answer) say(field, `Select yes, no or find out for ${name}`)
      if (answer === 'no') {
        say(field, 'A section 42 enquiry needs all three parts. Change this no, or choose “Other enquiry”')
      }
    }
    return { answer: answer ?? null, why: words(`${field}-why`) }
  }
  const test = {
    needs: readPart('needs', 'care and support needs'),
    harm: readPart('harm', 'abuse or neglect'),
    protect: readPart('protect', 'protecting themself'),
  }

  if (!outcome) say('outcome', 'Select what you decided')
  const passedTo = words('passed-to')
  const isPassedOn = outcome !== undefined && outcomes[outcome].isPassedOn === true
  if (isPassedOn && passedTo === '') say('passed-to', 'Enter who it is passed to')

  const colour = oneOf(colours, typed.colour)
  if (!colour) say('colour', 'Select a colour')
  const floor = colourToJustify(setting)
  const colourWhy = words('colour-why')
  const lowers = colour !== undefined && isLower(colour, floor)
  if (lowers && colourWhy === '') say('colour-why', `Enter why the colour is lower than ${floor}`)

  const reason = words('reason')
  if (reason === '') say('reason', 'Enter the reason for your decision')
  const nextStep = words('next-step')
  if (nextStep === '') say('next-step', 'Enter what happens next')
  const nextBy = oneOf(setting.colleagues, typed['next-by'])
  if (!nextBy) say('next-by', 'Select who does the next step')

  if (!outcome || !colour || !nextBy || problems.length > 0) return { is: 'problems', problems }
  return {
    is: 'decision',
    decision: {
      outcome,
      passedTo: isPassedOn ? passedTo : '',
      colour,
      colourWhy: lowers ? colourWhy : '',
      test,
      reason,
      nextStep,
      nextBy,
    },
  }
}

const oneOf = <const T extends string>(known: readonly T[], typed: string | undefined): T | undefined =>
  known.find((value) => value === typed)

/** What was written, with line ends as they are kept and without control characters. */
const tidied = (written: string): string =>
  written
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
