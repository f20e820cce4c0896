import { allOf, anyOf, type Condition, holds, includes, is, not, readerIs, some } from './conditions.ts'
import type { Form } from './form.ts'
import type { Walk } from './walk.ts'
import { type Listener, say, twin, type Words } from './words.ts'

/** One thing that happens after sending. */
export interface NextStep {
  /**
   * Slots besides those of every form: `{received}`, the day it was sent; `{due}`, the promise; `{contact-way}`, how we
   * get in touch (`contactWayInWords`); and of each service
   * standard its last day (`{complaint-response}`) and how long it allows (`{complaint-response time}`).
   */
  say: Words
  /** Said only when this holds. Left out, always. Never what may not be read on a screen: HIDE. */
  when?: Condition
  /** Somewhere else to turn, after the words. */
  link?: { words: Words; href: string }
}

/** What the receipt of a form says besides the reference and the promise. */
export interface ReceiptWords {
  /** Over the numbers to ring. */
  worse: Words
  /** What happens next, in order. */
  next: readonly NextStep[]
  /** The link to the same form, to be filled in once more. */
  again: Words
}

/** A step as it was said to the person who sent the form, dates and all. */
export interface SaidStep {
  words: string
  link?: { words: string; href: string }
}

const READ: readonly NextStep[] = [
  {
    say: twin('Today, {received}: your form is in our queue.', 'We got your form on {received}.'),
  },
  {
    say: twin(
      'By {due}: someone in our team will have read it and decided what happens next.',
      'A worker reads your form by {due}. Then they decide what to do.',
    ),
  },
]

// What staff can keep: only to the reader, since in a form about somebody else both addresses are that person's.
// Whether a message was said to be safe is HIDE and not read here, so the words are true whatever was said.
const canEmailCopy = allOf(readerIs('you'), includes('contact-way', 'email'), some('email'))
const canPostCopy = allOf(readerIs('you'), some('address'), not(is('address', 'no-fixed-address')))

/** Asked for beside "Send", by whoever may have one. */
const COPY: readonly NextStep[] = [
  {
    say: twin(
      'You asked for a copy by email. A worker sends it after reading your form, or asks you how to get it to you.',
      'You asked for a copy by email. A worker will send it. Or they will ask how to get it to you.',
    ),
    when: allOf(is('copy-how', 'email'), canEmailCopy),
  },
  {
    say: twin(
      'You asked for a copy by email. A worker will ask you how to get it to you.',
      'You asked for a copy by email. A worker will ask how to get it to you.',
    ),
    when: allOf(is('copy-how', 'email'), not(canEmailCopy)),
  },
  {
    say: twin(
      'You asked for a copy by post. A worker sends it after reading your form.',
      'You asked for a copy by post. A worker will send it to you.',
    ),
    when: allOf(is('copy-how', 'post'), canPostCopy),
  },
  {
    say: twin(
      'You asked for a copy by post. A worker will ask you how to get it to you.',
      'You asked for a copy by post. A worker will ask how to get it to you.',
    ),
    when: allOf(is('copy-how', 'post'), not(canPostCopy)),
  },
]

const STANDARD: ReceiptWords = {
  worse: twin('If things get worse before then', 'If things get worse'),
  next: [
    {
      say: twin('After that: we’ll get in touch {contact-way}.', 'Then we contact you {contact-way}.'),
      // Not to whoever told us no way to reach them.
      when: anyOf(some('contact-way'), includes('contact-way', 'unsafe'), some('sg-contact-how')),
    },
  ],
  again: twin('Tell us about someone else', 'Tell us about another person'),
}

/** What a form's receipt says, its own words or those that suit most forms. */
export const receiptOf = (form: Form): ReceiptWords => form.receipt ?? STANDARD

/** Every step a form's receipt can have, for whoever reads all words. */
export const stepsOf = (form: Form): readonly NextStep[] => [...READ, ...receiptOf(form).next, ...COPY]

/**
 * What happens next, as it is said to the person who sends the form.
 * @param listener With the slots of the dates.
 */
export const nextSteps = (form: Form, walked: Walk, listener: Listener): SaidStep[] =>
  stepsOf(form)
    .filter((step) => !step.when || holds(step.when, walked.facts))
    .map(({ say: words, link }) => ({
      words: say(words, listener),
      ...(link ? { link: { words: say(link.words, listener), href: link.href } } : {}),
    }))
