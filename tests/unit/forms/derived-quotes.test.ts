import { expect, test } from 'vitest'
import { raiseFlags } from '#src/forms/engine/raise-flags.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'

test('a flag on a derived value quotes the answers it came from', () => {
  const answers = {
    'sg-who': { value: { picked: ['public'] } },
    'sg-adult-dob': { value: 'about 15' },
    'sg-contact-risk': { out: 'unsafe' },
  } as const
  const raised = raiseFlags(
    flags,
    walk(form, { answers: JSON.parse(JSON.stringify(answers)), passed: {} }, { today: '2026-11-21' }),
  )
  const quotes = (id: string) => raised.find((flag) => flag.id === id)?.because
  expect(quotes('fl-under-18')).toEqual([{ id: 'sg-adult-dob', values: ['about 15'] }])
  expect(quotes('fl-unsafe')).toEqual([{ id: 'sg-contact-risk', values: ['unsafe'] }])
})
