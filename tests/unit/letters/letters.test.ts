import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { letters, readDeclaredLetters } from '#src/letters/all-letters.ts'
import { lettersFolder, letterWords, readLetters, write, writeLetter } from '#src/letters/letter-words.ts'
import { fillLetter } from '#src/information/placeholders.ts'
import { copyLink } from '#src/letters/copy-link.letter.ts'
import { dutyAlert } from '#src/letters/duty-alert.letter.ts'
import { resumeCode } from '#src/letters/resume-code.letter.ts'
import { statusCode } from '#src/letters/status-code.letter.ts'
import { weHaveMoved } from '#tests/fixtures/letters/we-have-moved.letter.ts'
import { easyReadFindings } from '#tests/support/reading.ts'

const site = 'https://portal.example.org'
const fixtures = resolve(import.meta.dirname, '../../fixtures/letters')
const added = join(fixtures, 'words')
const withAdded = new Map([...letters, ...(await readDeclaredLetters(fixtures))])

const waits = {
  waiting: { all: 39, red: 31 },
  since: Temporal.Instant.from('2026-11-22T20:00:00Z'),
  which: { named: ['K7H-4PX-9RD', 'BCD-FGH-JKP'], others: 37 },
}

/** The folder of the letters there are, with one more, changed as told. */
function folderWithAdded(change: (folder: string) => void = () => undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'letters-'))
  cpSync(lettersFolder, folder, { recursive: true })
  cpSync(added, folder, { recursive: true })
  change(folder)
  return folder
}

const readWith = (change: (folder: string) => void) => () => readLetters(withAdded, folderWithAdded(change))

/** Puts other words in a file of the added letter. */
const altered = (file: string, before: string, after: string) =>
  readWith((folder) => {
    const path = join(folder, 'we-have-moved', file)
    const source = readFileSync(path, 'utf8')
    expect(source).toContain(before)
    writeFileSync(path, source.replaceAll(before, after))
  })

describe('the words that go out', () => {
  test.each([
    [
      resumeCode,
      { code: 'BD4F-7K2M' },
      `Here is the code you asked for:

BD4F-7K2M

Use it at ${site}/come-back. You also need the word or number you chose.

If you did not ask for this, you can delete it, or ring us on 020 7946 0100.

Alderbrook Council
`,
    ],
    [
      statusCode,
      { code: 'BD4F-7K2M' },
      `Here is the code you asked for:

BD4F-7K2M

Use it at ${site}/my-request. You also need the reference we gave you.

If you did not ask for this, you can delete it, or ring us on 020 7946 0100.

Alderbrook Council
`,
    ],
    [
      copyLink,
      {},
      `What you asked us for is ready.

You can see it at ${site}/my-request. You need the reference and the code we gave you.

If you did not ask for this, you can delete it, or ring us on 020 7946 0100.

Alderbrook Council
`,
    ],
    [
      dutyAlert,
      waits,
      `39 requests, 31 of them red, are waiting at the adult social care front door. The first has waited for somebody to take it since 8pm on Sunday 22 November 2026.

References: K7H-4PX-9RD, BCD-FGH-JKP, and 37 more.

${site}/staff/alerts

You are told again until somebody takes it or says they have seen it. That lasts an hour: only a decision ends it.
`,
    ],
  ] as const)('of $0.name are these', (letter, fields, text) => {
    const subject =
      letter === dutyAlert
        ? 'Something is waiting at the adult social care front door'
        : 'Your request to Alderbrook Council'
    expect(writeLetter(letter, fields, site)).toEqual({ subject, text })
  })

  test('leave out a paragraph that needs an address where there is none', () => {
    const { text } = writeLetter(dutyAlert, waits, undefined)
    expect(text).not.toContain('/staff')
    expect(text.split('\n\n')).toHaveLength(3)
  })

  test.each([
    [
      { all: 1, red: 1 },
      { named: [], others: 1 },
      'One request, red, is waiting at',
      'Sign in to see which.',
    ],
    [
      { all: 1, red: 0 },
      { named: ['BCD-FGH-JKP'], others: 0 },
      'One request is waiting at',
      'Reference: BCD-FGH-JKP.',
    ],
    [
      { all: 2, red: 0 },
      { named: ['BCD-FGH-JKP'], others: 1 },
      '2 requests are waiting at',
      'Reference: BCD-FGH-JKP, and 1 more.',
    ],
  ])('count what waits, and name what may be named: %j', (waiting, which, counted, named) => {
    const { text } = writeLetter(dutyAlert, { ...waits, waiting, which }, site)
    expect(text.startsWith(counted)).toBe(true)
    expect(text).toContain(`\n${named}\n`)
  })

  test('are refused with a field too few, too many or empty', () => {
    expect(() => writeLetter(resumeCode, {}, site)).toThrow()
    expect(() => writeLetter(resumeCode, { code: '' }, site)).toThrow()
    expect(() => writeLetter(copyLink, { code: 'BD4F-7K2M' }, site)).toThrow()
  })

  test('say a field as it stands, whatever stands in it', () => {
    const { text } = writeLetter(resumeCode, { code: '{{council:phone}} $& {{site}}' }, site)
    expect(text).toContain('\n{{council:phone}} $& {{site}}\n')
  })
})

