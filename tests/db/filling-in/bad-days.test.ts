import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { FILE_MESSAGES, MOST_BYTES } from '#src/forms/controls/files.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { say } from '#src/forms/engine/words.ts'
import { selfAssessment as form } from '#src/forms/self-assessment.ts'
import { addFile } from '#src/services/filling-in/add-file.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { lockedPdf, wholePdf } from '#tests/support/whole-files.ts'

/**
 * Bad days, as far as the server meets them: odd answers and odd files end in a clear sentence with nothing lost.
 * Where each of the others lives is listed in tests/browser/bad-days.spec.ts.
 */

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')

beforeEach(resetDatabase)

const post = (visit: string, pageName: string, typed: Typed, at = now) =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now: at })

const messages = (saved: Awaited<ReturnType<typeof post>>) =>
  saved.is === 'problems'
    ? saved.view.problems.map(({ message }) => say(message, { voice: 'you', slots: {} }))
    : [saved.is]

async function typedOn(visit: string, page: string): Promise<Typed> {
  const shown = await showPage(form, page, visit, now)
  return shown.is === 'page' ? shown.view.typed : {}
}

/** An assessment of oneself that can be sent. */
async function begun(name: Typed = { 'first-name': ['Wilma'] }, story = 'I cannot manage.') {
  const visit = randomUUID()
  await post(visit, 'danger', { 'danger-now': ['no'] })
  await post(visit, 'who', { 'who-for': ['me'] })
  await post(visit, 'name', name)
  await post(visit, 'contact', { 'contact-way': ['call'], phone: ['07700 900801'], 'contact-times': ['any'] })
  await post(visit, 'story', { 'as-story': [story], 'as-when': ['longer'] })
  return visit
}

/** What is sent, in the words staff read. */
async function sent(visit: string): Promise<string> {
  const submitted = await submitForm(form, visit, {}, now)
  if (submitted.is !== 'sent') throw new Error(JSON.stringify(submitted))
  const row = await read((db) => findSubmission(db, submitted.reference))
  if (!row) throw new Error('not there')
  return JSON.stringify(openSubmission(row).snapshot)
}

describe('what people type', () => {
  const LONG = 'é'.repeat(4001)

  test('4,001 characters: said how many fit, all of them kept, and 4,000 go', async () => {
    const visit = await begun()
    const saved = await post(visit, 'story', { 'as-story': [LONG], 'as-when': ['longer'] })
    expect(messages(saved)).toEqual(['Use 4,000 characters or fewer'])
    expect((await typedOn(visit, 'story'))['as-story']).toEqual([LONG])
    const shorter = await post(visit, 'story', { 'as-story': [LONG.slice(1)], 'as-when': ['longer'] })
    expect(shorter).toMatchObject({ is: 'go' })
  })

  test.each([
    ['quotes pasted from Word', '“I’m fine” – she said… ‘not really’ — and left'],
    ['emoji, families among them', 'Help me 🙏🏽 with my 👨‍👩‍👧‍👦 and 🇬🇧'],
    ['Arabic, from right to left', 'لا أستطيع صعود الدرج'],
    ['Chinese', '我不能爬楼梯'],
    ['angle brackets and ampersands', '<b>Tom & Jerry</b> <script>alert(1)</script>'],
    ['several lines', 'One\r\nTwo\r\n\r\nThree'],
  ])('%s arrive as they were typed', async (_, story) => {
    const visit = await begun({ 'first-name': ['Wilma'] }, story)
    expect((await typedOn(visit, 'story'))['as-story']?.[0]?.replace(/\r\n/g, '\n')).toBe(
      story.replace(/\r\n/g, '\n'),
    )
    expect(await sent(visit)).toContain(JSON.stringify(story.replace(/\r\n/g, '\n')).slice(1, -1))
  })

  test.each([
    ['an Arabic name', { 'first-name': ['محمد'], 'last-name': ['اختبار'] }, 'محمد'],
    ['a Chinese name', { 'first-name': ['小明'], 'last-name': ['测试'] }, '小明'],
    ['one name only', { 'first-name': ['Suharti'] }, 'Suharti'],
    ['one letter', { 'first-name': ['O'] }, 'O'],
    [
      'marks and spaces',
      { 'first-name': ['Anne-Marié'], 'last-name': ['O’Testname de la Made-up'] },
      'O’Testname de la Made-up',
    ],
  ])('%s is a name', async (_, name: Typed, said) => {
    expect(await sent(await begun(name))).toContain(said)
  })
})

