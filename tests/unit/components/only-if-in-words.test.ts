import { describe, expect, test } from 'vitest'
import { checkboxes } from '#src/forms/controls/checkboxes.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { text } from '#src/forms/controls/text.ts'
import {
  allOf,
  anyOf,
  atLeast,
  type Condition,
  formIs,
  includes,
  is,
  isNot,
  not,
  some,
} from '#src/forms/engine/conditions.ts'
import { onlyIfInWords } from '#src/forms/engine/explain.ts'
import { say } from '#src/forms/engine/words.ts'

const questions = {
  by: radios({
    title: 'Who may be responsible?',
    options: { known: 'Someone known', service: 'A service', self: '[My / Their] own doing' },
    out: ['dont-know'],
  }),
  name: text({ title: 'What is [your / their] name?', out: ['dont-know'] }),
  police: yesNo({ title: 'Have the police been told?' }),
  others: checkboxes({ title: 'Who else?', options: { children: 'Children', pets: 'Pets', birds: 'Birds' } }),
}
const sentence = (condition: Condition) =>
  onlyIfInWords(condition, questions, (words) => say(words, { voice: 'behalf', slots: {} }))

describe('a follow-up says when to answer it', () => {
  test.each([
    ['one answer', is('police', 'yes'), 'you chose “Yes”'],
    ['either of two', is('by', 'known', 'service'), 'you chose “Someone known” or “A service”'],
    ['in the reader’s own words', is('by', 'self'), 'you chose “Their own doing”'],
    [
      'any of three ticks',
      includes('others', 'children', 'pets', 'birds'),
      'you ticked “Children”, “Pets” or “Birds”',
    ],
    [
      'an answer that another question has too names its question',
      is('by', 'dont-know'),
      'you chose “I don’t know” for “Who may be responsible?”',
    ],
    [
      'a typed question’s way out is ticked',
      is('name', 'dont-know'),
      'you ticked “I don’t know” for “What is their name?”',
    ],
    [
      'anything but',
      isNot('police', 'yes'),
      'you answered “Have the police been told?” with anything but “Yes”',
    ],
    ['something', some('others'), 'you gave an answer to “Who else?”'],
    ['a number', atLeast('name', 2), '“What is their name?” is 2 or more'],
    [
      'one or the other',
      anyOf(is('police', 'yes'), some('others')),
      'you chose “Yes”, or you gave an answer to “Who else?”',
    ],
    ['both', allOf(is('police', 'no'), includes('others', 'pets')), 'you chose “No”, and you ticked “Pets”'],
    ['not', not(is('police', 'yes')), 'you did not choose “Yes”'],
    [
      'neither',
      not(anyOf(is('police', 'yes'), includes('others', 'pets'))),
      'you did not choose “Yes”, and you did not tick “Pets”',
    ],
    ['not less', not({ op: 'less-than', id: 'name', number: 3 }), '“What is their name?” is 3 or more'],
    [
      'not anything but',
      not(isNot('police', 'yes')),
      '“Have the police been told?” has no answer, or you chose “Yes”',
    ],
  ])('%s', (_, condition, expected) => {
    expect(sentence(condition)).toBe(`Only answer this if ${expected}.`)
  })

  test('a condition that does not belong to the page is a mistake', () => {
    expect(() => sentence(is('elsewhere', 'yes'))).toThrow('not a question of this page')
    expect(() => sentence(formIs(1))).toThrow('not something a reader answers')
  })
})
