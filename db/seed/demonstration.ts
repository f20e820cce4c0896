import { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { listOpenAlerts } from '#db/queries/alerts.ts'
import { listDemonstrationStaff } from '#db/queries/staff.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { LONDON } from '#src/domain/working-days.ts'
import { acknowledgeAlert } from '#src/services/acknowledge-alert.ts'
import { decideTriage } from '#src/services/decide-triage.ts'
import { showSubmission } from '#src/services/show-submission.ts'
import { takeSubmission } from '#src/services/take-submission.ts'
import { type Ago, type DemonstrationConcern, demonstrationConcerns } from './concerns.ts'
import { sendConcern } from './send-concern.ts'

/** Who signs in to the demonstration. All of them are made up. */
export const demonstrationStaff = [
  { email: 'officer@example.org', name: 'Sam Okafor', role: 'officer' },
  { email: 'manager@example.org', name: 'Priya Nair', role: 'manager' },
  { email: 'auditor@example.org', name: 'Tom Ellis', role: 'auditor' },
  { email: 'admin@example.org', name: 'Rosa Delgado', role: 'administrator' },
] as const

/**
 * Fills an empty embedded database with what a demonstration needs: staff, and concerns of every age and
 * state, sent and dealt with through the portal's own services. What an earlier start made is left as it is.
 * @param password of every demonstration account made now.
 */
export async function seedDemonstration({ password }: { password: string }): Promise<void> {
  const present = new Set((await read((db) => listDemonstrationStaff(db))).map(({ email }) => email))
  for (const person of demonstrationStaff) {
    if (!present.has(person.email)) await addStaff({ ...person, password, isDemonstration: true })
  }
  if ((await read((db) => listReferences(db, { most: 1 }))).length > 0) return
  const staff = await read((db) => listDemonstrationStaff(db))
  const now = Temporal.Now.instant()
  for (const concern of demonstrationConcerns) await seedConcern(concern, staff, now)
}

/** A plain small picture, in place of a photo. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function seedConcern(
  concern: DemonstrationConcern,
  staff: readonly SignedInStaff[],
  now: Temporal.Instant,
): Promise<void> {
  const person = (role: string): SignedInStaff => {
    const found = staff.find((one) => one.role === role)
    if (!found) throw new Error(`The demonstration has no ${role}.`)
    return found
  }
  const received = concern.received === 'last-night' ? lastNight(now) : earlier(now, concern.received)
  // Something read hours after it came in was not read before it came in, whatever the hour is now.
  const at = (ago: Ago) => latest(earlier(now, ago), received)
  const files = concern.hasPhoto ? [{ name: 'Hallway.png', bytes: photo }] : []
  const reference = await sendConcern(concern.answers, received, files)
  const version = async () => (await read((db) => findSubmission(db, reference)))?.version ?? 0

  for (const [role, ago] of concern.readBy ?? []) {
    await showSubmission(reference, person(role), at(ago))
    const alert = (await read((db) => listOpenAlerts(db))).find((one) => one.reference === reference)
    if (alert && role !== 'auditor') await acknowledgeAlert(alert.id, person(role), at(ago))
  }
  if (concern.takenBy) {
    const [role, ago] = concern.takenBy
    await takeSubmission({ reference, staff: person(role), version: await version(), now: at(ago) })
  }
  for (const { by, at: ago, typed } of concern.decisions ?? []) {
    const decided = await decideTriage({
      reference,
      staff: person(by),
      version: await version(),
      typed: { ...typed, 'next-by': person(by).id },
      now: at(ago),
    })
    if (decided.is !== 'decided')
      throw new Error(`A decision of the demonstration was not taken: ${decided.is}`)
  }
}

const earlier = (now: Temporal.Instant, ago: Ago) => now.toZonedDateTimeISO(LONDON).subtract(ago).toInstant()

const latest = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) > 0 ? a : b)

/** The newest ten past two in the morning in London. */
function lastNight(now: Temporal.Instant): Temporal.Instant {
  const here = now.toZonedDateTimeISO(LONDON)
  const today = here.withPlainTime('02:10')
  const night = Temporal.ZonedDateTime.compare(today, here) <= 0 ? today : today.subtract({ days: 1 })
  return night.toInstant()
}