describe('ages and dates', () => {
  const dob = (day: string, month: string, year: string): Typed => ({
    'dob-day': [day],
    'dob-month': [month],
    'dob-year': [year],
  })

  test.each([
    ['119 years old', dob('18', '11', '1907')],
    ['born on 29 February', dob('29', '2', '1952')],
  ])('%s is taken', async (_, typed) => {
    expect(await post(await begun(), 'birth', typed)).toMatchObject({ is: 'go' })
  })

  test.each(['0', '119'])('about %s years old is taken', async (age) => {
    const typed = { 'dob-out': ['dont-know'], 'age-about': [age] }
    expect(await post(await begun(), 'birth', typed)).toMatchObject({ is: 'go' })
  })

  test.each([
    ['born yesterday', dob('17', '11', '2026')],
    ['born 130 years ago', dob('18', '11', '1896')],
    ['about 720 years old', { 'dob-out': ['dont-know'], 'age-about': ['720'] }],
  ])('%s is asked once, and taken when it is sent again', async (_, typed) => {
    const visit = await begun()
    const asked = await post(visit, 'birth', typed)
    expect(messages(asked)).toEqual([expect.stringMatching(/^Check the .* If it is right, carry on$/)])
    expect(await typedOn(visit, 'birth')).toMatchObject(typed)
    expect(await post(visit, 'birth', typed)).toMatchObject({ is: 'go' })
  })

  test.each([
    ['29 February of a year that had none', dob('29', '2', '1951')],
    ['tomorrow', dob('19', '11', '2026')],
  ])('%s is said, and kept as typed', async (_, typed) => {
    const visit = await begun()
    const [message] = messages(await post(visit, 'birth', typed))
    expect(message).toMatch(/real date|in the past/)
    expect(await typedOn(visit, 'birth')).toMatchObject(typed)
  })
})

describe('files', () => {
  const PDF = wholePdf()
  const add = (visit: string, name: string, bytes: Buffer, tooLarge = false) =>
    addFile(form, 'files', visit, { field: 'as-files', name, bytes, tooLarge }, now)
  const names = async (visit: string) => {
    const shown = await showPage(form, 'files', visit, now)
    const answer = shown.is === 'page' ? shown.view.walked.counts['as-files'] : undefined
    const held = answer && 'value' in answer && Array.isArray(answer.value) ? answer.value : []
    return (held as { name: string }[]).map(({ name }) => name)
  }

  test.each([
    ['of 0 bytes', 'letter.pdf', Buffer.alloc(0), false, 'That file is empty. Choose another one'],
    ['of 11 MB', 'letter.pdf', Buffer.alloc(0), true, FILE_MESSAGES['too-large']],
    [
      'just over the limit',
      'letter.pdf',
      Buffer.concat([PDF, Buffer.alloc(MOST_BYTES)]),
      false,
      FILE_MESSAGES['too-large'],
    ],
    [
      'a program under another name',
      'letter.pdf',
      Buffer.from('MZ this is a program'),
      false,
      FILE_MESSAGES['other-kind'],
    ],
    ['with a password', 'letter.pdf', lockedPdf, false, FILE_MESSAGES.locked],
    ['cut short', 'letter.pdf', PDF.subarray(0, 150), false, FILE_MESSAGES['cut-short']],
  ])('%s: said what to do, and the file before it stays', async (_, name, bytes, tooLarge, message) => {
    const visit = await begun()
    expect(await add(visit, 'first.pdf', PDF)).toBeUndefined()
    const problem = await add(visit, name, bytes, tooLarge)
    expect(say(problem?.message ?? '', { voice: 'you', slots: {} })).toBe(
      say(message, { voice: 'you', slots: {} }),
    )
    expect(await names(visit)).toEqual(['first.pdf'])
  })

  test.each(['письмо о здоровье.pdf', '信.pdf', 'رسالة.pdf', 'café menu 🙂.pdf'])(
    'named %s keeps its name',
    async (name) => {
      const visit = await begun()
      expect(await add(visit, name, PDF)).toBeUndefined()
      expect(await names(visit)).toEqual([name])
      expect(await sent(visit)).toContain(name)
    },
  )
})
