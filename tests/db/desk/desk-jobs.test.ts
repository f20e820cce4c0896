import { randomUUID } from 'node:crypto'
import { createServer, type Server, type Socket } from 'node:net'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listEvents } from '#db/queries/events.ts'
import { findFile, listFiles } from '#db/queries/files.ts'
import { insertStaff, insertStaffSession, listStaffSessions } from '#db/queries/staff.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { sendConcern } from '#db/seed/send-form.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { resetDatabase } from '#tests/support/database.ts'

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

let scanFile: typeof import('#src/jobs/scan-file.ts').scanFile
let purgeDrafts: typeof import('#src/jobs/purge-drafts.ts').purgeDrafts

beforeAll(async () => {
  // Before anything reads a setting.
  process.env.CLAMD = `127.0.0.1:${await startScanner()}`
  ;({ scanFile } = await import('#src/jobs/scan-file.ts'))
  ;({ purgeDrafts } = await import('#src/jobs/purge-drafts.ts'))
})
afterAll(() => {
  scanning.close()
})
beforeEach(async () => {
  await resetDatabase()
})

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A concern sent at half past eleven at night. */
async function nightConcern(files: { name: string; bytes: Buffer }[] = []) {
  const reference = await sendConcern(
    { 'danger-now': 'no', 'sg-who': 'me', 'sg-adult-name': 'Hana Notarealname', 'sg-what': 'He hurts me.' },
    night,
    files,
  )
  const row = await read((db) => findSubmission(db, reference))
  return { submissionId: row?.id ?? '' }
}

const kindsOf = async (submissionId: string) =>
  (await read((db) => listEvents(db, submissionId))).map(({ kind }) => kind)

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
    await scanFile({ fileId }, jobAt(night))
    verdict = 'ERROR'
    await scanFile({ fileId }, jobAt(night))
    expect(await scanOf(fileId)).toBe(scan)
    expect((await kindsOf(submissionId)).filter((kind) => kind === 'file-scanned')).toHaveLength(1)
  })

  test('that fails holds it back and is tried again', async () => {
    const { fileId } = await sent()
    verdict = 'stream: broken ERROR'
    await expect(scanFile({ fileId }, jobAt(night))).rejects.toThrow('no verdict')
    expect(await scanOf(fileId)).toBe('failed')
    verdict = 'stream: OK'
    await scanFile({ fileId }, jobAt(night))
    expect(await scanOf(fileId)).toBe('clean')
  })

  test('of a file that is gone does nothing', async () => {
    await expect(scanFile({ fileId: randomUUID() }, jobAt(night))).resolves.toBeUndefined()
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
  await purgeDrafts({}, jobAt(night))
  const left = await read((db) => listStaffSessions(db, id, new Date(0)))
  expect(left.map(({ idHash }) => idHash)).toEqual(['ended', 'new'])
})
