import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import type { Role } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { forms } from '#src/forms/all-forms.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { answerEquality, showEqualityOffer } from '#src/services/after-sending/answer-equality.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showEquality } from '#src/services/desk/show-equality.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const nextQuarter = Temporal.Instant.from('2027-01-02T10:00:00Z')
const assessment = forms['self-assessment']
const contactUs = forms['ask-us-to-contact-you']

beforeEach(resetDatabase)

const someone = (role: Role): SignedInStaff =>
  ({ id: randomUUID(), name: 'Ines Example', email: 'ines@example.org', role }) as SignedInStaff

async function post(form: Form, visit: string, pageName: string, typed: Typed) {
  await savePage({ form, pageName, visit, typed, action: actionOf(typed), now })
}

/** An assessment sent unfinished from a device. */
async function sent(whoFor: 'me' | 'someone-else' = 'me'): Promise<string> {
  const visit = randomUUID()
  await post(assessment, visit, 'danger', { 'danger-now': ['no'] })
  await post(assessment, visit, 'who', { 'who-for': [whoFor] })
  await post(assessment, visit, 'name', { 'first-name': ['Wilma'], 'last-name': ['Madeup'] })
  await post(assessment, visit, 'contact', {
    'contact-way': ['call'],
    phone: ['07700 900801'],
    'contact-times': ['any'],
  })
  await post(assessment, visit, 'story', { 'as-story': ['I cannot manage the stairs.'] })
  expect(await submitForm(assessment, visit, {}, now)).toMatchObject({ is: 'sent' })
  return visit
}

const FULL: Typed = {
  'eq-gender-same': ['no'],
  'eq-gender-same-no-text': ['Agender'],
  'eq-religion': ['sikh'],
  'eq-disability': ['yes'],
  'eq-disability-impact': ['a-lot'],
}

async function everything(table: string) {
  const pool = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  try {
    return await pool.unsafe(`select * from ${table}`)
  } finally {
    await pool.end()
  }
}

describe('the equality questions', () => {
  test('are offered on the receipt to whoever answered for themselves, and of a helper to the person beside them', async () => {
    expect(await showEqualityOffer(assessment, await sent())).toEqual({ is: 'offered', to: 'sender' })
    expect(await showEqualityOffer(assessment, await sent('someone-else'))).toEqual({
      is: 'offered',
      to: 'person-beside',
    })
    expect(await showEqualityOffer(assessment, randomUUID())).toBeUndefined()
    expect(await showEqualityOffer(contactUs, await sent())).toBeUndefined()
    expect(await answerEquality(assessment, randomUUID(), FULL, now)).toEqual({ is: 'not-offered' })
    expect(await everything('equality_counts')).toHaveLength(0)
  })

  test('are counted once for a receipt, however often the button is pressed', async () => {
    const visit = await sent()
    await Promise.all(Array.from({ length: 10 }, () => answerEquality(assessment, visit, FULL, now)))
    expect(await showEqualityOffer(assessment, visit)).toEqual({ is: 'answered' })
    const rows = await everything('equality_counts')
    expect(rows.map(({ question, value, count }) => `${question} ${value} ${count}`).toSorted()).toEqual([
      'eq-disability yes 1',
      'eq-disability-impact a-lot 1',
      'eq-gender-same no 1',
      'eq-religion sikh 1',
    ])
  })

  test('left blank, nothing is noted and they can still be answered', async () => {
    const visit = await sent()
    expect(await answerEquality(assessment, visit, {}, now)).toEqual({ is: 'counted' })
    expect(await showEqualityOffer(assessment, visit)).toMatchObject({ is: 'offered' })
  })

  test('hold nothing that leads to a person: no id, no moment finer than the quarter, no words as written', async () => {
    const visit = await sent()
    await answerEquality(assessment, visit, FULL, now)
    const rows = await everything('equality_counts')
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([
      'count',
      'quarter',
      'question',
      'value',
      'words',
      'words_key',
    ])
    expect(new Set(rows.map((row) => row['quarter']))).toEqual(new Set(['2026-Q4']))
    expect(JSON.stringify(rows).toLowerCase()).not.toContain('agender')
    for (const table of ['drafts', 'submissions', 'events']) {
      expect(JSON.stringify(await everything(table))).not.toMatch(/eq-religion|sikh/)
    }
    // The database itself notes which transaction wrote a row: not the same one here and there.
    const [count] = await everything('(select xmin::text as x from equality_counts) t')
    const marks = await everything('(select xmin::text as x from drafts) t')
    expect(marks.map((row) => row['x'])).not.toContain(count?.['x'])
  })

  test('are read without the note of which answers came together', async () => {
    await answerEquality(assessment, await sent(), FULL, now)
    const asApplication = (what: string) => read((db) => db.execute(sql.raw(what)))
    expect(await asApplication('select question, count from equality_counts')).not.toEqual([])
    for (const hidden of ['select xmin from equality_counts', `update equality_counts set value = 'none'`]) {
      await expect(asApplication(hidden), hidden).rejects.toMatchObject({ code: '42501' })
    }
  })
})

describe('what staff see', () => {
  const answer = async (typed: Typed) => answerEquality(assessment, await sent(), typed, now)
  const table = (quarters: Awaited<ReturnType<typeof showEquality>>, question: string) =>
    quarters?.[0]?.tables.find((one) => one.question.startsWith(question))

  test('is counts of five or more of finished quarters, with no way to work out a smaller one', async () => {
    for (let n = 0; n < 6; n++) await answer({ ...FULL, 'eq-religion': ['none'], 'eq-armed-forces': ['yes'] })
    for (let n = 0; n < 5; n++) await answer({ 'eq-armed-forces': ['no'] })
    for (let n = 0; n < 5; n++) await answer({ 'eq-armed-forces': ['rather-not-say'] })
    await answer({ 'eq-religion': ['sikh'] })
    expect(await showEquality(someone('manager'), now)).toEqual([])
    const quarters = await showEquality(someone('manager'), nextQuarter)
    expect(quarters?.map(({ title }) => title)).toEqual(['October to December 2026'])
    const religion = table(quarters, 'What is your religion')
    expect(religion?.rows.find((row) => row.label === 'None')?.told).toEqual({ is: 'count', count: 6 })
    expect(religion?.rows.find((row) => row.label === 'Sikh')?.told).toEqual({ is: 'few' })
    expect(religion?.total).toBeUndefined()
    const forces = table(quarters, 'Have you served')
    expect(forces?.rows.map((row) => row.told)).toEqual([
      { is: 'count', count: 6 },
      { is: 'count', count: 5 },
      { is: 'count', count: 5 },
    ])
    expect(forces?.total).toBe(16)
    const gender = table(quarters, 'Is your gender')
    expect(gender?.rows.find((row) => row.label === 'No')).toMatchObject({
      told: { is: 'count', count: 6 },
      words: [{ words: 'agender', count: 6 }],
    })
  }, 60_000)

  test('is for those who answer for the service, not for every officer', async () => {
    for (const role of ['manager', 'auditor', 'administrator'] as const) {
      expect(await showEquality(someone(role), now)).toEqual([])
    }
    expect(await showEquality(someone('officer'), now)).toBeUndefined()
  })
})
