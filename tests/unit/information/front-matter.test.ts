import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readLines } from '#src/information/front-matter.ts'
import { contentFolder } from '#src/settings/content-files.ts'

const blocks = globSync('{information,about,letters}/**/*.md', { cwd: contentFolder }).flatMap((file) => {
  const [, block] =
    /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(readFileSync(join(contentFolder, file), 'utf8')) ?? []
  return block === undefined ? [] : [{ file, block }]
})

test('lines say what YAML says, on every page there is', () => {
  const wrong = blocks.filter(({ block }) => {
    const read = readLines(block)
    return read !== undefined && JSON.stringify(read) !== JSON.stringify(parse(block))
  })
  expect(wrong.map(({ file }) => file)).toEqual([])
})

test('most pages need no more than lines', () => {
  const more = blocks.filter(({ block }) => readLines(block) === undefined)
  expect(blocks.length).toBeGreaterThan(50)
  expect(more.length / blocks.length).toBeLessThan(0.1)
})

/** What a block is made of, and what could be mistaken for it. */
const PIECE = fc.constantFrom(
  ...[
    'a',
    'key',
    'words',
    'x-y',
    'true',
    'No',
    'null',
    '~',
    '1',
    '2026-11-22',
    '’',
    '£5',
    '.5',
    '0x1',
    '__proto__',
  ],
  ...[
    ': ',
    ':',
    ' :',
    ', ',
    ',',
    '[',
    ']',
    '[]',
    '{',
    '}',
    "'",
    "''",
    '"',
    '#',
    ' #',
    '- ',
    '|',
    '>',
    '&',
    '*',
    '!',
  ],
  ...[
    '\n',
    '\n',
    '\n',
    '\n  ',
    '\n  ',
    '\n    ',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\\',
    '%',
    '@',
    '`',
    '?',
    '---',
    '<<',
    '=',
  ],
  ...['a: b', 'a: [b, c]', '\n  a: b', '\nkey:', '\nwords:\n  one two: three'],
)

test('lines say what YAML says, whatever is written', () => {
  fc.assert(
    fc.property(fc.array(PIECE, { maxLength: 12 }), (pieces) => {
      const block = pieces.join('')
      const read = readLines(block)
      if (read !== undefined) expect(read).toEqual(parse(block))
    }),
    { numRuns: 20_000 },
  )
})
