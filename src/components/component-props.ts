import type { PictureName } from '#src/forms/engine/pictures.ts'

/** The parts that several components share, named as GOV.UK Frontend names them. Words only, never markup. */

export type Attributes = Readonly<Record<string, string | boolean | undefined>>

export interface LabelProps {
  text?: string | undefined
  /** Read out after the text to those who do not see what it stands under: what it is asked about. */
  about?: string | undefined
  /** Shown before it, in Easy Read. */
  picture?: PictureName | undefined
  classes?: string | undefined
  /** The label is the heading of the page. */
  isPageHeading?: boolean | undefined
  attributes?: Attributes | undefined
}

export interface HintProps {
  text: string
  classes?: string | undefined
  attributes?: Attributes | undefined
}

export interface ErrorMessageProps {
  text: string
  visuallyHiddenText?: string | undefined
  classes?: string | undefined
  attributes?: Attributes | undefined
}

export interface LegendProps {
  text: string
  /** Shown before it, in Easy Read. */
  picture?: PictureName | undefined
  classes?: string | undefined
  isPageHeading?: boolean | undefined
}

export interface FormGroupProps {
  classes?: string | undefined
  attributes?: Attributes | undefined
}

/** What a box to write in, of any kind, may be given. */
export interface BoxProps {
  /** Also the name of the field where no id is given. */
  name: string
  id?: string | undefined
  label: LabelProps
  hint?: HintProps | undefined
  errorMessage?: ErrorMessageProps | undefined
  /** Ids of elements elsewhere that describe it, with spaces between. */
  describedBy?: string | undefined
  classes?: string | undefined
  formGroup?: FormGroupProps | undefined
  attributes?: Attributes | undefined
}

/** One answer of a list of answers, or words between two of them. */
export type ChoiceItem =
  | { divider: string }
  /** Says what the answers after it depend on, where nothing can hide them. */
  | { lead: string; onlyIf: string }
  | {
      value: string
      text: string
      /** Shown before it, in Easy Read. */
      picture?: PictureName | undefined
      id?: string | undefined
      /** Where it is not the name of the whole list. */
      name?: string | undefined
      label?: Pick<LabelProps, 'classes' | 'attributes'> | undefined
      hint?: HintProps | undefined
      checked?: boolean | undefined
      disabled?: boolean | undefined
      /** What it depends on, another answer of the same page: a condition in JSON, for the script. */
      onlyIf?: string | undefined
      /** Clears every other tick of the list. */
      behaviour?: 'exclusive' | undefined
      attributes?: Attributes | undefined
      /** A box to write in that belongs to this answer. */
      conditional?: (BoxProps & { value?: string | undefined }) | undefined
    }

/**
 * The value of `aria-describedby`: what describes the control already, then its hint, then its error.
 * Undefined when nothing does, so that the attribute is left out.
 */
export function describedBy(
  id: string,
  by: {
    describedBy?: string | undefined
    hint?: HintProps | undefined
    errorMessage?: ErrorMessageProps | undefined
  },
): string | undefined {
  const ids = [by.describedBy, by.hint && `${id}-hint`, by.errorMessage && `${id}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
