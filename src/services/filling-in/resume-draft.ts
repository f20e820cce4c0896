import type { Temporal } from 'temporal-polyfill'
import { read, type Tx, transact } from '#db/client.ts'
import {
  type DraftRow,
  deleteDraftDevice,
  deleteDraftWithoutCode,
  findDraftByCode,
  insertDraftDevice,
  lockDraftByCode,
  lockDraftOnDevice,
} from '#db/queries/drafts.ts'
import { type Device, knownDevice, rememberOpened } from '#src/auth/known-device.ts'
import { isPassword } from '#src/auth/password.ts'
import { countTry, forgiveTry, triesOfReference } from '#src/auth/tries.ts'
import { readResumeCode, secretAsKept } from '#src/domain/resume-code.ts'
import { findForm } from '#src/forms/all-forms.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { openState, visitHash } from './drafts.ts'
import { asDate } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { codeHash } from './make-resume-code.ts'
import { onDevice } from './resumed-device.ts'

export type Resumed =
  /** Open on this device now, at the first page that is not done, and read as it was. */
  | { is: 'opened'; form: string; page: string; reading: ReadingStyle | undefined }
  /** What was typed cannot be a code, or there is no word: nothing was tried. */
  | { is: 'unreadable'; fields: readonly ('code' | 'secret')[] }
  /** The code or the word: which of them is never told. */
  | { is: 'wrong' }
  | { is: 'wait'; seconds: number }
  /** These answers were sent already. */
  | { is: 'sent' }
  /** Other answers to the same form, without a code, are on this device: opening these deletes them. */
  | { is: 'other-answers-here' }

/** What a device remembers of answers it has opened. */
export const openingOf = (code: string): string => `resume-code ${codeHash(code)}`

interface Resume {
  code: string
  secret: string
  /** Other answers to the same form on this device may go. */
  mayReplace: boolean
  /** The device's cookie, begun only once code and word are right. */
  visit: () => string
  /** The client's network address, as the server trusts it. */
  address: string
  /** Known where it opened these answers before. */
  device?: Device
  now: Temporal.Instant
}

/**
 * Opens a draft on this device with its code and the word chosen with it. The device it was begun on keeps it.
 * Wrong tries are counted as those of signing in are, and a wrong code and a wrong word get the same answer
 * after the same work.
 */
export async function resumeDraft(resume: Resume): Promise<Resumed> {
  const code = readResumeCode(resume.code)
  const secret = secretAsKept(resume.secret)
  if (code === undefined || secret === '') {
    const fields = [...(code ? [] : ['code' as const]), ...(secret ? [] : ['secret' as const])]
    return { is: 'unreadable', fields }
  }
  const at = asDate(resume.now)
  const opening = openingOf(code)
  const tries = triesOfReference('resume-code', code, resume.address, knownDevice(resume.device, opening))
  const seconds = await countTry(tries, at)
  if (seconds !== null) return { is: 'wait', seconds }
  const hash = codeHash(code)
  const draft = await read((db) => findDraftByCode(db, hash, at))
  const isRight = await isPassword(draft?.secretHash ?? null, secret)
  if (!isRight) return { is: 'wrong' }
  rememberOpened(resume.device, opening)
  return transact(async (tx) => {
    await forgiveTry(tx, tries)
    const held = await lockDraftByCode(tx, hash, at)
    const form = held && findForm(held.form)
    if (!held || !form) return { is: 'wrong' }
    if (held.sentAt) return { is: 'sent' }
    if (!(await openOnDevice(tx, held, resume))) return { is: 'other-answers-here' }
    const state = onDevice({ isResumed: true, visitHash: visitHash(resume.visit()) }, openState(held))
    const { next } = walk(form, state, surroundingsAt(resume.now))
    return { is: 'opened', form: form.id, page: next ?? 'check', reading: state.reading }
  })
}

/** False when other answers to this form are in the way, and may not be deleted. */
async function openOnDevice(tx: Tx, draft: DraftRow, { visit, mayReplace, now }: Resume): Promise<boolean> {
  const device = visitHash(visit())
  const other = await lockDraftOnDevice(tx, device, draft.form)
  if (other) {
    const isLost = other.id !== draft.id && other.codeHash === null && other.expiresAt > asDate(now)
    if (isLost && !mayReplace) return false
    await deleteDraftDevice(tx, device, other.id)
    if (other.id !== draft.id) await deleteDraftWithoutCode(tx, other.id)
  }
  return insertDraftDevice(tx, {
    visitHash: device,
    draftId: draft.id,
    form: draft.form,
    isResumed: true,
    seenAt: asDate(now),
  })
}
