import type { Temporal } from 'temporal-polyfill'
import { type Action, may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import type { Done } from './staff-act.ts'

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

type FieldNames = Readonly<Record<string, string>>
/** The first value of each field, blank where none was sent. */
type Said<Fields extends FieldNames> = { readonly [Key in keyof Fields]: string }

/** Something staff do by pressing a button on a page of the desk: who may, what its form sends, what happens. */
export interface DeskAct<Request extends StaffRequest, Fields extends FieldNames = FieldNames> {
  /** What its button sends as `_do`. */
  readonly name: string
  /** What somebody needs to be allowed. */
  readonly right: Action
  /** Names of what its form sends. The form takes them from here. */
  readonly fields: Fields
  /** Id on the page of where a problem of this field is put right. */
  readonly placeOf: (field: string, typed: Typed) => string
  /** Where on the page somebody goes on once it is done, like `#decisions`; blank for the top. */
  readonly leadsTo: (typed: Typed) => string
  /** Does it. Called by `runDeskAct`, only for staff who have the right. */
  readonly run: (request: Request, typed: Typed) => Promise<ActResult>
}

/** A desk act as it is declared. What is left out: a problem is put right at its field, and done leads to the top. */
interface DeclaredAct<Request extends StaffRequest, Fields extends FieldNames>
  extends Pick<DeskAct<Request, Fields>, 'name' | 'right' | 'fields'> {
  readonly placeOf?: (field: string, said: Said<Fields>) => string
  readonly leadsTo?: (said: Said<Fields>) => string
  /** @param said its fields, by their keys. @param typed all that was sent, where a field holds more than one value. */
  readonly run: (request: Request, said: Said<Fields>, typed: Typed) => Promise<ActResult>
}

/** Declares a desk act. */
export function deskAct<Request extends StaffRequest, const Fields extends FieldNames>(
  declared: DeclaredAct<Request, Fields>,
): DeskAct<Request, Fields> {
  const said = (typed: Typed) =>
    Object.fromEntries(
      Object.entries(declared.fields).map(([key, name]) => [key, typedIn(typed, name)]),
    ) as Said<Fields>
  return {
    ...declared,
    placeOf: (field, typed) => declared.placeOf?.(field, said(typed)) ?? field,
    leadsTo: (typed) => declared.leadsTo?.(said(typed)) ?? '',
    run: (request, typed) => declared.run(request, said(typed), typed),
  }
}

/** The act that a button asks for, among those of its page; undefined for a name that none of them has. */
export const actNamed = <Request extends StaffRequest>(
  acts: readonly DeskAct<Request>[],
  typed: Typed,
): DeskAct<Request> | undefined => {
  // A button of a repeated question says which question and which group after a colon.
  const [name] = typedIn(typed, '_do').split(':')
  return acts.find((act) => act.name === name)
}

/** Runs an act for whoever asks, if they may: the only way that a posted page does anything. */
export async function runDeskAct<Request extends StaffRequest>(
  act: DeskAct<Request>,
  request: Request,
  typed: Typed,
): Promise<ActResult> {
  if (!may(request.staff.role, act.right)) return { is: 'not-allowed' }
  return act.run(request, typed)
}
