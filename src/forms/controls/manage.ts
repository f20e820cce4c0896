import { type Condition, is, readerIs } from '../engine/conditions.ts'
import type { Feed, Question } from '../engine/question.ts'
import { twin, type Words } from '../engine/words.ts'
import type { PictureName } from '../engine/pictures.ts'
import { checkboxes } from './checkboxes.ts'
import type { OptionReads, Options } from './choice.ts'
import { radios } from './radios.ts'
import { textarea } from './textarea.ts'

const MANAGE = {
  alone: {
    label: twin('[I manage on my / They manage on their] own', '[I / They] can do this without help'),
    picture: 'person',
  },
  hard: {
    label: twin(
      '[I manage, but it takes a long time, hurts, upsets me / They manage, but it takes a long time, hurts, upsets them] or is not safe',
      'This is hard for [me / them]. It may be slow, or not safe. It may hurt or upset [me / them]',
    ),
    picture: 'tired',
  },
  help: {
    label: twin(
      '[I need someone to help or remind me / They need someone to help or remind them]',
      '[I / They] need someone to help or remind [me / them]',
    ),
    picture: 'people',
  },
  cannot: { label: '[I / They] cannot do this, even with help', picture: 'cross' },
} as const

const WHY = {
  slow: {
    label: twin(
      'Takes [me / them] much longer than other people',
      'It takes [me / them] much longer than other people',
    ),
    picture: 'clock',
  },
  hurts: {
    label: twin('Hurts or wears [me / them] out', 'It hurts, or makes [me / them] very tired'),
    picture: 'tired',
  },
  upsets: {
    label: twin('Makes [me / them] worried or upset', 'It makes [me / them] worried or upset'),
    picture: 'worried',
  },
  'risk-me': { label: '[I / They] could get hurt', picture: 'injury' },
  'risk-others': { label: 'Someone else could get hurt', picture: 'warning' },
} as const

/** What a question on a scale says about itself; the scale brings options, ways out and follow-ups. */
export interface Scaled<O extends Options, R extends string> {
  title: Words
  hint?: Words
  missing: Words
  feeds: readonly Feed[]
  when?: Condition<R>
  /** What Easy Read shows beside it. */
  picture?: PictureName
  /** Options besides those of the scale, such as "Not for me now". */
  more?: O
}

export type ScaleOut = 'rather-not-say' | 'dont-know'

/** Both ways out of a scale: "I don’t know" is for somebody who answers about another person. */
export const scaleOuts = {
  out: ['rather-not-say', 'dont-know'],
  outWhen: { 'dont-know': readerIs('behalf', 'professional') },
} as const

/** A question and its follow-ups, to be spread into a page's `ask`. */
type Managed<I extends string, O extends Options, R extends string> = {
  [K in I]: Question<keyof typeof MANAGE | (keyof O & string) | ScaleOut, R | OptionReads<O>>
} & {
  [K in `${I}-why`]: Question<keyof typeof WHY, `${I}=hard`>
} & {
  [K in `${I}-note`]: Question<never, `${I}=hard` | `${I}=help` | `${I}=cannot`>
}

/**
 * How somebody manages one thing, matching the four legal ways of being unable to achieve an outcome
 * (regulation 2(3) of the Care and Support (Eligibility Criteria) Regulations 2015). Spread into a page:
 * `...manage('as-wash', { … })` gives `as-wash`, `as-wash-why` (asked after "hard") and `as-wash-note`.
 */
export function manage<
  const I extends string,
  const O extends Options = Record<never, never>,
  const R extends string = never,
>(id: I, asks: Scaled<O, R>): Managed<I, O, R> {
  const { more, ...said } = asks
  const asked = {
    [id]: {
      ...radios({ ...said, ...scaleOuts, options: { ...MANAGE, ...more } }),
      scale: 'manage' as const,
    },
    [`${id}-why`]: checkboxes({
      title: 'What makes it hard?',
      missing: twin('Select what makes it hard', 'Tick what makes it hard'),
      picture: 'question',
      options: WHY,
      when: is(id, 'hard'),
    }),
    [`${id}-note`]: textarea({
      title: twin('What happens now, and what would help?', 'What happens now? What would help?'),
      picture: 'idea',
      optional: true,
      when: is(id, 'hard', 'help', 'cannot'),
    }),
  }
  // The three keys are made from the id, which an object literal cannot tell the type checker.
  return asked as Managed<I, O, R>
}
