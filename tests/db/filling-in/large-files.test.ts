import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, DatabaseError, openDatabase, read, transact } from '#db/client.ts'
import { findOpenDraft } from '#db/queries/drafts.ts'
import { deleteOrphanFiles, findFile, findFilePiece, listFiles } from '#db/queries/files.ts'
import { open, SealBroken } from '#db/sealing.ts'
import { FILE_MESSAGES, MOST_BYTES } from '#src/forms/controls/files.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'
import { addFile } from '#src/services/filling-in/add-file.ts'
import { openState, visitHash } from '#src/services/filling-in/drafts.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { fetchFile } from '#src/services/desk/fetch-file.ts'
import { dropFile, PIECE_BYTES, readFileBytes, storeFile } from '#src/services/submissions/stored-file.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { appUrl, ownerUrl, resetDatabase } from '#tests/support/database.ts'
import { NEIGHBOURS_PAGES } from '#tests/support/ready-to-send.ts'
import { wholePdf } from '#tests/support/whole-files.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const officer = { id: randomUUID(), name: 'Olu', role: 'officer', email: 'o@example.org' } as never

let owner: postgres.Sql
beforeAll(() => {
  owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
})
afterAll(() => owner.end())
beforeEach(resetDatabase)

/** Bytes of a file of the most that is taken, different from those of another. */
function pdf(size = MOST_BYTES, seed = 1): Buffer {
  const whole = wholePdf(String(seed), size)
  return Buffer.concat([whole, Buffer.alloc(Math.max(0, size - whole.length), '\n')]).subarray(0, size)
}

async function begun(): Promise<string> {
  const visit = randomUUID()
  for (const [pageName, typed] of Object.entries(NEIGHBOURS_PAGES)) {
    await savePage({ form, pageName, visit, typed, action: actionOf(typed), now })
  }
  return visit
}

const add = (visit: string, bytes: Buffer, name = 'letter.pdf') =>
  addFile(form, 's-proof', visit, { field: 'sg-files', name, bytes, tooLarge: false }, now)

const answersOn = async (visit: string) => {
  const draft = await read((db) =>
    findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
  )
  return draft ? openState(draft).answers : {}
}
const namesOn = async (visit: string) => {
  const answer = (await answersOn(visit))['sg-files']
  return answer && 'value' in answer ? (answer.value as { name: string }[]).map(({ name }) => name) : []
}

const stored = (bytes: Buffer) =>
  storeFile({ name: 'a.pdf', bytes, type: 'application/pdf', question: 'sg-files' }, now)
const rowOf = async (id: string) => {
  const row = await read((db) => findFile(db, id))
  if (!row) throw new Error('There is no such file.')
  return row
}

describe('on a busy machine', () => {
  /** Megabytes that the slowed database takes in a second, and milliseconds that one statement may take. */
  const RATE = 5
  const DEADLINE = 1_000

  beforeAll(async () => {
    await owner.unsafe(`create function be_slow() returns trigger language plpgsql as $$
      begin
        perform pg_sleep(coalesce(octet_length(new.content), 0) / (${RATE} * 1048576.0));
        return new;
      end $$`)
    for (const table of ['files', 'file_pieces'])
      await owner.unsafe(
        `create trigger slow before insert on ${table} for each row execute function be_slow()`,
      )
    await closeDatabase()
    openDatabase(appUrl, { statementTimeout: DEADLINE })
  })
  afterAll(async () => {
    await owner.unsafe('drop function be_slow cascade')
    await closeDatabase()
  })

  test('two files of 10 MB at once are kept, where one statement for all of it ends at its deadline', async () => {
    const visits = [await begun(), await begun()]
    const problems = await Promise.all(visits.map((visit, at) => add(visit, pdf(MOST_BYTES, at))))
    expect(problems).toEqual([undefined, undefined])
    for (const visit of visits) expect(await namesOn(visit)).toEqual(['letter.pdf'])
    await expect(
      owner.begin(async (sql) => {
        await sql.unsafe(`set local statement_timeout = ${DEADLINE}`)
        await sql`insert into files (id, question, name, media_type, size, pieces, content, scan, created_at)
          values (${randomUUID()}, 'q', '', '', 1, 0, ${pdf()}, 'clean', ${new Date(0)})`
      }),
    ).rejects.toMatchObject({ code: '57014' })
  })

  test('while one is written another page of the same draft is saved', async () => {
    const visit = await begun()
    const adding = add(visit, pdf())
    await new Promise((resolve) => setTimeout(resolve, 300))
    const began = performance.now()
    const typed = { 'sg-what': ['He has bruises too.'] }
    await savePage({ form, pageName: 's-what', visit, typed, action: { is: 'continue' }, now })
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(await adding).toBeUndefined()
    expect(await namesOn(visit)).toEqual(['letter.pdf'])
  })

  test('a file that the database is too slow for says what to do, keeps the draft and leaves nothing', async () => {
    const visit = await begun()
    await owner.unsafe(`create or replace function be_slow() returns trigger language plpgsql as $$
      begin perform pg_sleep(case when octet_length(new.content) > 400000 then 3 else 0 end); return new; end $$`)
    const problem = await add(visit, pdf())
    expect(problem).toMatchObject({ field: 'sg-files', message: FILE_MESSAGES['not-kept'] })
    expect(await namesOn(visit)).toEqual([])
    expect(await owner`select id from files`).toEqual([])
    expect((await answersOn(visit))['sg-what']).toEqual({ value: 'Somebody takes his money.' })
  })
})

