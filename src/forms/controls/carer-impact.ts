import { is } from '../engine/conditions.ts'
import type { Question } from '../engine/question.ts'
import { twin } from '../engine/words.ts'
import { checkboxes } from './checkboxes.ts'
import type { OptionReads, Options } from './choice.ts'
import { radios } from './radios.ts'
import { type Scaled, type ScaleOut, scaleOuts } from './manage.ts'

const IMPACT = {
  fine: { label: twin('This is OK', 'Yes, this is OK'), picture: 'yes' },
  strain: {
    label: twin('[I / They] can do it, but it is a strain or a risk', 'Yes, but it is hard or not safe'),
    picture: 'tired',
  },
  cannot: {
    label: twin(
      '[I / They] cannot do it because [I am / they are] caring',
      'No, [I / they] cannot because of caring',
    ),
    picture: 'no',
  },
  na: twin('Not part of [my / their] life', 'This is not part of [my / their] life'),
} as const

const WHY = {
  upsets: {
    label: twin('Makes [me / them] worried or upset', 'It makes [me / them] worried or upset'),
    picture: 'worried',
  },
  hurts: {
    label: twin('Hurts or wears [me / them] out', 'It hurts, or makes [me / them] very tired'),
    picture: 'tired',
  },
  'risk-me': { label: '[I / They] could get hurt', picture: 'injury' },
  'risk-cared': {
    label: twin('Could harm someone [I / they] look after', 'Someone [I / they] look after could get hurt'),
    picture: 'people',
  },
  'no-time': { label: 'There is no time for it', picture: 'clock' },
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
      title: twin('Why is it a strain or a risk?', 'Why is it hard or not safe?'),
      missing: twin('Select why it is a strain or a risk', 'Tick why it is hard or not safe'),
      picture: 'question',
      options: WHY,
      when: is(id, 'strain'),
    }),
  }
  // Both keys are made from the id, which an object literal cannot tell the type checker.
  return asked as Affected<I, O, R>
}
