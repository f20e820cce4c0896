import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Answer, Answers } from '#src/forms/engine/question.ts'
import { readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import {
  answersOfBlocks,
  offerable,
  tellableOnce,
  withoutCarriedOverFromAnother,
} from '#src/forms/rules/tell-once.ts'
import { fieldsOf, type GivenAnswers, NEUTRAL_SHARED } from '#tests/fixtures/long-form-answers.ts'
import { today } from './go-through.ts'

/** What a form has once these answers are typed, every page as it comes. */
function answered(form: Form, given: GivenAnswers): Answers {
  const fields = fieldsOf(form, { ...NEUTRAL_SHARED, ...given })
  let answers: Record<string, Answer> = {}
  for (const page of pagesOf(form)) {
    const typed = Object.fromEntries(
      Object.entries(fields)
        .filter(([field]) =>
          Object.entries(page.ask).some(([id, q]) => q.control.owns(id, field) || field === `${id}-out`),
        )
        .map(([field, value]) => [field, [value].flat()]),
    )
    answers = withAnswers(answers, readPage(form, page, typed, { answers, passed: {} }, today).answers)
  }
  return answers
}
const told = (form: Form, given: GivenAnswers = {}) =>
  tellableOnce(form, walk(form, { answers: answered(form, given), passed: {} }, today))
const blocks = (from: Form, to: Form, given: GivenAnswers = {}, already: Answers = {}) =>
  offerable(told(from, given), to, already).map(({ id }) => id)

describe('what may be told once', () => {
  it.each<[string, Form, Form, GivenAnswers, string[]]>([
    [
      'of oneself, long to long',
      selfAssessment,
      carersAssessment,
      {},
      ['person', 'contact', 'communication', 'taking-part', 'home', 'emergency'],
    ],
    [
      'of oneself, short to long',
      askUsToContactYou,
      selfAssessment,
      {},
      ['person', 'contact', 'communication'],
    ],
    [
      'only what the other asks for',
      selfAssessment,
      formatsAndLanguages,
      {},
      ['person', 'contact', 'communication'],
    ],
    ['never of somebody else', selfAssessment, carersAssessment, { 'who-for': 'someone-else' }, []],
    ['never where nobody was named', askUsToContactYou, selfAssessment, { 'who-for': [] }, []],
    ['never from a safeguarding concern', safeguardingConcern, selfAssessment, { 'sg-who': 'me' }, []],
    ['never into a safeguarding concern', selfAssessment, safeguardingConcern, {}, []],
    ['never into a form that does not ask whom it is about', selfAssessment, feedback, {}, []],
    ['never from one either', feedback, selfAssessment, {}, []],
    ['nothing where contact is unsafe', selfAssessment, carersAssessment, { 'contact-way': ['unsafe'] }, []],
    ['nothing where a message is unsafe', selfAssessment, carersAssessment, { 'message-safe': 'never' }, []],
    ['nothing where somebody must not know', selfAssessment, carersAssessment, { 'hide-who': 'yes' }, []],
    ['nothing where one answer is unsafe', selfAssessment, carersAssessment, { address: 'unsafe' }, []],
  ])('%s', (_, from, to, given, expected) => {
    expect(blocks(from, to, given)).toEqual(expected)
  })

  it('is never an answer on harm, safety, danger or this moment, a consent, or a file, between any two forms', () => {
    const never = [
      'danger-now',
      'private-now',
      'who-for',
      'helper-help',
      'essentials-gone',
      'share-with',
      'declare',
      'copy-how',
      'legal-proof',
    ]
    let offers = 0
    for (const from of Object.values(forms)) {
      for (const to of Object.values(forms)) {
        const all = answersOfBlocks(offerable(told(from, { 'children-any': 'yes' }), to), [
          'person',
          'contact',
          'communication',
          'taking-part',
          'health',
          'home',
          'emergency',
          'record',
        ])
        offers += Object.keys(all).length
        expect(Object.keys(all).filter((id) => never.includes(id))).toEqual([])
        const hidden = Object.keys(all).filter((id) => questionsOf(to).get(id)?.asks.feeds?.includes('HIDE'))
        expect(hidden).toEqual([])
      }
    }
    expect(offers).toBeGreaterThan(50)
  })

  it('leaves out an answer of a branch no longer taken', () => {
    const answers = answered(selfAssessment, { 'main-language': 'bsl', interpreter: 'yes' })
    const changed = { ...answers, 'main-language': { value: { picked: ['english'] } } } as Answers
    const now = tellableOnce(selfAssessment, walk(selfAssessment, { answers: changed, passed: {} }, today))
    expect(now['interpreter']).toBeUndefined()
    expect(now['main-language']).toBeDefined()
  })

  it('never replaces what the other form holds, and offers nothing to one about somebody else', () => {
    const mine = { 'first-name': { value: 'Bo' } }
    const offered = offerable(told(selfAssessment), carersAssessment, mine)
    expect(answersOfBlocks(offered, ['person'])['first-name']).toBeUndefined()
    expect(answersOfBlocks(offered, ['person'])['last-name']).toEqual({ value: 'Testperson' })
    const other = answered(carersAssessment, { 'who-for': 'someone-else' })
    expect(
      offerable(told(selfAssessment), carersAssessment, { 'who-for': other['who-for'] ?? { value: null } }),
    ).toEqual([])
  })

  it('uses only the blocks somebody said yes to', () => {
    const offered = offerable(told(selfAssessment), carersAssessment)
    expect(answersOfBlocks(offered, [])).toEqual({})
    const answers = answersOfBlocks(offered, ['contact', 'nothing of ours'])
    expect(Object.keys(answers).toSorted()).toEqual(['contact-times', 'contact-way', 'phone'])
  })

  it('takes itself out again once the form is about somebody else; what was typed anew stays', () => {
    const taken = answersOfBlocks(offerable(told(selfAssessment), carersAssessment), ['person'])
    const me = answered(carersAssessment, {})['who-for'] as Answer
    const other = answered(carersAssessment, { 'who-for': 'someone-else' })['who-for'] as Answer
    const answers = { ...taken, 'first-name': { value: 'Vera' } } as Record<string, Answer>
    expect(withoutCarriedOverFromAnother(carersAssessment, { ...answers, 'who-for': me }, taken)).toEqual({
      ...answers,
      'who-for': me,
    })
    expect(withoutCarriedOverFromAnother(carersAssessment, { ...answers, 'who-for': other }, taken)).toEqual({
      'first-name': { value: 'Vera' },
      'who-for': other,
    })
    expect(withoutCarriedOverFromAnother(carersAssessment, answers, taken)).toEqual({
      'first-name': { value: 'Vera' },
    })
  })
})
