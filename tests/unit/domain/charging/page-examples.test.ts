import { describe, expect, it } from 'vitest'
import { inPounds } from '#src/domain/charging/amounts.ts'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { findTopic } from '#src/information/topics.ts'
import { h1, IN_2026, lineOf, ownHome, r2, sheetOf } from '#tests/fixtures/charging.ts'

// The two people of the page on paying for care, worked out by the sum itself: the page cannot say anything else.
const ann = sheetOf(h1, IN_2026)
const ray = sheetOf(r2, IN_2026)
const rayLater = ray.afterTwelveWeeks?.sheet

const topic = findTopic('paying-for-care')
const HOME = 'An example: care at home'
const CARE_HOME = 'Another example: a care home'
const plain = (heading: string) => topic?.more.find((part) => part.heading === heading)?.markdown ?? ''
const easy = (heading: string) =>
  topic?.easyRead.parts
    .find((part) => part.heading === heading)
    ?.rows.map(({ markdown }) => markdown)
    .join('\n') ?? ''

/** Every amount of a text, each once, in pence. */
const amountsIn = (text: string) =>
  [
    ...new Set(
      [...text.matchAll(/£([\d,]+)(?:\.(\d\d))?/g)].map(
        ([, pounds = '', pence = '0']) => Number(pounds.replaceAll(',', '')) * 100 + Number(pence),
      ),
    ),
  ].toSorted((a, b) => a - b)
const inOrder = (...pence: readonly (number | null | undefined)[]) =>
  [...new Set(pence)].toSorted((a, b) => (a ?? 0) - (b ?? 0))

const yearOf = ({ rates }: Sheet) => {
  const [{ from, to } = { from: '', to: '' }] = rates
  return `${from.slice(0, 4)}/${to.slice(2, 4)}`
}
const pay = ({ result, totals }: Sheet) => ({
  theirs: result.pence ?? Number.NaN,
  ours: (totals.careCost ?? Number.NaN) - (result.pence ?? Number.NaN),
})
const of = (sheet: Sheet, id: string) => Math.abs(lineOf(sheet, id)?.effect ?? Number.NaN)

describe('the examples on the page about paying for care', () => {
  it('Ann: each row of the table is a line of her sheet', () => {
    const rows = [
      ...plain(HOME).matchAll(/^\| (?:\*\*)?(.+?)(?:\*\*)? \| (?:\*\*)?£([\d.,]+)(?:\*\*)? \|$/gm),
    ]
    const { counted, keep } = ann.totals
    const expected = [
      ['Her pension', of(ann, 'income-state-pension')],
      ['Her Attendance Allowance', of(ann, 'income-attendance-allowance')],
      ['What we add for her savings', of(ann, 'tariff')],
      ['All of it', counted],
      ['We take off her Council Tax', of(ann, 'housing-council-tax')],
      ['We take off what she pays because she is ill', of(ann, 'extra-laundry')],
      ['We leave her this to live on', keep],
      ['Ann pays', ann.result.pence],
    ]
    expect(rows.map(([, label, pounds]) => [label, Math.round(Number(pounds) * 100)])).toEqual(expected)
  })

  it('Ann: there is no other amount, plain or in Easy Read', () => {
    const limit = ann.rates.find(({ name }) => name === 'lower-capital-limit')?.amount ?? Number.NaN
    const { capital, tariff, counted, keep, careCost, ownIncome } = ann.totals
    const { theirs, ours } = pay(ann)
    const held = capital?.low ?? Number.NaN
    const lines = [
      'income-state-pension',
      'income-attendance-allowance',
      'housing-council-tax',
      'extra-laundry',
    ]
    const step = [250_00, 1_00]
    expect(amountsIn(plain(HOME))).toEqual(
      inOrder(
        ...lines.map((id) => of(ann, id)),
        ...[held, limit, held - limit, ...step, tariff, counted, keep, careCost, theirs, ours],
      ),
    )
    expect(plain(HOME)).toContain(`Ann pays ${inPounds(theirs)}, and we pay ${inPounds(ours)}.`)
    expect(amountsIn(easy(HOME))).toEqual(inOrder(held, ownIncome, careCost, theirs, ours))
    expect(easy(HOME)).toContain(`Ann pays ${inPounds(theirs)} each week. We pay ${inPounds(ours)}.`)
  })

  it('Ray: every amount is one of his sheets, plain and in Easy Read', () => {
    const { theirs, ours } = pay(ray)
    const { capital, keep, careCost } = ray.totals
    const { worth } = ownHome()
    expect(ray.afterTwelveWeeks?.weeksLeft).toBe(12)
    expect(rayLater?.result).toMatchObject({ is: 'full-cost', pence: careCost })
    expect(rayLater?.deferredPayment).not.toBeNull()
    const all = [capital?.low, careCost, theirs, ours]
    expect(amountsIn(plain(CARE_HOME))).toEqual(inOrder(...all, worth, of(ray, 'income-state-pension'), keep))
    expect(plain(CARE_HOME)).toMatch(
      `pays the rest of his pension: ${inPounds(theirs)}. We pay the other ${inPounds(ours)}.`,
    )
    expect(amountsIn(easy(CARE_HOME))).toEqual(inOrder(...all))
    expect(easy(CARE_HOME)).toContain(`He pays ${inPounds(theirs)} each week. We pay ${inPounds(ours)}.`)
  })

  it('say whose amounts they are', () => {
    expect(yearOf(ann)).toBe('2026/27')
    for (const text of [plain(HOME), plain(CARE_HOME), easy(HOME)]) {
      expect(text).toContain(`the amounts of ${yearOf(ann)}`)
    }
  })
})
