import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { countOpenAlerts, listFailedMessages, listMessages } from '#db/queries/alerts.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import { asDate } from '#db/moments.ts'
import { type Given, sendConcern } from '#db/seed/send-form.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { DutyRole } from '#src/domain/alerts.ts'
import { council } from '#src/settings/council.ts'
import { acknowledgeAlerts } from '#src/services/desk/acknowledge-alert.ts'
import { decideTriage } from '#src/services/desk/decide-triage.act.ts'
import { alertLine, listAlerts } from '#src/services/desk/show-alerts.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { takeSubmission } from '#src/services/desk/take-submission.act.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { eventsOf, newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'

let mail: MailServer
let alertDuty: typeof import('#src/jobs/alert-duty.ts').alertDuty
let sendAlert: typeof import('#src/jobs/send-alert.ts').sendAlert
let officer: SignedInStaff

beforeAll(async () => {
  // Before anything reads a setting.
  mail = await startMailServer()
  process.env.SMTP_URL = mail.url
  process.env.ORIGIN = 'https://portal.example.org'
  ;({ alertDuty } = await import('#src/jobs/alert-duty.ts'))
  ;({ sendAlert } = await import('#src/jobs/send-alert.ts'))
})
afterAll(() => mail.close())
beforeEach(async () => {
  await resetDatabase()
  mail.reset()
  officer = await newStaff('officer', 'Sam Okafor')
  told = []
  done = new Set()
})

const { first, second } = council.emergencyDuty
const manager = council.dutyManager
/** A Sunday in winter. */
const sunday = Temporal.Instant.from('2026-11-22T20:00:00Z')
const wednesday = Temporal.Instant.from('2026-11-18T10:00:00Z')
const minutes = (count: number, from = sunday) => from.add({ minutes: count })

const red: Given = {
  'danger-now': 'yes',
  'sg-who': 'public',
  'private-now': 'yes',
  'sg-named': 'anonymous',
  'sg-adult-name': 'Hana Notarealname',
  'sg-what': 'He hurts her.',
  'sg-types': ['physical'],
}

/** Every email that came in, with its minute after a moment. */
let told: { minute: number; to: string; text: string }[]
let done: Set<string>

/** What the worker does in one minute: it looks, as often as asked at once, and sends what was queued. */
async function workAt(now: Temporal.Instant, { from = sunday, workers = 1 } = {}): Promise<void> {
  await Promise.all(Array.from({ length: workers }, () => alertDuty({}, jobAt(now))))
  const rows = await read((db) =>
    db.execute<{ id: string; data: { messageId: string; to: DutyRole } }>(
      sql`select id, data from pgboss.job where name = 'send-alert' order by created_on`,
    ),
  )
  for (const { id, data } of rows.filter((row) => !done.has(row.id))) {
    const before = mail.letters.length
    // What fails comes again, as the queue has it.
    const isSent = await sendAlert(data, jobAt(now)).then(
      () => true,
      () => false,
    )
    if (isSent) done.add(id)
    for (const { to, text } of mail.letters.slice(before))
      told.push({ minute: from.until(now).total('minutes'), to, text })
  }
}

async function workThrough(fromMinute: number, toMinute: number, { from = sunday, workers = 1 } = {}) {
  for (let minute = fromMinute; minute <= toMinute; minute++)
    await workAt(minutes(minute, from), { from, workers })
}

async function sendAt(now: Temporal.Instant, change: Given = {}): Promise<string> {
  const reference = await sendConcern({ ...red, ...change }, now)
  const { id } = await rowOf(reference)
  await transact((tx) => updateSubmission(tx, id, { suggestedColour: 'red' }))
  return reference
}

async function decide(reference: string, now: Temporal.Instant) {
  const { version } = await rowOf(reference)
  const typed = {
    outcome: 'advice',
    colour: 'red',
    reason: 'It is in hand.',
    'next-step': 'Ring her sister.',
    'next-by': officer.id,
  }
  const decided = await decideTriage({ reference, staff: officer, version, typed, now })
  expect(decided.is).toBe('decided')
}

async function take(reference: string, now: Temporal.Instant) {
  const { version } = await rowOf(reference)
  expect(await takeSubmission({ reference, staff: officer, version, now })).toEqual({ is: 'done' })
}

