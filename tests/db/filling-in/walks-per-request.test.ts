import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { showConcern } from '#src/services/after-sending/show-concern.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'

/** How often a form is walked, and its draft loaded, for one request of a person: decision 29 has the figures. */

const counted = vi.hoisted(() => ({ walks: [] as string[], loads: 0 }))

vi.mock('#src/forms/engine/walk.ts', async (load) => {
  const real = await load<typeof import('#src/forms/engine/walk.ts')>()
  return {
    ...real,
    walk: (...given: Parameters<typeof real.walk>) => {
      counted.walks.push(given[0].id)
      return real.walk(...given)
    },
  }
})

vi.mock('#db/queries/drafts.ts', async (load) => {
  const real = await load<typeof import('#db/queries/drafts.ts')>()
  const count =
    <Rest extends unknown[], Row>(find: (...given: Rest) => Row) =>
    (...given: Rest): Row => {
      counted.loads += 1
      return find(...given)
    }
  return {
    ...real,
    findOpenDraft: count(real.findOpenDraft),
    findHiddenDraft: count(real.findHiddenDraft),
    lockOpenDraft: count(real.lockOpenDraft),
  }
})

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')

beforeEach(resetDatabase)

async function counting<Answer>(request: () => Promise<Answer>) {
  counted.walks = []
  counted.loads = 0
  const answer = await request()
  return { answer, walks: [...counted.walks], loads: counted.loads }
}

const post = (form: Form, visit: string, pageName: string, typed: Typed) =>
  counting(() => savePage({ form, pageName, visit, typed, action: actionOf(typed), now }))

/** What the page of a form does when it is opened, the words on a saved concern included. */
const get = (form: Form, visit: string, pageName: string) =>
  counting(async () => {
    const shown = await showPage(form, pageName, visit, now)
    await showConcern(form, visit, now, shown.is === 'page' ? shown.opened : undefined)
    return shown
  })

/** A self-assessment up to its contact page. */
async function begun() {
  const visit = randomUUID()
  await post(selfAssessment, visit, 'danger', { 'danger-now': ['no'] })
  await post(selfAssessment, visit, 'who', { 'who-for': ['me'] })
  await post(selfAssessment, visit, 'name', { 'first-name': ['Wilma'] })
  return visit
}

const contact = { 'contact-way': ['call'], phone: ['07700 900801'], 'contact-times': ['any'] }

test('a page is loaded and walked once, whatever its button', async () => {
  const visit = await begun()
  const posts = {
    continue: contact,
    problems: { ...contact, phone: ['not a number'] },
    stay: { ...contact, _do: ['upload'] },
    save: { ...contact, _do: ['save'] },
    style: { ...contact, _do: ['style:easy-read'] },
    send: { ...contact, _do: ['send'] },
  }
  for (const [name, typed] of Object.entries(posts)) {
    const { answer, walks, loads } = await post(selfAssessment, visit, 'contact', typed)
    expect([name, answer.is]).toEqual([name, name === 'problems' ? 'problems' : 'go'])
    expect([name, walks, loads]).toEqual([name, ['self-assessment'], 1])
  }
  const { answer, walks, loads } = await get(selfAssessment, visit, 'contact')
  expect([answer.is, walks, loads]).toEqual(['page', ['self-assessment'], 1])
})

test('a page that was changed elsewhere is walked once', async () => {
  const visit = await begun()
  const { answer, walks, loads } = await post(selfAssessment, visit, 'name', {
    'first-name': ['Wilhelmina'],
    _seen: ['as it was before'],
  })
  expect([answer.is, walks, loads]).toEqual(['changed-elsewhere', ['self-assessment'], 1])
})

test('a page come to from the check page is walked as it was before too', async () => {
  const visit = await begun()
  const { answer, walks, loads } = await post(selfAssessment, visit, 'contact', {
    ...contact,
    _from: ['check'],
  })
  expect([answer.is, walks.length, loads]).toEqual(['go', 2, 1])
})

test('sending walks once, and so does the check page', async () => {
  const visit = await begun()
  await post(selfAssessment, visit, 'contact', contact)
  await post(selfAssessment, visit, 'story', { 'as-story': ['I cannot manage.'], 'as-when': ['longer'] })
  const check = await counting(() => showCheck(selfAssessment, visit, now))
  expect([check.answer.is, check.walks, check.loads]).toEqual(['check', ['self-assessment'], 1])
  const { answer, walks, loads } = await counting(() => submitForm(selfAssessment, visit, {}, now))
  expect([answer.is, walks, loads]).toEqual(['sent', ['self-assessment'], 1])
})

test('a referral is walked once for its page and for the concern it saves, which is walked itself', async () => {
  const visit = randomUUID()
  await post(professionalReferral, visit, 'danger', { 'danger-now': ['no'] })
  await post(professionalReferral, visit, 'p-who', {
    'pr-name': ['Nurse Test'],
    'pr-role': ['Community nurse'],
    'pr-org': ['Example Clinic'],
    'pr-sector': ['community-health'],
    'pr-phone': ['020 7946 0400'],
    'pr-email': ['nurse.test@example.org'],
  })
  await post(professionalReferral, visit, 'p-ask', { 'pr-ask': ['needs'] })
  const { answer, walks, loads } = await post(professionalReferral, visit, 'p-harm', {
    'pr-safeguarding': ['yes'],
  })
  expect([answer.is, walks, loads]).toEqual(['go', ['professional-referral', 'safeguarding-concern'], 1])
  const shown = await get(professionalReferral, visit, 'p-harm')
  expect([shown.answer.is, shown.walks, shown.loads]).toEqual(['page', ['professional-referral'], 1])
})
