import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { may } from '#src/auth/roles.ts'
import { RequestRefused } from '#src/http/request-refused.ts'
import {
  actNamed,
  type DeskAct,
  type DeskPageName,
  type DeskPages,
  runDeskAct,
} from '#src/services/desk/desk-act.ts'
import type { TypedAtDesk } from './typed-at-desk.ts'

/** What a page of the desk draws after something was asked for on it, or when nothing was. */
export interface PostedAct {
  /** Of the act that was asked for; undefined when the page was only opened. */
  readonly name: string | undefined
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** The same for the summary of errors: the field of each is the id of where on the page it is put right. */
  readonly placed: readonly Problem[]
  readonly status: number
  readonly isRefused: boolean
  /** The version of the page that somebody acted on, when a colleague was faster. */
  readonly changedSince: number | undefined
  /** The version of the page that what is kept was typed on. */
  readonly keptSince: number | undefined
  /** Id on the page of the first field that has words in it which were kept. */
  readonly keptAt: string | undefined
  /** The end of the address to go on to, where it is done; then nothing is drawn. */
  readonly goTo: string | undefined
}

const opened: PostedAct = {
  name: undefined,
  typed: {},
  problems: [],
  placed: [],
  status: 200,
  isRefused: false,
  changedSince: undefined,
  keptSince: undefined,
  keptAt: undefined,
  goTo: undefined,
}

/** Said to a request that no button of the page sends. */
const unknownAct = () =>
  new RequestRefused(
    400,
    'This page cannot do that',
    'Nothing was changed.',
    'Go back to the page, open it again and use one of its buttons.',
  )

/**
 * Runs the act that was posted to a page of the desk, if one was. What is kept goes back into the form of its act, and is
 * not run: whoever typed it looks at it and sends it.
 * @param acts those of the page. @param asked who asks, and of what; the version is read from the form.
 * @throws RequestRefused 400 for an act that the page does not have.
 */
export async function postedAct<Page extends DeskPageName>(
  acts: readonly DeskAct<Page>[],
  { is, typed }: TypedAtDesk,
  asked: Omit<DeskPages[Page]['request'], 'version'>,
): Promise<PostedAct> {
  if (is === 'opened') return opened
  const act = actNamed(acts, typed)
  const version = Number(typedIn(typed, 'version'))
  if (is === 'kept') return act && may(asked.staff.role, act.right) ? keptIn(act, typed, version) : opened
  if (!act) throw unknownAct()
  const result = await runDeskAct(act, { ...asked, version }, typed)
  const posted = { ...opened, name: act.name, typed }
  switch (result.is) {
    case 'not-allowed':
      return { ...posted, status: 403, isRefused: true }
    case 'problems':
      return {
        ...posted,
        status: 422,
        problems: result.problems,
        placed: result.problems.map(({ field, message }) => ({ field: act.placeOf(field, typed), message })),
      }
    case 'changed':
      return { ...posted, status: 409, changedSince: versionOr0(version) }
    case 'shown':
      return { ...posted, typed: result.typed }
    case 'done':
      return { ...posted, goTo: act.leadsTo(typed) }
    // The page says so itself, once it is opened again.
    case 'no-such-submission':
      return { ...posted, goTo: '' }
  }
}

const versionOr0 = (version: number): number => (Number.isInteger(version) ? version : 0)

function keptIn(
  act: Pick<DeskAct<never>, 'name' | 'fields' | 'placeOf'>,
  typed: Typed,
  version: number,
): PostedAct {
  const fields = Object.values(act.fields)
  // Words, which no field has that goes with the form unseen.
  const words = Object.keys(typed).find(
    (name) => fields.includes(name) && /\s/.test(typedIn(typed, name).trim()),
  )
  return {
    ...opened,
    name: act.name,
    typed,
    keptSince: versionOr0(version),
    keptAt: words === undefined ? undefined : act.placeOf(words, typed),
  }
}

/**
 * The version somebody acted on, where something changed since: what the act found, or what is kept was typed on an older
 * page than the one it is shown on.
 */
export const changedFrom = ({ changedSince, keptSince }: PostedAct, version: number): number | undefined =>
  changedSince ?? (keptSince !== undefined && keptSince < version ? keptSince : undefined)

/** What was typed in the forms of these acts and what is wrong with it: nothing where another one was asked for. */
export const formOf = (
  { name, typed, problems }: PostedAct,
  ...acts: readonly Pick<DeskAct<never>, 'name'>[]
): { typed: Typed; problems: readonly Problem[]; isAsked: boolean } =>
  acts.some((act) => act.name === name)
    ? { typed, problems, isAsked: true }
    : { typed: {}, problems: [], isAsked: false }
