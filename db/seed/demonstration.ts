import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { findOpenAlert } from '#db/queries/alerts.ts'
import { insertChargingRates, listChargingRates } from '#db/queries/charging-rates.ts'
import { listDemonstrationStaff } from '#db/queries/staff.ts'
import { listDecisions } from '#db/queries/decisions.ts'
import { listEvents } from '#db/queries/events.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { LONDON } from '#src/domain/working-days.ts'
import { acknowledgeAlert } from '#src/services/desk/acknowledge-alert.ts'
import { decideTriage } from '#src/services/desk/decide-triage.act.ts'
import { asDate } from '#db/moments.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { takeSubmission } from '#src/services/desk/take-submission.act.ts'
import { type Ago, demonstrationConcerns } from './concerns.ts'
import { type DemonstrationRequest, demonstrationRequests } from './requests.ts'
import { sendForm } from './send-form.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/** Who signs in to the demonstration. All of them are made up. */
export const demonstrationStaff = [
  { email: 'officer@example.org', name: 'Sam Okafor', role: 'officer' },
  { email: 'manager@example.org', name: 'Priya Nair', role: 'manager' },
  { email: 'auditor@example.org', name: 'Tom Ellis', role: 'auditor' },
  { email: 'admin@example.org', name: 'Rosa Delgado', role: 'administrator' },
] as const

/**
 * Fills an empty embedded database with what a demonstration needs: staff, and forms of every kind, age and
 * state, sent and dealt with through the portal's own services. What an earlier start made is left as it is, and
 * what an interrupted one left undone is done now.
 * @param password of every demonstration account made now.
 */
export async function seedDemonstration(
  { password }: { password: string },
  now: Temporal.Instant,
): Promise<void> {
  const present = new Set((await read((db) => listDemonstrationStaff(db))).map(({ email }) => email))
  for (const person of demonstrationStaff) {
    if (!present.has(person.email))
      await addStaff({ ...person, password, isDemonstration: true }, asDate(now))
  }
  if ((await read((db) => listEvents(db, DEMONSTRATION))).length > 0) return
  const staff = await read((db) => listDemonstrationStaff(db))
  const sent = await sentBefore()
  await enterRates(staff, now)
  for (const one of demonstrationForms) await seedForm(one, staff, now, sent.get(longestIn(one.answers)))
  await transact((tx) =>
    recordEvent(tx, {
      submissionId: DEMONSTRATION,
      at: asDate(now),
      actor: 'system',
      kind: 'demonstration-complete',
      detail: {},
    }),
  )
}

/**
 * The newest second-hand amounts of the file, entered by the officer: whoever shows the demonstration confirms them as the
 * manager does, and no charge is decided before. Nothing is confirmed here: nobody has read them in the circular.
 */
async function enterRates(staff: readonly SignedInStaff[], now: Temporal.Instant): Promise<void> {
  const officer = staff.find(({ role }) => role === 'officer')
  const secondHand = chargingRates.rates.filter(({ checked }) => checked === 'second-hand')
  const newest = secondHand
    .map(({ from }) => from)
    .toSorted()
    .at(-1)
  await transact(async (tx) => {
    if (!officer || (await listChargingRates(tx)).length > 0) return
    const rows = secondHand.flatMap(({ name, amount, from, to, source }) =>
      from === newest && amount !== null
        ? [
            {
              id: randomUUID(),
              name,
              pence: amount,
              fromDay: from,
              toDay: to,
              source: `The circular of the year, still to be read. Seen so far in: ${source}`,
              enteredBy: officer.id,
              enteredAt: asDate(now),
            },
          ]
        : [],
    )
    await insertChargingRates(tx, rows)
  })
}

/** Stands in the events for the demonstration as a whole, which is no submission. */
const DEMONSTRATION = '00000000-0000-4000-8000-000000000001'

const demonstrationForms: readonly DemonstrationRequest[] = [
  ...demonstrationConcerns.map((concern) => ({
    ...concern,
    form: safeguardingConcern,
    answers: { ...concern.answers, 'sg-declare': ['true'] },
  })),
  ...demonstrationRequests,
]

/** What a form is known again by: the longest thing somebody says in it, which no two share. */
function longestIn(answers: unknown): string {
  const said =
    typeof answers === 'object' && answers !== null
      ? Object.values(answers).map(longestIn)
      : [String(answers)]
  const longest = said.reduce((most, one) => (one.length > most.length ? one : most), '')
  return longest.replaceAll('\r\n', '\n')
}

/** What an interrupted start sent. */
async function sentBefore(): Promise<ReadonlyMap<string, string>> {
  const listed = await read((db) => listReferences(db, { most: 1_000 }))
  const found = new Map<string, string>()
  for (const { reference } of listed) {
    const row = await read((db) => findSubmission(db, reference))
    if (row) found.set(longestIn(openSubmission(row).snapshot.answers), reference)
  }
  return found
}

/** A plain small picture, in place of a photo. */
const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function seedForm(
  one: DemonstrationRequest,
  staff: readonly SignedInStaff[],
  now: Temporal.Instant,
  sentBefore: string | undefined,
): Promise<void> {
  const person = (role: string): SignedInStaff => {
    const found = staff.find((person) => person.role === role)
    if (!found) throw new Error(`The demonstration has no ${role}.`)
    return found
  }
  const received = one.received === 'last-night' ? lastNight(now) : earlier(now, one.received)
  // Something read hours after it came in was not read before it came in, whatever the hour is now.
  const at = (ago: Ago) => latest(earlier(now, ago), received)
  const files = one.hasPhoto ? [{ name: 'Hallway.png', bytes: photo }] : []
  const reference = sentBefore ?? (await sendForm(one.form, one.answers, received, files))
  const rowNow = () => read((db) => findSubmission(db, reference))
  const version = async () => (await rowNow())?.version ?? 0
  const id = (await rowNow())?.id ?? ''
  const done = await read((db) => listEvents(db, id))
  const decided = (await read((db) => listDecisions(db, id))).length

  for (const [role, ago] of one.readBy ?? []) {
    const { name } = person(role)
    const wasRead = done.some(({ kind, staffName }) => kind === 'read' && staffName === name)
    if (!wasRead) await showSubmission(reference, person(role), at(ago))
    const alert = await read((db) => findOpenAlert(db, id))
    if (alert && role !== 'auditor') await acknowledgeAlert(alert.id, person(role), at(ago))
  }
  if (one.takenBy && !done.some(({ kind }) => kind === 'taken')) {
    const [role, ago] = one.takenBy
    await takeSubmission({ reference, staff: person(role), version: await version(), now: at(ago) })
  }
  for (const { by, at: ago, typed } of (one.decisions ?? []).slice(decided)) {
    const made = await decideTriage({
      reference,
      staff: person(by),
      version: await version(),
      typed: { ...typed, 'next-by': person(by).id },
      now: at(ago),
    })
    if (made.is !== 'decided') {
      throw new Error(`A decision of the demonstration was not taken: ${made.is}`)
    }
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
