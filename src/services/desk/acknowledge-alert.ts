import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findAlert, updateAlertAsAcknowledged } from '#db/queries/alerts.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

export type Acknowledged =
  /** Also when a colleague was first. */
  | { readonly is: 'acknowledged'; readonly reference: string }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-alert' }

/** Somebody says that they have seen an alert: nobody else is told of it any more. It keeps no promise. */
export async function acknowledgeAlert(
  alertId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<Acknowledged> {
  if (!may(staff.role, 'acknowledge-alert')) return { is: 'not-allowed' }
  const alert = isRowId(alertId) ? await read((db) => findAlert(db, alertId)) : undefined
  if (!alert) return { is: 'no-such-alert' }
  return transact(async (tx) => {
    const submissionId = await updateAlertAsAcknowledged(tx, alertId, staff.id, asDate(now))
    if (submissionId) {
      await recordEvent(tx, {
        submissionId,
        at: asDate(now),
        actor: 'staff',
        staffId: staff.id,
        kind: 'alert-acknowledged',
        detail: {},
      })
    }
    return { is: 'acknowledged', reference: alert.reference }
  })
}
