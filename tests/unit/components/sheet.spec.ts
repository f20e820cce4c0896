import { getContainerRenderer } from '@astrojs/preact/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import type { RateRow } from '#src/domain/charging/rates.ts'
import { sheetForDay } from '#src/domain/charging/determination.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import {
  h1,
  IN_2026,
  known,
  MADE_UP_DAY,
  madeUp,
  madeUpPensionCredit,
  madeUpRates,
  nothing,
  policy,
  r2,
} from '#tests/fixtures/charging.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const [Estimate] = Object.values(
  import.meta.glob<Component>('/src/components/charging/Estimate.astro', { eager: true, import: 'default' }),
)
const [Sheet] = Object.values(
  import.meta.glob<Component>('/src/components/charging/Sheet.astro', { eager: true, import: 'default' }),
)
const [CopyBody] = Object.values(
  import.meta.glob<Component>('/src/components/status/CopyBody.astro', { eager: true, import: 'default' }),
)
const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) })

const links = {
  'fa-savings': { label: 'Savings 1', href: '/savings' },
  'fa-benefit': { label: 'Benefit 1', href: '/benefit' },
}

/** An estimate as it is drawn, of somebody so many days into a stay. */
async function drawn(daysHere: number, reading: ReadingStyle = 'plain', on = IN_2026) {
  const made = estimate({
    circumstancesOn: (day) => ({
      ...nothing,
      ...r2,
      stay: known({ daysHere: Math.max(0, daysHere + daysBetween(on, day)), earlier: null }),
    }),
    rates: [...chargingRates.rates, ...madeUpRates('2027-04-06', '2028-04-05')],
    policy,
    on,
  })
  if (!Estimate) throw new Error('There is no Estimate.astro')
  const html = await container.renderToString(Estimate, {
    props: { estimate: made, links },
    locals: { reading } as App.Locals,
  })
  return html
}
const wordsOf = (html: string | undefined) =>
  (html ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,:])/g, '')
    .trim()
/** What stands under a heading, until the next of its kind or to the end. */
function under(html: string, heading: string, until: 'next' | 'end' = 'next'): string {
  const after = html.split(`<h3>${heading}</h3>`)[1]
  return wordsOf(until === 'next' ? after?.split('<h3>')[0] : after)
}
/** Each line: as it opens, or as paper shows it. */
const linesOf = (html: string, where: 'screen' | 'paper') =>
  html
    .split(/(?=<(?:details|div) class="line (?:no-print|print-only)")/)
    .slice(1)
    .filter((line) => line.startsWith('<details') === (where === 'screen'))
const partOf = (line: string | undefined, name: string) =>
  line?.match(new RegExp(`<(p|span) class="${name}[^>]*>.*?</\\1>(?:</span>)?`))?.[0]

describe('a line', () => {
  test('says what would change it, opened and on paper', async () => {
    const page = await drawn(0)
    const easy = await drawn(0, 'easy-read')
    for (const where of ['screen', 'paper'] as const) {
      expect(linesOf(page, where).length).toBeGreaterThan(8)
      for (const line of linesOf(page, where))
        expect(wordsOf(partOf(line, 'line__changes'))).toMatch(/^What would change it\? [A-Z].*\.$/)
      for (const line of linesOf(easy, where))
        expect(wordsOf(partOf(line, 'line__changes'))).toMatch(/^What can change it\? [A-Z].*\.$/)
    }
  })

  test('leads to its answer, and on paper names it without the link', async () => {
    const page = await drawn(0)
    const [onScreen] = linesOf(page, 'screen').filter((line) => line.includes('data-line="savings-savings"'))
    expect(partOf(onScreen, 'line__answers no-print')).toContain(
      '<a class="govuk-link" href="/savings">Savings 1</a>',
    )
    const onPaper = linesOf(page, 'paper').map((line) => partOf(line, 'line__answers'))
    expect(onPaper.map(wordsOf)).toContain('From your answer: Savings 1')
    expect(onPaper.map(wordsOf)).toContain('From your answer: Benefit 1')
    expect(onPaper.filter((one) => one?.includes('<a ') || one?.includes('no-print'))).toEqual([])
  })
})

