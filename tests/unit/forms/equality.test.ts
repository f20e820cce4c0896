import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import type { FormId } from '#src/forms/engine/form.ts'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { say } from '#src/forms/engine/words.ts'
import {
  countedAnswers,
  equality,
  equalityAskedOf,
  equalityQuestions,
  readEquality,
} from '#src/forms/after-sending/equality.ts'
import { stringsOfPages } from '#tests/support/read-strings.ts'
import { easyReadFindings, findingsInStrings, inWords } from '#tests/support/reading.ts'

const wordsOf = ({ asks, control }: AnyQuestion): string[] => [
  asks.title,
  ...(asks.hint ? [asks.hint] : []),
  ...(control.shows.options ?? []).flatMap(({ label, text }) => [label, ...(text ? [text] : [])]),
]
const { title, lead } = equality.pages.equality
const words = [title, lead, ...Object.values(equalityQuestions).flatMap(wordsOf)]
const easy = words.map((one) => say(one, { voice: 'you', slots: {}, easyRead: true }))

describe('the equality questions', () => {
  it('can all be left blank, and have “I’d rather not say” and a picture', () => {
    for (const [id, { asks }] of Object.entries(equalityQuestions)) {
      expect([id, asks.optional, asks.out, asks.missing]).toEqual([id, true, ['rather-not-say'], undefined])
      expect([id, asks.picture]).not.toContain(undefined)
    }
    expect(readEquality({})).toEqual({ is: 'answers', answers: {} })
  })

  it('are plain, and plainer in Easy Read', () => {
    expect(findingsInStrings(stringsOfPages('equality', equality.pages)).map(inWords)).toEqual([])
    const findings = easy.flatMap((one) => easyReadFindings(one))
    expect(findings.map(({ sentence, change }) => [sentence, change])).toEqual([])
  })

  it.each<[FormId, Record<string, string>, string | undefined]>([
    ['self-assessment', { 'who-for': 'me' }, 'sender'],
    ['self-assessment', { 'who-for': 'someone-else' }, 'person-beside'],
    ['self-assessment', {}, undefined],
    ['carers-assessment', { 'who-for': 'me' }, 'sender'],
    // Whoever has just told of their own harm is asked nothing more.
    ['safeguarding-concern', { 'sg-who': 'me' }, undefined],
    ['safeguarding-concern', { 'sg-who': 'public' }, undefined],
    ['safeguarding-concern', { 'sg-who': 'pro' }, undefined],
    ['professional-referral', { 'who-for': 'me' }, undefined],
    ['ask-us-to-contact-you', { 'who-for': 'me' }, undefined],
    ['feedback', {}, undefined],
  ])('after %s with %j: %s', (form, answers, asked) => {
    expect(equalityAskedOf(forms[form], answers)).toBe(asked)
  })

  it('counts each answer by itself, the same words together, and no follow-up that was not asked', () => {
    const read = readEquality({
      'eq-gender-same': ['no'],
      'eq-gender-same-no-text': ['  Non-binary '],
      'eq-religion': ['rather-not-say'],
      'eq-disability': ['no'],
      'eq-disability-impact': ['a-lot'],
    })
    if (read.is !== 'answers') throw new Error(JSON.stringify(read))
    expect(countedAnswers(read.answers)).toEqual([
      { question: 'eq-gender-same', value: 'no', words: 'non-binary' },
      { question: 'eq-religion', value: 'rather-not-say', words: undefined },
      { question: 'eq-disability', value: 'no', words: undefined },
    ])
    const followed = readEquality({ 'eq-disability': ['yes'], 'eq-disability-impact': ['a-lot'] })
    expect(followed).toMatchObject({ answers: { 'eq-disability-impact': { value: { picked: ['a-lot'] } } } })
  })

  it('says what to put right about words beside the other answer', () => {
    expect(readEquality({ 'eq-gender-same': ['yes'], 'eq-gender-same-no-text': ['Agender'] })).toMatchObject({
      is: 'problems',
      problems: [{ field: 'eq-gender-same-no-text' }],
    })
  })
})
