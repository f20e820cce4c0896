import { expect, test } from 'vitest'
import { toldApart } from '#src/components/desk/told-apart.ts'

test('names that stand once are as they are, and those that do not have their number', () => {
  const files = ['image.jpg', 'letter.pdf', 'image.jpg'].map((name) => ({ name }))
  const apart = toldApart(files, ({ name }) => name)
  expect(files.map((file) => apart.get(file))).toEqual([
    'image.jpg (1 of 3)',
    'letter.pdf',
    'image.jpg (3 of 3)',
  ])
  expect(toldApart([], String).size).toBe(0)
})
