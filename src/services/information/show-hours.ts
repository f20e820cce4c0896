import type { Temporal } from 'temporal-polyfill'
import { calendar, council } from '#src/settings/council.ts'
import { isOfficeOpen, nextReadingTime } from '#src/domain/office-hours.ts'
import { dutyCalendar } from '#src/domain/working-days.ts'
import type { Form } from '#src/forms/engine/form.ts'

/**
 * Whether somebody reads this form now, and if not, from when. The duty team works through the council's own
 * closure days, so a safeguarding concern is never told to wait for the office.
 */
export function showHours(
  form: Pick<Form, 'isSafeguarding'>,
  now: Temporal.Instant,
): { readonly isOpen: boolean; readonly opensAt: Temporal.Instant } {
  return {
    isOpen: isOfficeOpen(now, calendar, council.officeHours),
    // Asked for only while it is closed.
    get opensAt() {
      const days = form.isSafeguarding ? dutyCalendar(calendar) : calendar
      return nextReadingTime(now, days, council.officeHours)
    },
  }
}
