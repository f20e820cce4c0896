import * as v from 'valibot'
import { emailAddress } from '#src/domain/email.ts'
import { twin } from '../engine/words.ts'
import { atMost, kindOfText, SHORT, type TextKind, tidied } from './text.ts'

const MESSAGE = twin(
  'Enter an email address, like name@example.org',
  'Write an email address, like name@example.org',
)
const ONLY_ADDRESS = twin(
  'Enter only the email address, like name@example.org',
  'Only write the email address, like name@example.org',
)
const DOTS = twin(
  'Check the dots in the email address. Two dots cannot stand together',
  'Look at the dots in the email address. There can be one dot, not two together',
)
const DOUBT = twin(
  'Check the email address. If it is right, carry on',
  'Check the email address. Is it right? Then go on',
)

/** One address; that of a copied link is taken out of it. Whether somebody has it is not known here. */
const EMAIL: TextKind = {
  cleaning: 'signs',
  schema: v.pipe(
    tidied,
    atMost(SHORT),
    v.transform(emailAddress),
    v.check((text) => !/@.*\s|\s.*@/.test(text), ONLY_ADDRESS),
    v.regex(/^[^\s@]+@[^\s@]+$/, MESSAGE),
    v.regex(/@(?!\.)(?!.*\.\.)/, DOTS),
    v.regex(/\.[^\s@.]+$/, MESSAGE),
  ),
  shows: { maxLength: SHORT, inputMode: 'email' },
  example: 'alex.testperson@example.org',
  // A few old mailboxes abroad do have these before the sign: asked once, never refused.
  doubts: (text) => (/^\.|\.\.|\.@/.test(text) ? DOUBT : undefined),
}

export const email = kindOfText('text', EMAIL)