const minutesOf = (email: string) => told.filter(({ to }) => to === email).map(({ minute }) => minute)

/** The most messages that one contact had within an hour. */
const mostInAnHour = (email: string) => {
  const times = minutesOf(email)
  return Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + 60).length))
}

const calling = async (now: Temporal.Instant) =>
  (await read((db) => countOpenAlerts(db, asDate(now)))).calling

describe('39 reds on a Sunday night', () => {
  test('are at most four messages an hour to each contact, and none once all are decided', async () => {
    const references: string[] = []
    // They come in over two hours, and two workers look every minute.
    for (let minute = 0; minute <= 180; minute++) {
      if (references.length < 39 && minute % 3 === 0) references.push(await sendAt(minutes(minute)))
      await workAt(minutes(minute), { workers: 2 })
    }
    expect(references).toHaveLength(39)
    for (const { email } of [first, second]) {
      expect(mostInAnHour(email), email).toBeLessThanOrEqual(4)
      expect(minutesOf(email).length, email).toBeGreaterThanOrEqual(6)
      const gaps = minutesOf(email).flatMap((at, n, all) => (n === 0 ? [] : [at - (all[n - 1] ?? at)]))
      expect(Math.min(...gaps), email).toBeGreaterThanOrEqual(15)
    }
    expect(minutesOf(first.email)[0], 'the first at once').toBe(0)
    expect(minutesOf(second.email)[0], 'the second after the first has had their time').toBe(15)
    expect(told.at(-1)?.text).toContain('39 requests, 39 of them red, are waiting')
    expect(new Set(told.map(({ to }) => to))).toEqual(new Set([first.email, second.email]))

    for (const reference of references) await decide(reference, minutes(181))
    const before = told.length
    await workThrough(182, 250)
    expect(told).toHaveLength(before)
    expect(await alertLine(officer, minutes(250))).toBeUndefined()
    expect((await read((db) => listFailedMessages(db, 10))).length).toBe(0)
  }, 120_000)

  test('each of them reaches the first contact within a quarter of an hour, and the second one after', async () => {
    for (let minute = 0; minute <= 60; minute++) {
      if ([0, 4, 17].includes(minute)) await sendAt(minutes(minute))
      await workAt(minutes(minute))
    }
    expect(minutesOf(first.email).slice(0, 2)).toEqual([0, 15])
    const said = (email: string, from: number) =>
      told.find(({ to, minute, text }) => to === email && minute >= from && text.includes('3 requests'))
        ?.minute
    expect(said(first.email, 17)).toBeLessThanOrEqual(17 + 15)
    expect(said(second.email, 17)).toBeLessThanOrEqual(17 + 30)
  })
})

