import type { Condition } from './conditions.ts'
import type { PaperPart } from './on-paper.ts'
import type { PictureName } from './pictures.ts'
import { twin, type Words } from './words.ts'

/** The ways out of a question that must be answered: saying something, not knowing everything. */
export type WayOut = 'dont-know' | 'rather-not-say' | 'unsafe'

export const WAYS_OUT: Readonly<Record<WayOut, Words>> = {
  'dont-know': 'I don’t know',
  'rather-not-say': twin('I’d rather not say', 'I do not want to say'),
  unsafe: 'It is not safe for me to answer',
}

/** What a way out of a question is called: its own words where it has any, such as “I don’t have this to hand”. */
export const wayOutWords = ({ outSays }: Pick<Common, 'outSays'>, out: WayOut): Words =>
  outSays?.[out] ?? WAYS_OUT[out]

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * An answer: a way out, or a value whose shape belongs to the question's control. `beside`: what was ticked beside
 * "It is not safe for me to answer", which counts; rules read the rest too, since harm ticked there is harm.
 */
export type Answer = { readonly out: WayOut; readonly beside?: readonly string[] } | { readonly value: Json }
export type Answers = Readonly<Record<string, Answer>>

/** What a person typed, field name by field name, before it is an answer. */
export type Typed = Readonly<Record<string, readonly string[]>>

/** Something to put right: which field to go to, and what to do there. */
export interface Problem {
  field: string
  message: Words
}

export type Reading<V extends Json = Json> =
  | { is: 'blank' }
  /** `doubts`: an answer that is accepted all the same, once they have been said. */
  | { is: 'value'; value: V; doubts?: readonly Problem[] }
  /** `value` is the part that could be read all the same, kept where the form may go on without the rest. */
  | { is: 'problem'; problems: readonly Problem[]; value?: V }

/**
 * What an answer is for, in the question bank's own marks: outcomes of the Care Act (O1–O10, C1–C8), limbs of
 * section 42(1), VOICE (first on the worker's summary), HIDE (never in a copy or on a resumed page), COMM,
 * MSP, REC, RETURN, charging inputs, and `+fl-…` and `+sp-…` for details read with a flag or a signpost.
 */
export type Feed =
  | `O${number}`
  | `C${number}`
  | 'S42a'
  | 'S42b'
  | 'S42c'
  | 'MSP'
  | 'COMM'
  | 'REC'
  | 'VOICE'
  | 'HIDE'
  | 'RETURN'
  | 'ROUTE'
  | 'facts'
  | 'pattern'
  | 'safety-now'
  | 'strengths'
  | 'wellbeing'
  | 'whole-family'
  | 'needs-that-vary'
  | 'necessary-care'
  | 'joint-or-separate'
  | 'willing'
  | 'able'
  | 'health-getting-worse'
  | `ch-${string}`
  | `+fl-${string}`
  | `+sp-${string}`

/**
 * In the order they are read before any contact: whether it is a risk, what a person somebody is worried about needs to
 * be understood, whether they could answer unwatched, the way that is safe, what a message may say and to whom not, how
 * they like to be reached, and what they need themselves.
 */
export const SAFE_CONTACT_STEPS = [
  'risk',
  'understood',
  'private',
  'route',
  'message',
  'way',
  'needs',
] as const

/** A box at the top of the desk's page about a submission: what contact is safe, who told us, whom it is about. */
export type SummaryPart = `safe-contact:${(typeof SAFE_CONTACT_STEPS)[number]}` | 'reporter' | 'adult'

/** What every question may say about itself. `R` is what its conditions read; `W` its ways out. */
export interface Common<W extends WayOut = WayOut, R extends string = string> {
  title: Words
  hint?: Words
  /** Whole sentence shown when it must be answered and is not. Left out where blank is never an error. */
  missing?: Words
  /** Labelled "(optional)"; blank is never asked about again. */
  optional?: true
  /** Everyone sees it, and it is labelled optional unless this holds. */
  mustWhen?: Condition<R>
  /** Either this question or its twin is enough. */
  unless?: string
  /** Ways out, offered after "or". */
  out?: readonly W[]
  /** Words of its own for a way out. */
  outSays?: { readonly [out in WayOut]?: Words }
  /** A way out offered only when this holds. */
  outWhen?: { readonly [out in W]?: Condition<R> }
  /** Asked only when this holds. Reads earlier questions, or earlier ones on the same page. */
  when?: Condition<R>
  feeds?: readonly Feed[]
  /** The box at the top of the desk's page that it shows in. */
  summary?: SummaryPart
  /** What the desk calls a submission by: the first and last name of whom it is about, else its sender. */
  names?: 'first' | 'last' | 'sender'
  /** What is worked out from it, see derive.ts. */
  gives?: 'age' | 'area' | 'outcomes'
  /** What Easy Read shows beside it. */
  picture?: PictureName
  /** Its answers have no pictures in Easy Read: none would say what they mean, or one would judge who ticks it. */
  plainOptions?: true
}

/**
 * Every kind of question. The file of each control adds its own to this list and says all about it there: a kind that
 * no control declares does not compile.
 */
// biome-ignore lint/suspicious/noEmptyInterface: what the controls add to it is all there is.
export interface Kinds {}
export type Kind = keyof Kinds

