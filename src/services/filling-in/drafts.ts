import type { Temporal } from 'temporal-polyfill'
import { asDate } from '#db/moments.ts'
import type { DraftRow } from '#db/queries/drafts.ts'
import { keyedHash, open, seal } from '#db/sealing.ts'
import type { Sealed } from '#db/schema/sealed.ts'
import { council } from '#src/settings/council.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { DraftState } from './draft-state.ts'

const context = (draftId: string) => `drafts:${draftId}`

export const sealState = (draftId: string, { shownHere: _, ...state }: DraftState): Sealed =>
  seal(JSON.stringify(state), context(draftId))

/** What some parts of a draft were called in drafts stored before December 2026. The last of those are gone with 2027. */
interface OlderNames {
  readonly told?: DraftState['pointedOut']
  readonly tells?: NonNullable<DraftState['shownOn']>
  readonly taken?: NonNullable<DraftState['carriedOver']>
}

export function openState(draft: Pick<DraftRow, 'id' | 'state'>): DraftState {
  const stored: DraftState & OlderNames = JSON.parse(open(draft.state, context(draft.id)).toString('utf8'))
  const { told, tells, taken, ...state } = stored
  return {
    ...(told && { pointedOut: told }),
    ...(tells && { shownOn: tells }),
    ...(taken && { carriedOver: taken }),
    ...state,
  }
}

/** What a device's cookie is found by; the cookie itself is never stored. */
export const visitHash = (visit: string): string => keyedHash(visit, 'visit')

/** When a draft touched now goes: a council setting per form. */
export const draftExpiry = (form: Form, now: Temporal.Instant): Date =>
  asDate(now.add({ hours: council.draftHours[form.id] }))
