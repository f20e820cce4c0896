import type { Temporal } from 'temporal-polyfill'
import { calendar, council, standards } from '#src/settings/council.ts'
import { dayInWords, inWords } from '#src/domain/dates-in-words.ts'
import { allowanceInWords, lastDayOf } from '#src/domain/last-day.ts'
import { londonInstant } from '#src/domain/working-days.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { contactWayInWords } from '#src/forms/rules/contact-way.ts'
import { nextSteps, type SaidStep } from '#src/forms/engine/receipt.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import { listenerOf } from '#src/settings/surroundings.ts'

/**
 * What happens after a form was sent, said with the days as they stand at that moment: stored with the
 * submission and never worked out again.
 */
export function nextStepsAt(
  form: Form,
  walked: Walk,
  sent: { at: Temporal.Instant; dueAt: Temporal.Instant },
  reading: ReadingStyle = 'plain',
): SaidStep[] {
  const listener = listenerOf(form, walked, reading)
  const slots = { ...listener.slots, received: dayInWords(sent.at), due: inWords(sent.dueAt) }
  Object.defineProperty(slots, 'contact-way', { enumerable: true, get: () => contactWayInWords(walked) })
  for (const [name, { within }] of Object.entries(standards)) {
    // Worked out where a form says it: few say more than one.
    const last = () => londonInstant(lastDayOf(within, sent.at, calendar), council.officeHours.closesAt)
    Object.defineProperty(slots, name, { enumerable: true, get: () => dayInWords(last()) })
    Object.defineProperty(slots, `${name} time`, { enumerable: true, get: () => allowanceInWords(within) })
  }
  return nextSteps(form, walked, { ...listener, slots })
}
