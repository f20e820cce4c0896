import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, expect, test } from 'vitest'
import { transact } from '#db/client.ts'
import { insertMessage } from '#db/queries/alerts.ts'
import { letters } from '#src/letters/all-letters.ts'
import type { Letter } from '#src/letters/letter.ts'
import { showSystem } from '#src/services/running/show-system.ts'
import { weHaveMoved } from '#tests/fixtures/letters/we-have-moved.letter.ts'
import { resetDatabase } from '#tests/support/database.ts'

const administrator = {
  id: randomUUID(),
  email: 'ada@example.org',
  name: 'Ada Notarealname',
  role: 'administrator',
  isDemonstration: false,
} as const
const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const message = {
  contact: 'The person who wrote',
  state: 'failed',
  createdAt: new Date('2026-11-18'),
} as const

beforeEach(resetDatabase)

/** What the system page calls messages of these letters. */
async function shownAs(names: readonly string[]): Promise<string[]> {
  await transact(async (tx) => {
    for (const name of names)
      await insertMessage(tx, { id: randomUUID(), key: name, letter: name, ...message })
  })
  const system = await showSystem(administrator, now)
  // One to a duty contact is needed by nobody where no alert is open.
  const isNeeded = ({ about }: { about: { is: string } }) => about.is !== 'alerts'
  expect(system?.messages.filter(isNeeded)).toEqual(system?.failedMessages)
  return (system?.messages ?? []).map(({ letter }) => letter).toSorted()
}

test('every letter is on the system page by what its declaration calls it', async () => {
  expect(await shownAs([...letters.keys()])).toEqual(
    [...letters.values()].map(({ staff }) => staff).toSorted(),
  )
})

test('a letter that is added is on the system page too, and one of another version by its name', async () => {
  const withAdded = letters as Map<string, Letter>
  withAdded.set(weHaveMoved.name, weHaveMoved)
  expect(await shownAs(['we-have-moved', 'of-another-version'])).toEqual([
    'Where our new office is',
    'of-another-version',
  ])
})
