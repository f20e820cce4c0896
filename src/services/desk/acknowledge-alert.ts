import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findAlert, lockAlertsToAcknowledge } from '#db/queries/alerts.ts'
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

/**
 * Somebody says that they have seen an alert: nobody is told of it for an hour. It keeps no promise, and only a
 * decision ends it.
 */
export async function acknowledgeAlert(
  alertId: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<Acknowledged> {
  if (!may(staff.role, 'acknowledge-alert')) return { is: 'not-allowed' }
  const alert = isRowId(alertId) ? await read((db) => findAlert(db, alertId)) : undefined
  if (!alert) return { is: 'no-such-alert' }
  await acknowledgeAlerts([alertId], now.toString(), staff, now)
  return { is: 'acknowledged', reference: alert.reference }
}

/**
 * The same of all that somebody was shown, in one transaction. What a colleague has acknowledged, what has ended, and
 * what something was added to since they were shown it stays as it is.
 * @param ids as they were posted. @param shownAt when the page they were on was made, as it was posted; where that is no
 *   moment nothing is acknowledged.
 */
export async function acknowledgeAlerts(
  ids: readonly string[],
  shownAt: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<{ readonly is: 'acknowledged' } | { readonly is: 'not-allowed' }> {
  if (!may(staff.role, 'acknowledge-alert')) return { is: 'not-allowed' }
  const at = asDate(now)
  const shown = new Date(shownAt)
  if (Number.isNaN(shown.getTime())) return { is: 'acknowledged' }
  const asked = { ids: ids.filter(isRowId), shownAt: shown, now: at }
  await transact(async (tx) => {
    for (const { submissionId } of await lockAlertsToAcknowledge(tx, asked)) {
      await recordEvent(tx, {
        submissionId,
        at,
        actor: 'staff',
        staffId: staff.id,
        kind: 'alert-acknowledged',
        detail: {},
      })
    }
  })
  return { is: 'acknowledged' }
}
