/** What staff read before they post a copy that somebody asked for who wrote for another person. */
import { expect, test } from 'vitest'
import { wordsOf } from './normal-html.ts'
import { render } from './rendered.ts'

const note = async (knows: 'yes' | 'no' | 'not-said') => {
  const html = await render('desk/NotTheirAddress', { of: { asker: 'Lena', person: 'Rosa', knows } })
  return { words: wordsOf(html), isLoud: html.includes('govuk-warning-text') }
}
const ASK = 'The address here is Rosa’s, not theirs. Ask Lena first how to get the copy to them.'

test('whose the address is, and whom to ask', async () => {
  expect(await note('yes')).toEqual({ words: ASK, isLoud: false })
})

test('louder where the person does not know of the form, or may not', async () => {
  const post = 'not know about this form. Post nothing to Rosa’s address.'
  expect(await note('no')).toEqual({
    words: expect.stringContaining(`Rosa does ${post} ${ASK}`),
    isLoud: true,
  })
  expect(await note('not-said')).toEqual({
    words: expect.stringContaining(`Rosa may ${post} ${ASK}`),
    isLoud: true,
  })
})
