import { getContainerRenderer } from '@astrojs/preact/container-renderer'
import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { loadRenderers } from 'astro:container'
import { describe, expect, test } from 'vitest'
import { chargingRates } from '#src/charging-rates.ts'
import { daysBetween } from '#src/domain/charging/days.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { IN_2026, known, madeUpRates, nothing, policy, r2 } from '#tests/fixtures/charging.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
const [Estimate] = Object.values(
  import.meta.glob<Component>('/src/components/charging/Estimate.astro', { eager: true, import: 'default' }),
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
