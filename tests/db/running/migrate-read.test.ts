import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0015_clocks_and_events'))
})
afterAll(() => drop())

const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 10, minute))

test('what an auditor or a program had made read is unread again, or read since a worker opened it', async () => {
  const staff = { officer: randomUUID(), auditor: randomUUID() }
  const ids = { byAuditor: randomUUID(), byProgram: randomUUID(), byBoth: randomUUID(), unread: randomUUID() }
  await onDatabase(url, async (pool) => {
    for (const [role, id] of Object.entries(staff)) {
      await pool`insert into staff (id, email, name, role, password_hash, created_at, is_demonstration)
        values (${id}, ${`${role}@example.org`}, ${role}, ${role}, 'none', ${at(0)}, false)`
    }
    const submission = (id: string, firstReadAt: Date | null) =>
      pool`insert into submissions ${pool({
        id,
        reference: id.slice(0, 9),
        form: 'safeguarding-concern',
        form_version: 1,
        received_at: at(0),
        snapshot: Buffer.from('x'),
        is_safeguarding: true,
        suggested_colour: 'red',
        first_read_at: firstReadAt,
      } as never)}`
    const readBy = (id: string, who: keyof typeof staff, minute: number, as: string) =>
      pool`insert into events ${pool({
        submission_id: id,
        at: at(minute),
        actor: 'staff',
        staff_id: staff[who],
        kind: 'read',
        detail: { as },
      } as never)}`
    await submission(ids.byAuditor, at(1))
    await readBy(ids.byAuditor, 'auditor', 1, 'page')
    await submission(ids.byProgram, at(2))
    await readBy(ids.byProgram, 'officer', 2, 'json')
    await submission(ids.byBoth, at(3))
    await readBy(ids.byBoth, 'auditor', 3, 'page')
    await readBy(ids.byBoth, 'officer', 8, 'page')
    await readBy(ids.byBoth, 'officer', 9, 'page')
    await submission(ids.unread, null)
  })

  await migrate(url)

  const rows = await onDatabase(url, (pool) => pool`select id, first_read_at, rank from submissions`)
  expect(Object.fromEntries(rows.map((row) => [row['id'], [row['first_read_at'], row['rank']]]))).toEqual({
    [ids.byAuditor]: [null, 0],
    [ids.byProgram]: [null, 0],
    [ids.byBoth]: [at(8), 2],
    [ids.unread]: [null, 0],
  })
})