describe('a file in pieces', () => {
  test('10 MB and not a byte more are taken, and staff get the very same bytes', async () => {
    const visit = await begun()
    const bytes = pdf()
    expect(await add(visit, bytes)).toBeUndefined()
    expect(await add(visit, pdf(MOST_BYTES + 1))).toMatchObject({
      message: FILE_MESSAGES['too-large'],
    })
    const sent = await submitForm(form, visit, {}, now)
    expect(sent.is).toBe('sent')
    const [{ id: submissionId = '' } = {}] = await owner`select id from submissions`
    const [file] = await read((db) => listFiles(db, submissionId))
    await owner`update files set scan = 'clean'`
    const fetched = await fetchFile(file?.id ?? '', officer, now)
    expect(fetched.is === 'file' && fetched.content.equals(bytes)).toBe(true)
  })

  const EDGES = [1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES]
  test.each(EDGES)('of %i bytes comes back as it was', async (size) => {
    const bytes = Buffer.alloc(size, 7)
    const { id } = await stored(bytes)
    expect((await readFileBytes(await rowOf(id))).equals(bytes)).toBe(true)
  })

  test('a piece that is missing, out of place, another file’s or cut off opens nothing', async () => {
    const { id } = await stored(pdf(3 * PIECE_BYTES))
    const { id: other } = await stored(pdf(3 * PIECE_BYTES, 2))
    const before = await owner`select * from file_pieces where file_id = ${id} order by number`
    const tampered = async (change: () => Promise<unknown>) => {
      await change()
      await expect(readFileBytes(await rowOf(id))).rejects.toBeInstanceOf(SealBroken)
      await owner`delete from file_pieces where file_id = ${id}`
      for (const row of before) await owner`insert into file_pieces ${owner(row as never)}`
      await owner`update files set pieces = 3, size = ${3 * PIECE_BYTES} where id = ${id}`
      expect((await readFileBytes(await rowOf(id))).length).toBe(3 * PIECE_BYTES)
    }
    await tampered(() => owner`delete from file_pieces where file_id = ${id} and number = 1`)
    await tampered(async () => {
      await owner`delete from file_pieces where file_id = ${id} and number = 2`
      await owner`update files set pieces = 2, size = ${2 * PIECE_BYTES} where id = ${id}`
    })
    await tampered(
      () => owner`update file_pieces one set content = two.content from file_pieces two
        where one.file_id = ${id} and two.file_id = ${id} and one.number + two.number = 1`,
    )
    await tampered(
      () => owner`update file_pieces one set content = two.content from file_pieces two
        where one.file_id = ${id} and two.file_id = ${other} and one.number = two.number and one.number = 1`,
    )
    await tampered(() => owner`update files set size = size - 1 where id = ${id}`)
  })

  test('none of it is stored in the clear, and the application changes no piece', async () => {
    const bytes = pdf(PIECE_BYTES)
    const { id } = await stored(bytes)
    const piece = await read((db) => findFilePiece(db, id, 0))
    if (!piece) throw new Error('There is no piece.')
    expect(piece.includes(bytes.subarray(100, 200))).toBe(false)
    expect(() => open(piece, `files:${id}:content`)).toThrow(SealBroken)
    for (const change of ['update file_pieces set number = 9', 'delete from file_pieces'])
      await expect(transact((tx) => tx.execute(change))).rejects.toMatchObject({ code: '42501' })
  })

  test('one that became nobody’s goes, at once or an hour later', async () => {
    const { id: dropped } = await stored(pdf(10))
    await dropFile(dropped)
    const { id: left } = await stored(pdf(10))
    const clear = (before: Temporal.Instant) =>
      transact((tx) => deleteOrphanFiles(tx, new Date(before.epochMilliseconds)))
    expect(await clear(now.subtract({ minutes: 1 }))).toBe(0)
    expect((await owner`select id from files`).map((row) => row['id'])).toEqual([left])
    expect(await clear(now.add({ minutes: 1 }))).toBe(1)
    expect(await owner`select 1 from file_pieces`).toEqual([])
  })

  test('an error that is ours is not taken for a slow database', async () => {
    const tooLong = { name: 'a.pdf', bytes: pdf(10), type: 'application/pdf', question: 'q\0' }
    await expect(storeFile(tooLong, now)).rejects.toBeInstanceOf(DatabaseError)
  })
})
