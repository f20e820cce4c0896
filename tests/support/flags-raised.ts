import { type RaisedFlag, raiseFlags } from '#src/forms/engine/raise-flags.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { noteSeen } from './seen.ts'

/** The flags that the answers to a form raise, noted for the count of what the tests see. */
export function raisedIn(form: Form, walked: Walk): RaisedFlag[] {
  const raised = raiseFlags(flags, walked)
  noteSeen(
    'flags',
    raised.map(({ id }) => `${form.id}: ${id}`),
  )
  return raised
}
