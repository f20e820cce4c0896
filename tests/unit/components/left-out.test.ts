import { expect, test } from 'vitest'
import { composedIn, leftOutClasses } from '#src/styles/left-out.ts'

test('what stands nowhere in the source is left out, and nothing that does', () => {
  const leftOut = leftOutClasses()
  expect(leftOut).toEqual(expect.arrayContaining(['govuk-header', 'govuk-radios--small', 'govuk-tag--grey']))
  for (const used of ['govuk-radios__item', 'govuk-tag--red', 'govuk-label--l', 'govuk-input--width-4'])
    expect(leftOut).not.toContain(used)
})

test('a class put together from parts is found, since nobody could tell that it is used', () => {
  expect(composedIn(`class={'govuk-\${kind} wide'}`)).toEqual([`govuk-\${kind}`])
  expect(composedIn(`'flag govuk-tag--\${colour}'`)).toEqual([`govuk-tag--\${colour}`])
  expect(composedIn(`class={'\${block} govuk-button'} data-module="govuk-button"`)).toEqual([])
})
