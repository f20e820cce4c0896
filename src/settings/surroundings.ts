import type { Temporal } from 'temporal-polyfill'
import { LONDON } from '#src/domain/working-days.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import type { Surroundings } from '#src/forms/engine/derive.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { listenerFor } from '#src/forms/engine/snapshot.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { rateOn } from './charging-rates.ts'
import { council } from './council.ts'

/** What a form is walked with besides its answers: the day in London, and the council's postcodes. */
export function surroundingsAt(now: Temporal.Instant): Surroundings {
  const at = now.epochMilliseconds
  if (at < day.from || at >= day.until) {
    const midnight = now.toZonedDateTimeISO(LONDON).startOfDay()
    const surroundings = {
      today: midnight.toPlainDate().toString(),
      postcodeDistricts: council.postcodeDistricts,
    }
    day = {
      from: midnight.epochMilliseconds,
      until: midnight.add({ days: 1 }).startOfDay().epochMilliseconds,
      surroundings,
    }
  }
  return day.surroundings
}

/** The day in London that was asked for last, in milliseconds: every request of a day asks for the same. */
let day = { from: 0, until: 0, surroundings: { today: '', postcodeDistricts: [] } as Surroundings }

/** Who the form speaks to, from what counts so far, and in which words; with the council's name for its area. */
export const listenerOf = (form: Form, walked: Walk, reading: ReadingStyle = 'plain'): Listener => ({
  ...listenerFor(form, walked.counts, (condition) => holds(condition, walked.facts), {
    'our area': council.area,
    // Until the amount of a new year is checked, questions speak of the limit without naming it.
    'upper limit': rateOn('upper-capital-limit', walked.today) ?? 'the upper limit',
  }),
  easyRead: reading === 'easy-read',
})
