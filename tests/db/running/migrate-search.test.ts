import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0022_directory_days'))
  await onDatabase(
    url,
    (pool) => pool`insert into search_phrases (phrase, page) values ('green pear pies', 'pears')`,
  )
  await migrate(url)
})
afterAll(() => drop())

test('a copy made before is found by until it is made again', async () => {
  expect(await onDatabase(url, (pool) => pool`select phrase, uncommon from search_phrases`)).toEqual([
    { phrase: 'green pear pies', uncommon: 3 },
  ])
  expect(await onDatabase(url, (pool) => pool`select number from search_publication`)).toEqual([
    { number: '0' },
  ])
})

test.each(['search_pages', 'search_phrases', 'search_words', 'search_stems', 'search_common'])(
  'whatever changes %s changes the number of what is searched, in the same transaction',
  async (table) => {
    await onDatabase(url, async (pool) => {
      const numbers: string[] = []
      const note = async () => {
        const rows = await pool<{ number: string }[]>`select number from search_publication`
        numbers.push(...rows.map(({ number }) => number))
      }
      await note()
      await pool.unsafe(`delete from ${table}`)
      await note()
      await pool.unsafe(`truncate ${table}`)
      await note()
      expect(new Set(numbers).size).toBe(3)
      await pool.unsafe(`begin; delete from ${table}; rollback`)
      await note()
      expect(numbers.at(-1)).toBe(numbers.at(-2))
    })
  },
)

test('the application cannot write the number', async () => {
  const written = onDatabase(url, async (pool) => {
    await pool`set role portal_app`
    await pool`update search_publication set number = 1`
  })
  await expect(written).rejects.toThrow('permission denied')
})
