import type { Temporal } from 'temporal-polyfill'
import { type Action, may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { ClockKind } from '#src/domain/clocks.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import type { ShownMoney } from '#src/services/charging/show-money.ts'
import type { ShownRates } from '#src/services/charging/show-rates.ts'
import type { System } from '#src/services/running/show-system.ts'
import type { ActForm, OwnActForm } from './act-form.ts'
import type { ShownSubmission } from './show-submission.ts'
import type { DeskRequest, Done } from './staff-act.ts'

/** Who asks for something at the desk, and when. */
export interface StaffRequest {
  readonly staff: SignedInStaff
  readonly now: Temporal.Instant
}

/** What came of a desk act. Every act answers with this, and nothing else. */
export type ActResult =
  | Done
  /** Nothing is stored: what to put right, field by field. */
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  /** Nothing was to be stored: the form is shown again, with these in its fields. */
  | { readonly is: 'shown'; readonly typed: Typed }

/**
 * The pages of the desk that acts stand on: what an act is told of who asks, what the page shows, and the places it has
 * for the forms of acts. The page puts the forms of a place where it belongs.
 */
export interface DeskPages {
  readonly submission: {
    readonly request: DeskRequest
    readonly shown: ShownSubmission
    /** With each letter that did not go; beside and below who has it; in the box of its copy, or of a clock that runs; in the last box. */
    readonly place:
      | 'letter'
      | 'beside-who'
      | 'below-who'
      | 'copy'
      | `clock:${ClockKind}`
      | 'in-touch'
      | 'closing'
  }
  readonly money: {
    readonly request: DeskRequest
    readonly shown: ShownMoney
    /** Below what was decided. */
    readonly place: 'determined'
  }
  readonly rates: {
    readonly request: StaffRequest
    readonly shown: ShownRates
    /** Below what was entered. */
    readonly place: 'aside'
  }
  readonly system: {
    readonly request: StaffRequest
    readonly shown: System
    /** None: what is done there is done to one of a list, whose rows have the buttons. */
    readonly place: never
  }
}
export type DeskPageName = keyof DeskPages

type FieldNames = Readonly<Record<string, string>>
/** The first value of each field, blank where none was sent. */
type Said<Fields extends FieldNames> = { readonly [Key in keyof Fields]: string }

/** Something staff do by pressing a button on a page of the desk: who may, what its form sends, what happens. */
export interface DeskAct<Page extends DeskPageName, Fields extends FieldNames = FieldNames> {
  /** The page its form stands on. */
  readonly page: Page
  /** What its button sends as `_do`. */
  readonly name: string
  /** What somebody needs to be allowed. */
  readonly right: Action
  /** Names of what its form sends. */
  readonly fields: Fields
  /** Where its form stands; undefined where a component of its own draws it. */
  readonly place: DeskPages[Page]['place'] | undefined
  /** The forms that somebody is offered with what the page shows: none, one, or one for each of several. */
  readonly forms: (shown: DeskPages[Page]['shown'], staff: SignedInStaff) => readonly ActForm[]
  /** Id on the page of where a problem of this field is put right. */
  readonly placeOf: (field: string, typed: Typed) => string
  /** Where on the page somebody goes on once it is done, like `#decisions`; blank for the top. */
  readonly leadsTo: (typed: Typed) => string
  /** Does it. Called by `runDeskAct`, only for staff who have the right. */
  readonly run: (request: DeskPages[Page]['request'], typed: Typed) => Promise<ActResult>
}

/** An act of any page. */
export type AnyDeskAct = { readonly [Page in DeskPageName]: DeskAct<Page> }[DeskPageName]

/** A desk act as it is declared. What is left out: a problem is put right at its field, and done leads to the top. */
interface DeclaredAct<Page extends DeskPageName, Fields extends FieldNames>
  extends Pick<DeskAct<Page, Fields>, 'page' | 'name' | 'right' | 'fields'> {
  /** Left out where a component draws it, since its form is more than boxes one below the other. */
  readonly form?: {
    readonly place: DeskPages[Page]['place']
    /** Asked only for staff who have the right. */
    readonly show: (
      shown: DeskPages[Page]['shown'],
      staff: SignedInStaff,
    ) => readonly OwnActForm<keyof Fields & string>[]
  }
  readonly placeOf?: (field: string, said: Said<Fields>) => string
  readonly leadsTo?: (said: Said<Fields>) => string
  /** @param said its fields, by their keys. @param typed all that was sent, where a field holds more than one value. */
  readonly run: (request: DeskPages[Page]['request'], said: Said<Fields>, typed: Typed) => Promise<ActResult>
}

const declaredActs = new WeakSet<object>()

/** Declares a desk act. Exported from a file whose name ends in `.act.ts`, it is one: see `desk-acts.ts`. */
export function deskAct<Page extends DeskPageName, const Fields extends FieldNames>(
  declared: DeclaredAct<Page, Fields>,
): DeskAct<Page, Fields> {
  const { page, name, right, fields, form } = declared
  const said = (typed: Typed) =>
    Object.fromEntries(
      Object.entries(fields).map(([key, field]) => [key, typedIn(typed, field)]),
    ) as Said<Fields>
  const names: FieldNames = fields
  const nameOf = (field: string) => names[field] ?? field
  const named = ({ boxes, hidden, ...own }: OwnActForm<keyof Fields & string>): ActForm => ({
    ...own,
    boxes: boxes.map(({ field, ...box }) => ({ ...box, name: nameOf(field) })),
    hidden: Object.fromEntries(hidden ? [[nameOf(hidden.field), hidden.value]] : []),
    about: hidden?.about,
  })
  const act: DeskAct<Page, Fields> = {
    page,
    name,
    right,
    fields,
    place: form?.place,
    forms: (shown, staff) => (form && may(staff.role, right) ? form.show(shown, staff).map(named) : []),
    placeOf: (field, typed) => declared.placeOf?.(field, said(typed)) ?? field,
    leadsTo: (typed) => declared.leadsTo?.(said(typed)) ?? '',
    run: (request, typed) => declared.run(request, said(typed), typed),
  }
  declaredActs.add(act)
  return act
}

/** Whether something that a file exports is an act. */
export const isDeskAct = (exported: unknown): exported is AnyDeskAct =>
  typeof exported === 'object' && exported !== null && declaredActs.has(exported)

/** The act that a button asks for, among those of its page; undefined for a name that none of them has. */
export const actNamed = <Page extends DeskPageName>(
  acts: readonly DeskAct<Page>[],
  typed: Typed,
): DeskAct<Page> | undefined => {
  // A button of a repeated question says which question and which group after a colon.
  const [name] = typedIn(typed, '_do').split(':')
  return acts.find((act) => act.name === name)
}

/** Runs an act for whoever asks, if they may: the only way that a posted page does anything. */
export async function runDeskAct<Page extends DeskPageName>(
  act: DeskAct<Page>,
  request: DeskPages[Page]['request'],
  typed: Typed,
): Promise<ActResult> {
  if (!may(request.staff.role, act.right)) return { is: 'not-allowed' }
  const result = await act.run(request, typed)
  if (result.is !== 'problems') return result
  // What a control says is in two readings: staff read plain words.
  const problems = result.problems.map(({ field, message }) => ({ field, message: inStyle(message, false) }))
  return { is: 'problems', problems }
}
