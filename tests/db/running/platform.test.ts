import { randomBytes, randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterEach, describe, expect, test } from 'vitest'
import { closeDatabase, DatabaseError, openDatabase, read, transact } from '#db/client.ts'
import { countDeadJobs, findWorkerSeenAt, listDeadJobs, retryDeadJob, sendJob } from '#db/jobs.ts'
import { isMigrated, migrate, migrateIfNeeded } from '#db/migrate.ts'
import { clocks, drafts, events, files, staff, submissions } from '#db/schema/index.ts'
import { keyedHash, open, SealBroken, seal, sealer } from '#db/sealing.ts'
import { handlers, type JobHandler } from '#src/jobs/handlers.ts'
import { startWorker } from '#src/jobs/worker.ts'
import { clockIsFaked } from '#tests/support/clock.ts'
import { appUrl, ownerUrl, resetDatabase } from '#tests/support/database.ts'

const marked = 'Zanzibar-marked-words'

async function asOwner<T>(run: (pool: postgres.Sql) => Promise<T>): Promise<T> {
  const pool = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  try {
    return await run(pool)
  } finally {
    await pool.end()
  }
}

/** A submission with an event, a clock, a sent file and its draft. */
async function insertSubmission(): Promise<string> {
  const id = randomUUID()
  const draftId = randomUUID()
  const now = new Date('2026-11-20T10:00:00Z')
  await transact(async (tx) => {
    await tx.insert(drafts).values({
      id: draftId,
      form: 'safeguarding-concern',
      formVersion: 1,
      state: seal('{}', `drafts:${draftId}`),
      createdAt: now,
      updatedAt: now,
      expiresAt: now,
      sentAt: now,
      submissionId: id,
    })
    await tx.insert(submissions).values({
      id,
      reference: `SC-${id.slice(0, 8)}`,
      draftId,
      form: 'safeguarding-concern',
      formVersion: 1,
      receivedAt: now,
      snapshot: seal(marked, `submissions:${id}`),
      isSafeguarding: true,
      suggestedColour: 'red',
      nextDueAt: now,
    })
    await tx.insert(clocks).values({
      id: randomUUID(),
      submissionId: id,
      kind: 'triage',
      rule: 'A',
      team: 'front-door',
      startedAt: now,
      dueAt: now,
    })
    await tx.insert(files).values({
      id: randomUUID(),
      submissionId: id,
      question: 'evidence',
      name: seal('a.pdf', 'files'),
      mediaType: 'application/pdf',
      size: 3,
      pieces: 0,
      content: seal('abc', 'files'),
      scan: 'clean',
      createdAt: now,
    })
    await tx.insert(events).values({ submissionId: id, at: now, actor: 'person', kind: 'received' })
  })
  return id
}

const thrownBy = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => null,
    (error: unknown) => error,
  )

