import type { Voice } from './words.ts'

/**
 * Conditions: small typed values, never closures, so that pages, flags, tests and explanations can all read
 * them. `Reads` lists what a condition reads (`question=value`, `question=*`, `question=#`) as a type only;
 * `block` and `flags` check it against the questions that exist.
 */
export type Condition<Reads extends string = string> = (
  | { readonly op: 'is' | 'is-not' | 'ticked'; readonly id: string; readonly values: readonly string[] }
  | { readonly op: 'some'; readonly id: string }
  | { readonly op: 'at-least' | 'less-than'; readonly id: string; readonly number: number }
  | { readonly op: 'any' | 'all'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: readonly [Condition] }
  | { readonly op: 'form'; readonly forms: readonly number[] }
  | { readonly op: 'derived'; readonly name: Derived; readonly values: readonly string[] }
  | { readonly op: 'derived-at-least' | 'derived-less-than'; readonly name: Derived; readonly number: number }
) & { readonly __reads?: Reads }

/** Values worked out from answers, see derive.ts; `reader` is whose words are spoken, see form.ts. */
export type Derived = 'age' | 'in-area' | 'outcomes' | 'carer-outcomes' | 'any-unsafe' | 'reader'

export type Reads<C> = C extends Condition<infer R> ? R : never

/** The answer is one of the values. */
export const is = <const I extends string, const V extends string>(
  id: I,
  ...values: V[]
): Condition<`${I}=${V}`> => ({ op: 'is', id, values })

/** Answered, and none of the values. */
export const isNot = <const I extends string, const V extends string>(
  id: I,
  ...values: V[]
): Condition<`${I}=${V}`> => ({ op: 'is-not', id, values })

/** At least one of the values is ticked. */
export const includes = <const I extends string, const V extends string>(
  id: I,
  ...values: V[]
): Condition<`${I}=${V}`> => ({ op: 'ticked', id, values })

/** Something is ticked or added that is neither "none of these" nor a way out. */
export const some = <const I extends string>(id: I): Condition<`${I}=*`> => ({ op: 'some', id })

/** A number answer of at least n. */
export const atLeast = <const I extends string>(id: I, number: number): Condition<`${I}=#`> => ({
  op: 'at-least',
  id,
  number,
})

export const anyOf = <const C extends readonly Condition[]>(...of: C): Condition<Reads<C[number]>> => ({
  op: 'any',
  of,
})

export const allOf = <const C extends readonly Condition[]>(...of: C): Condition<Reads<C[number]>> => ({
  op: 'all',
  of,
})

export const not = <const C extends Condition>(of: C): Condition<Reads<C>> => ({ op: 'not', of: [of] })

/** The form is one of these, by its number in the question bank. */
export const formIs = (...forms: number[]): Condition<never> => ({ op: 'form', forms })

export const derived = (name: Derived, ...values: string[]): Condition<never> => ({
  op: 'derived',
  name,
  values,
})

/** The form speaks to one of these: the person themself, somebody for them, a professional. */
export const readerIs = (...voices: Voice[]): Condition<never> => derived('reader', ...voices)

export const derivedAtLeast = (name: Derived, number: number): Condition<never> => ({
  op: 'derived-at-least',
  name,
  number,
})

export const derivedLessThan = (name: Derived, number: number): Condition<never> => ({
  op: 'derived-less-than',
  name,
  number,
})

/** What a condition is read against. An id that does not apply, or has no answer, gives an empty list. */
export interface Facts {
  form: number
  /** The values of an answer: one for a single choice, every tick, or the way out taken. */
  values(id: string): readonly string[]
  /** Whether something real was ticked, typed or added: not "none of these" and not a way out. */
  hasSome(id: string): boolean
  number(id: string): number | undefined
  derived(name: Derived): string | number | undefined
  /** Whether a derived value is a count that a question left blank could still add to. Left out, none is. */
  mayGrow?(name: Derived): boolean
  /** The answers a derived value was worked out from, for quoting beside a flag. Left out, none are quoted. */
  derivedFrom?(name: Derived): { id: string; values: string[] }[]
}

