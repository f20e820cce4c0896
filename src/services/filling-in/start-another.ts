import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { type DraftOnDevice, findOpenDraft, findSentDraft, insertDraft } from '#db/queries/drafts.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { Answer } from '#src/forms/engine/question.ts'
import { spendOrRefuse } from '#src/services/running/budgets.ts'
import { draftExpiry, openState, sealState, visitHash } from './drafts.ts'
import { emptyState } from './draft-state.ts'
import { asDate } from '#db/moments.ts'

/** Hours after sending in which the sender's own details are remembered on the device: one sitting. */
const SITTING_HOURS = 4

/** The sender's own details as they gave them last; undefined once the sitting is over. */
async function remembered(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: DraftOnDevice,
): Promise<Record<string, Answer> | undefined> {
  if (!form.remembers || visit === undefined) return undefined
  const sent = found ?? (await read((db) => findSentDraft(db, visitHash(visit), form.id)))
  if (!sent?.sentAt || sent.sentAt < asDate(now.subtract({ hours: SITTING_HOURS }))) return undefined
  const { answers } = openState(sent)
  return Object.keys(answers).length > 0 ? answers : undefined
}

/** Whether another form of this kind can begin with the sender's own details. */
export const canStartAnother = async (
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: { readonly draft: DraftOnDevice },
) => (await remembered(form, visit, now, found?.draft)) !== undefined

/**
 * Begins another form of this kind with the sender's own details and nothing else. Where one is open on the device
 * already, that one stays as it is; without anything remembered nothing is begun, and the form starts blank.
 */
export async function startAnother(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
): Promise<void> {
  const answers = await remembered(form, visit, now)
  if (!answers || visit === undefined) return
  const device = visitHash(visit)
  const id = randomUUID()
  const isKnown = (ask: object) => Object.keys(ask).every((question) => question in answers)
  const passed = pagesOf(form).flatMap(({ name, ask }) =>
    isKnown(ask) ? [[name, Object.keys(ask)] as const] : [],
  )
  await transact(async (tx) => {
    if (await findOpenDraft(tx, device, form.id, asDate(now))) return
    const made = await insertDraft(tx, {
      id,
      visitHash: device,
      form: form.id,
      formVersion: form.version,
      state: sealState(id, { ...emptyState(), answers, passed: Object.fromEntries(passed) }),
      createdAt: asDate(now),
      updatedAt: asDate(now),
      expiresAt: draftExpiry(form, now),
    })
    if (made && !form.isSafeguarding) await spendOrRefuse(tx, 'drafts', now)
  })
}