describe('a benefit that was not named', () => {
  const drawnOf = async (rates: readonly RateRow[], reading: ReadingStyle = 'plain') => {
    const on = rates === chargingRates.rates ? IN_2026 : MADE_UP_DAY
    const made = estimate({ circumstancesOn: () => ({ ...nothing, ...h1 }), rates, policy, on })
    if (!Estimate) throw new Error('There is no Estimate.astro')
    return container.renderToString(Estimate, {
      props: { estimate: made, links },
      locals: { reading } as App.Locals,
    })
  }

  test('says what it may be worth and what the charge takes of it, where its rates are known', async () => {
    const rates = [...madeUp, ...madeUpPensionCredit]
    const [plain, easy] = [await drawnOf(rates), await drawnOf(rates, 'easy-read')]
    expect(plain).toContain('data-worth="pension-credit"')
    expect(under(plain, 'Benefits you may be missing')).toContain(
      'If you live alone, you may get about £71.75 a week.',
    )
    expect(wordsOf(plain)).toContain('You may then pay about £71.75 more a week for your care.')
    expect(under(easy, 'Money you may be able to get')).toContain(
      'Do you live alone? Then you may get about £71.75 a week.',
    )
  })

  test('is named without a figure by the rates of the file', async () => {
    const html = await drawnOf(chargingRates.rates)
    expect(under(html, 'Benefits you may be missing')).toContain(
      'Pension Credit. For people past State Pension',
    )
    expect(html).not.toContain('data-worth')
  })
})

describe('of a home owner in a care home', () => {
  test('says when the council might start to help as if the home were sold, from now, and that payment may wait', async () => {
    const help = under(await drawn(0), 'When might the council start to help?')
    expect(help).toContain('Until your home starts to count, the council may pay a part of the cost.')
    expect(help).toContain('If your home is sold, the council might start to help again in 207 to 285 weeks.')
    expect(help).toContain('You may not have to sell: see “Paying later” above.')
    expect(help).toContain('Your home is sold and its money counts as savings.')
    const easy = under(await drawn(0, 'easy-read'), 'When might we help to pay?')
    expect(easy).toContain('Do you sell your home? Then we may help again in 207 to 285 weeks.')
    expect(easy).toContain('You may be able to pay later.')
    const counts = under(await drawn(90), 'When might the council start to help?')
    expect(counts).toContain('If your home is sold, the council might start to help in 195 to 273 weeks.')
    expect(counts).not.toContain('Until your home starts to count')
  })

  test('R2, 2 weeks in on 22 November: the 12 weeks are over by April', async () => {
    const page = await drawn(14)
    expect(wordsOf(page)).toContain('That is in 10 weeks.')
    const april = under(page, 'From 6 April 2027', 'end')
    expect(april).toContain(
      'With the amounts of the next year, if nothing else changes: What you have is over the limit. ' +
        'You may be asked to pay for all of your care: £1,050 a week.',
    )
    expect(april).toContain('This is called a deferred payment.')
    expect(under(page, 'From 6 April 2027')).not.toContain('209.50')
    const easy = under(await drawn(14, 'easy-read'), 'From 6 April 2027')
    expect(easy).toContain(
      'This is for the next year, if nothing else changes. You may pay for all of your care.',
    )
  })

  test('in the weeks before April: what follows the 12 weeks is shown for the new year too', async () => {
    const april = under(await drawn(0, 'plain', '2027-03-30'), 'From 6 April 2027')
    expect(april).toContain('You may be asked to pay £210.30 a week.')
    expect(april).toContain(
      'That is 11 weeks after 6 April 2027. What you have is over the limit. You may be asked to pay for all',
    )
  })
})

