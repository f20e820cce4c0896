import type { Temporal } from 'temporal-polyfill'
import { type Tx, transact } from '#db/client.ts'
import { lockSentFile } from '#db/queries/files.ts'
import { open } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import { evidenceName } from '#src/domain/evidence-file.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { readFileBytes } from '#src/services/submissions/stored-file.ts'
import { isOpenFile } from './show-submission.ts'

export type Fetched =
  | { readonly is: 'file'; readonly name: string; readonly mediaType: string; readonly content: Buffer }
  /** Not scanned clean and not opened by anybody. */
  | { readonly is: 'held-back'; readonly reference: string }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-file' }

/** Gives a file for download, and writes down who took it. Its bytes are read once nothing is held any more. */
export async function fetchFile(id: string, staff: SignedInStaff, now: Temporal.Instant): Promise<Fetched> {
  if (!may(staff.role, 'read-submissions')) return { is: 'not-allowed' }
  if (!isRowId(id)) return { is: 'no-such-file' }
  const found = await transact(async (tx) => {
    const sent = await lockSentFile(tx, id)
    if (sent && isOpenFile(sent.file)) await recordFileEvent(tx, sent.file, staff, now, 'file-opened')
    return sent
  })
  if (!found) return { is: 'no-such-file' }
  const { file, reference } = found
  if (!isOpenFile(file)) return { is: 'held-back', reference }
  return {
    is: 'file',
    // Of one that was taken in before endings followed from the content too.
    name: evidenceName(open(file.name, `files:${id}:name`).toString('utf8'), file.mediaType),
    mediaType: file.mediaType,
    content: await readFileBytes(file),
  }
}

/** Writes down that a member of staff opened a file, or let it be opened. */
export async function recordFileEvent(
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