/**
 * Whether the condition holds. Anything unanswered makes its part false (true under `not`): "fewer than two" of a count
 * holds only once everything counted was answered.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  switch (condition.op) {
    case 'is':
    case 'ticked':
      return facts.values(condition.id).some((value) => condition.values.includes(value))
    case 'is-not': {
      const values = facts.values(condition.id)
      return values.length > 0 && !values.some((value) => condition.values.includes(value))
    }
    case 'some':
      return facts.hasSome(condition.id)
    case 'at-least':
      return (facts.number(condition.id) ?? Number.NEGATIVE_INFINITY) >= condition.number
    case 'less-than':
      return (facts.number(condition.id) ?? Number.POSITIVE_INFINITY) < condition.number
    case 'any':
      return condition.of.some((part) => holds(part, facts))
    case 'all':
      return condition.of.every((part) => holds(part, facts))
    case 'not':
      return !holds(condition.of[0], facts)
    case 'form':
      return condition.forms.includes(facts.form)
    case 'derived': {
      const value = facts.derived(condition.name)
      return value !== undefined && condition.values.includes(String(value))
    }
    case 'derived-at-least': {
      const value = facts.derived(condition.name)
      return typeof value === 'number' && value >= condition.number
    }
    case 'derived-less-than': {
      const value = facts.derived(condition.name)
      return typeof value === 'number' && value < condition.number && !facts.mayGrow?.(condition.name)
    }
  }
}

/** The questions a condition reads, each once, in the order it names them. */
export function questionsRead(condition: Condition): string[] {
  if ('id' in condition) return [condition.id]
  if ('of' in condition) return [...new Set(condition.of.flatMap(questionsRead))]
  return []
}

/** What a condition reads that is worked out from answers. */
export function derivedNames(condition: Condition): Derived[] {
  if ('name' in condition) return [condition.name]
  return 'of' in condition ? condition.of.flatMap(derivedNames) : []
}

/** Whether a condition reads something that is worked out from answers. */
export const readsDerived = (condition: Condition): boolean => derivedNames(condition).length > 0

/**
 * The answers that make a condition true, for quoting beside a flag: question ids with the values that
 * counted. Empty when the condition does not hold, or holds without an answer (`form`).
 */
export function because(condition: Condition, facts: Facts): { id: string; values: string[] }[] {
  if (!holds(condition, facts)) return []
  switch (condition.op) {
    case 'is':
    case 'ticked': {
      const values = facts.values(condition.id).filter((value) => condition.values.includes(value))
      return [{ id: condition.id, values }]
    }
    case 'is-not':
    case 'some':
    case 'at-least':
    case 'less-than':
      return [{ id: condition.id, values: [...facts.values(condition.id)] }]
    case 'any':
    case 'all':
      return condition.of.flatMap((part) => because(part, facts))
    case 'derived':
    case 'derived-at-least':
    case 'derived-less-than':
      return facts.derivedFrom?.(condition.name) ?? []
    default:
      return []
  }
}

/**
 * What is left of a condition once everything outside `open` is known: true, false, or a smaller condition
 * that reads only the open questions (those on the same page, which the reader is still answering).
 */
export function remaining(
  condition: Condition,
  facts: Facts,
  open: ReadonlySet<string>,
): boolean | Condition {
  switch (condition.op) {
    case 'any':
    case 'all': {
      const decisive = condition.op === 'any'
      const parts = condition.of.map((part) => remaining(part, facts, open))
      if (parts.includes(decisive)) return decisive
      const left = parts.filter((part): part is Condition => typeof part !== 'boolean')
      if (left.length === 0) return !decisive
      return left.length === 1 && left[0] ? left[0] : { op: condition.op, of: left }
    }
    case 'not': {
      const part = remaining(condition.of[0], facts, open)
      return typeof part === 'boolean' ? !part : { op: 'not', of: [part] }
    }
    default:
      return 'id' in condition && open.has(condition.id) ? condition : holds(condition, facts)
  }
}
