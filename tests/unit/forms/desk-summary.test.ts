import { describe, expect, test } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import { SAFE_CONTACT_STEPS } from '#src/forms/engine/question.ts'

/** The order in which the desk reads them: what a question says of itself must not change it. */
const SAFE_CONTACT = [
  ...['sg-contact-risk', 'sg-contact-how', 'sg-speak-up', 'sg-comm', 'private-now'],
  ...['safe-route', 'safe-route-note', 'hide-who', 'hide-name', 'message-safe'],
  ...['contact-way', 'phone', 'email', 'contact-times', 'contact-person'],
  ...['main-language', 'interpreter', 'comm-any', 'info-format', 'adjustments'],
]
const REPORTER = [
  ...['who-for', 'who-are-you', 'helper-name', 'helper-phone', 'helper-email', 'fb-for', 'fb-name'],
  ...['pr-name', 'pr-role', 'pr-org', 'pr-phone', 'pr-email'],
  ...['sg-who', 'sg-named', 'sg-name', 'sg-phone', 'sg-email', 'sg-link', 'sg-org', 'sg-sector'],
  ...['sg-own-work', 'sg-aware'],
]
const ADULT = [
  ...['first-name', 'last-name', 'preferred-name', 'dob', 'nhs-number', 'address', 'staying-where'],
  ...['sg-adult-name', 'sg-adult-find', 'sg-adult-dob', 'sg-adult-address', 'sg-adult-nhs'],
  ...['sg-adult-now', 'sg-area'],
]

describe.each(Object.values(forms))('the boxes at the top of the desk’s page: $id', (form) => {
  const questions = [...questionsOf(form)]
  const saying = (part: string) => questions.filter(([, { asks }]) => asks.summary === part).map(([id]) => id)
  const asked = (ids: readonly string[]) => ids.filter((id) => questions.some(([one]) => one === id))

  test('safe contact, who told us and whom it is about show what they are to, in that order', () => {
    expect(SAFE_CONTACT_STEPS.flatMap((step) => saying(`safe-contact:${step}`))).toEqual(asked(SAFE_CONTACT))
    expect(saying('reporter')).toEqual(asked(REPORTER))
    expect(saying('adult')).toEqual(asked(ADULT))
  })
})

test('a question says the same of itself in every form that asks it: what is stored is looked up by its id', () => {
  const said = new Map<string, string>()
  for (const form of Object.values(forms)) {
    for (const [id, { asks }] of questionsOf(form)) {
      const says = JSON.stringify([asks.summary, asks.names, asks.gives])
      expect(said.get(id) ?? says, `${id} in ${form.id}`).toBe(says)
      said.set(id, says)
    }
  }
})
