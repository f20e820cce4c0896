import { randomUUID } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listFailedMessages, listMessages, listOpenAlerts } from '#db/queries/alerts.ts'
import { listEvents } from '#db/queries/events.ts'
import { findFile, listFiles } from '#db/queries/files.ts'
import { insertStaff, insertStaffSession, listStaffSessions } from '#db/queries/staff.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { sendConcern } from '#db/seed/send-form.ts'
import { council } from '#src/settings/council.ts'
import { acknowledgeAlert } from '#src/services/desk/acknowledge-alert.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'

let mail: MailServer
/** What the scanner answers next. */
let verdict = 'stream: OK'

function scanner(socket: Socket): void {
  socket.on('error', () => undefined)
  socket.on('data', (part: Buffer) => {
    if (part.subarray(-4).equals(Buffer.alloc(4))) socket.end(`${verdict}\0`)
  })
}

let scanning: Server
async function startScanner(): Promise<number> {
  scanning = createServer(scanner)
  await new Promise<void>((resolve) => scanning.listen(0, '127.0.0.1', resolve))
  const address = scanning.address()
  return typeof address === 'object' && address ? address.port : 0
}

const night = Temporal.Instant.from('2026-11-18T23:30:00Z')
let now = night
const at = (time: Temporal.DurationLike) => {
  now = night.add(time)
}

let alertDuty: typeof import('#src/jobs/alert-duty.ts').alertDuty
let scanFile: typeof import('#src/jobs/scan-file.ts').scanFile
let purgeDrafts: typeof import('#src/jobs/purge-drafts.ts').purgeDrafts

beforeAll(async () => {
  // Before anything reads a setting.
  mail = await startMailServer()
  process.env.SMTP_URL = mail.url
  process.env.CLAMD = `127.0.0.1:${await startScanner()}`
  process.env.ORIGIN = 'https://portal.example.org'
  ;({ alertDuty } = await import('#src/jobs/alert-duty.ts'))
  ;({ scanFile } = await import('#src/jobs/scan-file.ts'))
  ;({ purgeDrafts } = await import('#src/jobs/purge-drafts.ts'))
})
afterAll(() => {
  mail.close()
  scanning.close()
})
beforeEach(async () => {
  await resetDatabase()
  mail.reset()
  now = night
})

const messages = () => read((db) => listMessages(db, 100))

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A concern sent at half past eleven at night, with the alert it raised. */
async function nightConcern(files: { name: string; bytes: Buffer }[] = []) {
  const reference = await sendConcern(
    { 'danger-now': 'no', 'sg-who': 'me', 'sg-adult-name': 'Hana Notarealname', 'sg-what': 'He hurts me.' },
    night,
    files,
  )
  const row = await read((db) => findSubmission(db, reference))
  const alert = (await read((db) => listOpenAlerts(db))).find((one) => one.reference === reference)
  return { reference, submissionId: row?.id ?? '', alertId: alert?.id ?? '' }
}

const kindsOf = async (submissionId: string) =>
  (await read((db) => listEvents(db, submissionId))).map(({ kind }) => kind)

