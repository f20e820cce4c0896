import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase as on } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0014_moments_handed_in'))
})
afterAll(() => drop())

const sam = randomUUID()
const at = (day: number, hour = 10) => new Date(Date.UTC(2026, 10, day, hour))

test('promises from before keep their due times, and say what began and ended them and how', async () => {
  const ids = { open: randomUUID(), again: randomUUID(), replied: randomUUID(), none: randomUUID() }
  await on(url, async (pool) => {
    await pool`insert into staff (id, email, name, role, password_hash, created_at, is_demonstration)
      values (${sam}, 'sam@example.org', 'Sam Okafor', 'officer', 'none', ${at(1)}, false)`
    const submission = (id: string, dueAt: Date | null, replyDueAt: Date | null, flags = {}) =>
      pool`insert into submissions ${pool({
        id,
        reference: id.slice(0, 9),
        form: 'feedback',
        form_version: 1,
        received_at: at(18),
        snapshot: Buffer.from('x'),
        is_safeguarding: false,
        suggested_colour: 'green',
        due_at: dueAt,
        reply_due_at: replyDueAt,
        assigned_to: sam,
        ...flags,
      })}`
    const event = (id: string, kind: string, when: Date, detail: Record<string, string>) =>
      pool`insert into events ${pool({
        submission_id: id,
        at: when,
        actor: 'staff',
        staff_id: sam,
        kind,
        detail,
      } as never)}`
    const clock = (id: string, kind: string, startedAt: Date, dueAt: Date, keptAt: Date | null) =>
      pool`insert into clocks ${pool({
        id: randomUUID(),
        submission_id: id,
        kind,
        rule: 'A',
        started_at: startedAt,
        due_at: dueAt,
        kept_at: keptAt,
        kept_by: keptAt && sam,
      })}`
    // Nothing decided; typed in a day after it came, so that the event is later than the start.
    await submission(ids.open, at(19, 17), at(30, 17), { suggested_colour: 'red' })
    await event(ids.open, 'received', at(19, 9), {
      dueAt: at(19, 17).toISOString(),
      replyDueAt: at(30, 17).toISOString(),
    })
    await clock(ids.open, 'triage', at(18), at(19, 17), null)
    await clock(ids.open, 'complaint-reply', at(18), at(30, 17), null)
    // Decided late that more is needed, then no complaint after all.
    await submission(ids.again, null, null, { changed_at: at(25) })
    await event(ids.again, 'received', at(18), {
      dueAt: at(19, 17).toISOString(),
      replyDueAt: at(30, 17).toISOString(),
    })
    await event(ids.again, 'decided', at(20), {
      outcome: 'more-information',
      dueAt: at(23, 17).toISOString(),
    })
    await event(ids.again, 'decided', at(23), { outcome: 'not-complaint' })
    await clock(ids.again, 'triage', at(18), at(19, 17), at(20))
    await clock(ids.again, 'triage', at(20), at(23, 17), at(23))
    await clock(ids.again, 'complaint-reply', at(18), at(30, 17), at(23))
    // Decided, and answered too late.
    await submission(ids.replied, null, null, { first_read_at: at(18) })
    await event(ids.replied, 'received', at(18), {
      dueAt: at(19, 17).toISOString(),
      replyDueAt: at(19, 17).toISOString(),
    })
    await event(ids.replied, 'decided', at(19), { outcome: 'complaint' })
    await event(ids.replied, 'complaint-replied', at(20), { how: 'post' })
    await clock(ids.replied, 'triage', at(18), at(19, 17), at(19))
    await clock(ids.replied, 'complaint-reply', at(18), at(19, 17), at(20))
    // A promise of which no event is known is kept all the same.
    await submission(ids.none, at(19, 17), null)
    await clock(ids.none, 'triage', at(18), at(19, 17), null)
  })

  await migrate(url)

  await on(url, async (pool) => {
    const clocksOf = async (id: string) =>
      (
        await pool`select c.kind, c.due_at, c.ended, c.ended_at, b.kind as began, b.at as began_at, e.kind as stopped,
            c.owner, c.team, c.rule
          from clocks c left join events b on b.id = c.started_by left join events e on e.id = c.ended_by
          where c.submission_id = ${id} order by c.started_at, c.kind desc`
      ).map((row) => [row['kind'], row['due_at'], row['ended'], row['began'], row['stopped'], row['owner']])
    expect(await clocksOf(ids.open)).toEqual([
      ['triage', at(19, 17), null, 'received', null, sam],
      ['complaint-reply', at(30, 17), null, 'received', null, sam],
    ])
    expect(await clocksOf(ids.again)).toEqual([
      ['triage', at(19, 17), 'late', 'received', 'decided', null],
      ['complaint-reply', at(30, 17), 'cancelled', 'received', 'decided', null],
      ['triage', at(23, 17), 'kept', 'decided', 'decided', null],
    ])
    expect(await clocksOf(ids.replied)).toEqual([
      ['triage', at(19, 17), 'kept', 'received', 'decided', null],
      ['complaint-reply', at(19, 17), 'late', 'received', 'complaint-replied', null],
    ])
    expect(await clocksOf(ids.none)).toEqual([['triage', at(19, 17), null, null, null, sam]])
    const queue = await pool`select id, next_due_at, rank from submissions`
    expect(Object.fromEntries(queue.map((row) => [row['id'], [row['next_due_at'], row['rank']]]))).toEqual({
      [ids.open]: [at(19, 17), 0],
      [ids.again]: [null, 1],
      [ids.replied]: [null, 2],
      [ids.none]: [at(19, 17), 2],
    })
    // And it is erased as before, clocks that name events included.
    await pool`select erase_submission(${ids.again})`
    expect(await clocksOf(ids.again)).toEqual([])
  })
})