/** A question as the engine sees it. Must not mention the values it takes: see `Question`. */
export interface AnyQuestion {
  /** Names the component that shows it. Whatever else differs from kind to kind is asked of its control. */
  readonly kind: Kind
  readonly asks: Common
  readonly control: Control
  /** One of the scales that outcomes are counted from. */
  readonly scale?: 'manage' | 'carer-impact'
  /**
   * The question as it is offered now, where one of its options or ways out has a condition.
   * @param left What is left of a condition: whether it holds, or what it still depends on (`remaining`).
   */
  offered?(left: (when: Condition) => boolean | Condition): AnyQuestion
}

/** A question with the values it can take (`V`) and what its conditions read (`R`), as types only. */
export interface Question<V extends string, R extends string> extends AnyQuestion {
  readonly __values?: V
  readonly __reads?: R
}

/** An option of a choice as it is declared, or a bare label. */
export type Option = Words | Omit<ShownOption, 'value'>

/** Says declared words to whoever is reading. */
export type Tell = (words: Words) => string

/**
 * What is done to a field before it is read. `signs`: a program reads it (a number, a date, a code), so unseen signs go,
 * and figures and dashes become plain ones. `words`: a person reads it, so every sign stays as it was typed. `ticks`: it
 * holds values of ours, which are compared as they are.
 */
export type Cleaning = 'signs' | 'words' | 'ticks'

/** One kind of question: how its fields are read, checked, shown again, printed, and written for a person. */
export interface Control<V extends Json = Json> {
  /** Names of its fields. Repeats own every `<id>-<n>-<field>`. */
  owns(id: string, field: string): boolean
  /** Ways out are options of the same field, not a tick box of their own. */
  readonly waysOutAreOptions: boolean
  /** Its answer is files, taken in one by one and never read from what was typed. */
  readonly takesFiles?: true
  /** The id of the first thing to fill in, where a link to the question leads. */
  firstBox(id: string): string
  /** What is done to a field of it before it is read. */
  cleaning(id: string, field: string): Cleaning
  /**
   * Turns what was typed, once it is cleaned, into a value, or says what to put right. Never throws. Called by
   * `readAnswer`, which cleans; a control of groups hands `today` to it.
   */
  read(id: string, typed: Typed, today?: string): Reading<V>
  /**
   * What to put right that only the day tells, such as a date of birth still to come.
   * @param today London, `YYYY-MM-DD`.
   */
  checkOn?(id: string, value: V, today: string): readonly Problem[]
  /** Doubts that only the day tells, such as a date of birth 130 years ago. @param today London, `YYYY-MM-DD`. */
  doubtsOn?(id: string, value: V, today: string): readonly Problem[]
  /**
   * Fields that hold something nobody should send us, such as an account number, with what to say. What is in
   * them is never kept, not even half typed.
   */
  refuses?(id: string, typed: Typed): readonly Problem[]
  /** What the fields hold when this value is shown again. */
  fill(id: string, value: V): Typed
  /** What conditions read. */
  values(value: V): readonly string[]
  /** Whether something real was ticked, typed or added: not "none of these". */
  isSome(value: V): boolean
  /** For a person: one line or several. `tell` says declared words; what was typed is never passed to it. */
  write(value: V, tell: Tell): readonly string[]
  /**
   * The words of a box that was ticked, where a field holds boxes: empty for one that is not there (any more).
   * Undefined where the field is written in.
   */
  ticked?(id: string, field: string, value: string): Words | undefined
  /** For other programs, keyed by question id (and `<id>-<value>-text`). */
  export(id: string, value: V): Record<string, Json>
  /** Where it is answered with a pen, from top to bottom: something to tick or to write on, and its ways out. */
  paper(asks: Common): readonly PaperPart[]
  /**
   * A made-up answer that is read without fault.
   * @param values What conditions are to read of it, as far as that is a matter of ticking.
   */
  example(values?: readonly string[]): V
  /** Declaration data that a field component needs beyond title and hint. */
  readonly shows: Shows
}

/** An option of a question. Words are still to be said to a listener. */
export interface ShownOption {
  value: string
  label: Words
  /** What Easy Read shows beside it. */
  picture?: PictureName
  /** Clears every other tick. */
  exclusive?: true
  /** A text box that belongs to the option: `<id>-<value>-text`. */
  text?: Words
  /** Whole sentence shown when the option is picked and its text box must be filled and is not. */
  textMissing?: Words
  /** Offered only when this holds, which may be an answer of the same page, as with a follow-up. */
  when?: Condition
}

/** What a field component needs to show one question. Words are still to be said to a listener. */
export interface Shows {
  options?: readonly ShownOption[]
  /** Answered by nothing but its options: how many of them can be picked. */
  pick?: 'one' | 'several'
  /** Has buttons of its own, which Enter in a box must not press. */
  hasButtons?: true
  /** Sub-questions of a repeat group, keyed by field. */
  group?: Readonly<Record<string, AnyQuestion>>
  /** What one group of a repeat is called: "Person 1". */
  groupName?: Words
  /** The box that says there is nothing to add, `<id>-none`. */
  none?: Words
  /** Most groups. */
  most?: number
  rows?: number
  maxLength?: number
  inputMode?: 'numeric' | 'tel' | 'email' | 'text' | 'decimal'
  autocomplete?: string
}

/** The values of an answer, as conditions read them. */
export const valuesOf = (question: AnyQuestion, answer: Answer): readonly string[] =>
  'out' in answer ? [answer.out, ...(answer.beside ?? [])] : question.control.values(answer.value)

/** What was typed in one field, or an empty string. Only the first value: `tooMany` finds the rest. */
export const typedIn = (typed: Typed, field: string): string => typed[field]?.[0] ?? ''

export const tooMany = (typed: Typed, field: string): boolean => (typed[field]?.length ?? 0) > 1