describe('under a decision', () => {
  const decided = async (isEasy: boolean, isKeptFrom = true) => {
    const sheet = sheetForDay({
      circumstancesOn: (day) => ({
        ...nothing,
        ...r2,
        stay: known({ daysHere: daysBetween('2026-09-13', day), earlier: null }),
      }),
      rates: chargingRates.rates,
      policy,
      on: '2026-12-01',
    })
    const { from: _, ...after } = sheet.afterTwelveWeeks ?? { weeksLeft: 0, sheet }
    if (!Sheet) throw new Error('There is no Sheet.astro')
    return container.renderToString(Sheet, {
      props: { sheet: isKeptFrom ? sheet : { ...sheet, afterTwelveWeeks: after }, isDecided: true, isEasy },
      locals: { reading: 'plain' } as App.Locals,
    })
  }

  test('nothing talks like an estimate, and what follows has its day', async () => {
    const html = await decided(false)
    expect(wordsOf(html)).not.toMatch(/may be asked|Open a line|from now|That is in/)
    const after = under(html, 'After the first 12 weeks')
    expect(after).toContain(
      'That is from 6 December 2026. What you have is over the limit. You pay for all of your care: £1,050 a week.',
    )
    const help = under(html, 'When might the council start to help?')
    expect(help).toContain('The weeks here are counted from 6 December 2026.')
    const easy = await decided(true)
    expect(wordsOf(easy)).not.toContain('Press a line')
    expect(under(easy, 'After 12 weeks')).toContain(
      'This starts on 6 December 2026. You pay for all of your care: £1,050 a week.',
    )
  })

  test('one of before, without the day, counts the weeks from the day of its sheet', async () => {
    expect(under(await decided(false, false), 'After the first 12 weeks')).toContain(
      'That is 1 week after 1 December 2026.',
    )
  })
})

describe('a copy, on screen and on paper', () => {
  const copyOf = async (charging: object, reading?: ReadingStyle) => {
    if (!CopyBody) throw new Error('There is no CopyBody.astro')
    const copy = {
      reference: 'ABC-DEF-GHJ',
      receivedAt: Temporal.Instant.from('2026-11-22T10:00:00Z'),
      document: { title: 'What you pay', parts: [], isScreenOnly: false },
      ...charging,
    }
    const props = { copy, ...(reading ? { reading } : {}) }
    return container.renderToString(CopyBody, { props, locals: { reading: 'plain' } as App.Locals })
  }
  const made = estimate({
    circumstancesOn: (day) => ({
      ...nothing,
      ...r2,
      stay: known({ daysHere: 90 + daysBetween(IN_2026, day), earlier: null }),
    }),
    rates: [...chargingRates.rates, ...madeUpRates('2027-04-06', '2028-04-05')],
    policy,
    on: IN_2026,
  })

  test('has the whole sheet, how to pay later, when help may start, and how to ask a person', async () => {
    const html = await copyOf({ charging: { policy, estimate: made, name: 'Rita' } })
    const said = wordsOf(html)
    for (const words of [
      'Here, “you” means Rita.',
      'You may be asked to pay for all of your care: £1,050 a week.',
      'This is an estimate, not a decision. To talk it through with a person',
      'This is called a deferred payment.',
      'When might the council start to help?',
      'From 6 April 2027 With the amounts of the next year, if nothing else changes:',
    ])
      expect(said).toContain(words)
    expect(linesOf(html, 'paper').length).toBe(made.now.lines.length)
    expect(html, 'no way back to an answer').not.toContain('line__answers')
  })

  test('is in Easy Read for who reads so, and has no sum where there is none', async () => {
    const easy = wordsOf(await copyOf({ charging: { policy, estimate: made, name: null } }, 'easy-read'))
    expect(easy).toContain('What you may pay')
    expect(easy).toContain('This is only a guess. We have not decided.')
    expect(easy).not.toContain('“you” means')
    expect(await copyOf({})).not.toContain('data-sum')
  })
})
