import type { Temporal } from 'temporal-polyfill'
import { estimate } from '#src/domain/charging/estimate.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import type { StoredEstimate, StoredSubmission } from '#src/services/submissions/stored-submission.ts'
import { chargingRates, currentRates } from '#src/settings/charging-rates.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'

/** What is kept of money with a submission, for the day it was received; nothing of a form that declares none. */
export function chargingAtSending(
  form: Form,
  walked: Walk,
  at: Temporal.Instant,
): Pick<StoredSubmission, 'charging' | 'circumstances' | 'sentAnswers'> {
  const charging = estimateOf(form, walked, at)
  if (!form.circumstances || !charging) return {}
  return {
    charging,
    circumstances: form.circumstances(walked.counts, surroundingsAt(at).today),
    sentAnswers: walked.counts,
  }
}

/** What care may cost by the answers so far, with the rates of that day; undefined of a form that declares no sum. */
export function estimateOf(form: Form, walked: Walk, at: Temporal.Instant): StoredEstimate | undefined {
  const { circumstances } = form
  if (!circumstances) return undefined
  const { policy } = chargingRates
  const rates = currentRates()
  const on = surroundingsAt(at).today
  const { voice, slots } = listenerOf(form, walked)
  return {
    policy,
    estimate: estimate({
      circumstancesOn: (day) => circumstances(walked.counts, day, on),
      rates,
      policy,
      on,
    }),
    name: voice === 'you' ? null : (slots['name'] ?? ''),
  }
}
