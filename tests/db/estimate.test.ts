import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildIfNeeded } from '#src/build.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { savePage } from '#src/services/save-page.ts'
import { showEstimate } from '#src/services/show-estimate.ts'
import { findProgress } from '#src/services/show-page.ts'
import { startFromEstimate } from '#src/services/start-from-estimate.ts'
import { submitForm } from '#src/services/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

const ESTIMATE = '/paying-for-care/estimate'
const now = Temporal.Instant.from('2026-11-23T10:00:00Z')
const week = (id: string, amount: string): Typed => ({
  [`${id}-amount`]: [amount],
  [`${id}-every`]: ['week'],
})

const H1: Typed = {
  'fa-care': ['home'],
  ...week('fa-cost', '250'),
  'qe-age': ['pension-age'],
  'fa-partner': ['no'],
  'qe-children': ['0'],
  'fa-tenure': ['own'],
  'qe-savings-amount': ['15,100'],
  'qe-income': ['state-pension', 'attendance-allowance'],
  ...week('qe-amount-state-pension', '241.30'),
  ...week('qe-amount-attendance-allowance', '76.70'),
  ...week('qe-council-tax', '22.55'),
  ...week('qe-extra', '18'),
  'qe-else': ['none'],
}

/** The words of a page, without its marks. */
const wordsOf = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#39;', '’')

describe('the quick estimate, with the database stopped: there is nothing to store', () => {
  let portal: RunningPortal
  beforeAll(async () => {
    buildIfNeeded()
    portal = await startPortal({ EMBEDDED_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' })
  }, 240_000)
  afterAll(() => portal.kill())

  test('answers with the sheet, and leaves no trace of an amount in the log', async () => {
    const visitor = new Visitor(portal.address)
    const answer = await visitor.post(ESTIMATE, H1)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.getSetCookie()).toEqual([])
    const words = wordsOf(await answer.text())
    expect(words).toContain('You may be asked to pay £40 a week.')
    expect(words).toContain('Your savings: £15,100. The first £14,250 is not counted.')
    expect(words).toContain('This is an estimate, not a decision.')
    expect(words).toContain('Yours to keep £278')
    expect(words).toContain('Your savings fall to £14,250 £40 a week £36 a week')
    expect(portal.written()).toContain(ESTIMATE)
    expect(portal.written()).not.toMatch(/15,?100|241\.30|qe-/)
  })

  test('keeps everything typed when something is to be put right', async () => {
    const visitor = new Visitor(portal.address)
    const shown = { _shown: ['fa-care fa-cost qe-age fa-partner fa-tenure qe-savings qe-income qe-else'] }
    const answer = await visitor.post(ESTIMATE, {
      ...H1,
      ...shown,
      'qe-savings-amount': ['a lot'],
      'qe-age': [],
    })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('<title>Error: ')
    expect(html).toContain('Select how old you are')
    expect(html).toContain('Enter an amount in pounds, like 120.50')
    expect(html).toContain('value="a lot"')
    expect(html).toContain('value="241.30"')
    expect(wordsOf(html)).not.toContain('You may be asked to pay')
  })

  test('asks for what an answer has opened, and calls that no mistake', async () => {
    const visitor = new Visitor(portal.address)
    const { 'qe-amount-state-pension-amount': _, 'qe-amount-state-pension-every': __, ...rest } = H1
    const answer = await visitor.post(ESTIMATE, { ...rest, _shown: ['fa-care qe-income'] })
    expect(answer.status).toBe(200)
    const words = wordsOf(await answer.text())
    expect(words).toContain('We need a little more')
    expect(words).not.toContain('something to put right')
  })
})

describe('the real form', () => {
  beforeEach(resetDatabase)

  const answersOf = async (visit: string) => (await findProgress(form, visit, now))?.state.answers ?? {}
  const say = (visit: string, pageName: string, typed: Typed) =>
    savePage({ form, pageName, visit, typed, action: { is: 'continue' }, now })

  /** What the form asks for before it can be sent, and what the sum needs besides the quick answers. */
  async function complete(visit: string, who: Typed) {
    await say(visit, 'who', who)
    await say(visit, 'name', { 'first-name': ['Harold'], 'last-name': ['Testincome'] })
    await say(visit, 'contact', { 'contact-way': ['call'], phone: ['07700 900301'] })
    await say(visit, 'f-choice', { 'fa-choice': ['full'] })
    await say(visit, 'f-partner', { 'fa-partner': ['no'], 'fa-dependants-none': ['none'] })
    await say(visit, 'f-other', { 'fa-other-costs-none': ['none'] })
  }

  test('begins with the quick answers, each page still to be looked at', async () => {
    const visit = randomUUID()
    expect(await startFromEstimate(visit, H1, now, 'plain')).toBe('/forms/financial-assessment')
    const progress = await findProgress(form, visit, now)
    expect(progress?.state.passed).toEqual({})
    expect(await answersOf(visit)).toMatchObject({
      'fa-care': { value: { picked: ['home'] } },
      'fa-cost': { value: { pence: 250_00, every: 'week' } },
      'fa-benefit-kinds': { value: { picked: ['state-pension', 'attendance-allowance'] } },
    })
  })

  test('keeps what was answered there before', async () => {
    const visit = randomUUID()
    await say(visit, 'f-care', { 'fa-care': ['care-home'] })
    await startFromEstimate(visit, H1, now, 'plain')
    const answers = await answersOf(visit)
    expect(answers['fa-care']).toEqual({ value: { picked: ['care-home'] } })
    expect(answers['fa-given']).toEqual({ value: { picked: ['no'] } })
  })

  test('shows the estimate of the answers so far, with a link to each answer', async () => {
    const visit = randomUUID()
    expect(await showEstimate(form, visit, now, 'plain')).toBeUndefined()
    await startFromEstimate(visit, H1, now, 'plain')
    await complete(visit, { 'who-for': ['me'] })
    const shown = await showEstimate(form, visit, now, 'plain')
    expect(shown).toMatchObject({
      isSent: false,
      name: null,
      estimate: { now: { result: { pence: 40_00 } } },
    })
    expect(shown?.links['fa-savings-1']?.href).toBe(
      '/forms/financial-assessment/f-savings?from=check#fa-savings',
    )
    expect(shown?.links['fa-benefit-2']?.label).toBe('Benefit 2')
    expect(shown?.links['fa-tenure']?.label).toBe('Whose home is it?')
  })

  test('keeps the estimate as it was when it was sent, with its rates', async () => {
    const visit = randomUUID()
    await startFromEstimate(visit, H1, now, 'plain')
    await complete(visit, {
      'who-for': ['someone-else'],
      'who-are-you': ['family'],
      'helper-name': ['Nina Dummy'],
      'helper-phone': ['07700 900302'],
    })
    const sent = await submitForm(form, visit, {}, now)
    expect(sent.is).toBe('sent')
    const shown = await showEstimate(form, visit, now.add({ hours: 1 }), 'plain')
    expect(shown).toMatchObject({ isSent: true, name: 'Harold', links: {} })
    const stored = shown?.estimate.now
    expect(stored?.result.pence).toBe(40_00)
    expect(stored?.rates.map(({ name, amount, from }) => [name, amount, from])).toContainEqual([
      'mig-single-pension',
      241_45,
      '2026-04-06',
    ])
  })
})
