import type { Form, FormId } from './engine/form.ts'
import { safeguardingConcern } from './safeguarding-concern.ts'

/** The forms this portal offers, by the name in their address. */
export const forms: Readonly<Partial<Record<FormId, Form>>> = {
  'safeguarding-concern': safeguardingConcern,
}

/** The form of that name, or nothing: the name comes from an address, so it may be anything. */
export function findForm(id: string): Form | undefined {
  return Object.values(forms).find((form) => form.id === id)
}