describe('the database', () => {
  test('is migrated, and migrating again, twice at once, changes nothing', async () => {
    expect(await isMigrated()).toBe(true)
    await Promise.all([migrate(ownerUrl), migrate(ownerUrl)])
    expect(await isMigrated()).toBe(true)
  })

  test('is left as it is by a start where it has all of this version, and brought up to date where it has not', async () => {
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
    const hasRight = async () =>
      (await owner`select has_schema_privilege('portal_app', 'pgboss', 'usage') as has`)[0]?.['has']
    try {
      await migrate(ownerUrl)
      await owner`revoke usage on schema pgboss from portal_app`
      await migrateIfNeeded(ownerUrl)
      expect(await hasRight()).toBe(false)
      await owner`comment on schema pgboss is 'another version'`
      await migrateIfNeeded(ownerUrl)
      expect(await hasRight()).toBe(true)
      await owner`revoke usage on schema pgboss from portal_app`
      await migrate(ownerUrl)
      expect(await hasRight()).toBe(true)
    } finally {
      await owner.end()
    }
  })

  test('is used with the rights of portal_app, and in UTC', async () => {
    const [row] = await read((db) =>
      db.execute(
        sql`select current_user as role, session_user as login, current_setting('timezone') as zone`,
      ),
    )
    expect(row).toEqual({ role: 'portal_app', login: 'portal_login', zone: 'UTC' })
  })

  test('is migrated by an owner who is no superuser, too', async () => {
    const name = `owned_${randomUUID().slice(0, 8)}`
    await asOwner(async (pool) => {
      await pool.unsafe(`create role ${name} login password '${name}'`)
      await pool.unsafe(`create database ${name} owner ${name}`)
    })
    const { port } = new URL(ownerUrl)
    await migrate(`postgres://${name}:${name}@127.0.0.1:${port}/${name}`)
    await closeDatabase()
    openDatabase(new URL(`/${name}`, appUrl).href)
    expect(await isMigrated()).toBe(true)
    await transact((tx) =>
      tx.insert(events).values({
        submissionId: randomUUID(),
        at: new Date('2026-11-20T10:00:00Z'),
        actor: 'system',
        kind: 'linked',
      }),
    )
    expect(await thrownBy(transact((tx) => tx.delete(events)))).toMatchObject({ code: '42501' })
    await transact((tx) => sendJob(tx, 'purge-drafts', {}))
    await closeDatabase()
  })

  test('the application makes no tables', async () => {
    expect(await thrownBy(read((db) => db.execute(sql`create table mine (id int)`)))).toMatchObject({
      code: '42501',
    })
  })

  test('gives back bytes, lists, moments and documents as they were stored', async () => {
    const id = await insertSubmission()
    await transact((tx) =>
      tx.insert(events).values({
        submissionId: id,
        at: new Date('2026-11-20T10:00:00Z'),
        actor: 'system',
        kind: 'linked',
        detail: { n: 1, list: ['a'] },
      }),
    )
    const [row] = await read((db) => db.select().from(submissions).where(eq(submissions.id, id)))
    expect(row?.receivedAt).toEqual(new Date('2026-11-20T10:00:00Z'))
    expect(row?.flags).toEqual([])
    expect(row && open(row.snapshot, `submissions:${id}`).toString()).toBe(marked)
    const [, note] = await read((db) =>
      db.select().from(events).where(eq(events.submissionId, id)).orderBy(events.id),
    )
    expect(note?.detail).toEqual({ n: 1, list: ['a'] })
  })
})

describe('events', () => {
  test('cannot be changed, deleted or emptied by the application', async () => {
    const id = await insertSubmission()
    for (const statement of [
      sql`update events set kind = 'x'`,
      sql`delete from events`,
      sql`truncate events`,
    ]) {
      expect(await thrownBy(transact((tx) => tx.execute(statement)))).toMatchObject({ code: '42501' })
    }
    const pretending = transact(async (tx) => {
      await tx.execute(sql`select set_config('portal.erasing', ${id}, true)`)
      await tx.delete(events).where(eq(events.submissionId, id))
    })
    expect(await thrownBy(pretending)).toMatchObject({ code: '42501' })
  })

  test('cannot be changed, deleted or emptied by the owner either', async () => {
    await insertSubmission()
    await asOwner(async (pool) => {
      for (const statement of [
        `update events set kind = 'x'`,
        'delete from events',
        'truncate events cascade',
      ]) {
        await expect(pool.unsafe(statement)).rejects.toMatchObject({
          code: '42501',
          constraint_name: 'events_kept',
        })
      }
    })
  })

  test('the application deletes no submissions, decisions or sent files', async () => {
    await insertSubmission()
    expect(await thrownBy(transact((tx) => tx.delete(submissions)))).toMatchObject({ code: '42501' })
    expect(await thrownBy(transact((tx) => tx.execute(sql`delete from decisions`)))).toMatchObject({
      code: '42501',
    })
    expect(await thrownBy(transact((tx) => tx.delete(files)))).toMatchObject({
      code: '42501',
      constraint: 'sent_files_kept',
    })
  })
})

