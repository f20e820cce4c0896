/** What a form of a desk act is made of, as an act declares it: one component draws them all. */

/** Codes with their words, as the lists of `src/domain/` have them. */
type Options = Readonly<Record<string, string>>

/** A box of a form. `label` says what is asked. */
type Box =
  /** One of a list. `first` stands in it before anything is picked. */
  | { readonly is: 'one-of'; readonly label: string; readonly first: string; readonly options: Options }
  /** One line. */
  | { readonly is: 'line'; readonly label: string; readonly type: 'text' | 'email' }
  /** Words of any length that can be stored. */
  | { readonly is: 'words'; readonly label: string; readonly hint?: string; readonly rows: number }
  /** A day and a time that have passed, read with `readMoment`. */
  | { readonly is: 'moment'; readonly label: string }
  /** A tick, sent as `yes`, beside what it confirms. */
  | { readonly is: 'tick'; readonly label: string; readonly confirms: string }

interface FormWords {
  /** The form is folded away below these words; it stands open where this is left out. */
  readonly summary?: string
  /** Said above the boxes. */
  readonly above?: string
  /** Said in place of the boxes while it cannot be done yet. */
  readonly notYet?: string | undefined
  readonly button: string
  /** Where on the page it is shown again with what is to be put right, like `#determined`; the top where left out. */
  readonly comesBackTo?: string
}

/** A form as an act declares it, by the keys of its fields. */
export interface OwnActForm<Field extends string> extends FormWords {
  readonly boxes: readonly (Box & { readonly field: Field })[]
  /** The field that says which of several forms it is, and the words that do, read out after its button and summary. */
  readonly hidden?: { readonly field: Field; readonly value: string; readonly about: string }
}

/** A form to be drawn, by the names of its fields. */
export interface ActForm extends FormWords {
  readonly boxes: readonly (Box & { readonly name: string })[]
  readonly hidden: Readonly<Record<string, string>>
  readonly about: string | undefined
}
