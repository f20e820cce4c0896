import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:net'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { listDecisions } from '#db/queries/decisions.ts'
import { findFile, listFiles, updateFileScan } from '#db/queries/files.ts'
import { listActiveStaff } from '#db/queries/staff.ts'
import { listReferences, updateSubmission } from '#db/queries/submissions.ts'
import { demonstrationConcerns } from '#db/seed/concerns.ts'
import { seedDemonstration } from '#db/seed/demonstration.ts'
import { demonstrationRequests } from '#db/seed/requests.ts'
import { type Given, sendConcern, sendForm } from '#db/seed/send-form.ts'
import { may, roles } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { suggestions, type TypedDecision } from '#src/domain/triage.ts'
import { forms } from '#src/forms/all-forms.ts'
import { type Form, questionsOf } from '#src/forms/engine/form.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { scanned } from '#src/jobs/scan-file.ts'
import { acknowledgeAlert } from '#src/services/desk/acknowledge-alert.ts'
import { alertLine } from '#src/services/desk/show-alerts.ts'
import { decideTriage } from '#src/services/desk/decide-triage.act.ts'
import { exportSubmission, listSubmissions } from '#src/services/desk/export-submission.ts'
import { fetchFile } from '#src/services/desk/fetch-file.ts'
import { releaseFile } from '#src/services/desk/release-file.act.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { safeContactIn, type ShownSubmission, showSubmission } from '#src/services/desk/show-submission.ts'
import { showSystem } from '#src/services/running/show-system.ts'
import { handOver, takeSubmission } from '#src/services/desk/take-submission.act.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'
import { eventsOf, newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'

const wednesday = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (time: Temporal.DurationLike) => wednesday.add(time)

const amber: Given = {
  'danger-now': 'no',
  'sg-who': 'public',
  'private-now': 'yes',
  'sg-named': 'yes',
  'sg-name': 'Pat Friendly-Test',
  'sg-adult-name': 'Ken Madeupson',
  'sg-needs': ['sight-loss'],
  'sg-what': 'Somebody took his money.',
  'sg-still': 'once',
  'sg-types': ['money'],
  'sg-police': 'yes',
  'sg-consent': 'agrees',
  'sg-contact-risk': 'no',
  'sg-contact-how': 'Ring him in the morning: 020 7946 0511',
}
const red: Given = { ...amber, 'sg-injury': 'serious', 'sg-adult-name': 'Hana Notarealname' }

let officer: SignedInStaff
let manager: SignedInStaff
let auditor: SignedInStaff
let administrator: SignedInStaff

beforeEach(async () => {
  await resetDatabase()
  officer = await newStaff('officer', 'Sam Okafor')
  manager = await newStaff('manager', 'Priya Nair')
  auditor = await newStaff('auditor', 'Tom Ellis')
  administrator = await newStaff('administrator', 'Rosa Delgado')
})

async function asOwner(run: (owner: postgres.Sql) => Promise<void>) {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  try {
    await run(owner)
  } finally {
    await owner.end()
  }
}

const kindsOf = async (reference: string) => (await eventsOf(reference)).map(({ kind }) => kind)

async function shown(
  reference: string,
  staff: SignedInStaff = officer,
  now = wednesday,
): Promise<ShownSubmission> {
  const found = await showSubmission(reference, staff, now)
  if (found.is !== 'submission') throw new Error(found.is)
  return found.submission
}

const decision = (change: TypedDecision = {}): TypedDecision => ({
  'test-needs': 'yes',
  'test-harm': 'yes',
  'test-protect': 'find-out',
  outcome: 'section-42',
  colour: 'red',
  reason: 'All three parts, as far as we know.',
  'next-step': 'Ring him tomorrow morning.',
  'next-by': officer.id,
  ...change,
})

const decide = async (
  reference: string,
  typed: TypedDecision = decision(),
  { staff = officer, version = 1, now = wednesday } = {},
) => decideTriage({ reference, staff, version, typed, now })

describe('the queue', () => {
  const queue = async (search = '', staff = officer, now = wednesday) => {
    const found = await showQueue(readQueueAsked(new URLSearchParams(search)), staff, now)
    if (!found) throw new Error('The queue was refused.')
    return found
  }

  test('unread suggested red first, then unread safeguarding, then what is due first', async () => {
    const readRed = await sendConcern(red, wednesday.subtract({ hours: 30 }))
    const readAmber = await sendConcern(amber, wednesday.subtract({ hours: 60 }))
    const unreadOld = await sendConcern(amber, wednesday.subtract({ hours: 50 }))
    const unreadNew = await sendConcern(amber, wednesday.subtract({ hours: 1 }))
    const unreadRed = await sendConcern(red, wednesday.subtract({ minutes: 5 }))
    const unreadRedOld = await sendConcern(red, wednesday.subtract({ hours: 26 }))
    await shown(readRed)
    await shown(readAmber)
    const order = (await queue()).items.map((item) => item.reference)
    expect(order).toEqual([unreadRedOld, unreadRed, unreadOld, unreadNew, readAmber, readRed])
    const items = new Map((await queue()).items.map((item) => [item.reference, item]))
    expect(items.get(unreadRed)).toMatchObject({
      adultName: 'Hana Notarealname',
      colour: 'red',
      isDecided: false,
      isUnread: true,
    })
    expect(items.get(readAmber)).toMatchObject({
      adultName: 'Ken Madeupson',
      colour: 'amber',
      isUnread: false,
    })
  })

  test('an unread one that is not safeguarding waits behind, by what is due first', async () => {
    const other = await sendConcern(amber, wednesday.subtract({ hours: 72 }))
    const { id } = await rowOf(other)
    await transact((tx) => updateSubmission(tx, id, { isSafeguarding: false }))
    const unread = await sendConcern(amber, wednesday)
    expect((await queue()).items.map((item) => item.reference)).toEqual([unread, other])
  })

  test('handling flags stand in front of coloured ones', async () => {
    await sendConcern({ ...red, 'sg-contact-risk': 'yes', 'sg-consent': 'refuses' }, wednesday)
    const [item] = (await queue()).items
    expect(item?.flags.map((flag) => flag.colour)).toEqual(['handling', 'handling', 'red', 'amber'])
  })

  test('narrows by view and colour, and counts each before it is opened', async () => {
    const mine = await sendConcern(red, wednesday)
    await sendConcern(amber, wednesday)
    const decided = await sendConcern(amber, wednesday)
    await takeSubmission({ reference: mine, staff: officer, version: 1, now: wednesday })
    await decide(decided)
    const all = await queue()
    expect(all.views.map(({ view, count }) => [view, count])).toEqual([
      ['waiting', 2],
      ['mine', 1],
      ['unassigned', 1],
      ['copies', 0],
      ['letters', 0],
      ['all', 3],
    ])
    expect(all.colourCounts).toEqual({ any: 2, red: 1, amber: 1, 'not-asked': 0, green: 0 })
    expect(all.forms.any).toBe(2)
    expect(all.forms.each.filter(({ count }) => count > 0)).toEqual([
      { id: 'safeguarding-concern', title: 'Safeguarding concern', count: 2 },
    ])
    expect((await queue('view=mine')).items.map((item) => item.reference)).toEqual([mine])
    expect((await queue('colour=amber')).items.map((item) => item.colour)).toEqual(['amber'])
    expect((await queue('view=all&colour=red')).items.map((item) => item.reference).sort()).toEqual(
      [mine, decided].sort(),
    )
    expect((await queue('view=nonsense&colour=purple&form=constructor&page=-3')).asked).toEqual({
      view: 'waiting',
      page: 1,
    })
  })

  test('what was sent before enough was asked has no suggested colour, and waits with amber', async () => {
    const early = await sendForm(
      selfAssessment,
      {
        ...{ 'danger-now': 'no', 'who-for': 'me', 'as-story': 'I fell on the stairs.', 'as-when': 'longer' },
        ...{ 'first-name': 'Alex', 'contact-way': ['call'], 'contact-times': ['any'], phone: '07700 900801' },
      },
      wednesday,
    )
    expect((await rowOf(early)).suggestedColour).toBe('not-asked')
    // Another of each colour, promised the same moment, each received later than the one that is less urgent.
    const of = async (colour: 'red' | 'amber' | 'green', minutes: number) => {
      const reference = await sendConcern(amber, later({ minutes }))
      const { id } = await rowOf(reference)
      await transact((tx) => updateSubmission(tx, id, { isSafeguarding: false, suggestedColour: colour }))
      await shown(reference)
      return reference
    }
    const green = await of('green', -1)
    const amberLater = await of('amber', 1)
    const redLater = await of('red', 2)
    const { items, colourCounts } = await queue()
    expect(items.map(({ reference }) => reference)).toEqual([redLater, early, amberLater, green])
    expect(colourCounts).toEqual({ any: 4, red: 1, amber: 1, 'not-asked': 1, green: 1 })
    expect((await queue('colour=not-asked')).items.map(({ reference }) => reference)).toEqual([early])

    // Choosing a colour lowers none, so that no reason is asked for.
    const typed = decision({ outcome: 'assess', colour: 'green', 'colour-why': '' })
    expect(await decide(early, typed)).toMatchObject({ is: 'decided' })
    expect(await rowOf(early)).toMatchObject({ colour: 'green', suggestedColour: 'not-asked' })
  })

  test('comes in pages of 25; one past the end is the last', async () => {
    const first = await sendConcern(amber, wednesday)
    const row = await rowOf(first)
    const copies = Array.from({ length: 29 }, (_, at) => at)
    await Promise.all(copies.map((at) => sendConcern(amber, wednesday.add({ minutes: at }))))
    expect(row.status).toBe('waiting')
    const [one, two, beyond] = [await queue('page=1'), await queue('page=2'), await queue('page=99')]
    expect([one.items.length, two.items.length, one.pages, one.total]).toEqual([25, 5, 2, 30])
    expect(beyond.asked.page).toBe(2)
    const references = [...one.items, ...two.items].map((item) => item.reference)
    expect(new Set(references).size).toBe(30)
  })

  test('is not for administrators, and warns when the bank holidays run out', async () => {
    expect(await showQueue(readQueueAsked(new URLSearchParams()), administrator, wednesday)).toBeUndefined()
    expect((await queue()).isCalendarEnding).toBe(false)
    const late = Temporal.Instant.from('2028-07-01T09:00:00Z')
    expect((await queue('', officer, late)).isCalendarEnding).toBe(true)
  })
})

describe('reading a submission', () => {
  test('is an event each time, an auditor’s and a program’s too; the first by who may decide makes it read', async () => {
    const reference = await sendConcern(red, wednesday)
    await shown(reference, auditor, later({ minutes: 5 }))
    await exportSubmission(reference, manager, later({ minutes: 7 }))
    expect((await rowOf(reference)).firstReadAt, 'nobody who may decide has had it open').toBeNull()
    const queue = await showQueue(readQueueAsked(new URLSearchParams()), officer, later({ minutes: 8 }))
    expect(queue?.items.find((item) => item.reference === reference)?.isUnread).toBe(true)
    await shown(reference, officer, later({ minutes: 9 }))
    await exportSubmission(reference, manager, later({ minutes: 20 }))
    const events = await eventsOf(reference)
    expect(
      events.map((event) => [
        event.kind,
        event.staffName,
        'as' in event.detail ? event.detail.as : undefined,
      ]),
    ).toEqual([
      ['received', null, undefined],
      ['read', 'Tom Ellis', 'page'],
      ['read', 'Priya Nair', 'json'],
      ['read', 'Sam Okafor', 'page'],
      ['read', 'Priya Nair', 'json'],
    ])
    const row = await rowOf(reference)
    expect(row.firstReadAt).toEqual(new Date('2026-11-18T10:09:00Z'))
  })

  test('keeps no promise', async () => {
    const reference = await sendConcern(red, wednesday)
    await shown(reference)
    const [clock] = await read(async (db) => listClocks(db, (await rowOf(reference)).id))
    expect(clock).toMatchObject({ kind: 'triage', ended: null, endedBy: null })
    expect((await rowOf(reference)).nextDueAt).toEqual(new Date('2026-11-19T17:00:00Z'))
  })

  test('shows the safe way first, the own words, and quotes the answers behind each flag', async () => {
    const view = await shown(await sendConcern({ ...red, 'sg-types': ['money', 'sexual'] }, wednesday))
    expect(view.adultName).toBe('Hana Notarealname')
    expect(view.safeContact.find((entry) => entry.id === 'sg-contact-how')?.said).toEqual([
      'Ring him in the morning: 020 7946 0511',
    ])
    expect(view.ownWords.map((entry) => entry.id)).toEqual(['sg-what', 'sg-wants'])
    const serious = view.flags.find((flag) => flag.id === 'fl-sg-serious')
    expect(serious?.because).toEqual([{ title: 'What kind of harm?', said: ['Sexual'] }])
  })

  test('has everything that says whom not to tell under how it is safe to reach them, whatever the form', () => {
    for (const form of Object.values(forms)) {
      const telling = [...questionsOf(form)]
        .filter(([, question]) => question.asks.feeds?.includes('+fl-safe-contact'))
        .map(([id]) => ({
          id,
          title: id,
          kind: 'text',
          state: 'answered',
          said: ['x'],
          feeds: ['+fl-safe-contact'],
        }))
      const found = safeContactIn(telling as unknown as Parameters<typeof safeContactIn>[0])
      expect(found.map(({ id }) => id).toSorted(), form.id).toEqual(telling.map(({ id }) => id).toSorted())
    }
    const ids = [...questionsOf(forms['carers-assessment'] as Form).keys()]
    expect(ids).toEqual(expect.arrayContaining(['share-not', 'ca-cared-knows']))
  })

  test('points the three-part test from the answers, and never decides it', async () => {
    const points = async (change: Given) => {
      const view = await shown(await sendConcern({ ...amber, ...change }, wednesday))
      return view.test.map(({ name, points: to }) => `${name} ${to}`)
    }
    expect(await points({ 'sg-protect': 'no' })).toEqual(['needs yes', 'harm yes', 'protect yes'])
    expect(await points({ 'sg-needs': ['none'], 'sg-protect': 'yes' })).toEqual([
      'needs no',
      'harm yes',
      'protect no',
    ])
    expect(await points({ 'sg-needs': ['dont-know'], 'sg-types': [], 'sg-still': 'dont-know' })).toEqual([
      'needs find-out',
      'harm find-out',
      'protect find-out',
    ])
    const { test: parts } = await shown(await sendConcern({ ...amber, 'sg-protect': 'no' }, wednesday))
    expect(parts[2]?.because).toEqual([
      { title: 'Are they able to protect themselves or get help?', said: ['No'] },
    ])
  })

  test('is refused to an administrator, and leaves no event', async () => {
    const reference = await sendConcern(red, wednesday)
    expect(await showSubmission(reference, administrator, wednesday)).toEqual({ is: 'not-allowed' })
    expect(await kindsOf(reference)).toEqual(['received'])
    expect(await showSubmission('BBB-BBB-BBB', officer, wednesday)).toEqual({ is: 'no-such-submission' })
  })
})

describe('a triage decision', () => {
  test('keeps the promise, and says so in codes only', async () => {
    const reference = await sendConcern(red, wednesday)
    expect(await decide(reference, decision(), { now: later({ hours: 2 }) })).toEqual({
      is: 'decided',
      number: 1,
    })
    const row = await rowOf(reference)
    expect(row).toMatchObject({ status: 'decided', colour: 'red', nextDueAt: null, version: 2 })
    const [clock] = await read((db) => listClocks(db, row.id))
    expect(clock).toMatchObject({
      ended: 'kept',
      endedAt: new Date('2026-11-18T12:00:00Z'),
      endedByStaff: officer.id,
    })
    const event = (await eventsOf(reference)).at(-1)
    expect(event).toMatchObject({ kind: 'decided', actor: 'staff', staffName: 'Sam Okafor' })
    expect(event?.detail).toEqual({
      number: 1,
      outcome: 'section-42',
      colour: 'red',
      suggestedColour: 'red',
      nextBy: officer.id,
      version: 2,
    })
    const view = await shown(reference)
    expect(view.decisions[0]).toMatchObject({
      madeBy: 'Sam Okafor',
      nextBy: 'Sam Okafor',
      testProtect: 'find-out',
      words: { reason: 'All three parts, as far as we know.', nextStep: 'Ring him tomorrow morning.' },
    })
  })

  test('that needs more information starts a new clock from now', async () => {
    const reference = await sendConcern(red, wednesday)
    const typed = decision({ outcome: 'more-information' })
    const friday = Temporal.Instant.from('2026-11-20T16:00:00Z')
    expect(await decide(reference, typed, { now: friday })).toMatchObject({ is: 'decided' })
    const row = await rowOf(reference)
    expect(row).toMatchObject({ status: 'more-information', nextDueAt: new Date('2026-11-23T17:00:00Z') })
    const clocks = await read((db) => listClocks(db, row.id))
    expect(clocks).toMatchObject([
      { dueAt: new Date('2026-11-19T17:00:00Z'), ended: 'late', endedAt: new Date('2026-11-20T16:00:00Z') },
      { startedAt: new Date('2026-11-20T16:00:00Z'), dueAt: new Date('2026-11-23T17:00:00Z'), ended: null },
    ])
    await decide(reference, decision(), { version: 2, now: later({ hours: 120 }) })
    const after = await read((db) => listClocks(db, row.id))
    expect(after.map((clock) => clock.endedAt)).toEqual([
      new Date('2026-11-20T16:00:00Z'),
      new Date('2026-11-23T10:00:00Z'),
    ])
    expect((await rowOf(reference)).nextDueAt).toBeNull()
  })

  test('made on an older page is refused, and stores nothing', async () => {
    const reference = await sendConcern(red, wednesday)
    expect(await decide(reference)).toEqual({ is: 'decided', number: 1 })
    const stale = decision({ outcome: 'advice', 'next-by': manager.id })
    expect(await decide(reference, stale, { staff: manager })).toEqual({ is: 'changed' })
    const { id } = await rowOf(reference)
    expect(await read((db) => listDecisions(db, id))).toHaveLength(1)
    const anew = await decide(reference, stale, { staff: manager, version: 2 })
    expect(anew).toEqual({ is: 'decided', number: 2 })
  })

  test('of two officers at the same moment one is stored, and the other is told', async () => {
    const reference = await sendConcern(red, wednesday)
    const results = await Promise.all([
      decide(reference, decision()),
      decide(reference, decision({ outcome: 'advice' }), { staff: manager }),
    ])
    expect(results.map(({ is }) => is).sort()).toEqual(['changed', 'decided'])
    const { id, version } = await rowOf(reference)
    expect(version).toBe(2)
    expect(await read((db) => listDecisions(db, id))).toHaveLength(1)
  })

  test('sent twice by the same hand is one decision', async () => {
    const reference = await sendConcern(red, wednesday)
    const results = await Promise.all([decide(reference), decide(reference), decide(reference)])
    expect(results).toEqual(Array.from({ length: 3 }, () => ({ is: 'decided', number: 1 })))
    expect((await kindsOf(reference)).filter((kind) => kind === 'decided')).toHaveLength(1)
    expect(await decide(reference, decision({ reason: 'Another reason.' }))).toEqual({ is: 'changed' })
  })

  test('that is not complete stores nothing', async () => {
    const reference = await sendConcern(red, wednesday)
    const result = await decide(reference, decision({ reason: '', colour: 'green', 'next-by': auditor.id }))
    expect(result).toMatchObject({
      is: 'problems',
      problems: [{ field: 'colour-why' }, { field: 'reason' }, { field: 'next-by' }],
    })
    expect(await kindsOf(reference)).toEqual(['received'])
  })

  test.each(roles)('by role: %s', async (role) => {
    const reference = await sendConcern(red, wednesday)
    const staff = await newStaff(role, 'Noor Rahman', `any-${role}`)
    const request = async () => ({
      reference,
      staff,
      version: (await rowOf(reference)).version,
      now: wednesday,
    })
    const rights = (['take', 'hand-over', 'decide'] as const).filter((right) => may(role, right))
    const answers = {
      take: (await takeSubmission(await request())).is,
      'hand-over': (await handOver({ ...(await request()), to: manager.id, why: 'team' })).is,
      decide: (await decideTriage({ ...(await request()), typed: decision() })).is,
    }
    expect(Object.entries(answers).flatMap(([right, is]) => (is === 'not-allowed' ? [] : [right]))).toEqual(
      rights,
    )
    expect(answers).toMatchObject(
      Object.fromEntries(rights.map((right) => [right, right === 'decide' ? 'decided' : 'done'])),
    )
    if (rights.length === 0) expect(await kindsOf(reference)).toEqual(['received'])
  })
})

describe('taking and handing over', () => {
  test('are events; the newer page wins', async () => {
    const reference = await sendConcern(red, wednesday)
    const request = { reference, staff: officer, version: 1, now: wednesday }
    expect(await takeSubmission(request)).toEqual({ is: 'done' })
    expect(await takeSubmission(request)).toEqual({ is: 'done' })
    expect(await takeSubmission({ ...request, staff: manager })).toEqual({ is: 'changed' })
    expect(await handOver({ ...request, version: 2, to: manager.id, why: 'shift' })).toEqual({ is: 'done' })
    expect(await rowOf(reference)).toMatchObject({ assignedTo: manager.id, version: 3 })
    const events = (await eventsOf(reference)).slice(1)
    expect(events.map(({ kind, staffName, detail }) => [kind, staffName, detail])).toEqual([
      ['taken', 'Sam Okafor', { version: 2 }],
      ['handed-over', 'Sam Okafor', { to: manager.id, why: 'shift', version: 3 }],
    ])
  })

  test('hand over only to somebody who may decide, with a reason from the list', async () => {
    const reference = await sendConcern(red, wednesday)
    const request = { reference, staff: officer, version: 1, now: wednesday }
    expect(await handOver({ ...request, to: auditor.id, why: 'shift' })).toMatchObject({ is: 'problems' })
    expect(await handOver({ ...request, to: 'nobody', why: 'shift' })).toMatchObject({ is: 'problems' })
    expect(await handOver({ ...request, to: manager.id, why: 'toString' })).toMatchObject({ is: 'problems' })
    expect(await kindsOf(reference)).toEqual(['received'])
  })
})

describe('the document for other programs', () => {
  test('has every part it promises, and hostile text stays text', async () => {
    const hostile = '=HYPERLINK("http://example.org","x")<script>alert(1)</script>\u202Egpj.exe'
    const reference = await sendConcern({ ...red, 'sg-what': hostile, 'sg-adult-dob': '3 4 1950' }, wednesday)
    await decide(reference, decision({ reason: hostile }))
    const exported = await exportSubmission(reference, officer, later({ hours: 1 }))
    const document = exported.is === 'document' ? exported.document : {}
    expect(JSON.parse(JSON.stringify(document))).toMatchObject({
      documentVersion: 1,
      reference,
      form: 'safeguarding-concern',
      formVersion: 1,
      receivedAt: '2026-11-18T10:00:00Z',
      promise: { dueAt: '2026-11-19T17:00:00Z', keptAt: '2026-11-18T10:00:00Z' },
      suggestedColour: 'red',
      colour: 'red',
      status: 'decided',
      flags: ['fl-sg-injury', 'fl-sg-concern'],
      answers: { 'sg-what': hostile, 'sg-types': ['money'], 'sg-who': 'public' },
      notAnswered: expect.arrayContaining(['sg-when', 'sg-done']),
      files: [],
      decisions: [{ number: 1, outcome: 'section-42', reason: hostile, madeBy: 'Sam Okafor' }],
      events: [
        { kind: 'received', actor: 'person' },
        { kind: 'decided' },
        { kind: 'read', staff: 'Sam Okafor' },
      ],
    })
    expect(await exportSubmission(reference, administrator, wednesday)).toEqual({ is: 'not-allowed' })
  })

  test('references come newest first, after a time, in pages', async () => {
    const times = Array.from({ length: 5 }, (_, at) => later({ minutes: at }))
    const references = await Promise.all(times.map((time) => sendConcern(amber, time)))
    const listed = async (since: string | null, cursor: string | null = null) => {
      const list = await listSubmissions({ since, cursor }, officer)
      if (list.is !== 'list') throw new Error(list.is)
      return list
    }
    expect((await listed(null)).submissions.map((one) => one.reference)).toEqual(references.toReversed())
    const since = await listed('2026-11-18T10:02:00Z')
    expect(since.submissions).toEqual([
      { reference: references[4], form: 'safeguarding-concern', receivedAt: '2026-11-18T10:04:00.000Z' },
      { reference: references[3], form: 'safeguarding-concern', receivedAt: '2026-11-18T10:03:00.000Z' },
    ])
    const { id } = await rowOf(references[2] ?? '')
    const rest = await listed(null, `2026-11-18T10:02:00.000Z~${id}`)
    expect(rest.submissions.map((one) => one.reference)).toEqual([references[1], references[0]])
    expect((await listed('2026-11-18T10:02:00 00:00')).submissions).toHaveLength(2)
    for (const wrong of ['yesterday', '', '2026-11-18', '2026-99-99T00:00:00Z']) {
      expect(await listSubmissions({ since: wrong, cursor: null }, officer)).toEqual({
        is: 'problem',
        message: 'Give “since” as a time, like 2026-11-20T09:00:00Z.',
      })
    }
    expect(await listSubmissions({ since: null, cursor: 'x' }, officer)).toMatchObject({ is: 'problem' })
    expect(await listSubmissions({ since: null, cursor: null }, administrator)).toEqual({ is: 'not-allowed' })
  })
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('files', () => {
  async function sentFile() {
    const reference = await sendConcern(red, wednesday, [{ name: 'Bruise.png', bytes: png }])
    const { id } = await rowOf(reference)
    const [file] = await read((db) => listFiles(db, id))
    return { reference, fileId: file?.id ?? '' }
  }
  const setScan = (id: string, scan: 'clean' | 'infected' | 'failed') =>
    transact((tx) => updateFileScan(tx, id, scan, new Date()))

  test('are held back until a scan found them clean', async () => {
    const { reference, fileId } = await sentFile()
    expect(await fetchFile(fileId, officer, wednesday)).toEqual({ is: 'held-back', reference })
    await setScan(fileId, 'failed')
    expect(await fetchFile(fileId, officer, wednesday)).toEqual({ is: 'held-back', reference })
    await setScan(fileId, 'clean')
    expect(await fetchFile(fileId, officer, wednesday)).toEqual({
      is: 'file',
      name: 'Bruise.png',
      mediaType: 'image/png',
      content: png,
    })
    expect(await kindsOf(reference)).toEqual(['received', 'file-opened'])
  })

  test('a person can open one anyway, with a reason that is sealed and not in the events', async () => {
    const { reference, fileId } = await sentFile()
    expect(await releaseFile(fileId, ' ', officer, wednesday)).toMatchObject({ is: 'problems' })
    expect(await releaseFile(fileId, 'x'.repeat(4001), officer, wednesday)).toMatchObject({ is: 'problems' })
    expect(await releaseFile(fileId, 'He may be hurt', auditor, wednesday)).toEqual({ is: 'not-allowed' })
    expect(await releaseFile(fileId, 'He may be hurt', officer, wednesday)).toEqual({
      is: 'released',
      reference,
    })
    expect(await fetchFile(fileId, auditor, wednesday)).toMatchObject({ is: 'file' })
    const events = await eventsOf(reference)
    expect(events.map(({ kind }) => kind)).toEqual(['received', 'file-released', 'file-opened'])
    expect(JSON.stringify(events)).not.toContain('hurt')
    const row = await read((db) => findFile(db, fileId))
    expect(row?.releaseReason?.includes('hurt')).toBe(false)
    expect((await shown(reference)).files).toMatchObject([{ isOpen: true, releaseReason: 'He may be hurt' }])
  })

  test('an infected one is opened by nobody, whoever released it before', async () => {
    const { reference, fileId } = await sentFile()
    await releaseFile(fileId, 'He may be hurt', officer, wednesday)
    await setScan(fileId, 'infected')
    expect(await fetchFile(fileId, manager, wednesday)).toEqual({ is: 'held-back', reference })
    expect(await releaseFile(fileId, 'Again', manager, wednesday)).toEqual({ is: 'infected', reference })
  })

  test('one that is not there, or was never sent, is not found', async () => {
    expect(await fetchFile(randomUUID(), officer, wednesday)).toEqual({ is: 'no-such-file' })
    expect(await releaseFile(randomUUID(), 'Why', officer, wednesday)).toEqual({ is: 'no-such-file' })
  })
})

describe('the scanner', () => {
  /** A scanner that answers with these words once it has read a whole file, and keeps what it was sent. */
  async function scanner(answer: string): Promise<{ port: number; server: Server; received: () => Buffer }> {
    let got = Buffer.alloc(0)
    const server = createServer((socket) => {
      socket.on('data', (part: Buffer) => {
        got = Buffer.concat([got, part])
        if (got.subarray(-4).equals(Buffer.alloc(4))) socket.end(answer)
      })
      socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return { port: typeof address === 'object' && address ? address.port : 0, server, received: () => got }
  }
  const never = new AbortController().signal

  test.each([
    ['stream: OK\0', 'clean'],
    ['stream: Eicar-Test-Signature FOUND\0', 'infected'],
  ])('says %j: %s', async (answer, verdict) => {
    const content = Buffer.alloc(100_000, 7)
    const { port, server, received } = await scanner(answer)
    expect(await scanned(content, { host: '127.0.0.1', port }, never)).toBe(verdict)
    server.close()
    const sent = received()
    expect(sent.subarray(0, 10).toString('latin1')).toBe('zINSTREAM\0')
    expect(sent.readUInt32BE(10)).toBe(65_536)
    expect(sent.length).toBe(10 + 4 + 65_536 + 4 + (100_000 - 65_536) + 4)
  })

  test.each(['INSTREAM size limit exceeded. ERROR\0', 'stream: OK FOUND it\0', ''])(
    'that says %j gives no verdict',
    async (answer) => {
      const { port, server } = await scanner(answer)
      await expect(scanned(png, { host: '127.0.0.1', port }, never)).rejects.toThrow('no verdict')
      server.close()
      await expect(scanned(png, { host: '127.0.0.1', port }, never)).rejects.toThrow('ECONNREFUSED')
    },
  )
})

describe('an alert', () => {
  test('is acknowledged once, by somebody who may, and keeps no promise', async () => {
    const night = Temporal.Instant.from('2026-11-18T23:30:00Z')
    const reference = await sendConcern(red, night)
    const view = await shown(reference, officer, night)
    const id = view.alert?.id ?? ''
    expect(await acknowledgeAlert(id, auditor, night)).toEqual({ is: 'not-allowed' })
    expect(await acknowledgeAlert(randomUUID(), officer, night)).toEqual({ is: 'no-such-alert' })
    expect(await acknowledgeAlert(id, officer, night)).toEqual({ is: 'acknowledged', reference })
    expect(await acknowledgeAlert(id, manager, night)).toEqual({ is: 'acknowledged', reference })
    expect(await kindsOf(reference)).toEqual(['received', 'alert-raised', 'read', 'alert-acknowledged'])
    expect((await rowOf(reference)).nextDueAt).not.toBeNull()
    const soon = night.add({ minutes: 59 })
    expect((await shown(reference, officer, soon)).alert?.quiet).toMatchObject({ by: officer.name })
    expect((await shown(reference, officer, night.add({ minutes: 60 }))).alert).toMatchObject({ quiet: null })
  })
})

describe('the system screen', () => {
  test('is for managers and administrators', async () => {
    expect(await showSystem(officer, wednesday)).toBeUndefined()
    expect(await showSystem(auditor, wednesday)).toBeUndefined()
    const system = await showSystem(administrator, wednesday)
    expect(system).toMatchObject({ deadJobs: [], failedMessages: [], lastHolidayYear: 2028 })
    expect(system?.unconfirmed.length).toBeGreaterThan(0)
    expect(system?.isWithoutDutyManager).toBe(false)
    expect(system?.ratesToSettle.map(({ name }) => name)).toContain('mig-couple-pension')
  })

  test('shows the newest of the jobs that were given up on, and says how many more there are', async () => {
    const given = (job: number) =>
      ({
        name: 'dead-letters',
        data: {},
        created_on: new Date(Date.UTC(2026, 10, 18, 10, job)),
        source_name: 'scan-file',
        source_created_on: new Date(Date.UTC(2026, 10, 18, 9)),
        source_retry_count: job,
      }) as never
    const rows = Array.from({ length: 53 }, (_, job) => given(job))
    await asOwner(async (owner) => void (await owner`insert into pgboss.job ${owner(rows)}`))
    const system = await showSystem(administrator, wednesday)
    expect([system?.deadJobs.length, system?.deadJobsInAll]).toEqual([50, 53])
    expect(system?.deadJobs.map(({ tries }) => tries)).toEqual(Array.from({ length: 50 }, (_, n) => 53 - n))
    const queue = await showQueue(readQueueAsked(new URLSearchParams()), manager, wednesday)
    expect(queue?.troubles).toBe(53)
  })
})

test('an interrupted demonstration is finished by the next start, and none of it is made twice', async () => {
  await resetDatabase()
  const password = 'heron tiptoe lamp'
  await seedDemonstration({ password }, Temporal.Now.instant())
  const all = await read((db) => listReferences(db, { most: 100 }))
  const histories = async () =>
    (await Promise.all(all.map(({ reference }) => kindsOf(reference)))).map((kinds) => kinds.join(' '))
  const whole = await histories()
  // As a start leaves it that was stopped in the middle: some are not sent, one is sent and not dealt with.
  await asOwner(async (owner) => {
    const ids = all.slice(0, 5).map(({ id }) => id)
    for (const id of ids) await owner`select erase_submission(${id})`
    const [decided] = await owner`select submission_id as id from decisions order by made_at desc limit 1`
    await owner.unsafe('set session_replication_role = replica')
    await owner`delete from events where kind in ('demonstration-complete', 'erased')`
    await owner`delete from events where submission_id = ${decided?.['id']} and kind = 'decided'`
    await owner`delete from decisions where submission_id = ${decided?.['id']}`
    await owner`update submissions set version = 1, status = 'waiting', colour = null where id = ${decided?.['id']}`
  })
  await seedDemonstration({ password }, Temporal.Now.instant())
  const after = await read((db) => listReferences(db, { most: 100 }))
  expect(after).toHaveLength(all.length)
  const kinds = await Promise.all(after.map(({ reference }) => kindsOf(reference)))
  const decisions = (histories: readonly string[]) =>
    histories.filter((one) => one.includes('decided')).length
  expect(decisions(kinds.map((one) => one.join(' ')))).toBe(decisions(whole))
  expect(after.filter(({ reference }) => all.some((one) => one.reference === reference))).toHaveLength(
    all.length - 5,
  )
})

test('the demonstration fills the desk with every state, once', async () => {
  await resetDatabase()
  await seedDemonstration({ password: 'heron tiptoe lamp' }, Temporal.Now.instant())
  await seedDemonstration({ password: 'heron tiptoe lamp' }, Temporal.Now.instant())
  const staff = await read((db) => listActiveStaff(db))
  const sam = staff.find(({ role }) => role === 'officer')
  expect(staff).toHaveLength(4)
  const now = Temporal.Now.instant()
  const asked = readQueueAsked(new URLSearchParams('view=all'))
  const everything = sam && (await showQueue(asked, sam, now))
  expect(everything?.total).toBe(demonstrationConcerns.length + demonstrationRequests.length)
  expect(everything?.items.map((item) => item.adultName)).toContain('Mavis Testwell')
  expect(everything?.forms.each.filter(({ count }) => count === 0).map(({ id }) => id)).toEqual([])
  expect(new Set(everything?.items.map((item) => item.status))).toEqual(
    new Set(['waiting', 'more-information', 'decided']),
  )
  expect(new Set(everything?.items.map((item) => item.colour))).toEqual(new Set(suggestions))
  const late = everything?.items.filter(({ clocks }) =>
    clocks.some(({ dueAt }) => Temporal.Instant.compare(dueAt, now) < 0),
  )
  expect(late?.length).toBeGreaterThan(0)
  expect(everything?.items.filter((item) => item.isUnread).length).toBeGreaterThan(3)
  expect(sam && (await alertLine(sam, now))?.open).toBeGreaterThan(0)
})