describe('erasing a submission', () => {
  test('is not for the application', async () => {
    const id = await insertSubmission()
    expect(await thrownBy(transact((tx) => tx.execute(sql`select erase_submission(${id})`)))).toMatchObject({
      code: '42501',
    })
  })

  test('by portal_retention leaves one event and nothing else', async () => {
    await resetDatabase()
    const [kept, erased] = [await insertSubmission(), await insertSubmission()]
    await asOwner(async (pool) => {
      await pool.begin(async (tx) => {
        await tx`set local role portal_retention`
        await tx`select erase_submission(${erased})`
      })
    })
    const left = await read(async (db) => ({
      submissions: (await db.select().from(submissions)).map(({ id }) => id),
      clocks: (await db.select().from(clocks)).map(({ submissionId }) => submissionId),
      files: (await db.select().from(files)).map(({ submissionId }) => submissionId),
      drafts: (await db.select().from(drafts)).map(({ submissionId }) => submissionId),
      events: await db.select().from(events).orderBy(events.id),
    }))
    expect(left).toMatchObject({ submissions: [kept], clocks: [kept], files: [kept], drafts: [kept] })
    expect(left.events.map(({ submissionId, kind, actor }) => [submissionId, kind, actor])).toEqual([
      [kept, 'received', 'person'],
      [erased, 'erased', 'system'],
    ])
    expect(left.events[1]?.detail).toEqual({
      reference: `SC-${erased.slice(0, 8)}`,
      form: 'safeguarding-concern',
    })
  })

  test('the role has no other rights', async () => {
    const id = await insertSubmission()
    await asOwner((pool) =>
      pool.begin(async (tx) => {
        await tx`set local role portal_retention`
        await expect(
          tx.savepoint((inner) => inner`delete from public.events where submission_id = ${id}`),
        ).rejects.toMatchObject({ code: '42501' })
      }),
    )
  })
})

describe('demonstration accounts', () => {
  const account = () => ({
    id: randomUUID(),
    email: `${randomUUID()}@example.org`,
    name: 'Sam Okafor',
    role: 'officer' as const,
    passwordHash: 'none',
    createdAt: new Date('2026-11-20T10:00:00Z'),
    isDemonstration: true,
  })

  test('are refused by a server that is not the embedded one', async () => {
    await transact((tx) => tx.insert(staff).values(account()))
    const elsewhere = transact(async (tx) => {
      await tx.execute(sql`select set_config('portal.embedded', 'no', true)`)
      await tx.insert(staff).values(account())
    })
    expect(await thrownBy(elsewhere)).toMatchObject({ constraint: 'demonstration_embedded_only' })
  })

  test('stop a migration of such a server', async () => {
    await transact((tx) => tx.insert(staff).values(account()))
    const elsewhere = new URL(ownerUrl)
    elsewhere.searchParams.set('portal.embedded', 'no')
    for (const run of [migrate, migrateIfNeeded])
      await expect(run(elsewhere.href)).rejects.toThrow('This database holds demonstration accounts')
  })
})

