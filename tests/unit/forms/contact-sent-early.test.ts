import { expect, test } from 'vitest'
import { copyOf, isContactAnswered } from '#src/forms/engine/copy.ts'
import { listenerOf } from '#src/settings/surroundings.ts'
import { raiseFlags } from '#src/forms/engine/raise-flags.ts'
import { takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { canSend } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { emailIn } from '#src/services/submissions/letters.ts'
import { copyAskedIn } from '#src/services/desk/copy-asked.ts'
import { asFarAs, at, everySubmission } from './shared/every-submission.ts'

/** Each test submission as it would be sent at the first page at which it can be, and whole. */
const sent = everySubmission.flatMap(({ t, form, whole }) => {
  const { pages } = at(form, whole)
  const cut = pages
    .map((_, reached) => at(form, asFarAs(whole, pages.slice(0, reached))))
    .find((walked) => canSend(form, walked))
  return [cut, at(form, whole)].flatMap((walked) => {
    if (!walked) return []
    const snapshot = takeSnapshot(form, walked, listenerOf(form, walked), {})
    const raised = raiseFlags(flags, walked).map(({ id }) => id)
    return [{ t, form, walked, snapshot, raised, isAnswered: isContactAnswered(snapshot.answers) }]
  })
})

test('until it was said how contact is safe nothing goes by itself, and no copy leaves the screen', () => {
  const early = sent.filter(({ isAnswered }) => !isAnswered)
  expect(new Set(early.map(({ form }) => form.id)).size).toBeGreaterThan(2)
  for (const { t, form, walked, snapshot, raised } of early) {
    expect([t, emailIn(snapshot)]).toEqual([t, undefined])
    expect([t, copyAskedIn(snapshot)]).toEqual([t, null])
    expect([t, walked.check?.asked.some(({ id }) => id === 'copy-how') ?? false]).toEqual([t, false])
    const copy = copyOf(snapshot, raised, form.isSafeguarding)
    expect([t, copy?.isScreenOnly ?? true]).toEqual([t, true])
  }
})

test('once it was said, and nothing is unsafe, a copy may leave the screen', () => {
  const whole = sent.filter(({ isAnswered }) => isAnswered)
  expect(
    whole.some(
      ({ form, snapshot, raised }) => copyOf(snapshot, raised, form.isSafeguarding)?.isScreenOnly === false,
    ),
  ).toBe(true)
})

test.each(['message-safe', 'hide-who'])('an email needs an answer to %s', (id) => {
  const answers = {
    email: 'bo@example.org',
    'contact-way': ['email'],
    'message-safe': 'yes',
    'hide-who': 'no',
  }
  expect(emailIn({ voice: 'you', answers })).toBe('bo@example.org')
  const { [id as keyof typeof answers]: _, ...without } = answers
  expect(emailIn({ voice: 'you', answers: without })).toBeUndefined()
})
