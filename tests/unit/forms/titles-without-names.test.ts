import { expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { namingNobody } from '#src/forms/engine/snapshot.ts'
import { type Listener, say, slotsOf, type Voice } from '#src/forms/engine/words.ts'

const voices: readonly Voice[] = ['you', 'behalf', 'professional']
const slots = { 'our area': 'Alderbrook', 'upper limit': '£23,250' }

/** Every wording that can be the title of a page: its own, or that of a question asked alone. */
const titlesOf = (form: Form) =>
  pagesOf(form).flatMap(({ title, ask }) => [
    ...(title ? [title] : []),
    ...Object.values(ask).map((question) => question.asks.title),
  ])

it.each(Object.values(forms).map((form) => [form.id, form] as const))(
  'no title of %s names anybody, in any words or voice',
  (_, form) => {
    const names = {
      name: 'Norman',
      ...Object.fromEntries(Object.keys(form.alsoNames ?? {}).map((slot) => [slot, 'Norman'])),
    }
    for (const voice of voices)
      for (const easyRead of [false, true]) {
        const listener: Listener = { voice, easyRead, slots: { ...slots, ...names } }
        const said = titlesOf(form).map((title) => say(title, namingNobody(form, listener)))
        expect(said.filter((title) => title.includes('Norman'))).toEqual([])
      }
  },
)

it('names are said by slots of those names alone', () => {
  for (const form of Object.values(forms)) {
    const known = ['name', ...Object.keys(form.alsoNames ?? {}), ...Object.keys(slots)]
    expect(
      titlesOf(form)
        .flatMap(slotsOf)
        .filter((slot) => !known.includes(slot)),
    ).toEqual([])
  }
})

it('the person is called so, with what is theirs', () => {
  const form = Object.values(forms).find((one) => one.id === 'self-assessment')
  if (!form) throw new Error('The form is gone')
  const listener: Listener = { voice: 'behalf', slots: { ...slots, name: 'Norman' } }
  expect(say('Name of {name}’s GP surgery', namingNobody(form, listener))).toBe(
    'Name of the person’s GP surgery',
  )
})
