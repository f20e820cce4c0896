import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findRunningDue } from '#db/queries/clocks.ts'
import { findSubmissionById } from '#db/queries/submissions.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { asInstant } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { findSentFromHere } from './make-copy.ts'
import { findSentForm, type SentForm } from '#src/services/submissions/sent-form.ts'
import { findProgress, type OpenedDraft } from '#src/services/filling-in/show-page.ts'
import { statusCodeOf } from './status-code.ts'

/** What a form's start page and pages tell of a concern that its answers call for. */
export type TellConcern =
  | ({ readonly is: 'saved' } & ToldConcern)
  /** Not saved yet, since nobody could act on it: the page that asks for what is missing. */
  | { readonly is: 'waiting'; readonly page: string }

/** A safeguarding concern that was saved before its form was sent, as the device that wrote it may be told. */
export interface ToldConcern {
  readonly reference: string
  /** Opens its status, beside the reference. */
  readonly code: string
  readonly dueAt: Temporal.Instant | undefined
  /** The page that tells of it, once; undefined where every page does, or it is sent. */
  readonly page: string | undefined
}

/**
 * The concern saved from the form that this device has open, or in the concern's own form the one it adds to.
 * Undefined on a device that came back with a code: what was ticked about harm is not shown there.
 * @param opened The draft, where this request has loaded and walked it already and saved nothing since.
 */
export async function showConcern(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  opened?: OpenedDraft,
): Promise<TellConcern | undefined> {
  if (!form.alsoSaves && !form.isSafeguarding) return undefined
  const found = opened ?? (await findProgress(form, visit, now))
  if (!found || found.draft.isResumed) return undefined
  const { alsoSaves } = form
  if (alsoSaves && found.draft.concernId === null) {
    const walked = opened?.walked ?? walk(form, found.state, surroundingsAt(now))
    const isCalledFor = holds(alsoSaves.when, walked.facts)
    const asking = pagesOf(form).find((page) => alsoSaves.knows.some((id) => id in page.ask))
    return isCalledFor && asking ? { is: 'waiting', page: asking.name } : undefined
  }
  const concern = await told(found.draft.concernId, alsoSaves ? found.state.concernToldOn : undefined)
  return concern && { is: 'saved', ...concern }
}

/**
 * The concern saved from what this device sent last with this form, for its receipt: as long as the device may show
 * what was sent.
 */
export async function showSentConcern(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: SentForm,
): Promise<TellConcern | undefined> {
  if (!form.alsoSaves) return undefined
  const sent = found ?? (await findSentForm(form, visit))
  if (!sent || sent.draft.isResumed || sent.submission.concernId === null) return undefined
  const shown = await findSentFromHere(form, visit, now, sent)
  const concern = shown && (await told(shown.submission.concernId, undefined))
  return concern && { is: 'saved', ...concern }
}

async function told(id: string | null, page: string | undefined): Promise<ToldConcern | undefined> {
  if (id === null) return undefined
  const [concern, dueAt] = await read(
    async (db) => [await findSubmissionById(db, id), await findRunningDue(db, id, 'triage')] as const,
  )
  return (
    concern && {
      reference: concern.reference,
      code: statusCodeOf(concern),
      dueAt: dueAt && asInstant(dueAt),
      page,
    }
  )
}
