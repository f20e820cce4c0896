import { read } from '#db/client.ts'
import { deleteReport } from '#db/queries/directory.ts'
import { isRowId } from '#db/row-id.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { deskAct } from '#src/services/desk/desk-act.ts'

/**
 * Deletes a report that staff have seen to.
 * @returns false when this person may not, or somebody already did.
 */
export async function settleReport(id: string, staff: SignedInStaff): Promise<boolean> {
  return may(staff.role, settleReportAct.right) && isRowId(id) && (await read((db) => deleteReport(db, id)))
}

/** One that is not there any more was seen to by a colleague. */
export const settleReportAct = deskAct({
  page: 'system',
  name: 'settle-report',
  right: 'see-system',
  fields: { report: 'settled' },
  run: async ({ staff }, { report }) => {
    await settleReport(report, staff)
    return { is: 'done' }
  },
})