describe('an alert', () => {
  test('says no name and nothing of what happened, and no reference of whom contact can harm', async () => {
    const named = await sendAt(sunday)
    const unsafe = await sendAt(sunday, { 'sg-adult-name': 'Ken Madeupson' })
    const { id: namedId } = await rowOf(named)
    const { id: unsafeId } = await rowOf(unsafe)
    await transact(async (tx) => {
      await updateSubmission(tx, namedId, { flags: [] })
      await updateSubmission(tx, unsafeId, { flags: ['fl-safe-contact'] })
    })
    await workAt(sunday)
    expect(mail.letters).toHaveLength(1)
    const letter = `${mail.letters[0]?.head}\n${mail.letters[0]?.text}`
    expect(letter).toContain('Subject: Something is waiting at the adult social care front door')
    expect(letter).toContain('https://portal.example.org/staff/alerts')
    expect(letter).toContain('8pm on Sunday 22 November 2026')
    expect(letter).toContain(`Reference: ${named}, and 1 more.`)
    expect(letter).not.toContain(unsafe)
    expect(letter).not.toMatch(/Hana|Ken|hurts|safeguarding|concern|physical/i)
    expect(mail.letters[0]?.head).not.toContain(named)
  })

  test('is quiet for an hour once somebody takes it, and is told of again while nobody decides', async () => {
    const reference = await sendAt(sunday)
    await workThrough(0, 20)
    expect(minutesOf(first.email)).toEqual([0])
    expect(minutesOf(second.email)).toEqual([15])
    await take(reference, minutes(20))
    expect((await alertLine(officer, minutes(21)))?.calling).toBe(0)
    await workThrough(21, 79)
    expect(told).toHaveLength(2)
    await workThrough(80, 95)
    expect(minutesOf(first.email)).toEqual([0, 80])
    expect(minutesOf(second.email)).toEqual([15, 95])
    await decide(reference, minutes(96))
    await workThrough(97, 200)
    expect(told).toHaveLength(4)
    expect((await eventsOf(reference)).map(({ kind }) => kind)).toEqual([
      'received',
      'alert-raised',
      'alert-told',
      'alert-told',
      'taken',
      'alert-told',
      'alert-told',
      'decided',
    ])
  })

  test('of which one is taken leaves the others calling', async () => {
    const [one, other] = [await sendAt(sunday), await sendAt(minutes(1))]
    await take(one, minutes(2))
    await workThrough(3, 40)
    expect(told.map(({ text }) => /One request|2 requests/.exec(text)?.[0])).toEqual([
      'One request',
      'One request',
      'One request',
    ])
    await decide(other, minutes(41))
    await workThrough(42, 61)
    expect(told).toHaveLength(3)
    await workThrough(62, 62)
    expect(told, 'the hour of the first is over').toHaveLength(4)
  })

  test('that ends or is seen after its message was made is not in it', async () => {
    const reference = await sendAt(sunday)
    await alertDuty({}, jobAt(sunday))
    await decide(reference, sunday.add({ seconds: 1 }))
    await workAt(sunday.add({ seconds: 2 }))
    expect(mail.letters).toHaveLength(0)
    expect((await read((db) => listMessages(db, 10))).map(({ state }) => state)).toEqual(['withheld'])
  })

  test('that the mail server cannot take is tried again, tells nobody until it went, and then says it once', async () => {
    const reference = await sendAt(sunday)
    mail.isBusy = true
    await workThrough(0, 3)
    expect((await read((db) => listMessages(db, 10))).map(({ state }) => state)).toEqual(['trying-again'])
    expect((await eventsOf(reference)).map(({ kind }) => kind)).not.toContain('alert-told')
    mail.isBusy = false
    await workThrough(4, 40)
    expect(minutesOf(first.email), 'the wait counts from when it went').toEqual([4, 30])
    expect(minutesOf(second.email)).toEqual([15])
    expect(await read((db) => listFailedMessages(db, 10))).toEqual([])
  })

  test('that goes to an address which is refused is given up at once, in the history, until somebody has seen to it', async () => {
    const reference = await sendAt(sunday)
    mail.isRefusing = true
    await workThrough(0, 16)
    const failed = async () => (await read((db) => listFailedMessages(db, 10))).map(({ failure }) => failure)
    expect(await failed()).toEqual(['address-refused', 'address-refused'])
    expect((await eventsOf(reference)).map(({ kind }) => kind)).toEqual([
      'received',
      'alert-raised',
      'alert-not-told',
      'alert-not-told',
    ])
    await take(reference, minutes(17))
    expect(await failed()).toEqual([])
  })

  test('whose message could not be sent for a quarter of an hour goes with the next, not beside it', async () => {
    await sendAt(sunday)
    mail.isBusy = true
    await workThrough(0, 44)
    mail.isBusy = false
    await workThrough(45, 62)
    for (const { email } of [first, second]) {
      const gaps = minutesOf(email).flatMap((at, n, all) => (n === 0 ? [] : [at - (all[n - 1] ?? at)]))
      expect(Math.min(15, ...gaps), email).toBe(15)
      expect(minutesOf(email).length, email).toBeGreaterThan(0)
    }
    const states = (await read((db) => listMessages(db, 20))).map(({ state }) => state)
    expect(states).toContain('withheld')
    expect(states).not.toContain('waiting')
  })

  test('nobody acknowledges for two days stops, stays on the desk, and is one failure for all', async () => {
    const references = [await sendAt(sunday), await sendAt(sunday)]
    const later = sunday.add({ hours: 48, minutes: 1 })
    for (const _ of [1, 2]) await workAt(later, { workers: 2 })
    expect(mail.letters).toHaveLength(0)
    expect(await read((db) => listFailedMessages(db, 10))).toMatchObject([
      { contact: 'Nobody acknowledged 2 alerts in 48 hours', failure: null },
    ])
    for (const reference of references)
      expect((await eventsOf(reference)).at(-1)?.kind).toBe('alert-given-up')
    expect((await alertLine(officer, later))?.open).toBe(2)
  })

  test('whose last quiet hour is over has two days from then', async () => {
    const reference = await sendAt(sunday)
    await take(reference, sunday.add({ hours: 40 }))
    await workAt(sunday.add({ hours: 49 }))
    expect(mail.letters, 'raised 49 hours ago').toHaveLength(1)
  })
})