describe('an error of the database', () => {
  test('keeps its code and constraint and nothing that was stored', async () => {
    const id = await insertSubmission()
    const [row] = await read((db) => db.select().from(submissions).where(eq(submissions.id, id)))
    if (!row) throw new Error('The submission is not there.')
    const error = await thrownBy(
      transact((tx) => tx.insert(submissions).values({ ...row, id: randomUUID(), form: marked })),
    )
    expect(error).toBeInstanceOf(DatabaseError)
    expect(error).toMatchObject({ code: '23505', constraint: 'submissions_reference_unique' })
    expect(error).not.toHaveProperty('cause')
    const everything = `${JSON.stringify(error, Object.getOwnPropertyNames(error))}${String(error)}`
    expect(everything).not.toContain(marked)
    expect(everything).not.toContain(row.reference)
    expect(everything).not.toContain('insert into')
  })

  test('is found behind an error of ours, whose words stay', async () => {
    const ours = transact(async (tx) => {
      try {
        await tx.execute(sql`select ${marked}::uuid`)
      } catch (error) {
        throw new Error('Could not send.', { cause: error })
      }
    })
    const error = await thrownBy(ours)
    expect(error).toMatchObject({
      message: 'Could not send.',
      cause: { name: 'DatabaseError', code: '22P02' },
    })
    expect(JSON.stringify((error as Error).cause)).not.toContain(marked)
  })

  test('an error of ours undoes the transaction and arrives as it is', async () => {
    const mine = new RangeError('Mine')
    const id = randomUUID()
    const failing = transact(async (tx) => {
      await tx
        .insert(events)
        .values({ submissionId: id, at: new Date('2026-11-20T10:00:00Z'), actor: 'system', kind: 'linked' })
      throw mine
    })
    expect(await thrownBy(failing)).toBe(mine)
    expect(await read((db) => db.select().from(events).where(eq(events.submissionId, id)))).toEqual([])
  })
})

