import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { askUsToContactYou as form } from '#src/forms/ask-us-to-contact-you.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { makeCopy } from '#src/services/after-sending/make-copy.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { type PageView, showPage } from '#src/services/filling-in/show-page.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { fillIn, submissions, typedOn } from '#tests/unit/forms/shared/submissions.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const fields = fillIn(submissions.find(({ t }) => t === 'R1')?.fields ?? {})

beforeEach(resetDatabase)

async function viewAt(
  visit: string,
  page: string,
  reading: ReadingStyle,
  question?: string,
): Promise<PageView> {
  const shown = await showPage(form, page, visit, now, { reading, question })
  if (shown.is !== 'page') throw new Error(`${page}: ${JSON.stringify(shown)}`)
  return shown.view
}

const save = (visit: string, pageName: string, typed: Typed, reading: ReadingStyle = 'plain') =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now, reading })

/** Saves one question as its page would post it. */
async function saveOne(visit: string, page: string, question: string, typed: Typed, more: Typed = {}) {
  const { seen } = await viewAt(visit, page, 'easy-read', question)
  return save(visit, page, { ...typed, _asked: [question], _seen: [seen], ...more }, 'easy-read')
}

/** Goes on as the page says until this one, or the check page. */
async function goTo(visit: string, stop: string, reading: ReadingStyle = 'plain'): Promise<string[]> {
  const stops: string[] = []
  let page = form.parts[0]?.pages[0]?.name ?? ''
  let question: string | undefined
  while (page !== stop && page !== 'check') {
    const view = await viewAt(visit, page, reading, question)
    stops.push(`${page}/${view.question ?? ''}`)
    const here = view.walked.pages.find((one) => one.page.name === page)
    const typed = here ? typedOn({ ...here, shown: view.shown }, fields) : {}
    const asked = view.question === undefined ? {} : { _asked: [view.question] }
    const saved = await save(visit, page, { ...typed, ...asked, _seen: [view.seen] }, reading)
    if (saved.is !== 'go') throw new Error(`${page}: ${JSON.stringify(saved)}`)
    page = saved.to
    question = saved.question
  }
  return stops
}

const shownOn = (view: PageView) => view.shown.map(({ id }) => id)

describe('Easy Read', () => {
  test('what is typed half comes along when the way of reading changes, there and back', async () => {
    const visit = randomUUID()
    await goTo(visit, 'name')
    const half = { 'first-name': ['Bo'], 'last-name': ['Not'], _do: ['style:easy-read'] }
    expect(await save(visit, 'name', half, 'easy-read')).toEqual({ is: 'go', to: 'name' })
    const first = await viewAt(visit, 'name', 'easy-read')
    expect([first.question, shownOn(first)]).toEqual(['first-name', ['first-name']])
    expect(await saveOne(visit, 'name', 'first-name', { 'first-name': ['Bobby'] })).toEqual({
      is: 'go',
      to: 'name',
    })
    const second = await viewAt(visit, 'name', 'easy-read')
    expect([second.question, second.typed['last-name']]).toEqual(['last-name', ['Not']])
    expect(second.back).toEqual({ page: 'name', question: 'first-name' })
    await saveOne(visit, 'name', 'last-name', { 'last-name': ['Notare'] }, { _do: ['style:plain'] })
    const whole = await viewAt(visit, 'name', 'plain')
    expect(shownOn(whole).length).toBeGreaterThan(1)
    expect(whole.typed).toMatchObject({ 'first-name': ['Bobby'], 'last-name': ['Notare'] })
  })

  test('a question to put right is shown alone, with what was typed, and the one before stays done', async () => {
    const visit = randomUUID()
    await goTo(visit, 'name')
    await saveOne(visit, 'name', 'first-name', { 'first-name': ['Bo'] })
    const wrong = await saveOne(visit, 'name', 'last-name', { 'last-name': ['x'.repeat(4_001)] })
    expect(wrong).toMatchObject({ is: 'problems', view: { question: 'last-name' } })
    if (wrong.is !== 'problems') return
    expect(wrong.view.problems.map(({ field }) => field)).toEqual(['last-name'])
    expect(shownOn(wrong.view)).toEqual(['last-name'])
    const again = await viewAt(visit, 'name', 'easy-read')
    expect(again.question).toBe('last-name')
    expect(again.typed['last-name']).toEqual(['x'.repeat(4_001)])
  })

  test('nobody is told of a change to another question of the page; of this one they are', async () => {
    const visit = randomUUID()
    await goTo(visit, 'name')
    const { seen } = await viewAt(visit, 'name', 'easy-read', 'first-name')
    const typed = (name: string) => ({ 'first-name': [name], _asked: ['first-name'], _seen: [seen] })
    await save(visit, 'name', { 'first-name': [''], 'last-name': ['Elsewhere'], _do: ['save'] })
    expect((await save(visit, 'name', typed('Bo'), 'easy-read')).is).toBe('go')
    expect(await save(visit, 'name', typed('Jo'), 'easy-read')).toMatchObject({ is: 'changed-elsewhere' })
  })

  test('"Change" comes back to the check page, and every other answer is as it was', async () => {
    const visit = randomUUID()
    await goTo(visit, 'check', 'easy-read')
    const before = await showCheck(form, visit, now)
    expect((await viewAt(visit, 'name', 'easy-read', 'first-name')).typed).toMatchObject({
      'first-name': ['Bo'],
    })
    const changed = await saveOne(
      visit,
      'name',
      'first-name',
      { 'first-name': ['Changed'] },
      { _from: ['check'] },
    )
    expect(changed).toEqual({ is: 'go', to: 'check' })
    const after = await showCheck(form, visit, now)
    if (before.is !== 'check' || after.is !== 'check') throw new Error('No check page')
    expect(after.snapshot.answers).toEqual({ ...before.snapshot.answers, 'first-name': 'Changed' })
  })

  test('cannot be jumped ahead in: a question not reached yet leads to the one that is', async () => {
    const visit = randomUUID()
    await goTo(visit, 'name')
    const ids = Object.keys((await viewAt(visit, 'name', 'plain')).page.ask)
    expect((await viewAt(visit, 'name', 'easy-read', ids.at(-1))).question).toBe(ids[0])
    expect((await viewAt(visit, 'name', 'easy-read', 'no-such-question')).question).toBe(ids[0])
  })

  test('is in the copy and the receipt of whoever read it, and staff read plain words and the need', async () => {
    const [visit, plainVisit] = [randomUUID(), randomUUID()]
    expect((await goTo(visit, 'check', 'easy-read')).length).toBeGreaterThan(
      (await goTo(plainVisit, 'check')).length,
    )
    await submitForm(form, visit, { declare: ['true'] }, now, 'easy-read')
    await submitForm(form, plainVisit, { declare: ['true'] }, now)
    const lines = async (of: string, reading: ReadingStyle) =>
      (await makeCopy(form, of, now, reading))?.document.parts.flatMap((part) => part.lines)
    const plain = await lines(plainVisit, 'plain')
    expect(await lines(visit, 'plain')).toEqual(plain)
    expect(await lines(visit, 'easy-read')).not.toEqual(plain)
    // Asked in plain words, and kept as it was asked.
    expect(await lines(plainVisit, 'easy-read')).toEqual(plain)
    const receipt = await showReceipt(form, visit)
    expect(receipt?.nextEasily).not.toEqual(receipt?.next)
    expect(receipt?.nextEasily).toHaveLength(receipt?.next.length ?? 0)
  })
})
