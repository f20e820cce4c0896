import { expect, test } from 'vitest'
import { seal } from '#db/sealing.ts'
import { openState, sealState } from '#src/services/filling-in/drafts.ts'
import { emptyState } from '#src/services/filling-in/draft-state.ts'
import '#tests/support/database.ts'

const state = {
  ...emptyState(),
  pointedOut: { birth: { 'dob-year': ['1890'] } },
  shownOn: { 'if-you-are-at-risk': 'a device' },
  carriedOver: { name: { value: 'Alex Testperson' } },
}

test('a draft is opened as it was sealed, without what belongs to one device', () => {
  const sealed = sealState('one', { ...state, shownHere: ['if-you-are-at-risk'] })
  expect(openState({ id: 'one', state: sealed })).toEqual(state)
})

test('a draft that was stored when its parts had other names loses none of them', () => {
  const { pointedOut: told, shownOn: tells, carriedOver: taken, ...rest } = state
  const sealed = seal(JSON.stringify({ ...rest, told, tells, taken }), 'drafts:one')
  expect(openState({ id: 'one', state: sealed })).toEqual(state)
})
