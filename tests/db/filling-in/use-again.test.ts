import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { findSentDraft } from '#db/queries/drafts.ts'
import { forms } from '#src/forms/all-forms.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { addToSubmission } from '#src/services/after-sending/add-to-submission.ts'
import { clearDevice } from '#src/services/filling-in/clear-device.ts'
import { visitHash } from '#src/services/filling-in/drafts.ts'
import { makeResumeCode, showSave } from '#src/services/filling-in/make-resume-code.ts'
import { resumeDraft } from '#src/services/filling-in/resume-draft.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { findProgress, showPage } from '#src/services/filling-in/show-page.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { showUseAgain, useAgain } from '#src/services/filling-in/use-again.ts'
import { resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (minutes: number) => now.add({ minutes })
const assessment = forms['self-assessment']
const carer = forms['carers-assessment']
const contactUs = forms['ask-us-to-contact-you']

beforeEach(resetDatabase)

const post = (form: Form, visit: string, pageName: string, typed: Typed, at = now) =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now: at })

async function begun(visit = randomUUID(), whoFor = 'me', hideWho = 'no'): Promise<string> {
  await post(assessment, visit, 'danger', { 'danger-now': ['no'] })
  await post(assessment, visit, 'who', { 'who-for': [whoFor] })
  await post(assessment, visit, 'name', { 'first-name': ['Wilma'], 'last-name': ['Madeup'] })
  await post(assessment, visit, 'contact', {
    'contact-way': ['call'],
    phone: ['07700 900801'],
    'contact-times': ['any'],
  })
  await post(assessment, visit, 'secret', { 'hide-who': [hideWho] })
  await post(assessment, visit, 'story', { 'as-story': ['I cannot manage the stairs.'] })
  return visit
}
async function sent(whoFor = 'me'): Promise<string> {
  const visit = await begun(randomUUID(), whoFor)
  expect(await submitForm(assessment, visit, {}, now)).toMatchObject({ is: 'sent' })
  return visit
}
const offered = async (form: Form, visit: string, at = now, isShared = false) =>
  (await showUseAgain(form, visit, isShared, at))?.blocks.map(({ id }) => id) ?? []
const answersOf = async (form: Form, visit: string, at = now) =>
  (await findProgress(form, visit, at))?.state.answers ?? {}
const ME: Typed = { 'who-for': ['me'], use: ['person', 'contact'] }

describe('what was told in this sitting', () => {
  test('is offered from a form begun and from one sent, and nothing moves before the yes', async () => {
    expect(await offered(carer, await begun())).toEqual(['person', 'contact'])
    const visit = await sent()
    expect(await offered(carer, visit)).toEqual(['person', 'contact'])
    expect(await offered(contactUs, visit)).toEqual(['person', 'contact'])
    expect(await answersOf(carer, visit)).toEqual({})
  })

  test.each([
    ['about somebody else', () => sent('someone-else')],
    ['where somebody must not find out', () => begun(randomUUID(), 'me', 'yes')],
  ])('is not offered %s', async (_, from) => {
    expect(await offered(carer, await from())).toEqual([])
  })

  test('is not offered after half an hour, on a shared device, on another device, or once the device is cleared', async () => {
    const visit = await sent()
    expect(await offered(carer, visit, later(29))).toHaveLength(2)
    expect(await offered(carer, visit, later(31))).toEqual([])
    expect(await offered(carer, visit, now, true)).toEqual([])
    expect(await offered(carer, randomUUID())).toEqual([])
    await clearDevice(visit, true, now)
    expect(await offered(carer, visit)).toEqual([])
  })

  test('is not offered once they said that contact is no longer safe', async () => {
    const visit = await sent()
    const row = await read((db) => findSentDraft(db, visitHash(visit), assessment.id))
    const typed = { 'danger-now': ['no'], 'still-safe': ['no'] }
    expect(await addToSubmission(row?.submissionId ?? '', 'worse', typed, now)).toEqual({ is: 'added' })
    expect(await offered(carer, visit)).toEqual([])
  })

  test('is not offered from answers somebody came back to with a code', async () => {
    const visit = await begun()
    const view = await showSave(assessment, visit, now)
    const typed = { secret: ['Teapot'], _fresh: [view?.fresh ?? ''], _had: [''] }
    const made = await makeResumeCode(assessment, visit, typed, now)
    if (made.is !== 'made') throw new Error(made.is)
    const other = randomUUID()
    const resume = {
      code: made.code,
      secret: 'Teapot',
      mayReplace: false,
      visit: () => other,
      address: '192.0.2.7',
      now,
    }
    expect(await resumeDraft(resume)).toMatchObject({ is: 'opened' })
    expect(await offered(carer, other)).toEqual([])
    expect(await offered(carer, visit)).toHaveLength(2)
  })
})

describe('a yes', () => {
  test('fills in the blocks ticked and no others, and each page is still asked', async () => {
    const visit = await sent()
    expect(await useAgain(carer, visit, false, { ...ME, use: ['person'] }, now)).toEqual({ is: 'done' })
    const answers = await answersOf(carer, visit)
    expect(answers['first-name']).toEqual({ value: 'Wilma' })
    expect(answers['contact-way']).toBeUndefined()
    const name = await showPage(carer, 'name', visit, now)
    if (name.is !== 'page') throw new Error(name.is)
    expect(name.view.typed['first-name']).toEqual(['Wilma'])
    expect(name.view.walked.pages.find((one) => one.page.name === 'name')?.done).toBe(false)
  })

  test('needs whom the form is about, and fills in nothing about somebody else', async () => {
    const visit = await sent()
    expect(await useAgain(carer, visit, false, { use: ['person'] }, now)).toMatchObject({
      is: 'problems',
      problems: [{ field: 'who-for' }],
    })
    expect(await useAgain(carer, visit, false, { ...ME, 'who-for': ['someone-else'] }, now)).toEqual({
      is: 'done',
    })
    expect(await useAgain(carer, visit, false, { 'who-for': ['me'] }, now)).toEqual({ is: 'done' })
    expect(await answersOf(carer, visit)).toEqual({})
  })

  test('pressed again, or with blocks nobody offered, changes nothing, and nothing is overwritten', async () => {
    const visit = await sent()
    await post(carer, visit, 'danger', { 'danger-now': ['no'] })
    await post(carer, visit, 'name', { 'first-name': ['Bo'] })
    await Promise.all(Array.from({ length: 5 }, () => useAgain(carer, visit, false, ME, now)))
    const answers = await answersOf(carer, visit)
    expect(answers['first-name']).toEqual({ value: 'Bo' })
    expect(answers['last-name']).toEqual({ value: 'Madeup' })
    await useAgain(carer, visit, false, { ...ME, use: ['nothing of ours'] }, now)
    expect(await answersOf(carer, visit)).toEqual(answers)
  })

  test('is taken back where the form turns out to be about somebody else, half-typed pages too', async () => {
    const visit = await sent()
    await useAgain(carer, visit, false, ME, now)
    const name = { 'first-name': ['Wilma'], 'last-name': ['Madeup'], _do: ['save'] }
    await post(carer, visit, 'name', name)
    await post(carer, visit, 'who', { 'who-for': ['someone-else'] })
    const found = await findProgress(carer, visit, now)
    expect(JSON.stringify(found?.state)).not.toMatch(/Wilma|Madeup|letter/)
    await post(carer, visit, 'who', { 'who-for': ['me'] })
    expect(await answersOf(carer, visit)).not.toHaveProperty('first-name')
  })
})
