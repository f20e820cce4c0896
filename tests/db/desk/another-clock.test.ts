import { Temporal } from 'temporal-polyfill'
import { expect, test, vi } from 'vitest'
import { read, transact } from '#db/client.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { sendConcern } from '#db/seed/send-form.ts'
import type { ClockDeclaration } from '#src/domain/clocks.ts'
import { eventInWords } from '#src/domain/event-in-words.ts'
import { exportSubmission } from '#src/services/desk/export-submission.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { takeSubmission } from '#src/services/desk/take-submission.act.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { newStaff } from '#tests/support/staff-and-submissions.ts'

/** A clock that does not exist: once somebody has it, the person is reached within a number of hours. */
const { reach } = vi.hoisted(() => ({
  reach: {
    starts: [{ on: 'taken', when: ({ isSafeguarding }) => isSafeguarding }],
    stops: [{ on: 'contact-made' }],
    standard: 'arrange-assessment',
    counting: 'its-date',
    owedBy: 'front-door',
    noted: 'reachDueAt',
    staff: {
      heading: 'Reaching them',
      listed: 'Reach them',
      ended: 'Reached',
      promised: { first: 'to be reached by {due}', later: 'to be reached by {due}' },
      beforeClosing: 'Reach them first',
    },
  } satisfies ClockDeclaration as ClockDeclaration,
}))

// The declaration is all that is added: its standard is in content/standards.json.
vi.mock('#src/domain/clocks.ts', async (original) => {
  const module = await original<typeof import('#src/domain/clocks.ts')>()
  return { ...module, clocks: { ...module.clocks, reach } }
})

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const given = {
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
  'sg-consent': 'agrees',
  'sg-contact-risk': 'no',
}
const asked = readQueueAsked(new URLSearchParams('view=waiting'))

test('a clock that is declared is due, listed, stopped and in the history, and nothing else was touched', async () => {
  const officer = await newStaff('officer', 'Sam Okafor')
  const reference = await sendConcern(given, now)
  const shown = async () => {
    const answer = await showSubmission(reference, officer, now)
    if (answer.is !== 'submission') throw new Error(answer.is)
    return answer.submission
  }
  const listed = async () => (await showQueue(asked, officer, now))?.items[0]?.clocks
  const row = async () => read((db) => findSubmission(db, reference))
  const due = Temporal.Instant.from('2026-11-20T10:00:00Z')
  const triageDue = Temporal.Instant.from('2026-11-19T17:00:00Z')
  expect((await shown()).clocks.map(({ kind }) => kind)).toEqual(['triage'])

  const version = (await row())?.version ?? 0
  await takeSubmission({ reference, staff: officer, version, now })
  expect((await shown()).clocks).toMatchObject([
    { kind: 'triage', state: 'running', owner: 'Sam Okafor' },
    { kind: 'reach', state: 'running', dueAt: due, endedAt: null, owner: 'Sam Okafor' },
  ])
  expect(await listed()).toEqual([
    { kind: 'triage', dueAt: triageDue },
    { kind: 'reach', dueAt: due },
  ])
  expect((await row())?.nextDueAt).toEqual(new Date('2026-11-19T17:00:00Z'))
  const before = await shown()
  expect(before.history.map((event) => eventInWords(event, before.names))).toContain(
    'Taken; to be reached by 10am on Friday 20 November 2026',
  )

  // The queue sorts by it once it is what is due first.
  await transact(async (tx) =>
    recordEvent(tx, {
      submissionId: before.row.id,
      at: new Date('2026-11-18T11:00:00Z'),
      actor: 'staff',
      staffId: officer.id,
      kind: 'decided',
      detail: { number: 1, outcome: 'advice', colour: 'green', suggestedColour: 'green', nextBy: officer.id },
    }),
  )
  expect((await row())?.nextDueAt).toEqual(new Date('2026-11-20T10:00:00Z'))
  expect((await shown()).leftToDo).toBeDefined()
  expect(await listed()).toEqual([{ kind: 'reach', dueAt: due }])

  const late = Temporal.Instant.from('2026-11-20T12:00:00Z')
  await transact(async (tx) =>
    recordEvent(tx, {
      submissionId: before.row.id,
      at: new Date(late.epochMilliseconds),
      actor: 'staff',
      staffId: officer.id,
      kind: 'contact-made',
      detail: { how: 'phone', result: 'spoke', triedAt: late.toString() },
    }),
  )
  expect((await shown()).clocks).toMatchObject([
    { kind: 'triage', state: 'kept', endedBy: 'Sam Okafor' },
    { kind: 'reach', state: 'late', endedAt: late, endedBy: 'Sam Okafor' },
  ])
  expect((await row())?.nextDueAt).toBeNull()
  const exported = await exportSubmission(reference, officer, now)
  expect(exported.is === 'document' && exported.document['clocks']).toMatchObject([
    { kind: 'triage' },
    { kind: 'reach', dueAt: due.toString(), state: 'late', owner: 'Sam Okafor' },
  ])
})
