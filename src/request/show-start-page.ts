import type { Form } from '#src/forms/engine/form.ts'
import { isSharedDevice } from '#src/http/shared-device.ts'
import { showHours } from '#src/services/information/show-hours.ts'
import { rateOn } from '#src/settings/charging-rates.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import type { Loaded } from './loaded.ts'
import type { PageRequest } from './page-request.ts'

/** The start page of a form: the same for everybody whose device has nothing here yet. */
export async function showStartPage({ url, locals, cookies }: PageRequest, form: Form): Promise<Loaded> {
  const { visit, reading, now } = locals
  if (visit !== undefined || url.search !== '' || url.pathname !== `/forms/${form.id}`) return {}
  const { today } = surroundingsAt(now)
  const { isOpen, opensAt } = showHours(form, now)
  const closed = isOpen ? undefined : opensAt.toString()
  const limit = rateOn('upper-capital-limit', today)
  const key = JSON.stringify(['start', form.id, reading, isSharedDevice(cookies), today, closed, limit])
  // There is nobody yet to name.
  return { sameForAll: { key, isNamed: () => false } }
}
