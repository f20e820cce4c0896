import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Typed } from '#src/forms/engine/question.ts'
import { selfAssessment as form } from '#src/forms/self-assessment.ts'
import { makeResumeCode, showSave } from '#src/services/filling-in/make-resume-code.ts'
import { resumeDraft } from '#src/services/filling-in/resume-draft.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { showTasks } from '#src/services/filling-in/show-tasks.ts'
import { resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const SECRET = 'Teapot'

beforeEach(resetDatabase)

const post = (visit: string, pageName: string, typed: Typed) =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now })

/** An assessment of oneself, in private, that tells of thoughts of suicide, and has a code. */
async function begun() {
  const visit = randomUUID()
  await post(visit, 'danger', { 'danger-now': ['not-sure'] })
  await post(visit, 'private', { 'private-now': ['yes'] })
  await post(visit, 'who', { 'who-for': ['me'] })
  await post(visit, 'helper', { 'helper-help': ['no'] })
  await post(visit, 'name', { 'first-name': ['Wilma'] })
  await post(visit, 'contact', { 'contact-way': ['letter'], 'contact-times': ['any'] })
  await post(visit, 'story', { 'as-story': ['I cannot manage.'] })
  const mood: Typed = { 'as-mood': ['low'], 'as-self-harm': ['now'], 'as-drink-drugs': ['no'] }
  const saved = await post(visit, 'mood', mood)
  const view = await showSave(form, visit, now)
  const typed = { secret: [SECRET], _fresh: [view?.fresh ?? ''], _had: [''] }
  const made = await makeResumeCode(form, visit, typed, now)
  if (made.is !== 'made') throw new Error(made.is)
  return { visit, code: made.code, saved }
}

async function comeBack(code: string) {
  const visit = randomUUID()
  const resumed = await resumeDraft({
    code,
    secret: SECRET,
    mayReplace: false,
    visit: () => visit,
    address: '192.0.2.7',
    now,
  })
  if (resumed.is !== 'opened') throw new Error(resumed.is)
  return { visit, resumed }
}

const opens = async (visit: string, page: string) => {
  const shown = await showPage(form, page, visit, now)
  return shown.is === 'page'
}

describe('a page that only tells', () => {
  test('follows the answer on the device it was given on', async () => {
    const { visit, saved } = await begun()
    expect(saved).toMatchObject({ is: 'go', to: 'crisis' })
    expect(await opens(visit, 'crisis')).toBe(true)
  })

  test('is nowhere on a device that came back: not by its address, not as what comes next, not in the parts', async () => {
    const { visit: first, code } = await begun()
    const { visit, resumed } = await comeBack(code)
    expect(resumed.page).not.toBe('crisis')
    expect(await showPage(form, 'crisis', visit, now)).toMatchObject({ is: 'redirect' })
    const tasks = await showTasks(form, visit, now)
    expect([tasks.next, ...tasks.parts.map((part) => part.page)]).not.toContain('crisis')
    const here = await showCheck(form, visit, now)
    const there = await showCheck(form, first, now)
    if (here.is !== 'check' || there.is !== 'check') throw new Error('no check page')
    expect(there.unfinished - here.unfinished).toBe(1)
    // It waits where it was given.
    expect(await opens(first, 'crisis')).toBe(true)
  })

  test('left blank on a device that came back, the hidden answer stays and still leads nowhere', async () => {
    const { visit: first, code } = await begun()
    const { visit } = await comeBack(code)
    const saved = await post(visit, 'mood', { 'as-mood': ['low'], 'as-drink-drugs': ['no'] })
    expect(saved).toMatchObject({ is: 'go' })
    expect(saved).not.toMatchObject({ to: 'crisis' })
    expect(await opens(visit, 'crisis')).toBe(false)
    expect(await opens(first, 'crisis')).toBe(true)
  })

  test('answered again on a device that came back it is shown there, once, and on no other', async () => {
    const { code } = await begun()
    const { visit } = await comeBack(code)
    const { visit: other } = await comeBack(code)
    const saved = await post(visit, 'mood', {
      'as-mood': ['low'],
      'as-self-harm': ['now'],
      'as-drink-drugs': ['no'],
    })
    expect(saved).toMatchObject({ is: 'go', to: 'crisis' })
    expect(await opens(visit, 'crisis')).toBe(true)
    expect(await opens(other, 'crisis')).toBe(false)
    const passed = await post(visit, 'crisis', {})
    expect(passed).toMatchObject({ is: 'go' })
    expect(passed).not.toMatchObject({ to: 'crisis' })
    expect(await opens(visit, 'crisis')).toBe(false)
  })
})

describe('a notice', () => {
  const notices = async (visit: string) => {
    const shown = await showPage(form, 'today', visit, now)
    return shown.is === 'page' ? shown.view.notices : shown.is
  }

  test('of a hidden answer is not shown again; given anew it is, on the next page', async () => {
    const { visit: first, code } = await begun()
    const { visit } = await comeBack(code)
    expect(await notices(first)).toEqual(['council-numbers'])
    expect(await notices(visit)).toEqual([])
    await post(visit, 'danger', { 'danger-now': ['not-sure'] })
    expect(await notices(visit)).toEqual(['council-numbers'])
    await post(visit, 'today', { 'essentials-gone': ['none'] })
    expect(await notices(visit)).toEqual([])
  })
})
