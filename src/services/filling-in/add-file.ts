import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { type DraftRow, findOpenDraft, lockOpenDraft, updateDraft } from '#db/queries/drafts.ts'
import { deleteDraftFile } from '#db/queries/files.ts'
import { isRowId } from '#db/row-id.ts'
import { evidenceFault, isLockedOffice } from '#src/domain/evidence-content.ts'
import { isEvidenceType } from '#src/domain/evidence-file.ts'
import { pdfHeaderAt } from '#src/domain/pdf.ts'
import { FILE_MESSAGES, MOST_BYTES, MOST_FILES, type StoredFile } from '#src/forms/controls/files.ts'
import { findPage, type Form, questionOn } from '#src/forms/engine/form.ts'
import type { Answer, Problem } from '#src/forms/engine/question.ts'
import { spendOnFile } from '#src/services/running/budgets.ts'
import {
  dropFile,
  FileNotStored,
  giveFile,
  type StoredWhole,
  storeFile,
} from '#src/services/submissions/stored-file.ts'
import { draftExpiry, openState, sealState, visitHash } from './drafts.ts'

export interface SentFile {
  field: string
  name: string
  bytes: Buffer
  tooLarge: boolean
}

const storedFiles = (answer: Answer | undefined): StoredFile[] =>
  answer && 'value' in answer && Array.isArray(answer.value) ? (answer.value as StoredFile[]) : []

/**
 * What a file is, by its content and never by its name.
 * @returns Its media type, or what to put right.
 */
export async function mediaTypeOf(file: SentFile): Promise<{ type: string } | { message: string }> {
  const { bytes } = file
  if (file.tooLarge || bytes.length > MOST_BYTES) return { message: FILE_MESSAGES['too-large'] }
  if (bytes.length === 0) return { message: FILE_MESSAGES.empty }
  const { fileTypeFromBuffer } = await import('file-type')
  const told = (await fileTypeFromBuffer(bytes))?.mime
  const type = told ?? (pdfHeaderAt(bytes) >= 0 ? 'application/pdf' : undefined)
  if (isLockedOffice(bytes, type)) return { message: FILE_MESSAGES.locked }
  if (!type || !isEvidenceType(type)) return { message: FILE_MESSAGES['other-kind'] }
  const fault = evidenceFault(bytes, type)
  return fault ? { message: FILE_MESSAGES[fault] } : { type }
}

/**
 * Takes one file into a draft. It is stored first, and then given to the draft in one transaction: nobody else who saves
 * the draft waits while it is written.
 * @returns what to put right, or nothing when it is stored.
 */
export async function addFile(
  form: Form,
  pageName: string,
  visit: string,
  file: SentFile,
  now: Temporal.Instant,
): Promise<Problem | undefined> {
  const problem = (message: string): Problem => ({ field: file.field, message })
  const page = findPage(form, pageName)
  if (!page || !questionOn(page, file.field)?.control.takesFiles) return problem(FILE_MESSAGES['other-kind'])
  const known = await mediaTypeOf(file)
  if ('message' in known) return problem(known.message)
  const before = await read((db) => findOpenDraft(db, visitHash(visit), form.id, asDate(now)))
  const refused = whyNoFileMore(file.field, before)
  if (refused !== undefined) return problem(refused)

  const overBudget = await spendOnFile(file.bytes.length, now)
  if (overBudget !== undefined) return problem(overBudget)
  let stored: StoredWhole
  try {
    stored = await storeFile({ ...file, type: known.type, question: file.field }, now)
  } catch (error) {
    if (error instanceof FileNotStored) return problem(FILE_MESSAGES['not-kept'])
    throw error
  }
  const refusedNow = await transact(async (tx) => {
    const draft = await lockOpenDraft(tx, visitHash(visit), form.id, asDate(now))
    const refusedSince = whyNoFileMore(file.field, draft)
    if (!draft || refusedSince !== undefined) return refusedSince
    await giveFile(tx, stored.id, { draftId: draft.id })
    const state = openState(draft)
    const value: StoredFile[] = [...storedFiles(state.answers[file.field]), stored]
    const next = { ...state, answers: { ...state.answers, [file.field]: { value } } }
    await updateDraft(tx, draft, sealState(draft.id, next), {
      now: asDate(now),
      expiresAt: draftExpiry(form, now),
    })
    return undefined
  })
  if (refusedNow === undefined) return undefined
  await dropFile(stored.id)
  return problem(refusedNow)
}

/** Why a draft takes no other file for a question; undefined where it does. */
function whyNoFileMore(question: string, draft: DraftRow | undefined): string | undefined {
  if (!draft) return 'Your answers are no longer here. Start again, or ring us'
  if (storedFiles(openState(draft).answers[question]).length < MOST_FILES) return undefined
  return `Send ${MOST_FILES} files or fewer. Remove one to add another`
}

/** Takes a file out of a draft again. */
export async function removeFile(
  form: Form,
  visit: string,
  fileId: string,
  now: Temporal.Instant,
): Promise<void> {
  if (!isRowId(fileId)) return
  await transact(async (tx) => {
    const draft = await lockOpenDraft(tx, visitHash(visit), form.id, asDate(now))
    if (!draft) return
    const state = openState(draft)
    const answers = Object.fromEntries(
      Object.entries(state.answers).flatMap(([id, answer]): [string, Answer][] => {
        const held = storedFiles(answer)
        if (!held.some((file) => file.id === fileId)) return [[id, answer]]
        const value = held.filter((file) => file.id !== fileId)
        return value.length > 0 ? [[id, { value }]] : []
      }),
    )
    await deleteDraftFile(tx, draft.id, fileId)
    await updateDraft(tx, draft, sealState(draft.id, { ...state, answers }), {
      now: asDate(now),
      expiresAt: draftExpiry(form, now),
    })
  })
}
