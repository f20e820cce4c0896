import { is } from '../engine/conditions.ts'
import type { Question } from '../engine/question.ts'
import { checkboxes, type OptionReads, type Options, radios } from './choice.ts'
import { type Scaled, type ScaleOut, scaleOuts } from './manage.ts'

const IMPACT = {
  fine: 'This is OK',
  strain: '[I / They] can do it, but it is a strain or a risk',
  cannot: '[I / They] cannot do it because [I am / they are] caring',
  na: 'Not part of [my / their] life',
} as const

const WHY = {
  upsets: 'Makes [me / them] worried or upset',
  hurts: 'Hurts or wears [me / them] out',
  'risk-me': '[I / They] could get hurt',
  'risk-cared': 'Could harm someone [I / they] look after',
  'no-time': 'There is no time for it',
} as const

type Affected<I extends string, O extends Options, R extends string> = {
  [K in I]: Question<keyof typeof IMPACT | (keyof O & string) | ScaleOut, R | OptionReads<O>>
} & { [K in `${I}-why`]: Question<keyof typeof WHY, `${I}=strain`> }

/**
 * How caring affects one part of a carer's life (regulation 3 of the Care and Support (Eligibility Criteria)
 * Regulations 2015, which has no "takes longer"). Spread into a page: `...carerImpact('ca-work', { … })`
 * gives `ca-work` and `ca-work-why` (asked after "strain").
 */
export function carerImpact<
  const I extends string,
  const O extends Options = Record<never, never>,
  const R extends string = never,
>(id: I, asks: Scaled<O, R>): Affected<I, O, R> {
  const { more, ...said } = asks
  const asked = {
    [id]: {
      ...radios({ ...said, ...scaleOuts, options: { ...IMPACT, ...more } }),
      scale: 'carer-impact' as const,
    },
    [`${id}-why`]: checkboxes({
      title: 'Why is it a strain or a risk?',
      missing: 'Select why it is a strain or a risk',
      options: WHY,
      when: is(id, 'strain'),
    }),
  }
  // Both keys are made from the id, which an object literal cannot tell the type checker.
  return asked as Affected<I, O, R>
}