describe('deadlines', () => {
  afterEach(() => closeDatabase())

  test.skipIf(clockIsFaked)('end a statement that takes too long', async () => {
    await closeDatabase()
    openDatabase(appUrl, { statementTimeout: 100 })
    const started = performance.now()
    expect(await thrownBy(read((db) => db.execute(sql`select pg_sleep(10)`)))).toMatchObject({
      code: '57014',
    })
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('are set on every connection', async () => {
    const [row] = await read((db) =>
      db.execute(sql`select current_setting('statement_timeout') as statement,
        current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`),
    )
    expect(row).toEqual({ statement: '10s', lock: '5s', idle: '15s' })
  })

  test('a database that is away fails soon, and works again when it is back', async () => {
    await closeDatabase()
    openDatabase('postgres://portal_login:x@127.0.0.1:1/portal')
    expect(await thrownBy(read((db) => db.execute(sql`select 1`)))).toMatchObject({ code: 'ECONNREFUSED' })
    await closeDatabase()
    await read((db) => db.execute(sql`select 1`))
    await asOwner(
      (pool) => pool`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'portal'`,
    )
    await thrownBy(read((db) => db.execute(sql`select 1`)))
    const [row] = await read((db) => db.execute(sql`select 1 as one`))
    expect(row).toEqual({ one: 1 })
  })
})

describe('transactions', () => {
  test.skipIf(clockIsFaked)('that deadlock are tried again', async () => {
    const ids = [await insertSubmission(), await insertSubmission()] as const
    const bump = (first: string, second: string) =>
      transact(async (tx) => {
        await tx.update(submissions).set({ status: 'decided' }).where(eq(submissions.id, first))
        await tx.execute(sql`select pg_sleep(0.2)`)
        await tx.update(submissions).set({ status: 'decided' }).where(eq(submissions.id, second))
      })
    await expect(Promise.all([bump(ids[0], ids[1]), bump(ids[1], ids[0])])).resolves.toHaveLength(2)
  })
})

describe('jobs', () => {
  const countJobs = async (name: string) => {
    const [row] = await read((db) =>
      db.execute(sql`select count(*)::int as n from pgboss.job where name = ${name}`),
    )
    return row?.n
  }

  test('exist once their transaction commits, and not when it is undone', async () => {
    await resetDatabase()
    const undone = transact(async (tx) => {
      await sendJob(tx, 'scan-file', { fileId: randomUUID() })
      throw new Error('Undone')
    })
    await expect(undone).rejects.toThrow('Undone')
    expect(await countJobs('scan-file')).toBe(0)
    await transact((tx) => sendJob(tx, 'scan-file', { fileId: randomUUID() }))
    expect(await countJobs('scan-file')).toBe(1)
  })

  test('are done by the worker; one that fails for good waits for a person, without what the error said', async () => {
    await resetDatabase()
    const mutable = handlers as {
      'scan-file'?: JobHandler<'scan-file'>
      'send-letter'?: JobHandler<'send-letter'>
    }
    const done: string[] = []
    const before = { ...mutable }
    mutable['scan-file'] = async ({ fileId }) => void done.push(fileId)
    mutable['send-letter'] = async () => {
      throw new Error(marked)
    }
    const dead = () => read((db) => listDeadJobs(db, 10))
    const stop = await startWorker(appUrl)
    try {
      const fileId = randomUUID()
      const messageId = randomUUID()
      await transact(async (tx) => {
        await sendJob(tx, 'scan-file', { fileId })
        await sendJob(tx, 'send-letter', { messageId }, { retryLimit: 0 })
      })
      await expect.poll(() => done, { timeout: 10_000 }).toEqual([fileId])
      await expect
        .poll(async () => (await dead()).map(({ name, data, tries }) => ({ name, data, tries })), {
          timeout: 10_000,
        })
        .toEqual([{ name: 'send-letter', data: { messageId }, tries: 1 }])
      const stored = await read((db) => db.execute(sql`select row_to_json(job)::text as job from pgboss.job`))
      expect(JSON.stringify(stored)).not.toContain(marked)
      expect(await read(findWorkerSeenAt)).toBeInstanceOf(Date)
    } finally {
      await stop()
      Object.assign(mutable, { 'scan-file': before['scan-file'], 'send-letter': before['send-letter'] })
    }
    const [given] = await dead()
    expect(given?.failedAt.getTime()).toBeGreaterThanOrEqual(given?.sentAt.getTime() ?? Infinity)
    expect(await read(countDeadJobs)).toBe(1)
    expect(await retryDeadJob(given?.id ?? '')).toBe(true)
    expect(await dead()).toEqual([])
    expect(await read(countDeadJobs)).toBe(0)
    expect(await countJobs('send-letter')).toBe(2)
  })
})

describe('sealing', () => {
  const key = (id: string) => ({ id, key: randomBytes(32) })
  const [old, fresh] = [key('2025'), key('2026-b')]

  test('the same words are sealed differently each time, and open again', () => {
    const [one, two] = [seal(marked, 'drafts:1'), seal(marked, 'drafts:1')]
    expect(one.equals(two)).toBe(false)
    expect(one.includes(marked)).toBe(false)
    expect(open(one, 'drafts:1').toString()).toBe(marked)
    expect(open(seal('', 'drafts:1'), 'drafts:1')).toHaveLength(0)
    expect(open(seal(Buffer.from([0, 255]), 'x'), 'x')).toEqual(Buffer.from([0, 255]))
  })

  test('whatever byte is changed, it does not open', () => {
    const sealed = seal('words', 'drafts:1')
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed) as typeof sealed
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => open(changed, 'drafts:1'), `byte ${at}`).toThrow(SealBroken)
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => open(sealed.subarray(0, length) as typeof sealed, 'drafts:1')).toThrow(SealBroken)
    }
  })

  test('it opens only where it belongs', () => {
    expect(() => open(seal('words', 'drafts:1'), 'drafts:2')).toThrow(SealBroken)
  })

  test('a listed older key still opens, an unlisted one does not', () => {
    const sealedBefore = sealer([old]).seal('words', 'x')
    expect(sealer([fresh, old]).open(sealedBefore, 'x').toString()).toBe('words')
    expect(sealer([fresh, old]).seal('words', 'x').includes('2026-b')).toBe(true)
    expect(() => sealer([fresh]).open(sealedBefore, 'x')).toThrow(SealBroken)
    expect(() => sealer([{ id: '2025', key: randomBytes(32) }]).open(sealedBefore, 'x')).toThrow(SealBroken)
  })

  test('a keyed hash is the same for the same value and purpose only', () => {
    expect(keyedHash('a', 'visit')).toBe(keyedHash('a', 'visit'))
    expect(keyedHash('a', 'visit')).not.toBe(keyedHash('a', 'session'))
    expect(keyedHash('a', 'visit')).not.toBe(keyedHash('b', 'visit'))
  })
})
