import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, expect, test, vi } from 'vitest'
import { transact } from '#db/client.ts'
import { insertMessage } from '#db/queries/alerts.ts'
import { letters } from '#src/letters/all-letters.ts'
import { showSystem } from '#src/services/running/show-system.ts'
import { resetDatabase } from '#tests/support/database.ts'

// A letter is added as a developer would: to the list of letters alone.
vi.mock('#src/letters/letter-list.ts', async (original) => {
  const { weHaveMoved } = await import('#tests/fixtures/letters/we-have-moved.ts')
  return { letters: { ...(await original<object>()), 'we-have-moved': weHaveMoved } }
})

const administrator = {
  id: randomUUID(),
  email: 'ada@example.org',
  name: 'Ada Notarealname',
  role: 'administrator',
  isDemonstration: false,
} as const
const now = Temporal.Instant.from('2026-11-18T10:00:00Z')

beforeEach(resetDatabase)