describe('in office hours', () => {
  test('a suggested red that nobody who may decide has read for half an hour alerts the duty manager', async () => {
    const reference = await sendAt(wednesday)
    const auditor = await newStaff('auditor', 'Ola Reader')
    await showSubmission(reference, auditor, minutes(5, wednesday))
    await showSubmission(reference, officer, minutes(6, wednesday), 'json')
    await workThrough(0, 29, { from: wednesday })
    expect(told).toEqual([])
    await workThrough(30, 60, { from: wednesday, workers: 2 })
    expect(told.map(({ minute, to }) => [minute, to])).toEqual(
      [30, 45, 60].map((minute) => [minute, manager?.email]),
    )
    expect(told[0]?.text).toContain('10am on Wednesday 18 November 2026')
    const line = await alertLine(officer, minutes(60, wednesday))
    expect(line?.reddest?.reference).toBe(reference)
    await decide(reference, minutes(61, wednesday))
    await workThrough(62, 100, { from: wednesday })
    expect(told).toHaveLength(3)
  })

  test('one that was read in time alerts nobody, and nor does what is not red', async () => {
    const reference = await sendAt(wednesday)
    const { id } = await rowOf(await sendAt(wednesday))
    await transact((tx) => updateSubmission(tx, id, { suggestedColour: 'amber' }))
    await showSubmission(reference, officer, minutes(20, wednesday))
    await workThrough(25, 60, { from: wednesday })
    expect([told, await calling(minutes(60, wednesday))]).toEqual([[], 0])
  })

  test('what a person added and nobody has read counts from then', async () => {
    const reference = await sendAt(wednesday)
    await showSubmission(reference, officer, minutes(5, wednesday))
    const { id } = await rowOf(reference)
    await transact((tx) => updateSubmission(tx, id, { changedAt: asDate(minutes(50, wednesday)) }))
    await workThrough(51, 79, { from: wednesday })
    expect(told).toEqual([])
    await workThrough(80, 80, { from: wednesday })
    expect(minutesOf(manager?.email ?? '')).toEqual([80])
  })

  test('what comes in just before closing is told to whoever is on duty after it', async () => {
    const evening = Temporal.Instant.from('2026-11-18T16:45:00Z')
    await sendAt(evening)
    await workThrough(0, 45, { from: evening })
    expect(told.map(({ minute, to }) => [minute, to])).toEqual([
      [30, first.email],
      [45, second.email],
    ])
  })

  test('what waits from the night is the duty manager’s', async () => {
    const early = Temporal.Instant.from('2026-11-23T08:40:00Z')
    await sendAt(early)
    await workThrough(0, 50, { from: early })
    expect(told.map(({ minute, to }) => [minute, to])).toEqual([
      [0, first.email],
      [15, second.email],
      [30, manager?.email],
      [45, manager?.email],
    ])
  })

  test('a red that was given up on at night is told of again by day', async () => {
    await sendAt(sunday)
    // Tuesday night, and Wednesday morning.
    for (const hours of [49, 50, 60]) await workAt(sunday.add({ hours }))
    expect(mail.letters).toHaveLength(0)
    for (const hours of [61, 62]) await workAt(sunday.add({ hours }))
    expect(told.map(({ to }) => to)).toEqual([manager?.email, manager?.email])
  })

  test('without a duty manager the emergency duty contacts are told', async () => {
    const mutable = council as { dutyManager?: typeof manager }
    delete mutable.dutyManager
    try {
      await sendAt(wednesday)
      await workThrough(30, 45, { from: wednesday })
      expect(told.map(({ to }) => to)).toEqual([first.email, second.email])
      const { showSystem } = await import('#src/services/running/show-system.ts')
      const system = await showSystem(await newStaff('manager', 'Priya Nair'), wednesday)
      expect(system?.isWithoutDutyManager).toBe(true)
    } finally {
      if (manager) mutable.dutyManager = manager
    }
  })

  test('two contacts with one mailbox are one contact', async () => {
    const before = second.email
    const mutable = second as { email: string }
    mutable.email = first.email.toUpperCase()
    try {
      await sendAt(sunday)
      for (let minute = 0; minute <= 60; minute++) {
        if (minute % 5 === 0) await sendAt(minutes(minute))
        await workAt(minutes(minute))
      }
      const times = told.map(({ minute }) => minute)
      expect(times).toEqual([0, 15, 30, 45, 60])
    } finally {
      mutable.email = before
    }
  })
})

