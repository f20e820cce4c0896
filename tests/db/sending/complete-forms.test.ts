import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { listEvents } from '#db/queries/events.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'
import { fillIn, submissions, typedOn } from '#tests/unit/forms/shared/submissions.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const request = askUsToContactYou

beforeEach(resetDatabase)

const save = (
  form: Form,
  visit: string,
  pageName: string,
  typed: Typed,
  is: 'continue' | 'send' = 'continue',
) => savePage({ form, pageName, visit, typed, action: { is }, now })

/** Goes through the pages in order as a submission says, until the check page or `stopAt`. */
async function typeUntil(
  form: Form,
  t: string,
  at = now,
  stopAt = 'check',
  change: Record<string, string> = {},
) {
  const visit = randomUUID()
  const given = submissions.find((one) => one.t === t)
  if (!given) throw new Error(`No submission ${t}`)
  const fields = { ...fillIn(given.fields), ...change }
  let name = form.parts[0]?.pages[0]?.name ?? ''
  while (name !== stopAt) {
    const shown = await showPage(form, name, visit, at)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await savePage({ form, pageName: name, visit, typed, action: { is: 'continue' }, now: at })
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
  return visit
}

const problemsOf = (result: { is: string }) =>
  'view' in result
    ? saidInPlain((result.view as { problems: Problem[] }).problems)
    : 'problems' in result
      ? saidInPlain(result.problems as Problem[])
      : result

describe('a page of a form that is to be complete', () => {
  test('says all that is missing at once, in the order of the page, and keeps what was typed', async () => {
    const visit = await typeUntil(request, 'R2', now, 'you')
    const typed = { 'who-are-you': [], 'helper-name': ['Ada Dummy'], 'helper-phone': ['ring the bell'] }
    const stopped = await save(request, visit, 'you', typed)
    expect(problemsOf(stopped)).toEqual([
      ['who-are-you', 'Select how you know {name}'],
      ['helper-phone', 'Enter a phone number, like 020 7946 0123'],
      ['helper-email', 'Enter your phone number or email'],
    ])
    expect(stopped).toMatchObject({ is: 'problems', view: { typed } })
    expect(await showPage(request, 'you', visit, now)).toMatchObject({ is: 'page', view: { typed } })
    expect(await showPage(request, 'name', visit, now)).toEqual({ is: 'redirect', to: 'you' })
  })

  test('does not let the same mistake through the second time', async () => {
    const visit = await typeUntil(request, 'R1', now, 'story')
    for (const _ of [1, 2]) expect(await save(request, visit, 'story', {})).toMatchObject({ is: 'problems' })
  })
})

describe('whose details a page is about', () => {
  const about = async (form: Form, visit: string, page: string) => {
    const shown = await showPage(form, page, visit, now)
    return shown.is === 'page' ? shown.view.about : shown
  }

  test('is known once it was asked, and is the person by name', async () => {
    const other = await typeUntil(request, 'R2', now, 'check')
    expect(await about(request, other, 'danger')).toBeUndefined()
    expect(await about(request, other, 'who')).toBeUndefined()
    expect(await about(request, other, 'you'), 'its title says it').toBeUndefined()
    expect(await about(request, other, 'contact')).toEqual({ is: 'person', name: 'Vera' })
    expect(await showCheck(request, other, now)).toMatchObject({ about: { is: 'person', name: 'Vera' } })
    const mine = await typeUntil(request, 'R1', now, 'story')
    expect(await about(request, mine, 'story')).toEqual({ is: 'reader' })
  })

  test('is said in no form that asks about no one person', async () => {
    const visit = await typeUntil(feedback, 'K1', now, 'contact')
    expect(await about(feedback, visit, 'contact')).toBeUndefined()
  })
})

describe('“Send what I have now”', () => {
  const canSend = async (form: Form, visit: string, page: string) => {
    const shown = await showPage(form, page, visit, now)
    return shown.is === 'page' ? shown.view.canSend : shown
  }

  test('is there on every page once a name, a way to make contact and the story are', async () => {
    const before = await typeUntil(request, 'R1', now, 'story')
    expect(await canSend(request, before, 'story')).toBe(false)
    const after = await typeUntil(request, 'R1', now, 'language')
    for (const page of ['language', 'story', 'danger']) expect(await canSend(request, after, page)).toBe(true)
  })

  test('needs no box ticked; the gaps are kept as not answered', async () => {
    const visit = await typeUntil(request, 'R1', now, 'language')
    expect(await save(request, visit, 'language', {}, 'send')).toEqual({ is: 'go', to: 'check' })
    expect(await showCheck(request, visit, now)).toMatchObject({ is: 'check', unfinished: 2, shown: [] })
    const sent = await submitForm(request, visit, {}, now)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    expect(row && openSubmission(row).snapshot.notAnswered).toEqual(
      expect.arrayContaining(['main-language', 'comm-any', 'declare']),
    )
  })

  test('says what is missing where a needed fact was taken away again', async () => {
    const visit = await typeUntil(request, 'R1', now, 'language')
    const stopped = await save(request, visit, 'story', { 'rc-story': [''] }, 'send')
    expect(problemsOf(stopped)).toEqual([['rc-story', 'Enter what is happening']])
  })

  test('is there in a form without needed facts only when it is complete', async () => {
    const visit = await typeUntil(feedback, 'K1', now, 'language')
    expect(await canSend(feedback, visit, 'language')).toBe(false)
    expect(await save(feedback, visit, 'language', {}, 'send')).toMatchObject({ is: 'problems' })
    expect(await showCheck(feedback, visit, now)).toEqual({ is: 'redirect', to: 'language' })
    expect(await submitForm(feedback, visit, {}, now)).toEqual({ is: 'missing', page: 'language' })
    const done = await typeUntil(feedback, 'K1')
    expect(await canSend(feedback, done, 'k-what')).toBe(true)
  })
})

describe('the check page', () => {
  test('of a finished form asks for its boxes, all of them said at once, and sends nothing without', async () => {
    const visit = await typeUntil(formatsAndLanguages, 'N1')
    const complaint = await typeUntil(feedback, 'K1')
    expect(problemsOf(await submitForm(feedback, complaint, {}, now))).toEqual([
      ['declare', 'Select [the box / both boxes / the box] to confirm'],
      ['copy-how', 'Select how you want your copy'],
    ])
    expect(await read((db) => listReferences(db, { most: 10 }))).toHaveLength(0)
    const ticked = { declare: ['true'], 'copy-how': ['post'] }
    expect(await submitForm(feedback, complaint, ticked, now)).toMatchObject({ is: 'sent' })
    expect(await submitForm(formatsAndLanguages, visit, {}, now), 'nothing there is a must').toMatchObject({
      is: 'sent',
    })
  })

  test('asks two boxes of whoever sends it for somebody else', async () => {
    const visit = await typeUntil(request, 'R2')
    const half = await submitForm(request, visit, { declare: ['true'] }, now)
    expect(half).toMatchObject({ is: 'problems', problems: [{ field: 'declare' }] })
    expect(await submitForm(request, visit, { declare: ['true', 'right'] }, now)).toMatchObject({
      is: 'sent',
    })
  })

  test('after it was sent gives the same receipt, whatever is ticked', async () => {
    const visit = await typeUntil(request, 'R1')
    const first = await submitForm(request, visit, { declare: ['true'] }, now)
    expect(await submitForm(request, visit, {}, now)).toEqual(first)
  })
})

describe('the receipt', () => {
  const send = async (form: Form, t: string, change: Record<string, string> = {}, at = now) => {
    const visit = await typeUntil(form, t, at, 'check', change)
    const copy = 'copy-how' in form.check.ask ? { 'copy-how': ['email'] } : {}
    await submitForm(form, visit, { declare: ['true'], ...copy }, at)
    const receipt = await showReceipt(form, visit)
    if (!receipt) throw new Error('It was not sent')
    return receipt
  }

  test('of a complaint has the day of the reply, ten working days on', async () => {
    const { next, isScreenOnly } = await send(feedback, 'K1')
    const words = next.map((step) => step.words)
    expect(words).toContain(
      'By the end of Wednesday 2 December 2026: you have our reply. That is 10 working days from today.',
    )
    expect(words).toContain('You asked for a copy by email. A worker will ask you how to get it to you.')
    expect(next.find((step) => step.link)?.link?.href).toBe('https://www.lgo.org.uk/')
    expect(isScreenOnly).toBe(false)
  })

  test('gives the days as they stood when it was sent', async () => {
    const { next } = await send(request, 'R1')
    expect(next[0]?.words).toBe('Today, Wednesday 18 November 2026: your form is in our queue.')
    expect(next[1]?.words).toContain('By 5pm on Thursday 19 November 2026')
  })

  test('offers nothing but the screen where contact or answering is not safe', async () => {
    expect((await send(request, 'R3')).isScreenOnly).toBe(true)
    expect((await send(request, 'R1')).isScreenOnly).toBe(false)
    expect((await send(feedback, 'K1', { 'fb-harm': 'unsafe' })).isScreenOnly).toBe(true)
  })
})

test('out of hours a request that may mean danger raises an alert, an ordinary one does not', async () => {
  const night = Temporal.Instant.from('2026-11-21T22:00:00Z')
  const kinds = async (t: string, at: Temporal.Instant) => {
    const visit = await typeUntil(request, t, at)
    const sent = await submitForm(request, visit, { declare: ['true'] }, at)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    return row ? (await read((db) => listEvents(db, row.id))).map((event) => event.kind) : sent
  }
  expect(await kinds('R3', night)).toEqual(['received', 'alert-raised'])
  expect(await kinds('R1', night)).toEqual(['received'])
  expect(await kinds('R3', now)).toEqual(['received'])
})
