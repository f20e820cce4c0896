import { describe, expect, it } from 'vitest'
import type { Condition } from '#src/forms/engine/conditions.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { signposts } from '#src/forms/rules/signposts.ts'
import { FLAG_RULES, SIGNPOST_RULES } from '#tests/fixtures/rules.ts'
import { inPlain } from '#tests/support/in-plain.ts'

const oneOf = (values: readonly (string | number)[]): string =>
  values.length === 1 ? String(values[0]) : `(${values.join(', ')})`

/** Parts joined by "or" or "and", those of the same kind inside taken apart. */
function joined(op: 'any' | 'all', of: readonly Condition[]): string[] {
  return of.flatMap((part) => {
    if (part.op === op) return joined(op, part.of)
    return part.op === 'any' || part.op === 'all' ? [`(${inNotation(part)})`] : [inNotation(part)]
  })
}

/** A condition in the notation that the rules were agreed in. */
function inNotation(condition: Condition): string {
  switch (condition.op) {
    case 'any':
    case 'all':
      return joined(condition.op, condition.of).join(condition.op === 'any' ? ' or ' : ' and ')
    case 'not':
      return `not ${inNotation(condition.of[0])}`
    case 'is':
      return `${condition.id}=${oneOf(condition.values)}`
    case 'ticked':
      return `${condition.id}~${oneOf(condition.values)}`
    case 'is-not':
      return `${condition.id}!=${oneOf(condition.values)}`
    case 'some':
      return `some(${condition.id})`
    case 'at-least':
      return `${condition.id}>=${condition.number}`
    case 'less-than':
      return `${condition.id}<${condition.number}`
    case 'form':
      return `form=${oneOf(condition.forms)}`
    case 'derived':
      return condition.name === 'any-unsafe' ? '_any-unsafe' : `_${condition.name}=${oneOf(condition.values)}`
    case 'derived-at-least':
      return `_${condition.name}>=${condition.number}`
    case 'derived-less-than':
      return `_${condition.name}<${condition.number}`
  }
}

describe('the flags', () => {
  it.each(FLAG_RULES)('%s is as it was agreed', (id, colour, label, rule) => {
    const flag = flags[id]
    expect(flag && [flag.colour, flag.label, inNotation(flag.when)]).toEqual([colour, label, rule])
  })
  it('are those and no others, in that order', () => {
    expect(Object.keys(flags)).toEqual(FLAG_RULES.map(([id]) => id))
  })
})

describe('the signposts', () => {
  it.each(SIGNPOST_RULES)('%s is as it was agreed', (id, title, rule) => {
    const signpost = signposts[id]
    expect(signpost && [inPlain(signpost.title), inNotation(signpost.when)]).toEqual([title, rule])
  })
  it('are those and no others, in that order', () => {
    expect(Object.keys(signposts)).toEqual(SIGNPOST_RULES.map(([id]) => id))
  })
})
