import { expect, test } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import { waysFor, waysToBeAsked, first, run } from '#tests/support/branches.ts'

/** The boxes about whoever fills in a form, as they are asked of somebody, with what the browser may fill into each. */
const boxes = Object.values(forms).flatMap((form) => {
  const [forOther = {}] = waysFor(form, form.reader.you, false)
  return [...questionsOf(form)]
    .filter(([, { asks, control }]) => asks.summary === 'reporter' && !control.shows.options)
    .flatMap(([id]) => {
      const ways = waysToBeAsked(form, id).flatMap((way) => [{ ...way, ...forOther }, way])
      const asked = ways
        .map((way) => run(form, way, first).walked.pages.flatMap((page) => page.asked))
        .flatMap((all) => all.filter((one) => one.id === id))[0]
      return asked ? [[`${form.id}: ${id}`, asked.question.control.shows.autocomplete] as const] : []
    })
})

test('a box about whoever fills in a form says what the browser may fill in (WCAG 1.3.5)', () => {
  expect(boxes.filter(([, token]) => token === undefined).map(([box]) => box)).toEqual([])
  expect(new Set(boxes.map(([, token]) => token))).toEqual(
    new Set(['name', 'tel', 'email', 'organization', 'organization-title']),
  )
})

test('the name of a helper is not filled in for whom the form is about', () => {
  const asHelped = { 'who-for': ['me'], 'helper-help': ['yes-typing'] }
  const form = forms['self-assessment']
  const asked = run(form, asHelped, first).walked.pages.flatMap((page) => page.asked)
  const name = asked.find(({ id }) => id === 'helper-name')
  expect(name).toBeDefined()
  expect(name?.question.control.shows.autocomplete).toBeUndefined()
})
