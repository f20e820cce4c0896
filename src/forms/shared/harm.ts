import { twin } from '../engine/words.ts'
import { allOf, anyOf, type Condition, is, not } from '../engine/conditions.ts'

/** Said before a question on harm, so that nobody answers without knowing what follows. */
export const MAY_TELL = twin(
  'If you say yes, we may have to tell children’s services, or start work to keep people safe, called safeguarding. We will tell you first, unless that is unsafe.',
  'If you say yes, we may tell workers who keep children safe. We may start safeguarding. This means we work to keep people safe. We will tell you first if that is safe.',
)

const isAlone = allOf(
  is('private-now', 'yes'),
  is('who-for', 'me'),
  not(is('helper-help', 'yes-typing', 'yes-answering')),
)

/**
 * Whether harm and self-harm may be asked about: alone and in one's own words, or of a helper somewhere private,
 * who is asked what they are worried about. Where it does not hold, a worker asks later, in private.
 */
export const canAskOfHarm = anyOf(isAlone, allOf(is('who-for', 'someone-else'), is('private-now', 'yes')))

/**
 * Where to turn in a crisis, to be read and continued past.
 * @param tellsWhen The answer that says somebody may act on thoughts of suicide or self-harm.
 */
export const crisisPage = (tellsWhen: Condition) =>
  ({
    title: 'Get help now',
    lead: twin(
      'If [you / they] might act on it, call 999 or go to A&E now. To talk to someone, day or night, call NHS 111 and pick mental health, or call Samaritans on 116 123. These calls are free. You can carry on with this form afterwards.',
      'If [you / they] might do it, call 999 now. Or go to a hospital now. You can talk to someone, day or night. Call NHS 111 and pick mental health. Or call Samaritans on 116 123. Samaritans are people who listen. These calls are free. You can go on with this form after.',
    ),
    shows: 'crisis',
    tellsWhen,
    ask: {},
  }) as const
