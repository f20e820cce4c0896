import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from '../../faults/planted.ts'

const root = resolve(import.meta.dirname, '../../..')
const sources = ['src', 'db'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|astro|scss)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
)

test('each fault can still be planted, in one file, and changes it', () => {
  expect(faults.length).toBeGreaterThan(30)
  const wrong = faults.filter(
    ({ find, put }) => find === put || sources.filter((text) => text.includes(find)).length !== 1,
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})