describe('an alert to the duty contacts', () => {
  test('goes to the first and the second in turn until somebody acknowledges it, and says nothing', async () => {
    const { alertId, submissionId, reference } = await nightConcern()
    await alertDuty({ alertId, step: 0 }, jobAt(now))
    at({ minutes: 15 })
    await alertDuty({ alertId, step: 1 }, jobAt(now))
    at({ minutes: 30 })
    await alertDuty({ alertId, step: 2 }, jobAt(now))
    const { first, second } = council.emergencyDuty
    expect(mail.letters.map(({ to }) => to)).toEqual([first.email, second.email, first.email])
    for (const letter of mail.letters) {
      const text = `${letter.head}\n${letter.text}`
      expect(text).toContain('Something is waiting at the adult social care front door')
      expect(text).toContain('https://portal.example.org/staff')
      expect(text).not.toMatch(/Hana|hurts|safeguarding|concern/i)
      expect(text).not.toContain(reference)
    }
    expect((await messages()).map(({ contact, state }) => `${contact}: ${state}`)).toEqual([
      `${first.name}: sent`,
      `${second.name}: sent`,
      `${first.name}: sent`,
    ])

    const duty = { id: randomUUID(), email: 'duty@example.org', name: 'Sam Okafor', role: 'officer' } as const
    await transact((tx) =>
      insertStaff(tx, { ...duty, passwordHash: 'none', createdAt: new Date(night.epochMilliseconds) }),
    )
    await acknowledgeAlert(alertId, { ...duty, isDemonstration: false }, night.add({ minutes: 40 }))
    at({ minutes: 45 })
    await alertDuty({ alertId, step: 3 }, jobAt(now))
    expect(mail.letters).toHaveLength(3)
    expect(await kindsOf(submissionId)).toEqual([
      'received',
      'alert-raised',
      'alert-told',
      'alert-told',
      'alert-told',
      'alert-acknowledged',
    ])
  })

  test('is one letter and one next turn, however often its job runs', async () => {
    const { alertId } = await nightConcern()
    await alertDuty({ alertId, step: 0 }, jobAt(now))
    await alertDuty({ alertId, step: 0 }, jobAt(now))
    expect(mail.letters).toHaveLength(1)
    expect(await messages()).toHaveLength(1)
    expect(await jobsOf(alertId)).toEqual([
      { step: 0, minutes: 0 },
      { step: 1, minutes: council.emergencyDuty.first.minutesToAcknowledge },
    ])
  })

  test('that the mail server does not take is tried again, says nobody was told, and holds up nobody', async () => {
    const { alertId, submissionId } = await nightConcern()
    mail.isBusy = true
    await expect(alertDuty({ alertId, step: 0 }, jobAt(now))).rejects.toThrow()
    expect((await messages()).map(({ state }) => state)).toEqual(['trying-again'])
    expect(await kindsOf(submissionId)).toEqual(['received', 'alert-raised'])
    expect((await jobsOf(alertId)).map(({ step }) => step)).toEqual([0, 1])
    mail.isBusy = false
    await alertDuty({ alertId, step: 0 }, jobAt(now))
    expect((await messages()).map(({ state }) => state)).toEqual(['sent'])
    expect(await kindsOf(submissionId)).toEqual(['received', 'alert-raised', 'alert-told'])
    expect(mail.letters).toHaveLength(1)
  })

  test('whose tries are over, or whose address is refused, is in the history and on the list of failures', async () => {
    const { alertId, submissionId, reference } = await nightConcern()
    mail.isBusy = true
    await alertDuty({ alertId, step: 0 }, jobAt(now, true))
    mail.isRefusing = true
    await alertDuty({ alertId, step: 1 }, jobAt(now))
    const failed = await read((db) => listFailedMessages(db, 10))
    expect(failed.map((one) => [one.reference, one.failure]).toSorted()).toEqual([
      [reference, 'address-refused'],
      [reference, 'not-taken'],
    ])
    expect(await kindsOf(submissionId)).toEqual([
      'received',
      'alert-raised',
      'alert-not-told',
      'alert-not-told',
    ])
    const duty = { id: randomUUID(), email: 'duty@example.org', name: 'Sam Okafor', role: 'officer' } as const
    await transact((tx) =>
      insertStaff(tx, { ...duty, passwordHash: 'none', createdAt: new Date(night.epochMilliseconds) }),
    )
    await acknowledgeAlert(alertId, { ...duty, isDemonstration: false }, now)
    expect(await read((db) => listFailedMessages(db, 10)), 'somebody has seen the alert').toEqual([])
  })

  test('nobody acknowledges for two days stops, and is on the list of failures', async () => {
    const { alertId, submissionId } = await nightConcern()
    at({ hours: 48, minutes: 1 })
    await alertDuty({ alertId, step: 192 }, jobAt(now))
    await alertDuty({ alertId, step: 192 }, jobAt(now))
    expect(mail.letters).toHaveLength(0)
    expect(await read((db) => listFailedMessages(db, 10))).toMatchObject([
      { contact: 'Nobody acknowledged this in 48 hours' },
    ])
    expect(await kindsOf(submissionId)).toEqual(['received', 'alert-raised', 'alert-given-up'])
    expect(await read((db) => listOpenAlerts(db))).toHaveLength(1)
    expect((await jobsOf(alertId)).map(({ step }) => step)).toEqual([0])
  })

  test('that does not exist any more is nobody’s', async () => {
    await alertDuty({ alertId: randomUUID(), step: 0 }, jobAt(now))
    expect(await messages()).toEqual([])
  })
})

