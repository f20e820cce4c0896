/** What somebody reads of bank holidays who looks for what is open. */
import { expect, test } from 'vitest'
import { council } from '#src/settings/council.ts'
import { wordsOf } from './normal-html.ts'
import { render } from './rendered.ts'

const note = (bankHoliday: string, reading: 'plain' | 'easy-read' = 'plain') =>
  render('information/HolidayNote', { bankHoliday, anyTime: '/local-help?topic=meals' }, reading)

test('on a bank holiday it says to ring first, and leads to all services and to a number for tonight', async () => {
  for (const [reading, first] of [
    ['plain', 'It is a bank holiday: ring first.'],
    ['easy-read', 'It is a bank holiday. Ring first.'],
  ] as const) {
    const html = await note('yes', reading)
    expect(wordsOf(html)).toContain(first)
    expect(html).toContain('href="/local-help?topic=meals"')
    expect(wordsOf(html)).toContain(council.phones.night)
  }
})

test('on another day it says nothing, and where the day is not known that times may change', async () => {
  expect(wordsOf(await note('no'))).toBe('')
  expect(wordsOf(await note('not-known'))).toContain('Times may change on bank holidays.')
  expect(wordsOf(await note('not-known', 'easy-read'))).toContain('Times can change on bank holidays.')
})
