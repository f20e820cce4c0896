import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildIfNeeded } from '#src/start/build.ts'
import { chargingRates, setConfirmedRates } from '#src/settings/charging-rates.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { makeResumeCode, showSave } from '#src/services/filling-in/make-resume-code.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showEstimate } from '#src/services/charging/show-estimate.ts'
import { findProgress } from '#src/services/filling-in/show-page.ts'
import { quickQuestions } from '#src/forms/financial/quick-estimate.ts'
import { startFromEstimate } from '#src/services/filling-in/start-from-estimate.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

const anotherDay = join(import.meta.dirname, '../../support/another-day.ts')
/** The portal's settings to run as on this day, whose rates are known; the clock goes on from ten in the morning. */
const on = (day: string) => ({ NODE_OPTIONS: `--import=${anotherDay}`, TEST_STARTS_AT: `${day}T10:00:00Z` })
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
  'fa-cares': ['no'],
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
    portal = await startPortal({
      EMBEDDED_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none',
      ...on('2026-11-23'),
    })
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
    expect(words).toContain(
      'Yours to keep £282 Of that, for the costs we took off £40.55 You may pay from what comes in £36',
    )
    expect(words).toContain('Your savings fall to £14,250 £40 a week £36 a week')
    const written = await portal.allWritten()
    expect(written).toContain(ESTIMATE)
    expect(written).not.toMatch(/15,?100|241\.30|qe-/)
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

  test('doubts an amount impossible for a person once, and goes on with it', async () => {
    const visitor = new Visitor(portal.address)
    const much = { ...H1, ...week('qe-amount-state-pension', '50,000') }
    const first = await visitor.post(ESTIMATE, much)
    expect(first.status).toBe(422)
    const html = await first.text()
    expect(html).toMatch(
      /href="#qe-amount-state-pension-amount">\s*Check the amount\. If it is right, carry on/,
    )
    const marks = [...html.matchAll(/name="_doubted" value="([^"]*)"/g)].map(([, mark = '']) =>
      mark.replaceAll(/&quot;|&#34;/g, '"'),
    )
    expect(marks).toHaveLength(1)
    const again = await visitor.post(ESTIMATE, { ...much, _doubted: marks })
    expect(again.status).toBe(200)
    expect(wordsOf(await again.text())).toContain('£50,000')
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

describe('amounts as people type them on a bad day', () => {
  let portal: RunningPortal
  beforeAll(async () => {
    portal = await startPortal({
      EMBEDDED_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none',
      ...on('2026-11-23'),
    })
  }, 60_000)
  afterAll(() => portal.kill())

  test.each(['£1,23', '1.234,50', '-100', '999999999999', '1 0 0', '💷 100', '100p', '<b>100</b>', 'NaN'])(
    '%s is asked again, and stands there as it was typed',
    async (amount) => {
      const shown = { _shown: [Object.keys(quickQuestions).join(' ')] }
      const answer = await new Visitor(portal.address).post(ESTIMATE, {
        ...H1,
        ...shown,
        'qe-savings-amount': [amount],
      })
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(wordsOf(html).match(/Enter an amount in pounds, like 120.50/g)).toHaveLength(2)
      const value = html.match(/name="qe-savings-amount"[^>]* value="([^"]*)"/)?.[1]
      expect(value?.replace('&lt;', '<').replace('&lt;', '<').replaceAll('&gt;', '>')).toBe(amount)
      expect(wordsOf(html)).not.toContain('You may be asked to pay')
    },
  )

  test.each(['£ 15,100', '15100.00', ' 15 100 ', '15\u00A0100'])('%s is taken as £15,100', async (amount) => {
    const answer = await new Visitor(portal.address).post(ESTIMATE, { ...H1, 'qe-savings-amount': [amount] })
    expect(wordsOf(await answer.text())).toContain('Your savings: £15,100. The first £14,250 is not counted.')
  })

  test('answers nobody could give are refused, and a field sent twice is asked again', async () => {
    const visitor = new Visitor(portal.address)
    const shown = { _shown: [Object.keys(quickQuestions).join(' ')] }
    for (const changed of [{ 'fa-care': ['moon'] }, { 'qe-savings-amount': ['1', '2'] }]) {
      const answer = await visitor.post(ESTIMATE, { ...H1, ...shown, ...changed })
      expect(answer.status).toBe(422)
    }
  })
})

describe('from one April to the next', () => {
  const portals: RunningPortal[] = []
  afterAll(() => Promise.all(portals.map((portal) => portal.kill())))
  /** A portal on another day, on the rates of content/charging-rates.json. Nothing here asks the database. */
  async function portalOn(day: string): Promise<Visitor> {
    const portal = await startPortal({
      EMBEDDED_DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none',
      ...on(day),
    })
    portals.push(portal)
    return new Visitor(portal.address)
  }

  test('both years stand on the page once the next is known', async () => {
    const visitor = await portalOn('2026-03-01')
    const words = wordsOf(await (await visitor.post(ESTIMATE, H1)).text())
    // £241.30 + £76.70 + £4 − £22.55 − £18 = £281.45, less £232.60, and from April less £241.45.
    expect(words).toContain('You may be asked to pay £48.85 a week.')
    expect(words).toContain('It is £232.60 a week.')
    expect(words).toContain(
      'From 6 April 2026 With the amounts of the next year, if nothing else changes: You may be asked to pay £40 a week.',
    )
    expect(words).toContain('It is £241.45 a week.')
  }, 60_000)

  test('a year without rates says so to whom it concerns, and no page fails', async () => {
    const visitor = await portalOn('2027-04-10')
    const answer = await visitor.post(ESTIMATE, H1)
    expect(answer.status).toBe(200)
    const words = wordsOf(await answer.text())
    expect(words).toContain('We cannot work this out yet. A worker will.')
    expect(words).not.toMatch(/241\.45|14,250/)
    for (const path of ['/', '/information/paying-for-care', '/information/deferred-payments']) {
      expect((await visitor.get(path)).status, path).toBe(200)
    }
    const topic = wordsOf(await (await visitor.get('/information/paying-for-care')).text())
    expect(topic).toContain('Over the upper limit')
    expect(topic).not.toContain('23,250')
  }, 60_000)
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
    expect(shown).toMatchObject({ isSent: true, name: 'Harold' })
    // Nothing of what was sent can be changed; paper says what each answer is called.
    expect(shown?.links['fa-benefit-2']).toEqual({ label: 'Benefit 2' })
    const stored = shown?.estimate.now
    expect(stored?.result.pence).toBe(40_00)
    expect(stored?.rates.map(({ name, amount, from }) => [name, amount, from])).toContainEqual([
      'mig-single-pension',
      241_45,
      '2026-04-06',
    ])
  })

  test('of a form with a code is gone from a device that nobody used for a while, as its copy is', async () => {
    const visit = randomUUID()
    await startFromEstimate(visit, H1, now, 'plain')
    await complete(visit, { 'who-for': ['me'] })
    const view = await showSave(form, visit, now)
    const code = { secret: ['Teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''] }
    expect((await makeResumeCode(form, visit, code, now)).is).toBe('made')
    expect((await submitForm(form, visit, {}, now)).is).toBe('sent')
    expect((await showEstimate(form, visit, now.add({ minutes: 29 }), 'plain'))?.isSent).toBe(true)
    expect(await showEstimate(form, visit, now.add({ minutes: 60 }), 'plain')).toBeUndefined()
  })

  test('says whether contact is not safe, so that nobody is asked to print it', async () => {
    const visit = randomUUID()
    await startFromEstimate(visit, H1, now, 'plain')
    await complete(visit, { 'who-for': ['me'] })
    expect((await showEstimate(form, visit, now, 'plain'))?.isScreenOnly).toBe(false)
    await say(visit, 'secret', { 'hide-who': ['yes'] })
    expect((await showEstimate(form, visit, now, 'plain'))?.isScreenOnly).toBe(true)
    expect((await submitForm(form, visit, {}, now)).is).toBe('sent')
    expect((await showEstimate(form, visit, now, 'plain'))?.isScreenOnly).toBe(true)
  })

  test('what was sent keeps its rates when the council changes them; what is not sent yet follows', async () => {
    const [sent, open] = [randomUUID(), randomUUID()]
    for (const visit of [sent, open]) {
      await startFromEstimate(visit, H1, now, 'plain')
      await complete(visit, { 'who-for': ['me'] })
    }
    expect((await submitForm(form, sent, {}, now)).is).toBe('sent')
    const before = await showEstimate(form, sent, now, 'plain')
    const row = chargingRates.rates.find(
      ({ name, from }) => name === 'mig-single-pension' && from === '2026-04-06',
    )
    if (!row) throw new Error('No such rate')
    setConfirmedRates([{ ...row, amount: 251_45, checked: 'verified' }])
    try {
      expect(await showEstimate(form, sent, now.add({ hours: 1 }), 'plain')).toEqual(before)
      expect(before?.estimate.now.result.pence).toBe(40_00)
      const later = await showEstimate(form, open, now, 'plain')
      expect(later?.estimate.now.result.pence).toBe(30_00)
    } finally {
      setConfirmedRates([])
    }
  })

  test('begun twice, from two tabs, keeps the first answers; begun again when they have gone, the new ones', async () => {
    const visit = randomUUID()
    await startFromEstimate(visit, H1, now, 'plain')
    await startFromEstimate(visit, { ...H1, 'fa-care': ['care-home'] }, now, 'plain')
    expect((await answersOf(visit))['fa-care']).toEqual({ value: { picked: ['home'] } })
    const muchLater = now.add({ hours: 29 * 24 })
    await startFromEstimate(visit, { ...H1, 'fa-care': ['care-home'] }, muchLater, 'plain')
    const anew = await findProgress(form, visit, muchLater)
    expect(anew?.state.answers['fa-care']).toEqual({ value: { picked: ['care-home'] } })
  })

  test('children left blank: the page says what is missing and leads to the question', async () => {
    const visit = randomUUID()
    await startFromEstimate(visit, H1, now, 'plain')
    await complete(visit, { 'who-for': ['me'] })
    await say(visit, 'f-partner', { 'fa-partner': ['no'] })
    const shown = await showEstimate(form, visit, now, 'plain')
    expect(shown?.estimate.now.result).toMatchObject({ is: 'cannot-work-out', why: ['children'] })
    expect(shown?.estimate.now.unsure).toContainEqual(
      expect.objectContaining({
        words: 'We need to know if you care for children. A worker will ask you.',
        from: ['fa-dependants'],
      }),
    )
    expect(shown?.links['fa-dependants']).toEqual({
      label: 'Anyone you support?',
      href: '/forms/financial-assessment/f-partner?from=check#fa-dependants',
    })
  })
})
