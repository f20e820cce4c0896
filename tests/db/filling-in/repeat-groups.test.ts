import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, expect, test } from 'vitest'
import { carersAssessment as form } from '#src/forms/carers-assessment.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { findProgress, showPage } from '#src/services/filling-in/show-page.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')

beforeEach(resetDatabase)

const people: Typed = {
  'ca-cared-1-name': ['Una Example'],
  'ca-cared-1-age': ['81'],
  'ca-cared-2-name': ['Otto Example'],
  'ca-cared-2-rel': [''],
}
const start = () => {
  const visit = randomUUID()
  const press = (typed: Typed, button: string) => {
    const all = { ...typed, _do: [button] }
    return savePage({ form, pageName: 'cared', visit, typed: all, action: actionOf(all), now })
  }
  const view = async () => {
    const shown = await showPage(form, 'cared', visit, now)
    if (shown.is !== 'page') throw new Error('No page')
    return shown.view
  }
  return { press, view, kept: async () => (await findProgress(form, visit, now))?.state }
}

test('a group that was removed can be put back where it was', async () => {
  const { press, view } = start()
  await press(people, 'remove:ca-cared:1')
  const without = await view()
  expect(without.removed).toMatchObject({ question: 'ca-cared', group: 1 })
  expect(without.typed).toEqual({ 'ca-cared-1-name': ['Otto Example'], 'ca-cared-1-rel': [''] })
  await press({ 'ca-cared-1-name': ['Otto Changed'] }, 'put-back:ca-cared')
  const back = await view()
  expect(back.removed).toBeUndefined()
  expect(back.typed).toEqual({
    'ca-cared-1-name': ['Una Example'],
    'ca-cared-1-age': ['81'],
    'ca-cared-2-name': ['Otto Changed'],
  })
})

test('the only group comes back in the place of the blank one', async () => {
  const { press, view } = start()
  await press({ 'ca-cared-1-name': ['Una Example'] }, 'remove:ca-cared:1')
  await press({ 'ca-cared-1-name': [''], 'ca-cared-1-age': [''] }, 'put-back:ca-cared')
  expect((await view()).typed).toEqual({ 'ca-cared-1-name': ['Una Example'] })
})

test('it is still there after another button, gone once the page is continued past', async () => {
  const { press, view, kept } = start()
  await press(people, 'remove:ca-cared:2')
  await press({ 'ca-cared-1-name': ['Una Example'] }, 'add:ca-cared')
  expect((await view()).removed).toMatchObject({ group: 2 })
  await press(
    {
      'ca-cared-1-name': ['Una Example'],
      'ca-cared-1-age': ['81'],
      'ca-cared-1-rel': ['parent'],
      'ca-cared-1-lives-together': ['yes'],
      'ca-cared-area': ['yes'],
      'ca-cared-knows': ['yes'],
      'ca-cared-why': ['Her hip.'],
      'ca-cared-age': ['adults'],
    },
    '',
  )
  expect(JSON.stringify(await kept())).not.toContain('Otto')
  expect((await view()).removed).toBeUndefined()
})

test('a blank group leaves nothing to put back', async () => {
  const { press, view } = start()
  await press({ 'ca-cared-1-name': ['Una Example'], 'ca-cared-2-': [''] }, 'remove:ca-cared:2')
  expect((await view()).removed).toBeUndefined()
})

test('every button of a group leads to what it changed', async () => {
  const { press } = start()
  const to = { is: 'go', to: 'cared' }
  expect(await press(people, 'add:ca-cared')).toEqual({ ...to, group: 'ca-cared-3' })
  expect(await press(people, 'remove:ca-cared:2')).toEqual({ ...to, group: 'ca-cared' })
  expect(await press({ 'ca-cared-1-name': ['Una Example'] }, 'put-back:ca-cared')).toEqual({
    ...to,
    group: 'ca-cared-2',
  })
})
