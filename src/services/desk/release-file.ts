import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { lockSentFile, updateFileReleased } from '#db/queries/files.ts'
import { open, seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { problemOfLength } from '#src/domain/written.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { type ActResult, deskAct, type StaffRequest } from './desk-act.ts'
import { isOpenFile } from './show-submission.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

export type Fetched =
  | { readonly is: 'file'; readonly name: string; readonly mediaType: string; readonly content: Buffer }
  /** Not scanned clean and not opened by anybody. */
  | { readonly is: 'held-back'; readonly reference: string }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-file' }

export type Released =
  | { readonly is: 'released'; readonly reference: string }
  | { readonly is: 'problems'; readonly reference: string; readonly message: string }
  /** The scan found something: nobody can open it. */
  | { readonly is: 'infected'; readonly reference: string }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-file' }

/** Gives a file for download, and writes down who took it. */
export async function fetchFile(id: string, staff: SignedInStaff, now: Temporal.Instant): Promise<Fetched> {
  if (!may(staff.role, 'read-submissions')) return { is: 'not-allowed' }
  if (!isRowId(id)) return { is: 'no-such-file' }
  return transact(async (tx) => {
    const found = await lockSentFile(tx, id)
    if (!found) return { is: 'no-such-file' }
    const { file, reference } = found
    if (!isOpenFile(file)) return { is: 'held-back', reference }
    await noteEvent(tx, file, staff, now, 'file-opened')
    return {
      is: 'file',
      name: open(file.name, `files:${id}:name`).toString('utf8'),
      mediaType: file.mediaType,
      content: open(file.content, `files:${id}:content`),
    }
  })
}

/**
 * Lets a file be opened although no scan found it clean: a person decides, and says why. The reason is sealed
 * with the file; the event only says that there is one.
 */
export async function releaseFile(
  id: string,
  reason: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<Released> {
  if (!may(staff.role, releaseFileAct.right)) return { is: 'not-allowed' }
  if (!isRowId(id)) return { is: 'no-such-file' }
  return transact(async (tx) => {
    const found = await lockSentFile(tx, id)
    if (!found) return { is: 'no-such-file' }
    const { file, reference } = found
    if (file.scan === 'infected') return { is: 'infected', reference }
    if (isOpenFile(file)) return { is: 'released', reference }
    const written = reason.trim()
    if (written === '') return { is: 'problems', reference, message: 'Enter why you need to open this file' }
    const tooLong = problemOfLength(written)
    if (tooLong) return { is: 'problems', reference, message: tooLong }
    await updateFileReleased(tx, id, {
      by: staff.id,
      at: asDate(now),
      reason: seal(written, `files:${id}:release`),
    })
    await noteEvent(tx, file, staff, now, 'file-released')
    return { is: 'released', reference }
  })
}

export const releaseFileAct = deskAct({
  name: 'release-file',
  right: 'release-file',
  fields: { file: 'file', reason: 'release-reason' },
  // Each file has a form of its own; what is wrong with a file itself is said above them all.
  placeOf: (field, said): string =>
    field === releaseFileAct.fields.reason ? `release-${said.file}` : 'files',
  run: async ({ staff, now }: StaffRequest, said): Promise<ActResult> => {
    const { file, reason } = releaseFileAct.fields
    const released = await releaseFile(said.file, said.reason, staff, now)
    const problem = (field: string, message: string): ActResult => ({
      is: 'problems',
      problems: [{ field, message }],
    })
    switch (released.is) {
      case 'released':
        return { is: 'done' }
      case 'problems':
        return problem(reason, released.message)
      case 'infected':
        return problem(file, 'The scan found something harmful in this file. Nobody can open it')
      case 'no-such-file':
        return problem(file, 'This file is not here any more')
      case 'not-allowed':
        return { is: 'not-allowed' }
    }
  },
})

async function noteEvent(
  tx: Tx,
  file: { id: string; submissionId: string | null; scan: string },
  staff: SignedInStaff,
  now: Temporal.Instant,
  kind: 'file-opened' | 'file-released',
) {
  if (file.submissionId === null) return
  await recordEvent(tx, {
    submissionId: file.submissionId,
    at: asDate(now),
    actor: 'staff',
    staffId: staff.id,
    kind,
    detail: { fileId: file.id, scan: file.scan },
  })
}
