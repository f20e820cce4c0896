import type { SignedInStaff } from '#src/auth/session.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import type { ActForm } from '#src/services/desk/act-form.ts'
import type { DeskAct, DeskPageName, DeskPages } from '#src/services/desk/desk-act.ts'
import type { PostedAct } from './posted-act.ts'

/** A form of an act as `ActForms.astro` draws it. */
export interface FormToDraw {
  readonly act: Pick<DeskAct<never>, 'name' | 'placeOf'>
  readonly form: ActForm
  /** What was typed in it and is wrong with that, where this very form was sent. */
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

/** The forms that somebody is offered in this place of a page, in the order of their files' names. */
export const formsIn = <Page extends DeskPageName>(
  acts: readonly DeskAct<Page>[],
  place: DeskPages[Page]['place'],
  shown: DeskPages[Page]['shown'],
  staff: SignedInStaff,
  { name, typed, problems }: PostedAct,
): FormToDraw[] =>
  acts
    .filter((act) => act.place === place)
    .flatMap((act) =>
      act.forms(shown, staff).map((form) => {
        const isSent =
          act.name === name &&
          Object.entries(form.hidden).every(([field, value]) => typedIn(typed, field) === value)
        return isSent ? { act, form, typed, problems } : { act, form, typed: {}, problems: [] }
      }),
    )
