import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { insertDetermination } from '#db/queries/charging.ts'
import { listEvents } from '#db/queries/events.ts'
import { insertStaff } from '#db/queries/staff.ts'
import { findSubmission, updateSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import type { Role } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { DOUBTED } from '#src/forms/engine/doubts.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { amendAct, amendFigure, figureMarks } from '#src/services/charging/amend-figure.act.ts'
import {
  byHandMarks,
  dayInAddress,
  determineAct,
  determineCharge,
  fieldsToUprate,
} from '#src/services/charging/determine-charge.act.ts'
import { recordLetterSent } from '#src/services/charging/letter-sent.act.ts'
import { exportSubmission } from '#src/services/desk/export-submission.ts'
import { runDeskAct } from '#src/services/desk/desk-act.ts'
import { confirmRatesAct } from '#src/services/charging/confirm-rates.act.ts'
import { enterRatesAct } from '#src/services/charging/enter-rates.act.ts'
import { setRateAsideAct } from '#src/services/charging/set-rate-aside.act.ts'
import { showRates } from '#src/services/charging/show-rates.ts'
import { draftLetter, showUprating, upratingToMention } from '#src/services/charging/show-uprating.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { letterToPost, showMoney, type ShownMoney } from '#src/services/charging/show-money.ts'
import { copyToPost } from '#src/services/desk/copy-to-post.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { showStatus } from '#src/services/after-sending/show-status.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { fillIn, workedExamples } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { confirmFileRates } from '#tests/support/confirmed-rates.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { typedOn } from '#tests/unit/forms/shared/submissions.ts'

const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
const example = (name: string) => workedExamples.find(({ t }) => t === name)?.answers ?? {}
/** £40 a week: the sum stands in the fixtures. */
const h1 = example('H1')

let officer: SignedInStaff
let colleague: SignedInStaff

beforeEach(async () => {
  await resetDatabase()
  officer = await addStaff('Ona Officer', 'officer')
  colleague = await addStaff('Mae Manager', 'manager')
  // A charge is decided by confirmed rates alone.
  await confirmFileRates(officer, colleague, now)
})

async function addStaff(name: string, role: Role): Promise<SignedInStaff> {
  const id = randomUUID()
  const email = `${id}@example.org`
  await transact((tx) =>
    insertStaff(tx, { id, name, email, role, passwordHash: 'x', createdAt: new Date(now.epochMilliseconds) }),
  )
  return { id, name, email, role, isDemonstration: false }
}

async function send(given: GivenAnswers, copyHow = 'screen'): Promise<string> {
  const visit = randomUUID()
  const fields = fieldsOf(form, fillIn(given))
  let name = pagesOf(form)[0]?.name ?? ''
  while (name !== 'check') {
    const shown = await showPage(form, name, visit, now)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await savePage({ form, pageName: name, visit, typed, action: actionOf(typed), now })
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
  const declare = given['who-for'] === 'someone-else' ? ['true', 'right'] : ['true']
  const sent = await submitForm(form, visit, { declare, 'copy-how': [copyHow] }, now)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  return sent.reference
}

async function money(reference: string, day?: string): Promise<ShownMoney> {
  const shown = await showMoney(reference, officer, now, day)
  if (shown.is !== 'money') throw new Error(shown.is)
  return shown.money
}

const savings = (pounds: string): Typed => ({
  'fa-savings-1-kind': ['savings'],
  'fa-savings-1-amount-amount': [pounds],
  'fa-savings-1-whose': ['own'],
})
const amend = (
  reference: string,
  version: number,
  typed: Typed,
  by = officer,
  why = 'The statement says so.',
) => amendFigure({ reference, staff: by, version, now, question: 'fa-savings', typed, why })

const decision = (mark: string, more: Typed = {}): Typed => ({
  outcome: ['charge'],
  why: ['Your income is more than the law says you must keep.'],
  'pay-from-day': ['1'],
  'pay-from-month': ['12'],
  'pay-from-year': ['2026'],
  format: ['plain'],
  confirm: ['yes'],
  sheet: [mark],
  ...more,
})
const decide = (reference: string, version: number, typed: Typed, by = officer) =>
  determineCharge({ reference, staff: by, version, typed, now })
const eventsOf = async (reference: string) => {
  const row = await read((db) => findSubmission(db, reference))
  return row ? read((db) => listEvents(db, row.id)) : []
}

describe('a figure', () => {
  test('is counted beside the person’s own, and the sheet worked out again', async () => {
    const reference = await send(h1)
    const before = await money(reference)
    expect(before.theirSheet.result.pence).toBe(40_00)
    expect(before.compared).toBeUndefined()
    const { version } = before.submission.row
    // £16,100: £1,850 above £14,250 is 8 parts of £250, so £8 a week instead of £4.
    expect(await amend(reference, version, savings('16100'))).toEqual({ is: 'done' })
    const after = await money(reference)
    expect(after.theirSheet).toEqual(before.theirSheet)
    expect(after.ourSheet.result.pence).toBe(44_00)
    const changed = after.compared?.filter(({ before: b, after: a }) => b?.effect !== a?.effect)
    expect(changed?.map((pair) => [pair.before?.effect, pair.after?.effect])).toEqual([[4_00, 8_00]])
    const figure = after.figures.find(({ id }) => id === 'fa-savings')
    expect(figure?.sent?.said.join()).toContain('£15,100')
    expect(figure?.amendments).toMatchObject([
      { number: 1, why: 'The statement says so.', madeBy: 'Ona Officer' },
    ])
    expect(figure?.amendments[0]?.oursSaid.join()).toContain('£16,100')
    const row = await read((db) => findSubmission(db, reference))
    expect(row && openSubmission(row).snapshot.answers['fa-savings']).toMatchObject([
      { amount: { amount: 15_100 } },
    ])
    expect(row?.version).toBe(version + 1)
    const event = (await eventsOf(reference)).find(({ kind }) => kind === 'figure-amended')
    expect(event).toMatchObject({ actor: 'staff', staffName: 'Ona Officer' })
    expect(event?.detail).toMatchObject({ question: 'fa-savings', number: 1, version: version + 1 })
    expect(Object.keys(event?.detail ?? {}).toSorted()).toEqual([
      'amendment',
      'number',
      'question',
      'version',
    ])
  })

  test('is read through its own question, with the same messages', async () => {
    const reference = await send(h1)
    const { version } = (await money(reference)).submission.row
    const messages = async (typed: Typed, why = 'Seen') => {
      const outcome = await amend(reference, version, typed, officer, why)
      return outcome.is === 'problems' ? outcome.problems.map(({ message }) => message) : outcome.is
    }
    expect(await messages(savings('lots'))).toEqual(['Enter an amount in pounds, like 120.50'])
    expect(await messages({})).toEqual(['Enter each account'])
    expect(await messages(savings('15100'))).toEqual(['This counts already. Change it, or leave it'])
    expect(await messages(savings('16100'), ' ')).toEqual(['Enter why we count something else'])
    expect(await messages({ ...savings('16100'), 'fa-savings-1-bank': ['12345678'] })).toHaveLength(1)
    expect((await money(reference)).compared).toBeUndefined()
  })

  test('a colleague changed meanwhile is not overtaken, and the same one twice is one', async () => {
    const reference = await send(h1)
    const { version } = (await money(reference)).submission.row
    expect(await amend(reference, version, savings('16100'))).toEqual({ is: 'done' })
    expect(await amend(reference, version, savings('16100'))).toEqual({ is: 'done' })
    expect(await amend(reference, version, savings('16100'), colleague)).toEqual({ is: 'changed' })
    expect(await amend(reference, version, savings('17000'))).toEqual({ is: 'changed' })
    const { figures } = await money(reference)
    expect(figures.find(({ id }) => id === 'fa-savings')?.amendments).toHaveLength(1)
  })

  test('opens what only the change asks for', async () => {
    const reference = await send(h1)
    const { version, ...row } = (await money(reference)).submission.row
    expect(row.form).toBe(form.id)
    const typed = { 'fa-dre-any': ['no'] }
    await amendFigure({
      reference,
      staff: officer,
      version,
      now,
      question: 'fa-dre-any',
      typed,
      why: 'No bills',
    })
    const without = await money(reference)
    // Without £18 of heating costs.
    expect(without.ourSheet.result.pence).toBe(58_00)
    const question = 'fa-partner'
    const change = { reference, staff: officer, version: version + 1, now, question, why: 'They said so' }
    await amendFigure({ ...change, typed: { 'fa-partner': ['together'] } })
    const opened = await money(reference)
    expect(opened.figures.map(({ id }) => id)).toContain('fa-partner-details')
    expect(opened.figures.find(({ id }) => id === 'fa-partner-details')?.sent).toBeUndefined()
  })

  test('only those with the right to it amend', async () => {
    const reference = await send(h1)
    const { version } = (await money(reference)).submission.row
    const auditor = await addStaff('Ali Auditor', 'auditor')
    expect(await amend(reference, version, savings('16100'), auditor)).toEqual({ is: 'not-allowed' })
    expect(await decide(reference, version, decision('x'), auditor)).toEqual({ is: 'not-allowed' })
    expect(await letterToPost(reference, '1', auditor, now)).toBe('not-allowed')
    expect((await showMoney(reference, auditor, now)).is).toBe('money')
    expect((await showMoney(reference, await addStaff('Ada', 'administrator'), now)).is).toBe('not-allowed')
  })
})

test('nothing but more is decided by second-hand rates, until two people have confirmed them', async () => {
  await resetDatabase()
  officer = await addStaff('Ona Officer', 'officer')
  colleague = await addStaff('Mae Manager', 'manager')
  const reference = await send(h1)
  const before = await money(reference)
  // The estimate has its figure, and says which of its amounts nobody has read in the law.
  expect(before.theirSheet.result.pence).toBe(40_00)
  expect(before.outcomes).toEqual(['need-more'])
  expect(before.toConfirm).toContain('Minimum income guarantee: single, pension credit age')
  const { version } = before.submission.row
  const refused = await decide(reference, version, decision(before.sheetMark))
  expect(refused).toMatchObject({ is: 'problems', problems: [{ field: 'outcome' }] })
  await confirmFileRates(officer, colleague, now)
  const after = await money(reference)
  expect(after.toConfirm).toEqual([])
  expect(after.outcomes).toEqual(['charge', 'need-more'])
  // The page that was open showed another sheet.
  expect((await decide(reference, version, decision(before.sheetMark))).is).toBe('problems')
  expect(await decide(reference, version, decision(after.sheetMark))).toEqual({ is: 'done' })
})

describe('new amounts in April', () => {
  const enterNextYear = async (amounts: Readonly<Record<string, string>>) => {
    const typed: Typed = {
      'rates-from-day': ['12'],
      'rates-from-month': ['4'],
      'rates-from-year': ['2027'],
      'rates-to-day': ['9'],
      'rates-to-month': ['4'],
      'rates-to-year': ['2028'],
      source: ['Made up for tests'],
      ...Object.fromEntries(Object.entries(amounts).map(([name, text]) => [`amount-${name}-amount`, [text]])),
    }
    expect(await runDeskAct(enterRatesAct, { staff: officer, now }, typed)).toEqual({ is: 'done' })
    const waiting =
      (await showRates(colleague, now))?.entered.filter(({ state }) => state === 'waiting') ?? []
    const confirm = waiting.map(({ id }) => id)
    expect(await runDeskAct(confirmRatesAct, { staff: colleague, now }, { confirm })).toEqual({ is: 'done' })
  }
  const h1Rates = {
    'upper-capital-limit': '23,250',
    'lower-capital-limit': '14,250',
    'mig-single-pension': '251.45',
  }
  const uprating = async (staff = officer) =>
    (await showUprating(staff, now)) ?? { charges: [], isKnown: null }

  test('staff see whom they change, what would follow, and a draft of the letter; nothing is decided', async () => {
    const reference = await send(h1)
    const undecided = await send(h1)
    const shown = await money(reference)
    await decide(reference, shown.submission.row.version, decision(shown.sheetMark))
    expect(await uprating()).toMatchObject({ day: '2027-04-12', isKnown: false, charges: [] })
    await enterNextYear(h1Rates)
    const { charges } = await uprating()
    expect(charges).toEqual([
      {
        reference,
        now: '£40 a week',
        // £10 more is left to them.
        wouldFollow: '£30 a week',
        changes: ['Minimum income guarantee: single, pension credit age: £241.45, then £251.45'],
        isReady: true,
      },
    ])
    expect(charges.map((one) => one.reference)).not.toContain(undecided)
    expect((await uprating(await addStaff('Ali Auditor', 'auditor'))).charges).toHaveLength(1)
    expect(await showUprating(await addStaff('Ada', 'administrator'), now)).toBeUndefined()
    expect(upratingToMention(officer, now), 'too early').toBeUndefined()
    expect(upratingToMention(officer, Temporal.Instant.from('2027-03-01T10:00:00Z'))).toBe('2027-04-12')

    const draft = await draftLetter(reference, '2027-04-12', officer, now)
    if (draft === 'not-allowed' || draft === undefined) throw new Error('No draft')
    const said = draft.letter.parts.flatMap(({ lines }) => lines).join(' ')
    expect(said).toContain('You pay £30 a week for your care, from 12 April 2027.')
    expect(said).toContain('The law sets new amounts each April.')
    expect((await money(reference)).determinations).toHaveLength(1)
    const kinds = (await eventsOf(reference)).map(({ kind, detail }) => [
      kind,
      (detail as { as?: string }).as,
    ])
    expect(kinds).toContainEqual(['read', 'letter-draft'])
    expect(kinds.filter(([kind]) => kind === 'charge-letter-sent')).toEqual([])
    expect(await draftLetter(undecided, '2027-04-12', officer, now)).toBeUndefined()
    expect(await draftLetter(reference, '2027-04-12', await addStaff('Al', 'auditor'), now)).toBe(
      'not-allowed',
    )

    // Decided for the new day, it is on the list no longer.
    const then = await money(reference, '2027-04-12')
    const typed = decision(then.sheetMark, { ...fieldsToUprate('2027-04-12'), 'of-then': ['yes'] })
    expect(await decide(reference, then.submission.row.version, typed)).toEqual({ is: 'done' })
    expect((await money(reference)).determinations.at(-1)).toMatchObject({ payFrom: '2027-04-12' })
    expect((await uprating()).charges).toEqual([])
  })

  test('one whose rates stay the same is not on the list, and one with a rate that nobody knows cannot be said', async () => {
    const reference = await send(h1)
    const shown = await money(reference)
    await decide(reference, shown.submission.row.version, decision(shown.sheetMark))
    await enterNextYear({ ...h1Rates, 'mig-single-pension': '241.45' })
    expect((await uprating()).charges).toEqual([])
    const entered = (await showRates(colleague, now))?.entered ?? []
    const aside = entered.find(({ from, name }) => from === '2027-04-12' && name === 'mig-single-pension')
    const typed = { aside: [aside?.id ?? ''], 'aside-why': ['Wrong'] }
    await runDeskAct(setRateAsideAct, { staff: officer, now }, typed)
    expect((await uprating()).charges).toMatchObject([{ wouldFollow: 'We cannot say yet', isReady: false }])
    expect(await draftLetter(reference, '2027-04-12', officer, now)).toBeUndefined()
  })

  test('no draft is made where a letter may do harm', async () => {
    const reference = await send({ ...h1, 'fa-safe': 'yes' })
    const shown = await money(reference)
    const typed = decision(shown.sheetMark, { safe: ['yes'], 'letter-to': ['person'] })
    expect(await decide(reference, shown.submission.row.version, typed)).toEqual({ is: 'done' })
    await enterNextYear(h1Rates)
    expect((await uprating()).charges).toHaveLength(1)
    expect(await draftLetter(reference, '2027-04-12', officer, now)).toBeUndefined()
  })

  test('an address names a day that a charge may start on, or none', () => {
    expect(dayInAddress('2027-04-12', now)).toBe('2027-04-12')
    for (const day of [null, '', '12 April', '2027-02-30', '2090-01-01', '2027-04-12x'])
      expect(dayInAddress(day, now)).toBeUndefined()
  })
})

test('an amount by hand that is none is put right in plain words alone', async () => {
  const reference = await send({
    ...h1,
    'fa-partner': 'together',
    'fa-partner-details': [{ name: 'Jo', dob: '1944-02-01' }],
  })
  const shown = await money(reference)
  expect(shown.outcomes).toEqual(['by-hand', 'need-more'])
  const typed = decision(shown.sheetMark, { outcome: ['by-hand'], 'by-hand-amount': ['lots'] })
  const request = { reference, staff: officer, version: shown.submission.row.version, now }
  const result = await runDeskAct(determineAct, request, typed)
  const messages = result.is === 'problems' ? result.problems.map(({ message }) => message) : []
  expect(messages).toContain('Enter an amount in pounds, like 120.50')
})

test('an amount by hand or amended that is impossible for a person is doubted once, and then taken', async () => {
  const { 'fa-cost': _, ...costUnknown } = h1
  const reference = await send({
    ...costUnknown,
    'fa-partner': 'together',
    'fa-partner-details': [{ name: 'Jo', dob: '1944-02-01' }],
  })
  const doubt = 'Check the amount. If it is right, carry on'
  const request = async () => {
    const { version } = (await money(reference)).submission.row
    return { reference, staff: officer, version, now }
  }
  const messages = async (act: typeof determineAct | typeof amendAct, typed: Typed) => {
    const result = await runDeskAct(act, await request(), typed)
    return result.is === 'problems' ? result.problems.map(({ message }) => message) : result.is
  }
  const much = { ...savings('9,999,999,999'), _question: ['fa-savings'], _why: ['Seen'] }
  expect(await messages(amendAct, much)).toEqual([doubt])
  const figure = (await money(reference)).figures.find(({ id }) => id === 'fa-savings')
  if (!figure) throw new Error('no savings')
  const said = figureMarks(figure, much, true, '2026-11-22')
  expect(figureMarks(figure, much, false, '2026-11-22')).toEqual([])
  expect(await messages(amendAct, { ...much, [DOUBTED]: said })).toBe('done')
  await runDeskAct(amendAct, await request(), { ...much, ...savings('15200') })

  const shown = await money(reference)
  expect(shown.outcomes).toEqual(['by-hand', 'need-more'])
  const byHand = decision(shown.sheetMark, {
    outcome: ['by-hand'],
    'by-hand-amount': ['50,000'],
    'by-hand-working': ['By hand.'],
  })
  const both = await messages(determineAct, byHand)
  expect(both).toContain(doubt)
  // What they pay is never more than what the sheet counts: that is no doubt, and stays.
  const again = { ...byHand, [DOUBTED]: byHandMarks(byHand, true) }
  expect(await messages(determineAct, again)).toEqual(
    Array.isArray(both) ? both.filter((one) => one !== doubt) : [],
  )
})

describe('a determination', () => {
  test('keeps the sheet, its rates, what was changed and the letter', async () => {
    const reference = await send(h1)
    const first = await money(reference)
    await amend(reference, first.submission.row.version, savings('16100'))
    const shown = await money(reference)
    const { version } = shown.submission.row
    expect(shown.outcomes).toEqual(['charge', 'need-more'])
    expect(await decide(reference, version, decision(shown.sheetMark))).toEqual({ is: 'done' })
    expect(await decide(reference, version, decision(shown.sheetMark))).toEqual({ is: 'done' })
    const after = await money(reference)
    expect(after.determinations).toHaveLength(1)
    const [made] = after.determinations
    expect(made).toMatchObject({
      number: 1,
      outcome: 'charge',
      payFrom: '2026-12-01',
      amendment: 1,
      isCurrent: true,
    })
    expect(made?.sheet.rates.map(({ name }) => name)).toContain('mig-single-pension')
    const letter = made?.letter
    const said = letter?.parts.flatMap(({ lines, points }) => [...lines, ...points]).join('\n') ?? ''
    expect(letter?.parts.map(({ name }) => name)).toEqual([
      'decided',
      'why',
      'changed',
      'pay',
      'review',
      'wrong',
      'complain',
      'advice',
      'person',
      'sum',
    ])
    expect(said).toContain('You pay £44 a week for your care, from 1 December 2026.')
    expect(letter?.parts.find(({ name }) => name === 'changed')?.points).toEqual([
      [
        'Savings',
        'You told us: Savings 1: How much is in it? £15,100.',
        'We counted: Savings 1: How much is in it? £16,100.',
        'Why: The statement says so.',
      ].join('\n'),
    ])
    expect(said).toContain('answer you within 10 working days')
    expect(said).toContain('0300 061 0614')
    // 12 months, as the council has set, from the day it is paid from.
    expect(said).toContain('by 1 December 2027')
    expect(said).toContain('You can ask for a person at any time.')
    const event = (await eventsOf(reference)).find(({ kind }) => kind === 'charge-determined')
    expect(event?.detail).toMatchObject({ outcome: 'charge', number: 1, format: 'plain' })

    await amend(reference, after.submission.row.version, savings('15200'))
    expect((await money(reference)).determinations[0]).toMatchObject({ isCurrent: false, sheet: made?.sheet })
  })

  test('is of the sheet that was seen, and of nothing a colleague changed since', async () => {
    const reference = await send(h1)
    const shown = await money(reference)
    const { version } = shown.submission.row
    expect(await decide(reference, version, decision('another'))).toEqual({
      is: 'problems',
      problems: [
        {
          field: 'confirm',
          message:
            'The sheet for 1 December 2026 is not the one you saw. It comes to: £40 a week. Check it, then tick here',
        },
      ],
    })
    await amend(reference, version, savings('16100'), colleague)
    expect(await decide(reference, version, decision(shown.sheetMark))).toEqual({ is: 'changed' })
    expect((await money(reference)).determinations).toEqual([])
  })

  test('says what is to put right', async () => {
    const reference = await send(h1)
    const { submission, sheetMark } = await money(reference)
    const fields = async (typed: Typed) => {
      const outcome = await decide(reference, submission.row.version, { sheet: [sheetMark], ...typed })
      return outcome.is === 'problems' ? outcome.problems.map(({ field }) => field) : outcome.is
    }
    expect(await fields({})).toEqual(['outcome', 'why', 'format', 'confirm'])
    expect(await fields(decision(sheetMark, { outcome: ['nothing'] }))).toEqual(['outcome'])
    expect(
      await fields(
        decision(sheetMark, { 'pay-from-day': [''], 'pay-from-month': [''], 'pay-from-year': [''] }),
      ),
    ).toEqual(['pay-from'])
    expect(await fields(decision(sheetMark, { 'pay-from-year': ['1926'] }))).toEqual(['pay-from'])
    expect(await fields(decision(sheetMark, { 'pay-from-day': ['31'], 'pay-from-month': ['2'] }))).toEqual([
      'pay-from-day',
    ])
  })

  test('asks for what is missing where nothing can be worked out, and names the proof', async () => {
    const reference = await send({ ...h1, 'fa-savings': 'dont-know' })
    const { submission, sheetMark, outcomes, wanted } = await money(reference)
    expect(outcomes).toEqual(['need-more'])
    expect(wanted).toContain('Proof of savings: statements for the last 3 months')
    const typed = decision(sheetMark, { outcome: ['need-more'], format: ['easy-read'] })
    expect(await decide(reference, submission.row.version, typed)).toEqual({ is: 'done' })
    const [made] = (await money(reference)).determinations
    expect(made?.payFrom).toBeNull()
    expect(made?.letter.parts.find(({ name }) => name === 'wanted')?.points).toContain(
      'Papers about money in the bank for 3 months',
    )
  })

  test('has a letter that is printed and recorded as sent, never where contact is not safe', async () => {
    const reference = await send({ ...h1, 'info-format': ['large-print'] })
    const { submission, sheetMark } = await money(reference)
    await decide(reference, submission.row.version, decision(sheetMark))
    const { version } = (await money(reference)).submission.row
    const letter = await letterToPost(reference, '1', officer, now)
    expect(letter).toMatchObject({ number: 1 })
    expect(await letterToPost(reference, '2', officer, now)).toBeUndefined()
    const post = (how: string, at = version, to = 'person') =>
      recordLetterSent({ reference, staff: officer, version: at, now, how, to })
    expect(await post('')).toMatchObject({ is: 'problems' })
    expect(await post('post', version, 'rep-1')).toMatchObject({ is: 'problems' })
    expect(await post('post', version - 1)).toEqual({ is: 'changed' })
    expect(await post('post')).toEqual({ is: 'done' })
    expect((await eventsOf(reference)).map(({ kind }) => kind)).toContain('charge-letter-sent')

    const row = await read((db) => findSubmission(db, reference))
    if (!row) throw new Error('gone')
    await transact((tx) => updateSubmission(tx, row.id, { flags: ['fl-safe-contact'] }))
    expect((await money(reference)).isHeldBack).toBe(true)
    expect(await letterToPost(reference, '1', officer, now)).toBeUndefined()
    expect(await post('post', version + 1)).toMatchObject({
      problems: [{ message: 'Contact is not safe: no letter may be sent' }],
    })
  })
})

describe('the day that a charge starts on', () => {
  /**
   * A home of £240,000 and £12,000; moved in on 13 September, so the home counts from 6 December. Not of pension age,
   * where a savings disregard that no council has settled would leave only a most.
   */
  const r2: GivenAnswers = {
    'fa-partner': 'no',
    'fa-dependants': 'none',
    'first-name': 'Rita',
    dob: '1975-01-01',
    'fa-care': 'care-home',
    'fa-tenure': 'own',
    'fa-home-worth': [{ worth: '240000', owed: '0', share: '100' }],
    'fa-home-who': 'none',
    'fa-stay-now': 'yes',
    'fa-stay-from': '2026-09-13',
    'fa-stay-before': 'no',
    'fa-savings-kinds': ['savings'],
    'fa-savings': [{ kind: 'savings', amount: '12000', whose: 'own' }],
    'fa-benefit-kinds': ['esa'],
    'fa-benefit': [{ which: 'esa', amount: '241.30 week' }],
    'fa-cost': '1050 week',
  }
  const from = (day: string, month: string, year: string): Typed => ({
    'pay-from-day': [day],
    'pay-from-month': [month],
    'pay-from-year': [year],
  })
  const decidedLines = ({ determinations }: ShownMoney) =>
    determinations.at(-1)?.letter.parts.find(({ name }) => name === 'decided')?.lines
  const messages = async (reference: string, typed: Typed) => {
    const { version } = (await money(reference)).submission.row
    const outcome = await decide(reference, version, typed)
    return outcome.is === 'problems' ? outcome.problems.map(({ message }) => message) : outcome.is
  }

  test('past the 12 weeks is decided by the sheet of that day, once it was seen', async () => {
    const reference = await send(r2)
    const sent = await money(reference)
    expect(sent.ourSheet.result.pence).toBe(209_50)
    const january = from('1', '1', '2027')
    expect(await messages(reference, decision(sent.sheetMark, january))).toEqual([
      'Select what you decide',
      'The sheet for 1 January 2027 is not the one you saw. It comes to: All of it: £1,050 a week. Check it, then tick here',
    ])
    expect((await money(reference)).determinations).toEqual([])
    const shown = await money(reference, '2027-01-01')
    expect(shown.daySheet.result).toMatchObject({ is: 'full-cost', pence: 1_050_00 })
    expect(shown.outcomes).toEqual(['full-cost', 'need-more'])
    const full = decision(shown.sheetMark, { ...january, outcome: ['full-cost'] })
    expect(await messages(reference, full)).toBe('done')
    const after = await money(reference)
    expect(decidedLines(after)).toEqual([
      'You pay for all of your care, from 1 January 2027. This is £1,050 a week.',
    ])
    expect(after.determinations[0]).toMatchObject({
      payFrom: '2027-01-01',
      sheet: { on: '2027-01-01', deferredPayment: { law: expect.stringContaining('section 34') } },
    })
    expect(after.theirSheet, 'what was stored stays').toEqual(sent.theirSheet)
  })

  test('within the 12 weeks says in the letter what follows, and from when', async () => {
    const reference = await send(r2)
    // On 1 December the sheet is another one: one week is left, not two.
    const { sheetMark } = await money(reference, '2026-12-01')
    expect(await messages(reference, decision(sheetMark))).toBe('done')
    const after = await money(reference)
    expect(decidedLines(after)).toEqual([
      'You pay £209.50 a week for your care, from 1 December 2026.',
      'We do not count your home for the first 12 weeks in a care home. That ends on 6 December 2026.',
      'From 6 December 2026 you pay for all of your care. This is £1,050 a week.',
      'You may not have to sell your home then. Ask us about a deferred payment.',
    ])
    expect(after.determinations[0]?.sheet.afterTwelveWeeks).toMatchObject({
      weeksLeft: 1,
      from: '2026-12-06',
    })
  })

  test('in a year whose rates are not known is for working out by hand only', async () => {
    const reference = await send(h1)
    const may = from('1', '5', '2028')
    const today = await money(reference)
    expect(await messages(reference, decision(today.sheetMark, may))).toEqual([
      'Select what you decide',
      'The sheet for 1 May 2028 is not the one you saw. It comes to: We cannot say yet. Check it, then tick here',
    ])
    const shown = await money(reference, '2028-05-01')
    expect(shown).toMatchObject({ outcomes: ['by-hand', 'need-more'], isRateUnknown: true })
    expect(shown.forHand.join()).toContain('there is no amount to use for 2028-05-01')
    expect(await messages(reference, decision(shown.sheetMark, may))).toEqual(['Select what you decide'])
    const byHand = {
      outcome: ['by-hand'],
      'by-hand-amount': ['41'],
      'by-hand-working': ['£318 comes in. We take off what you keep.'],
    }
    expect(
      await messages(
        reference,
        decision(shown.sheetMark, { ...may, ...byHand, 'by-hand-amount': ['250.01'] }),
      ),
    ).toEqual(['Enter no more than what their care costs: £250 a week'])
    expect(await messages(reference, decision(shown.sheetMark, { ...may, ...byHand }))).toBe('done')
    const after = await money(reference)
    expect(decidedLines(after)).toContain('You pay £41 a week for your care, from 1 May 2028.')
    expect(after.determinations[0], 'it is still for that day that it is by hand').toMatchObject({
      isOvertaken: false,
      sheet: { on: '2028-05-01', result: { pence: null } },
    })
  })

  test('before the form was sent asks for why and when they were told, and for the amounts of then', async () => {
    const reference = await send(h1)
    // By the rates of 2025/26 £232.60 is what they keep: £8.85 more than now.
    const june = from('1', '6', '2025')
    const shown = await money(reference, '2025-06-01')
    expect(shown).toMatchObject({
      backdated: { isBeforeRequest: true, isOtherYear: true },
      daySheet: { result: { pence: 48_85 } },
    })
    expect(await messages(reference, decision(shown.sheetMark, june))).toEqual([
      'Enter the day they were told that they may be charged, like 1 6 2026',
      'Enter why they pay for a time before they asked',
      'Amend the figures to what they were then, and tick that they are',
    ])
    const told = { 'told-on-day': ['20'], 'told-on-month': ['5'], 'told-on-year': ['2025'] }
    const whole = { ...june, ...told, 'why-before': ['We wrote to them in May 2025.'], 'of-then': ['yes'] }
    expect(
      await messages(reference, decision(shown.sheetMark, { ...whole, 'told-on-year': ['2027'] })),
    ).toEqual(['Enter a day that is not still to come'])
    expect(await messages(reference, decision(shown.sheetMark, whole))).toBe('done')
    const [made] = (await money(reference)).determinations
    expect(made?.backdated).toEqual({
      toldOn: '2025-05-20',
      why: 'We wrote to them in May 2025.',
      isOfThen: true,
    })
  })

  test('before it in the same year needs no word about amounts, and later in the year nothing', async () => {
    const reference = await send(h1)
    const of = async (day: string) => (await money(reference, day)).backdated
    expect(await of('2026-05-01')).toEqual({ isBeforeRequest: true, isOtherYear: false })
    expect(await of('2026-11-22')).toEqual({ isBeforeRequest: false, isOtherYear: false })
    expect(await of('2027-03-01')).toEqual({ isBeforeRequest: false, isOtherYear: false })
    expect(await of('2026-04-05')).toEqual({ isBeforeRequest: true, isOtherYear: true })
  })

  test('counts the age of that day', async () => {
    const reference = await send({
      ...h1,
      dob: '2001-12-15',
      'fa-benefit-kinds': ['universal-credit'],
      'fa-benefit': [{ which: 'universal-credit', amount: '200 week' }],
    })
    // £200 + £4 − £22.55 − what the law leaves: £95.40 before 25, £120.40 from then. No disability benefit: no £18.
    expect((await money(reference)).daySheet.result.pence).toBe(86_05)
    const shown = await money(reference, '2027-01-01')
    expect(shown.daySheet.result.pence).toBe(61_05)
    expect(await messages(reference, decision(shown.sheetMark, from('1', '1', '2027')))).toBe('done')
    expect(decidedLines(await money(reference))).toEqual([
      'You pay £61.05 a week for your care, from 1 January 2027.',
    ])
  })

  test('is where the 12 weeks begin for somebody who was still to move in, until they did', async () => {
    const reference = await send({ ...r2, 'fa-stay-now': 'no' })
    const first = await money(reference, '2027-01-01')
    expect(first).toMatchObject({
      weeksCountFrom: '2027-01-01',
      daySheet: { result: { pence: 209_50 }, afterTwelveWeeks: { weeksLeft: 12, from: '2027-03-26' } },
    })
    expect(await messages(reference, decision(first.sheetMark, from('1', '1', '2027')))).toBe('done')
    const later = await money(reference, '2027-04-01')
    expect(later).toMatchObject({
      weeksCountFrom: '2027-01-01',
      daySheet: { result: { is: 'full-cost' }, afterTwelveWeeks: null },
    })
    expect((await money(await send(r2))).weeksCountFrom).toBeNull()
  })

  test('may be left out where nothing is paid, and only there', async () => {
    const poor = {
      ...h1,
      'fa-benefit-kinds': ['state-pension'],
      'fa-benefit': [{ which: 'state-pension', amount: '100 week' }],
    }
    const reference = await send(poor)
    const { sheetMark, outcomes } = await money(reference)
    expect(outcomes).toEqual(['nothing', 'need-more'])
    const blank = decision(sheetMark, { ...from('', '', ''), outcome: ['nothing'] })
    expect(await messages(reference, blank)).toBe('done')
    const after = await money(reference)
    expect(after.determinations[0]).toMatchObject({ payFrom: null, sheet: { on: '2026-11-22' } })
    expect(decidedLines(after)).toEqual(['You pay nothing for your care.'])

    const paying = await send(h1)
    const mark = (await money(paying)).sheetMark
    expect(await messages(paying, decision(mark, from('', '', '')))).toEqual([
      'Enter the day it is paid from, like 1 12 2026',
    ])
  })
})

test('a determination of before reads as it did: by the sheet, and to the person', async () => {
  const reference = await send(h1)
  const { submission, sheetMark } = await money(reference)
  await decide(reference, submission.row.version, decision(sheetMark))
  const [made] = (await money(reference)).determinations
  if (!made) throw new Error('Nothing was decided')
  const { why, payFrom, sheet, policy, amendment, letter } = made
  const id = randomUUID()
  const words = seal(
    JSON.stringify({ why, payFrom, sheet, policy, amendment, letter }),
    `determinations:${id}`,
  )
  const row = { id, submissionId: submission.row.id, number: 2, outcome: 'charge', words }
  await transact((tx) =>
    insertDetermination(tx, { ...row, madeBy: officer.id, madeAt: new Date(now.epochMilliseconds) }),
  )
  expect((await money(reference)).determinations[1]).toMatchObject({
    byHand: null,
    isSafetyChecked: false,
    isOvertaken: false,
    recipients: [{ who: 'person', to: letter.to, dear: letter.dear, lead: null }],
  })
  expect(await letterToPost(reference, '2', officer, now)).toMatchObject({ number: 2 })
})

describe('a letter that may reach who takes the money', () => {
  const check = { safe: ['yes'], 'letter-to': ['person'] }
  const atRisk = { ...h1, 'fa-safe': 'yes' }

  test('is not made before somebody said who gets it and that they checked', async () => {
    const reference = await send(atRisk)
    const { submission, sheetMark, isAtRisk } = await money(reference)
    const { version } = submission.row
    expect(isAtRisk).toBe(true)
    const problems = async (more: Typed) => {
      const outcome = await decide(reference, version, decision(sheetMark, more))
      return outcome.is === 'problems' ? outcome.problems : outcome.is
    }
    const unticked = {
      field: 'safe',
      message: 'Tick to confirm that you checked this letter is safe to send',
    }
    const nobody = { field: 'letter-to', message: 'Select who gets the letter' }
    expect(await problems({})).toEqual([unticked, nobody])
    expect(await problems({ 'letter-to': ['person'] })).toEqual([unticked])
    expect(await problems({ safe: ['yes'] })).toEqual([nobody])
    // Asking for more is a letter too.
    expect(await problems({ outcome: ['need-more'], 'letter-to': ['person'] })).toEqual([unticked])
    expect((await money(reference)).determinations).toEqual([])

    expect(await decide(reference, version, decision(sheetMark, check))).toEqual({ is: 'done' })
    expect((await money(reference)).determinations).toMatchObject([
      { isSafetyChecked: true, isUnchecked: false, recipients: [{ who: 'person' }] },
    ])
    const event = (await eventsOf(reference)).find(({ kind }) => kind === 'charge-determined')
    expect(event?.detail).toMatchObject({ safe: true, to: ['person'] })
    expect(await letterToPost(reference, '1', officer, now)).toMatchObject({ number: 1 })
    const exported = await exportSubmission(reference, colleague, now)
    expect(exported).toMatchObject({
      document: { money: { determinations: [{ letterCheckedAsSafe: true }] } },
    })
  })

  test('and was made before that was known stays here until it is checked', async () => {
    const reference = await send(h1)
    const { submission, sheetMark } = await money(reference)
    // Where nothing is wrong, a tick that nobody asked for is no check.
    expect(await decide(reference, submission.row.version, decision(sheetMark, check))).toEqual({
      is: 'done',
    })
    await transact((tx) => updateSubmission(tx, submission.row.id, { flags: ['fl-money-abuse'] }))
    const after = await money(reference)
    expect(after.determinations).toMatchObject([{ isSafetyChecked: false, isUnchecked: true }])
    expect(await letterToPost(reference, '1', officer, now)).toBeUndefined()
    const { version } = after.submission.row
    const request = { reference, staff: officer, version, now, how: 'post', to: 'person' }
    expect(await recordLetterSent(request)).toMatchObject({
      problems: [
        { message: 'Nobody has checked that this letter is safe to send. Decide again, with the check' },
      ],
    })
    expect(await decide(reference, version, decision(sheetMark, check))).toEqual({ is: 'done' })
    expect(await letterToPost(reference, '2', officer, now)).toMatchObject({ number: 2 })
  })

  test('asks for no tick where contact is not safe at all: no letter goes', async () => {
    const reference = await send(h1)
    const { submission, sheetMark } = await money(reference)
    await transact((tx) =>
      updateSubmission(tx, submission.row.id, { flags: ['fl-money-abuse', 'fl-unsafe'] }),
    )
    expect(await decide(reference, submission.row.version, decision(sheetMark))).toEqual({ is: 'done' })
    expect(await letterToPost(reference, '1', officer, now)).toBeUndefined()
  })
})

describe('a letter to who looks after the money', () => {
  const attorney = { ...h1, 'fa-manages': 'attorney' }

  test('goes to nobody unasked, and to each as staff chose', async () => {
    const reference = await send(attorney)
    const { submission, sheetMark, representatives } = await money(reference)
    expect(representatives).toEqual([
      { who: 'rep-1', authority: 'attorney', name: 'Sam Testhelper', address: [] },
    ])
    const { version } = submission.row
    expect(await decide(reference, version, decision(sheetMark))).toMatchObject({
      problems: [{ field: 'letter-to' }],
    })
    expect(await decide(reference, version, decision(sheetMark, { 'letter-to': ['rep-9'] }))).toMatchObject({
      problems: [{ field: 'letter-to' }],
    })
    const first = decision(sheetMark, { 'letter-to': ['person'] })
    expect(await decide(reference, version, first)).toEqual({ is: 'done' })
    expect(await decide(reference, version, first), 'the same one sent twice').toEqual({ is: 'done' })
    expect(await letterToPost(reference, '1', officer, now, 'rep-1')).toBeUndefined()

    const both = decision(sheetMark, { 'letter-to': ['person', 'rep-1'] })
    expect(await decide(reference, version, both), 'another, on a page of before').toEqual({ is: 'changed' })
    expect(await decide(reference, version + 1, both)).toEqual({ is: 'done' })
    expect(await letterToPost(reference, '2', officer, now)).toMatchObject({ recipient: { lead: null } })
    expect(await letterToPost(reference, '2', officer, now, 'rep-1')).toMatchObject({
      recipient: { to: ['Sam Testhelper'], lead: expect.stringContaining('you look after money for') },
    })
    const [, made] = (await money(reference)).determinations
    expect(made?.letter.parts.find(({ name }) => name === 'who-gets')?.points).toHaveLength(2)
    const events = await eventsOf(reference)
    expect(events.filter(({ kind }) => kind === 'charge-determined').at(-1)?.detail).toMatchObject({
      to: ['person', 'rep-1'],
    })
    expect(JSON.stringify(events.map(({ detail }) => detail)), 'an event holds no names').not.toContain('Sam')
  })

  test('is refused without the tick where the money may be the harm', async () => {
    const reference = await send({ ...attorney, 'fa-safe': 'yes' })
    const { submission, sheetMark } = await money(reference)
    const { version } = submission.row
    const toRep = (more: Typed) =>
      decide(reference, version, decision(sheetMark, { 'letter-to': ['rep-1'], ...more }))
    expect(await toRep({})).toMatchObject({ problems: [{ field: 'safe' }] })
    expect(await toRep({ safe: ['yes'] })).toEqual({ is: 'done' })
    expect((await money(reference)).determinations[0]?.recipients.map(({ who }) => who)).toEqual(['rep-1'])
    expect(await letterToPost(reference, '1', officer, now), 'not to the person').toBeUndefined()
  })

  test('is no choice where somebody only helps, or contact is not safe', async () => {
    const reference = await send({ ...h1, 'fa-manages': 'informal' })
    expect((await money(reference)).representatives).toEqual([])
    const other = await send(attorney)
    const { submission, sheetMark } = await money(other)
    await transact((tx) => updateSubmission(tx, submission.row.id, { flags: ['fl-unsafe'] }))
    const typed = decision(sheetMark, { 'letter-to': ['rep-1'] })
    expect(await decide(other, submission.row.version, typed)).toEqual({ is: 'done' })
    expect((await money(other)).determinations[0]?.recipients.map(({ who }) => who)).toEqual(['person'])
  })
})

describe('a charge worked out by hand', () => {
  const couple = {
    ...h1,
    'fa-partner': 'together',
    'fa-partner-details': [{ name: 'Jo Testperson', dob: '1944-02-01' }],
  }
  const byHand = {
    outcome: ['by-hand'],
    'by-hand-amount': ['44.50'],
    'by-hand-working': [
      '£318 comes in. We take off £40.55 of costs.\nWe take off what one of a couple keeps.',
    ],
  }

  test('is kept beside the unfinished sheet, with how, and told in the letter', async () => {
    const reference = await send(couple)
    const shown = await money(reference)
    expect(shown.ourSheet.result.is).toBe('cannot-work-out')
    expect(shown.outcomes).toEqual(['by-hand', 'need-more'])
    expect(shown.forHand.join()).toContain('Minimum income guarantee: one of a couple')
    const { version } = shown.submission.row
    const typed = decision(shown.sheetMark, { ...byHand, format: ['easy-read'] })
    expect(await decide(reference, version, typed)).toEqual({ is: 'done' })
    expect(await decide(reference, version, typed), 'the same one sent twice').toEqual({ is: 'done' })
    const another = decision(shown.sheetMark, { ...byHand, 'by-hand-amount': ['45'], format: ['easy-read'] })
    expect(await decide(reference, version, another)).toEqual({ is: 'changed' })

    const after = await money(reference)
    expect(after.determinations).toHaveLength(1)
    const [made] = after.determinations
    expect(made).toMatchObject({
      outcome: 'by-hand',
      payFrom: '2026-12-01',
      byHand: { pence: 44_50, working: byHand['by-hand-working'][0] },
      isCurrent: true,
      isOvertaken: false,
    })
    expect(made?.sheet, 'the sheet is not touched').toEqual((await money(reference, '2026-12-01')).daySheet)
    expect(made?.letter.parts.find(({ name }) => name === 'decided')?.lines).toContain(
      'You pay £44.50 a week. This starts on 1 December 2026.',
    )
    expect(made?.letter.parts.find(({ name }) => name === 'working')?.lines).toHaveLength(2)
    const event = (await eventsOf(reference)).find(({ kind }) => kind === 'charge-determined')
    expect(event?.detail).toMatchObject({ outcome: 'by-hand', format: 'easy-read' })
    expect(Object.keys(event?.detail ?? {}).toSorted(), 'codes, and no amount').toEqual([
      'determination',
      'format',
      'number',
      'outcome',
      'to',
      'version',
    ])
    expect(await exportSubmission(reference, colleague, now)).toMatchObject({
      document: {
        money: {
          sheet: { result: { pence: null } },
          determinations: [
            {
              outcome: 'by-hand',
              byHand: {
                pence: 44_50,
                sheetUnfinishedBecause: [expect.stringContaining('one of a couple')],
              },
            },
          ],
        },
      },
    })

    // Where the sheet gives a result after all, it says so, and a sum by hand is no choice any more.
    await amendFigure({
      reference,
      staff: officer,
      version: after.submission.row.version,
      now,
      question: 'fa-partner',
      typed: { 'fa-partner': ['no'] },
      why: 'They live alone now.',
    })
    const worked = await money(reference)
    expect(worked.determinations[0]).toMatchObject({ isOvertaken: true, isCurrent: false })
    const late = decision(worked.sheetMark, byHand)
    expect(await decide(reference, worked.submission.row.version, late)).toMatchObject({
      problems: [{ field: 'outcome' }],
    })
  })

  test('is no choice where the sheet gives a result, or an answer is missing', async () => {
    for (const answers of [h1, { ...couple, 'fa-savings': 'dont-know' }]) {
      const reference = await send(answers)
      const { submission, sheetMark, outcomes, forHand } = await money(reference)
      expect(outcomes).not.toContain('by-hand')
      expect(forHand).toEqual([])
      expect(await decide(reference, submission.row.version, decision(sheetMark, byHand))).toMatchObject({
        problems: [{ field: 'outcome' }],
      })
      expect((await money(reference)).determinations).toEqual([])
    }
  })

  test('needs an amount within what may be charged, a day, and how', async () => {
    const reference = await send(couple)
    const { submission, sheetMark } = await money(reference)
    const problems = async (more: Typed) => {
      const typed = decision(sheetMark, { ...byHand, ...more })
      const outcome = await decide(reference, submission.row.version, typed)
      return outcome.is === 'problems'
        ? outcome.problems.map(({ field, message }) => `${field}: ${message}`)
        : outcome.is
    }
    expect(await problems({ 'by-hand-amount': [''], 'by-hand-working': [' '] })).toEqual([
      'by-hand-amount: Enter what they pay a week, like 44.50',
      'by-hand-working: Enter how you worked it out, as they will read it',
    ])
    expect(await problems({ 'by-hand-amount': ['some'] })).toHaveLength(1)
    expect(await problems({ 'by-hand-amount': ['250.01'] })).toEqual([
      'by-hand-amount: Enter no more than what their care costs: £250 a week',
    ])
    expect(await problems({ 'by-hand-working': ['Sort code 12-34-56, account 12345678'] })).toEqual([
      'by-hand-working: Leave out the account number or sort code',
    ])
    expect(
      await problems({ 'pay-from-day': [''], 'pay-from-month': [''], 'pay-from-year': [''] }),
    ).toHaveLength(1)
    expect(await problems({ 'by-hand-amount': ['0'] })).toBe('done')
  })
})

describe('the status page', () => {
  const statusOf = async (reference: string) => {
    const row = await read((db) => findSubmission(db, reference))
    return row && showStatus(row.id, now)
  }

  test('says that a charge was worked out, and when the letter went: never an amount', async () => {
    const reference = await send(h1)
    expect((await statusOf(reference))?.charge).toBeUndefined()
    const { submission, sheetMark } = await money(reference)
    await decide(reference, submission.row.version, decision(sheetMark, { outcome: ['need-more'] }))
    expect((await statusOf(reference))?.charge).toMatchObject({ isWorkedOut: false })
    await decide(reference, submission.row.version + 1, decision(sheetMark))
    const status = await statusOf(reference)
    expect(status?.charge).toEqual({ at: now, isWorkedOut: true, letter: { sentAt: undefined } })
    expect(JSON.stringify(status)).not.toMatch(/40|pence/)
    const { version } = (await money(reference)).submission.row
    await recordLetterSent({ reference, staff: officer, version, now, how: 'post', to: 'person' })
    expect((await statusOf(reference))?.charge?.letter).toEqual({ sentAt: now })
  })

  test('says nothing of it where that is not safe, or not theirs to read', async () => {
    const reference = await send(h1)
    const { submission, sheetMark } = await money(reference)
    await decide(reference, submission.row.version, decision(sheetMark))
    for (const flag of ['fl-safe-contact', 'fl-unsafe', 'fl-money-abuse']) {
      await transact((tx) => updateSubmission(tx, submission.row.id, { flags: [flag] }))
      expect((await statusOf(reference))?.charge, flag).toBeUndefined()
    }
    await transact((tx) => updateSubmission(tx, submission.row.id, { flags: [] }))
    expect((await statusOf(reference))?.charge).toBeDefined()

    const forEdna = { 'who-for': 'someone-else', 'who-are-you': 'family', 'person-agrees': 'yes' }
    const other = await send({ ...h1, ...forEdna })
    const shown = await money(other)
    await decide(other, shown.submission.row.version, decision(shown.sheetMark))
    expect((await money(other)).determinations).toHaveLength(1)
    expect((await statusOf(other))?.charge).toBeUndefined()
  })

  test('promises no letter to somebody who gets none', async () => {
    const reference = await send({ ...h1, 'fa-manages': 'deputy' })
    const { submission, sheetMark } = await money(reference)
    await decide(reference, submission.row.version, decision(sheetMark, { 'letter-to': ['rep-1'] }))
    const { version } = (await money(reference)).submission.row
    await recordLetterSent({ reference, staff: officer, version, now, how: 'post', to: 'rep-1' })
    expect((await statusOf(reference))?.charge).toEqual({ at: now, isWorkedOut: true, letter: undefined })
  })
})

test('a copy that is posted has the sum, as it was sent, but not where the money is at risk', async () => {
  const reference = await send(h1, 'post')
  const { submission } = await money(reference)
  const copy = await copyToPost(reference, officer, now)
  expect(copy).toMatchObject({ charging: { name: null, estimate: { now: { result: { pence: 40_00 } } } } })
  await transact((tx) => updateSubmission(tx, submission.row.id, { flags: ['fl-money-abuse'] }))
  const without = await copyToPost(reference, officer, now)
  expect(without).toMatchObject({ document: expect.anything() })
  expect(without).not.toHaveProperty('charging')
  await transact((tx) => updateSubmission(tx, submission.row.id, { flags: ['fl-unsafe'] }))
  expect(await copyToPost(reference, officer, now)).toBeUndefined()
})

test('the export holds both sheets, what was amended and what was decided', async () => {
  const reference = await send(h1)
  const first = await money(reference)
  await amend(reference, first.submission.row.version, savings('16100'))
  const shown = await money(reference)
  await decide(reference, shown.submission.row.version, decision(shown.sheetMark))
  const exported = await exportSubmission(reference, colleague, now)
  expect(exported).toMatchObject({
    document: {
      answers: { 'fa-savings': [{ amount: { amount: 15_100 } }] },
      money: {
        sheet: { result: { pence: 40_00 } },
        amendedSheet: { result: { pence: 44_00 } },
        amendments: [
          { number: 1, question: 'fa-savings', why: 'The statement says so.', madeBy: 'Ona Officer' },
        ],
        determinations: [{ number: 1, outcome: 'charge', sheet: { result: { pence: 44_00 } } }],
      },
    },
  })
})
