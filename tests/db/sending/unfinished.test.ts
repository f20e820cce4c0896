import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { makeCopy, textOfCopy } from '#src/services/after-sending/make-copy.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import type { PageAction } from '#src/services/filling-in/page-action.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'

/** What is sent before it is finished: "Send what I have now". */

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')

beforeEach(resetDatabase)

const press =
  (form: Form, visit: string) =>
  (pageName: string, typed: Typed, action: PageAction = { is: 'continue' }) =>
    savePage({ form, pageName, visit, typed, action, now })

/** A short form up to how to make contact, its other facts there. */
async function upToContact() {
  const visit = randomUUID()
  const post = press(askUsToContactYou, visit)
  await post('danger', { 'danger-now': ['no'] })
  await post('who', { 'who-for': ['me'] })
  await post('name', { 'first-name': ['Bo'] })
  await post('story', { 'rc-story': ['The stairs are too much.'] })
  return { visit, post }
}

const sentAs = async (visit: string) => {
  const sent = await submitForm(askUsToContactYou, visit, {}, now)
  const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
  if (!row) throw new Error('Nothing was sent')
  const { snapshot } = openSubmission(row)
  return { row, entries: snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries)) }
}

describe('“not safe” ticked beside a way to make contact', () => {
  test('counts, is in no copy, and staff see what else was ticked', async () => {
    const { visit, post } = await upToContact()
    const typed = { 'contact-way': ['call', 'unsafe'] }
    expect(await post('contact', typed)).toMatchObject({ is: 'problems', view: { typed } })
    expect(await post('contact', typed, { is: 'send' })).toEqual({ is: 'go', to: 'check' })
    const { row, entries } = await sentAs(visit)
    expect(row.flags).toEqual(expect.arrayContaining(['fl-unsafe', 'fl-safe-contact']))
    expect(entries.find(({ id }) => id === 'contact-way')).toMatchObject({
      said: ['It is not safe for me to answer'],
      typed: ['Phone call'],
    })
    const copy = await makeCopy(askUsToContactYou, visit, now)
    expect(copy?.document.isScreenOnly).toBe(true)
    expect(copy && textOfCopy(copy)).not.toMatch(/How can we contact|Phone call|unsafe|not safe/i)
  })
})

describe('a phone call without a number', () => {
  test('the number is asked for once, and it is sent without it when that is said', async () => {
    const { visit, post } = await upToContact()
    await post('contact', { 'contact-way': ['call'] })
    await post('contact', { 'contact-way': ['call'] }, { is: 'send' })
    const lacking = { is: 'no-detail', page: 'contact', question: 'phone' }
    expect(await submitForm(askUsToContactYou, visit, {}, now)).toEqual(lacking)
    expect(await submitForm(askUsToContactYou, visit, { _without: ['phone'] }, now)).toMatchObject({
      is: 'sent',
    })
    expect(await submitForm(askUsToContactYou, visit, {}, now), 'a double click').toMatchObject({
      is: 'sent',
    })
  })

  test.each<[string, Typed]>([
    ['with the number', { 'contact-way': ['call'], phone: ['020 7946 0801'] }],
    ['with an email as well', { 'contact-way': ['call', 'email'], email: ['bo@example.org'] }],
    [
      'through somebody',
      { 'contact-way': ['call', 'through-someone'], 'contact-person': ['Ada, at the shop'] },
    ],
    ['in another way', { 'contact-way': ['letter'] }],
    ['where it is not safe', { 'contact-way': ['unsafe'] }],
  ])('is not asked about %s', async (_, typed) => {
    const { visit, post } = await upToContact()
    await post('contact', typed)
    expect(await submitForm(askUsToContactYou, visit, {}, now)).toMatchObject({ is: 'sent' })
  })
})
