import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listEvents } from '#db/queries/events.ts'
import { insertStaff } from '#db/queries/staff.ts'
import { findSubmission, updateSubmission } from '#db/queries/submissions.ts'
import type { Role } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { amendFigure } from '#src/services/amend-figure.ts'
import { determineCharge, recordLetterSent } from '#src/services/determine-charge.ts'
import { exportSubmission } from '#src/services/export-submission.ts'
import { actionOf, savePage } from '#src/services/save-page.ts'
import { letterToPost, showMoney, type ShownMoney } from '#src/services/show-money.ts'
import { showPage } from '#src/services/show-page.ts'
import { openSubmission } from '#src/services/show-receipt.ts'
import { submitForm } from '#src/services/submit-form.ts'
import { fillIn, workedExamples } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
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
})

async function addStaff(name: string, role: Role): Promise<SignedInStaff> {
  const id = randomUUID()
  const email = `${id}@example.org`
  await transact((tx) => insertStaff(tx, { id, name, email, role, passwordHash: 'x' }))
  return { id, name, email, role, isDemonstration: false }
}

async function send(given: GivenAnswers): Promise<string> {
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
  const sent = await submitForm(form, visit, { declare: ['true'], 'copy-how': ['screen'] }, now)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  return sent.reference
}

async function money(reference: string): Promise<ShownMoney> {
  const shown = await showMoney(reference, officer, now)
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
      'wrong',
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
    expect(await decide(reference, version, decision('another'))).toEqual({ is: 'changed' })
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
    const post = (how: string, at = version) =>
      recordLetterSent({ reference, staff: officer, version: at, now, how })
    expect(await post('')).toMatchObject({ is: 'problems' })
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
