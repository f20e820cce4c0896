import type * as v from 'valibot'

interface Described {
  /** Of its file, of the folder of its words, and of every message it is: permanent. */
  readonly name: string
  /** What it is called on the system page, for staff. */
  readonly staff: string
  /**
   * What it says besides the facts that every text may name, by the placeholder its words have: `{{code}}`. The schema
   * checks what a service hands over, and turns it into words where it is not words yet.
   */
  readonly fields: Readonly<Record<string, v.GenericSchema<unknown, string>>>
}

/** A letter to the person who wrote to us, at the address they gave for themself. */
export interface LetterToWriter extends Described {
  readonly to: 'writer'
  /** Whether they wrote, or are still writing: what it belongs to, and is erased with. */
  readonly about: 'draft' | 'submission'
  /** Looked at again in the moment of sending: they said that contact is not safe, or took the address back. */
  readonly mayNotGoWhen: 'contact-unsafe'
  readonly job: 'send-letter'
}

/** A letter to whoever is on duty. Anybody may see their phone light up: its subject says nothing of whom or what. */
export interface LetterToDuty extends Described {
  readonly to: 'duty-contact'
  readonly about: 'alert'
  readonly mayNotGoWhen: 'alert-acknowledged'
  readonly job: 'send-alert'
}

/** A letter: who gets it, when it may not go, the job that sends it, and what its words may name. */
export type Letter = LetterToWriter | LetterToDuty

const declaredLetters = new WeakSet<object>()

/** Declares a letter. Exported from a file whose name ends in `.letter.ts`, it is one: see `all-letters.ts`. */
export function letter<const One extends Letter>(declared: One): One {
  declaredLetters.add(declared)
  return declared
}

/** Whether something that a file exports is a letter. */
export const isLetter = (exported: unknown): exported is Letter =>
  typeof exported === 'object' && exported !== null && declaredLetters.has(exported)

/** What a service hands over for a letter: no field more or less than it declares. */
export type FieldsOf<One extends Letter> = keyof One['fields'] extends never
  ? Readonly<Record<string, never>>
  : { readonly [Field in keyof One['fields']]: v.InferInput<One['fields'][Field]> }
