import type { Temporal } from 'temporal-polyfill'
import { transact } from '#db/client.ts'
import { lockSentFile, updateFileReleased } from '#db/queries/files.ts'
import { seal } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { problemOfLength } from '#src/domain/written.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { recordFileEvent } from './fetch-file.ts'
import { isOpenFile } from './show-submission.ts'

export type Released =
  | { readonly is: 'released'; readonly reference: string }
  | { readonly is: 'problems'; readonly reference: string; readonly message: string }
  /** The scan found something: nobody can open it. */
  | { readonly is: 'infected'; readonly reference: string }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-file' }

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
    await recordFileEvent(tx, file, staff, now, 'file-released')
    return { is: 'released', reference }
  })
}

const fields = { file: 'file', reason: 'release-reason' } as const

/** Files are listed on two pages. */
const releaseOn = <Page extends 'submission' | 'money'>(page: Page) =>
  deskAct({
    page,
    name: 'release-file',
    right: 'release-file',
    fields,
    // Each file has a form of its own; what is wrong with a file itself is said above them all.
    placeOf: (field, { file }) => (field === fields.reason ? `release-${file}` : 'files'),
    run: async ({ staff, now }, said) => {
      const released = await releaseFile(said.file, said.reason, staff, now)
      const problem = (field: string, message: string): ActResult => ({
        is: 'problems',
        problems: [{ field, message }],
      })
      switch (released.is) {
        case 'released':
          return { is: 'done' }
        case 'problems':
          return problem(fields.reason, released.message)
        case 'infected':
          return problem(fields.file, 'The scan found something harmful in this file. Nobody can open it')
        case 'no-such-file':
          return problem(fields.file, 'This file is not here any more')
        case 'not-allowed':
          return { is: 'not-allowed' }
      }
    },
  })

export const releaseFileAct = releaseOn('submission')
export const releaseMoneyFileAct = releaseOn('money')
