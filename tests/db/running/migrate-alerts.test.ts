import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0016_read_by_who_decides'))
})
afterAll(() => drop())

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 20, minute))

test('alerts there were end where a decision was made since, and are quiet for an hour where they were seen', async () => {
  const officer = randomUUID()
  const submissions = {
    open: randomUUID(),
    seen: randomUUID(),
    decided: randomUUID(),
    decidedBefore: randomUUID(),
    twice: randomUUID(),
    givenUp: randomUUID(),
  }
  type Name = keyof typeof submissions
  const names = Object.fromEntries(Object.entries(submissions).map(([name, id]) => [id, name]))
  await onDatabase(url, async (pool) => {
    await pool`insert into staff (id, email, name, role, password_hash, created_at, is_demonstration)
      values (${officer}, 'officer@example.org', 'Sam Okafor', 'officer', 'none', ${at(0)}, false)`
    for (const id of Object.values(submissions)) {
      await pool`insert into submissions ${pool({
        id,
        reference: id.slice(0, 9),
        form: 'safeguarding-concern',
        form_version: 1,
        received_at: at(0),
        snapshot: Buffer.from('x'),
        is_safeguarding: true,
        suggested_colour: 'red',
      } as never)}`
    }
    const alert = (of: Name, raised: number, seen?: number) =>
      pool`insert into alerts ${pool({
        id: randomUUID(),
        submission_id: submissions[of],
        raised_at: at(raised),
        acknowledged_at: seen === undefined ? null : at(seen),
        acknowledged_by: seen === undefined ? null : officer,
      } as never)}`
    const event = (of: Name, kind: string, minute: number) =>
      pool`insert into events ${pool({
        submission_id: submissions[of],
        at: at(minute),
        actor: kind === 'decided' ? 'staff' : 'system',
        kind,
        detail: {},
      } as never)}`
    await alert('open', 1)
    await alert('seen', 2, 10)
    await alert('decided', 3)
    await event('decided', 'decided', 20)
    await event('decided', 'decided', 30)
    await event('decidedBefore', 'decided', 2)
    await alert('decidedBefore', 4)
    await alert('twice', 5, 6)
    await alert('twice', 7)
    await alert('givenUp', 8)
    await event('givenUp', 'alert-given-up', 40)
  })

  await migrate(url)

  const rows = await onDatabase(
    url,
    (
      pool,
    ) => pool`select submission_id, raised_at, calling_since, acknowledged_until, given_up_at, ended_at, reason
      from alerts order by raised_at`,
  )
  expect(
    rows.map((row) => [
      names[row['submission_id'] as string],
      row['calling_since'],
      row['acknowledged_until'],
      row['given_up_at'],
      row['ended_at'],
    ]),
  ).toEqual([
    ['open', at(1), null, null, null],
    ['seen', at(70), at(70), null, null],
    ['decided', at(3), null, null, at(20)],
    ['decidedBefore', at(4), null, null, null],
    ['twice', at(66), at(66), null, at(7)],
    ['twice', at(7), null, null, null],
    ['givenUp', at(8), null, at(40), null],
  ])
  expect(new Set(rows.map((row) => row['reason']))).toEqual(new Set(['out-of-hours']))
})
