import { expect, it } from 'vitest'
import { checkboxes } from '#src/forms/controls/checkboxes.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { type AnswersOf, block } from '#src/forms/engine/block.ts'
import { allOf, type Condition, includes, is, not, some } from '#src/forms/engine/conditions.ts'
import type { concern } from '#src/forms/safeguarding-concern.ts'
import { privatePage } from '#src/forms/shared/opening.ts'

// The checks are in the `@ts-expect-error` lines: the type check fails where one of them is no error.
it('a condition on a question or an option that does not exist is refused by the type checker', () => {
  const before = block({
    one: { ask: { who: radios({ title: 'Who?', options: { me: 'Me', you: 'You' } }) } },
  })
  const after = block(
    {
      two: {
        ask: {
          fine: yesNo({ title: 'Fine?', out: ['dont-know'], when: is('who', 'me') }),
          also: yesNo({ title: 'Also?', when: allOf(is('fine', 'dont-know'), not(some('who'))) }),
          // @ts-expect-error: no such option
          option: yesNo({ title: 'Option?', when: is('who', 'them') }),
          // @ts-expect-error: no such question
          question: yesNo({ title: 'Question?', when: is('whom', 'me') }),
          // @ts-expect-error: no such way out
          out: yesNo({ title: 'Out?', when: is('fine', 'unsafe') }),
          // @ts-expect-error: no such option, deep inside
          deep: checkboxes({ title: 'Deep?', options: { a: 'A' }, when: allOf(not(includes('who', 'x'))) }),
          // @ts-expect-error: no such option in what makes it needed
          must: yesNo({ title: 'Must?', mustWhen: is('who', 'them') }),
        },
      },
    },
    before,
  )
  // @ts-expect-error: the block it is put in does not have the question
  const alone = block({ private: privatePage(is('sg-who', 'me')) })
  // @ts-expect-error: no such option in the safeguarding form
  const flag: Condition<AnswersOf<typeof concern>> = is('sg-who', 'nobody')
  expect([after, alone, flag].every(Boolean)).toBe(true)
})
