import { describe, expect, it } from 'vitest'
import { say, slotsOf, type Voice } from '#src/forms/engine/words.ts'

const as = (voice: Voice, words: string, slots: Record<string, string> = {}) => say(words, { voice, slots })

describe('words', () => {
  it.each([
    ['you', 'Are you safe?'],
    ['behalf', 'Are they safe?'],
    ['professional', 'Is the adult safe?'],
  ] as const)('say the part of %s', (voice, said) => {
    expect(as(voice, '[Are you / Are they / Is the adult] safe?')).toBe(said)
  })

  it('give professionals the second of two parts', () => {
    expect(as('professional', '[Your / Their] address')).toBe('Their address')
  })

  it('say nothing for a dash, and leave no double space', () => {
    expect(as('you', 'Add photos, [— / — / body maps,] records')).toBe('Add photos, records')
    expect(as('professional', 'Add photos, [— / — / body maps,] records')).toBe(
      'Add photos, body maps, records',
    )
    expect(as('you', '[— / — / Give a phone number.]')).toBe('')
  })

  it('keep a slash and brackets that choose nothing', () => {
    expect(as('you', 'Day/night [24 hours]')).toBe('Day/night [24 hours]')
  })

  it('fill slots, also inside a part, and start with a capital', () => {
    expect(
      as('behalf', '[your / {name}’s] street in {our area}', { name: 'ann', 'our area': 'Alderbrook' }),
    ).toBe('Ann’s street in Alderbrook')
  })

  it('do not read the reader’s own words as wording', () => {
    expect(as('you', 'Hello {name}', { name: '[a / b] {other} $& $1' })).toBe('Hello [a / b] {other} $& $1')
  })

  it('refuse a slot without a value', () => {
    expect(() => as('you', 'In {our area}')).toThrow('No value for {our area}')
    expect(slotsOf('[In {our area} / By {time}]')).toEqual(['our area', 'time'])
  })
})