describe('a letter in Easy Read', () => {
  /** What a letter says of its own, and an address, are a word each, however hard they are. */
  const ownOf = (name: string) =>
    Object.fromEntries(
      [...Object.keys(letters.get(name)?.fields ?? {}), 'site'].map((field) => [field, 'home']),
    )

  test.each([...letterWords])('%s has one short sentence a row', (name, { easyRead }) => {
    const own = ownOf(name)
    const rows = easyRead.parts.flatMap((part) => part.rows.map(({ markdown }) => markdown))
    const headings = easyRead.parts.flatMap(({ heading }) => heading ?? [])
    const text = [...rows, easyRead.title, ...headings].map((row) =>
      fillLetter(row.replaceAll('{{council:name}}', 'We'), own),
    )
    for (const row of text.slice(0, rows.length)) expect(row.match(/[.?!](?= |$)/g)).toHaveLength(1)
    const found = easyReadFindings(text.join('\n'))
    expect(found.map(({ sentence, figure }) => `“${sentence}”: ${figure}`)).toEqual([])
  })
})

describe('a letter that is added', () => {
  test('is checked, and written with its fields in words', () => {
    expect(withAdded.get('we-have-moved')).toBe(weHaveMoved)
    const words = readLetters(withAdded, folderWithAdded()).get('we-have-moved')
    if (!words) throw new Error('It has no words.')
    const fields = { address: '2 Mill Lane', day: '2026-12-01T09:00:00Z' }
    expect(write(weHaveMoved, words, fields, site)).toEqual({
      subject: 'Your request to Alderbrook Council',
      text: 'We have a new office from Tuesday 1 December 2026. It is at 2 Mill Lane.\n\nAlderbrook Council\n',
    })
    expect(() => write(weHaveMoved, words, { ...fields, day: 'soon' }, site)).toThrow()
  })

  const inFolder = (file: string) => (folder: string) => join(folder, 'we-have-moved', file)
  test.each([
    [
      'has no folder',
      readWith((folder) => rmSync(inFolder('')(folder), { recursive: true })),
      'plain.md is missing',
    ],
    ['has no plain words', readWith((folder) => rmSync(inFolder('plain.md')(folder))), 'plain.md is missing'],
    [
      'has no Easy Read',
      readWith((folder) => rmSync(inFolder('easy-read.md')(folder))),
      'easy-read.md is missing',
    ],
    [
      'names a field it does not declare',
      altered('plain.md', '{{day}}', '{{day}} {{hour}}'),
      'plain.md has {{hour}}',
    ],
    [
      'names one in Easy Read',
      altered('easy-read.md', '{{day}}', '{{day}} {{hour}}'),
      'easy-read.md has {{hour}}',
    ],
    [
      'says a field in its subject',
      altered('plain.md', 'Your request', 'Your {{day}}'),
      'plain.md has {{day}}',
    ],
    [
      'declares a field it does not say',
      altered('plain.md', '{{day}}', 'Monday'),
      'plain.md does not say {{day}}',
    ],
    [
      'does not say it in Easy Read',
      altered('easy-read.md', '{{day}}', 'Monday'),
      'easy-read.md does not say {{day}}',
    ],
    [
      'names an amount of a year',
      altered('plain.md', 'It is', '{{rate:upper-capital-limit}} is'),
      'where no day is known',
    ],
    [
      'has a number typed in',
      altered('plain.md', '{{address}}', '{{address}}, 0300 555 0150'),
      'a phone number in it',
    ],
    ['has no subject', altered('plain.md', 'subject:', 'title:'), '“subject”'],
    ['has a picture there is not', altered('easy-read.md', '- home', '- palace'), 'has “- palace'],
  ] as const)('is refused when it %s', (_, read, fault) => {
    expect(read).toThrow(/^Some letters cannot be used\.\ncontent\/letters\/we-have-moved\//)
    expect(read).toThrow(fault)
  })

  test('is refused when nobody declares it', () => {
    const read = () => readLetters(letters, folderWithAdded())
    expect(read).toThrow('content/letters/we-have-moved belongs to no letter')
  })

  test.each([
    ['exports no letter', 'one.letter.ts', 'export const one = { name: "one" }'],
    ['has another name than its file', 'other.letter.ts', undefined],
    ['stands in one file with another', 'one.letter.ts', 'export * from "./other.letter.ts"'],
  ])('is refused where its file %s', async (_, file, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'letters-'))
    const declared = `import { letter } from '${resolve(lettersFolder, '../../src/letters/letter.ts')}'
const said = { staff: 'One', to: 'duty-contact', about: 'alert', mayNotGoWhen: 'alert-acknowledged', job: 'send-alert' }
export const one = letter({ name: 'one', ...said, fields: {} })
export const two = letter({ name: 'two', ...said, fields: {} })`
    writeFileSync(join(folder, file), text ?? declared.replace(/.*two.*/, ''))
    if (text?.includes('other')) writeFileSync(join(folder, 'other.letter.ts'), declared)
    await expect(readDeclaredLetters(folder)).rejects.toThrow(
      `${file} does not export one letter that has the name of its file`,
    )
  })

  test('is told with every other fault at once', () => {
    const read = readWith((folder) => {
      rmSync(join(folder, 'copy-link', 'easy-read.md'))
      rmSync(join(folder, 'we-have-moved'), { recursive: true })
      mkdirSync(join(folder, 'never-declared'))
    })
    expect(read).toThrow(
      /copy-link\/easy-read\.md is missing\.\n.*we-have-moved\/plain\.md is missing\.\n.*\n.*never-declared belongs to no/,
    )
  })
})
