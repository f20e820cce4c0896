import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0021_charging_rates'))
})
afterAll(() => drop())

test('hours of a list taken before hold until the first schedule ends, and a service until its last', async () => {
  const weekly = (valid_to?: string) => ({ byday: 'MO', ...(valid_to ? { valid_to } : {}) })
  const holiday = { valid_from: '2026-12-25', valid_to: '2026-12-25' }
  const schedules: Readonly<Record<string, object>> = {
    none: {},
    always: { schedules: [weekly()] },
    ends: { schedules: [weekly('2026-12-31'), weekly('2027-01-31')] },
    'over-in-part': { schedules: [weekly('2026-10-31'), weekly()] },
    holiday: { schedules: [weekly(), holiday] },
    'holiday-alone': { schedules: [holiday] },
    place: { service_at_locations: [{ location: { schedules: [weekly('2026-12-31')] } }] },
    odd: { schedules: [weekly('0000-00-00')] },
  }
  await onDatabase(url, async (pool) => {
    await pool`insert into directory_imports values (gen_random_uuid(), '2026-11-20T02:00:00Z', '2026-11-20T02:01:00Z',
      'feed.json', 'taken', 1, 0, '{}')`
    for (const [id, published] of Object.entries(schedules)) {
      await pool`insert into directory_services
        (id, name, organisation, description, topics, audiences, sectors, open_days, opens, closes, is_place_secret, published)
        values (${id}, ${id}, '', '', '{}', '{}', '{}', '{MO}', '{540,600}', '{560,660}', false, ${published as never})`
    }
    await pool`update directory_services set open_days = '{}', opens = '{}', closes = '{}' where id = 'none'`
  })

  await migrate(url)

  const rows = await onDatabase(
    url,
    (pool) => pool`select id, days_from::text, days_to::text, opens_from::text, opens_to::text, ends_on::text
      from directory_services`,
  )
  const hours = (last: string, ends: string | null = null) => [
    '{-infinity}',
    `{${last}}`,
    '{-infinity,-infinity}',
    `{${last},${last}}`,
    ends,
  ]
  expect(Object.fromEntries(rows.map(({ id, ...row }) => [id, Object.values(row)]))).toEqual({
    none: ['{}', '{}', '{}', '{}', null],
    always: hours('infinity'),
    ends: hours('2026-12-31', '2027-01-31'),
    'over-in-part': hours('infinity'),
    holiday: hours('infinity'),
    'holiday-alone': hours('infinity'),
    place: hours('2026-12-31', '2026-12-31'),
    odd: hours('infinity'),
  })
})
