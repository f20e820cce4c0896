import { expect, test } from 'vitest'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { apart, isLeftBlank } from '#src/services/filling-in/show-check.ts'
import { bosRequest } from '#tests/fixtures/short-requests.ts'
import { fillIn, typeThrough } from '../../forms/shared/submissions.ts'

test('what was said and what was left blank stand apart, and nothing is lost', () => {
  const { answers } = typeThrough(askUsToContactYou, fillIn(bosRequest))
  const { 'contact-times': _, 'main-language': __, ...some } = answers
  const walked = walk(
    askUsToContactYou,
    { answers: some, passed: {} },
    { today: '2026-11-23', postcodeDistricts: [] },
  )
  const snapshot = takeSnapshot(askUsToContactYou, walked, { voice: 'you', slots: { name: 'Bo' } }, {}, false)
  const { given, leftBlank, blanks } = apart(snapshot)
  const ids = (parts: typeof given) =>
    parts.flatMap(({ pages }) => pages).flatMap(({ entries }) => entries.map(({ id }) => id))
  expect(ids(given)).toContain('rc-story')
  expect(ids(leftBlank)).toEqual(expect.arrayContaining(['contact-times', 'main-language']))
  expect(blanks).toBe(ids(leftBlank).length)
  expect([...ids(given), ...ids(leftBlank)].toSorted()).toEqual(ids(snapshot.parts).toSorted())
  // What was typed and could not be read was not left blank.
  expect(isLeftBlank({ state: 'not-answered', typed: ['soon'] })).toBe(false)
})
