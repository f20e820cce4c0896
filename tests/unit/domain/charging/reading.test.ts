import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Sheet } from '#src/domain/charging/sheet.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import { MADE_UP_DAY, madeUp, sheetOf, known, gets } from '#tests/fixtures/charging.ts'
import { anyCircumstances, anyPolicy } from '#tests/support/charging-circumstances.ts'
import { tries } from '#tests/support/long.ts'
import type { ReadString } from '#tests/support/read-strings.ts'
import { easyReadFindings, figuresOf, findingsInStrings, inWords, wordsOf } from '#tests/support/reading.ts'

const SHEETS = tries(4000)

const later = (sheet: Sheet): readonly Sheet[] =>
  sheet.afterTwelveWeeks ? [sheet, sheet.afterTwelveWeeks.sheet] : [sheet]

const sheets = [
  ...[true, false].flatMap((unknowns) =>
    fc
      .sample(fc.tuple(anyCircumstances({ unknowns }), anyPolicy), SHEETS / 2)
      .flatMap(([circumstances, policy]) =>
        later(workSheet({ circumstances, policy, rates: madeUp, on: MADE_UP_DAY })),
      ),
  ),
  sheetOf({ partner: known('together'), benefits: known([gets('savings-credit', 5_00)]) }),
]

/** What a sheet says, line by line, as one page. */
const plainOf = (sheet: Sheet, page: string): readonly ReadString[] => {
  const at = (what: string) => (text: string) =>
    ({ text, what, voice: 'you', form: 'charging', page }) as const
  return [
    ...sheet.lines.flatMap(({ id, label, working, changes }) => [
      at(`${id}, label`)(label),
      ...working.map(at(`${id}, working`)),
      at(`${id}, what would change it`)(changes?.words ?? ''),
    ]),
    ...sheet.result.words.map(at('result')),
    ...sheet.unsure.map(({ code, words }) => at(`unsure, ${code}`)(words)),
    ...(sheet.deferredPayment?.words ?? []).map(at('deferred payment')),
    ...(sheet.helpMayStart?.assumptions ?? []).map(at('when help may start')),
  ]
}
const easyOf = (sheet: Sheet): readonly string[] => [
  ...sheet.lines.flatMap(({ easyRead, changes }) => [easyRead, changes?.easyRead ?? '']),
  ...sheet.result.easyRead,
  ...sheet.unsure.map(({ easyRead }) => easyRead),
  ...(sheet.deferredPayment ? [sheet.deferredPayment.easyRead] : []),
  ...(sheet.helpMayStart ? [sheet.helpMayStart.easyRead] : []),
]

const plain = sheets.flatMap((sheet, at) => plainOf(sheet, `sheet ${at}`))
// Amounts differ from sheet to sheet and are as easy as each other: each wording is measured once.
const shape = (text: string) => text.replace(/[\d,.]*\d/g, '1')
const distinct = [...Map.groupBy(plain, ({ text }) => shape(text)).values()].flatMap(([first]) =>
  first ? [first] : [],
)

describe('what a sheet says', () => {
  it('names, of every line, what would change it in one short sentence', () => {
    const all = sheets.flatMap(({ lines }) => lines)
    const sentences = [...new Map(all.map(({ id, changes }) => [changes?.words, id]))]
    expect(sentences.filter(([words]) => !words || wordsOf(words).length > 20)).toEqual([])
    expect(all.filter(({ changes }) => !changes?.easyRead)).toEqual([])
    expect(sentences.length).toBeGreaterThan(20)
  })

  it('is easy to read, string by string', () => {
    expect(findingsInStrings(distinct).map(inWords).join('\n\n')).toBe('')
  })

  it('has a reading age, which is reported', () => {
    const { age, medianPage } = figuresOf(distinct)
    const texts = new Set(sheets.flatMap(easyOf).map(shape))
    process.stdout.write(
      `charging: ${distinct.length} wordings and ${texts.size} in Easy Read, reading age ${age}, sheets ${medianPage}\n`,
    )
    expect(distinct.length).toBeGreaterThan(150)
  })

  it('has an Easy Read sentence for every line', () => {
    const texts = new Map(sheets.flatMap(easyOf).map((text) => [shape(text), text]))
    const findings = [...texts.values()].flatMap((text) =>
      easyReadFindings(text).map(({ sentence, figure }) => `${sentence} ${figure}`),
    )
    expect(findings.join('\n')).toBe('')
    expect([...texts.keys()].every((text) => text.length > 0)).toBe(true)
  })
})
