import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { listDraftsWithoutCode } from '#db/queries/drafts.ts'
import { visitHash } from './drafts.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { endVisit } from './end-visit.ts'

/** Answers that only this device can reach, told by when they were last saved and not by what they are. */
export interface Unkept {
  form: string
  savedAt: Temporal.Instant
}

/** What would be lost if this device were cleared: answers not sent and without a code, the newest first. */
export async function showUnkept(visit: string | undefined, now: Temporal.Instant): Promise<Unkept[]> {
  if (visit === undefined) return []
  const drafts = await read((db) => listDraftsWithoutCode(db, visitHash(visit), asDate(now)))
  return drafts.map((draft) => ({ form: draft.form, savedAt: asInstant(draft.updatedAt) }))
}

/**
 * Clears this device: answers without a code are deleted, everything else is reached from here no more.
 * @param isSure The person has read what is lost. Without it nothing happens while something would be.
 * @returns whether it was cleared.
 */
export async function clearDevice(
  visit: string | undefined,
  isSure: boolean,
  now: Temporal.Instant,
): Promise<boolean> {
  if (visit === undefined) return true
  if (!isSure && (await showUnkept(visit, now)).length > 0) return false
  await endVisit(visit)
  return true
}
