import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { minutesOf } from '#src/forms/engine/how-long.ts'
import { yesNo } from '#src/forms/controls/radios.ts'

const partOf = (...questions: number[]) => ({
  pages: questions.map((many, page) => ({
    name: `page-${page}`,
    ask: Object.fromEntries(Array.from({ length: many }, (_, at) => [`q-${at}`, yesNo({ title: 'Yes?' })])),
  })),
})

describe('how long a part of a form takes', () => {
  it.each([
    [partOf(), 1],
    [partOf(1), 1],
    [partOf(4), 1],
    [partOf(3, 2), 2],
    [partOf(10, 10), 5],
  ])('is whole minutes, four questions to each', (part, minutes) => {
    expect(minutesOf(part)).toBe(minutes)
  })

  it.each(Object.values(forms).filter(({ anyOrder }) => anyOrder))(
    'of $id comes to about what its start page says',
    (form) => {
      const said = Number(form.takes.match(/about (\d+) minutes/)?.[1])
      const all = form.parts.reduce((sum, part) => sum + minutesOf(part), 0)
      expect(all).toBeGreaterThan(said / 2)
      expect(all).toBeLessThan(said * 1.5)
    },
  )
})