describe('acknowledging all that is shown', () => {
  test('keeps all of them quiet for an hour, by somebody who may', async () => {
    for (const minute of [0, 1, 2]) await sendAt(minutes(minute))
    const list = await listAlerts(1, officer, minutes(3))
    const ids = list?.alerts.map(({ id }) => id) ?? []
    const shownAt = minutes(3).toString()
    const auditor = await newStaff('auditor', 'Ola Reader')
    expect(await acknowledgeAlerts(ids, shownAt, auditor, minutes(4))).toEqual({ is: 'not-allowed' })
    expect(await calling(minutes(4))).toBe(3)
    for (const wrong of ['', 'tomorrow']) await acknowledgeAlerts(ids, wrong, officer, minutes(4))
    expect(await calling(minutes(4)), 'a page that says no moment').toBe(3)
    await acknowledgeAlerts([...ids, 'no-id'], shownAt, officer, minutes(4))
    expect([await calling(minutes(63)), await calling(minutes(64))]).toEqual([0, 3])
    const events = await Promise.all((list?.alerts ?? []).map(({ reference }) => eventsOf(reference)))
    expect(events.map((one) => one.at(-1)?.kind)).toEqual(Array(3).fill('alert-acknowledged'))
  })

  test('leaves out what came since, and what a colleague has seen', async () => {
    const one = await sendAt(sunday)
    const list = await listAlerts(1, officer, minutes(1))
    const ids = list?.alerts.map(({ id }) => id) ?? []
    const { id } = await rowOf(one)
    // Seen by a colleague, and raised again since by what was added.
    await acknowledgeAlerts(ids, minutes(1).toString(), officer, minutes(2))
    const { alertIfClosed } = await import('#src/services/sending/raise-alert.ts')
    await transact((tx) =>
      alertIfClosed(tx, { submissionId: id, isSafeguarding: true, colour: 'red' }, minutes(3)),
    )
    await sendAt(minutes(3))
    await acknowledgeAlerts(ids, minutes(1).toString(), officer, minutes(4))
    expect(await calling(minutes(4))).toBe(2)
  })
})

test('the list has the most urgent first: whom nobody has taken, then the reddest, then who waits longest', async () => {
  const [old, oldAmber, newer, taken] = [
    await sendAt(minutes(1)),
    await sendAt(sunday),
    await sendAt(minutes(5)),
    await sendAt(sunday),
  ]
  const { id } = await rowOf(oldAmber ?? '')
  await transact((tx) => updateSubmission(tx, id, { suggestedColour: 'amber' }))
  await take(taken ?? '', minutes(6))
  const list = await listAlerts(1, officer, minutes(41))
  expect(list?.alerts.map(({ reference }) => reference)).toEqual([old, newer, oldAmber, taken])
  expect(list?.alerts.at(-1)).toMatchObject({
    adultName: 'Hana Notarealname',
    formTitle: 'Safeguarding concern',
    assignedName: 'Sam Okafor',
    quiet: { by: 'Sam Okafor' },
  })
  expect(await alertLine(officer, minutes(41))).toMatchObject({
    open: 4,
    calling: 3,
    red: 2,
    safeguarding: 3,
    reddest: { reference: old, waitingSince: minutes(1) },
  })
  const administrator = await newStaff('administrator', 'Ada Notarealname')
  expect(await alertLine(administrator, minutes(41))).toBeUndefined()
  expect(await listAlerts(1, administrator, minutes(41))).toBeUndefined()
})
