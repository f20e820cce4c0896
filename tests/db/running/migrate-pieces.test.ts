import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/postgres-js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { findFile } from '#db/queries/files.ts'
import * as schema from '#db/schema/index.ts'
import { seal } from '#db/sealing.ts'
import { readFileBytes } from '#src/services/submissions/stored-file.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0016_read_by_who_decides'))
})
afterAll(() => drop())

test('a file that was stored before there were pieces is read as it was', async () => {
  const id = randomUUID()
  const bytes = Buffer.from('%PDF-1.7 of an older day')
  await onDatabase(
    url,
    (pool) =>
      pool`insert into files ${pool({
        id,
        question: 'sg-files',
        name: seal('letter.pdf', `files:${id}:name`),
        media_type: 'application/pdf',
        size: bytes.length,
        content: seal(bytes, `files:${id}:content`),
        scan: 'clean',
        created_at: new Date(0),
      } as never)}`,
  )
  await migrate(url)
  await onDatabase(url, async (pool) => {
    const db = drizzle(pool, { schema, casing: 'snake_case' }) as unknown as Db
    const file = await findFile(db, id)
    if (!file) throw new Error('The file is gone.')
    expect(file.pieces).toBe(0)
    expect((await readFileBytes(file, (query) => query(db))).equals(bytes)).toBe(true)
  })
})