/** The turns queued for an alert, with how many minutes after now each comes. */
async function jobsOf(alertId: string) {
  const { sql } = await import('drizzle-orm')
  const rows = await read((db) =>
    db.execute<{ step: number; minutes: number }>(sql`
      select (data->>'step')::int as step,
        greatest(0, round(extract(epoch from start_after - ${now.toString()}::timestamptz) / 60))::int
          as minutes
      from pgboss.job where name = 'alert-duty' and data->>'alertId' = ${alertId} order by step`),
  )
  return rows.map(({ step, minutes }) => ({ step, minutes: step === 0 ? 0 : minutes }))
}

describe('scanning a file', () => {
  const sent = async () => {
    const { submissionId } = await nightConcern([{ name: 'Arm.png', bytes: png }])
    const [file] = await read((db) => listFiles(db, submissionId))
    return { submissionId, fileId: file?.id ?? '', scan: file?.scan }
  }
  const scanOf = async (id: string) => (await read((db) => findFile(db, id)))?.scan

  test.each([
    ['stream: OK', 'clean'],
    ['stream: Eicar-Test-Signature FOUND', 'infected'],
  ] as const)('%s makes it %s, once', async (answer, scan) => {
    const { submissionId, fileId, scan: before } = await sent()
    expect(before).toBe('waiting')
    verdict = answer
    await scanFile({ fileId }, jobAt(now))
    verdict = 'ERROR'
    await scanFile({ fileId }, jobAt(now))
    expect(await scanOf(fileId)).toBe(scan)
    expect((await kindsOf(submissionId)).filter((kind) => kind === 'file-scanned')).toHaveLength(1)
  })

  test('that fails holds it back and is tried again', async () => {
    const { fileId } = await sent()
    verdict = 'stream: broken ERROR'
    await expect(scanFile({ fileId }, jobAt(now))).rejects.toThrow('no verdict')
    expect(await scanOf(fileId)).toBe('failed')
    verdict = 'stream: OK'
    await scanFile({ fileId }, jobAt(now))
    expect(await scanOf(fileId)).toBe('clean')
  })

  test('of a file that is gone does nothing', async () => {
    await expect(scanFile({ fileId: randomUUID() }, jobAt(now))).resolves.toBeUndefined()
  })
})

test('what has had its time goes: staff sessions too', async () => {
  const id = randomUUID()
  const start = new Date(night.epochMilliseconds)
  const session = (idHash: string, minutes: number) => ({
    idHash,
    staffId: id,
    createdAt: start,
    expiresAt: new Date(start.getTime() + minutes * 60_000),
  })
  await transact(async (tx) => {
    await insertStaff(tx, {
      id,
      email: 'x@example.org',
      name: 'X',
      role: 'officer',
      passwordHash: 'none',
      createdAt: start,
    })
    await insertStaffSession(tx, session('old', -31))
    // Ended, and remembered for half an hour.
    await insertStaffSession(tx, session('ended', -29))
    await insertStaffSession(tx, session('new', 1))
  })
  await purgeDrafts({}, jobAt(now))
  const left = await read((db) => listStaffSessions(db, id, new Date(0)))
  expect(left.map(({ idHash }) => idHash)).toEqual(['ended', 'new'])
})
