import { Temporal } from 'temporal-polyfill'
import * as v from 'valibot'
import { dutyLetter } from '#src/domain/alerts.ts'
import { inWords } from '#src/domain/dates-in-words.ts'
import { letter } from './letter.ts'

const number = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Something urgent waits: somebody is to sign in. One message for all that does. */
export const dutyAlert = letter({
  name: dutyLetter,
  staff: 'Something is waiting at the front door',
  to: 'duty-contact',
  about: 'alert',
  mayNotGoWhen: 'alert-acknowledged',
  job: 'send-alert',
  fields: {
    /** How many wait, and how many of them are red. */
    waiting: v.pipe(
      v.strictObject({ all: v.pipe(number, v.minValue(1)), red: number }),
      v.transform(({ all, red }) => {
        if (all === 1) return red === 1 ? 'One request, red, is waiting' : 'One request is waiting'
        return red === 0 ? `${all} requests are waiting` : `${all} requests, ${red} of them red, are waiting`
      }),
    ),
    /** When the first of them was alerted about. */
    since: v.pipe(v.instance(Temporal.Instant), v.transform(inWords)),
    /** The references that may be named, and how many are not. */
    which: v.pipe(
      v.strictObject({ named: v.array(v.string()), others: number }),
      v.transform(({ named, others }) => {
        if (named.length === 0) return 'Sign in to see which'
        const which = `${named.length === 1 ? 'Reference' : 'References'}: ${named.join(', ')}`
        return others === 0 ? which : `${which}, and ${others} more`
      }),
    ),
  },
})
