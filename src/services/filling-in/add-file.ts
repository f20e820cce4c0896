import { randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { lockOpenDraft, updateDraft } from '#db/queries/drafts.ts'
import { deleteDraftFile, insertFile } from '#db/queries/files.ts'
import { seal } from '#db/sealing.ts'
import { evidenceName, isEvidenceType } from '#src/domain/evidence-file.ts'
import { env } from '#src/settings/env.ts'
import { FILE_MESSAGE, MOST_BYTES, MOST_FILES, type StoredFile } from '#src/forms/controls/files.ts'
import { findPage, type Form, questionOn } from '#src/forms/engine/form.ts'
import type { Answer, Problem } from '#src/forms/engine/question.ts'
import { draftExpiry, openState, sealState, visitHash } from './drafts.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'

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
  if (file.tooLarge || file.bytes.length > MOST_BYTES) return { message: FILE_MESSAGE }
  if (file.bytes.length === 0) return { message: 'That file is empty. Choose another one' }
  const type = await fileTypeFromBuffer(file.bytes)
  return type && isEvidenceType(type.mime) ? { type: type.mime } : { message: FILE_MESSAGE }
}

/** Stores a file, sealed, and has it scanned: until then it is held back. @param of Whose it is. */
export async function storeFile(
  tx: Tx,
  file: SentFile,
  of: { draftId: string } | { submissionId: string },
  { question, type, now }: { question: string; type: string; now: Temporal.Instant },
): Promise<StoredFile> {
  const id = randomUUID()
  const name = evidenceName(file.name, type)
  await insertFile(tx, {
    id,
    ...of,
    question,
    name: seal(name, `files:${id}:name`),
    mediaType: type,
    size: file.bytes.length,
    content: seal(file.bytes, `files:${id}:content`),
    scan: env.CLAMD ? 'waiting' : 'no-scanner',
    createdAt: asDate(now),
  })
  if (env.CLAMD) await sendJob(tx, 'scan-file', { fileId: id })
  return { id, name, size: file.bytes.length }
}

/**
 * Takes one file into a draft.
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
  if (!page || !questionOn(page, file.field)?.control.takesFiles) return problem(FILE_MESSAGE)
  const known = await mediaTypeOf(file)
  if ('message' in known) return problem(known.message)

  return transact(async (tx) => {
    const draft = await lockOpenDraft(tx, visitHash(visit), form.id, asDate(now))
    if (!draft) return problem('Your answers are no longer here. Start again, or ring us')
    const state = openState(draft)
    const before = storedFiles(state.answers[file.field])
    if (before.length >= MOST_FILES)
      return problem(`Send ${MOST_FILES} files or fewer. Remove one to add another`)
    const { type } = known
    const stored = await storeFile(tx, file, { draftId: draft.id }, { question: file.field, type, now })
    const value = [...before, stored]
    const next = { ...state, answers: { ...state.answers, [file.field]: { value } } }
    await updateDraft(tx, draft, sealState(draft.id, next), {
      now: asDate(now),
      expiresAt: draftExpiry(form, now),
    })
    return undefined
  })
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
