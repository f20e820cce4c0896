import { describe, expect, test } from 'vitest'
import {
  type colours,
  type SuggestedColour,
  type DecisionSetting,
  readDecision,
  type TypedDecision,
} from '#src/domain/triage.ts'
import { outcomesOf } from '#src/forms/all-forms.ts'

const setting: DecisionSetting = {
  suggestedColour: 'red',
  colour: null,
  isSafeguarding: true,
  outcomes: outcomesOf('safeguarding-concern'),
  colleagues: ['sam', 'priya'],
}

const complete: TypedDecision = {
  'test-needs': 'yes',
  'test-harm': 'yes',
  'test-protect': 'find-out',
  outcome: 'section-42',
  colour: 'red',
  reason: 'Her son has a key and has taken money twice.',
  'next-step': 'Ring her at the day centre.',
  'next-by': 'sam',
}

const problemsOf = (typed: TypedDecision, of: Partial<DecisionSetting> = {}) => {
  const read = readDecision(typed, { ...setting, ...of })
  return read.is === 'problems' ? read.problems.map(({ field, message }) => `${field}: ${message}`) : []
}

describe('a triage decision', () => {
  test('is read whole, with what was written as it was written', () => {
    const read = readDecision(
      { ...complete, reason: '  Two\r\nlines,\u0000 one\u202E turned.  ', 'test-needs-why': 'Frail.' },
      setting,
    )
    expect(read).toEqual({
      is: 'decision',
      decision: {
        outcome: 'section-42',
        passedTo: '',
        colour: 'red',
        colourWhy: '',
        test: {
          needs: { answer: 'yes', why: 'Frail.' },
          harm: { answer: 'yes', why: '' },
          protect: { answer: 'find-out', why: '' },
        },
        reason: 'Two\nlines, one\u202E turned.',
        nextStep: 'Ring her at the day centre.',
        nextBy: 'sam',
      },
    })
  })

  test('left blank is told everything it needs, in the order of the form', () => {
    expect(problemsOf({})).toEqual([
      'outcome: Select what you decided',
      'colour: Select a colour',
      'reason: Enter the reason for your decision',
      'next-step: Enter what happens next',
      'next-by: Select who does the next step',
    ])
  })

  test.each(outcomesOf('safeguarding-concern'))('%s needs a written reason', (outcome) => {
    const typed = { ...complete, outcome, 'passed-to': 'Housing', reason: ' \n ' }
    expect(problemsOf(typed)).toEqual(['reason: Enter the reason for your decision'])
  })

  test('of a section 42 enquiry needs the officer’s own answer to each part', () => {
    const typed = { ...complete, 'test-needs': '', 'test-harm': 'maybe', 'test-protect': '' }
    expect(problemsOf(typed)).toEqual([
      'test-needs: Select yes, no or find out for care and support needs',
      'test-harm: Select yes, no or find out for abuse or neglect',
      'test-protect: Select yes, no or find out for protecting themself',
    ])
    expect(problemsOf({ ...typed, outcome: 'other-enquiry' })).toEqual([])
    expect(problemsOf(typed, { isSafeguarding: false })).toEqual([])
  })

  test('of a section 42 enquiry cannot say no to a part; another enquiry can', () => {
    expect(problemsOf({ ...complete, 'test-protect': 'no' })).toEqual([
      'test-protect: A section 42 enquiry needs all three parts. Change this no, or choose “Other enquiry”',
    ])
    expect(problemsOf({ ...complete, 'test-protect': 'no', outcome: 'other-enquiry' })).toEqual([])
  })

  test('that it is not safeguarding says who has it now', () => {
    expect(problemsOf({ ...complete, outcome: 'not-safeguarding' })).toEqual([
      'passed-to: Enter who it is passed to',
    ])
    const read = readDecision({ ...complete, 'passed-to': 'Housing' }, setting)
    expect(read).toMatchObject({ decision: { passedTo: '' } })
  })

  // Suggested, decided before, now: is a reason needed, and against which colour?
  const lowering: [SuggestedColour, TypedColour | null, TypedColour, TypedColour | null][] = [
    ['red', null, 'red', null],
    ['red', null, 'amber', 'red'],
    ['red', null, 'green', 'red'],
    ['amber', null, 'red', null],
    ['amber', null, 'green', 'amber'],
    ['green', null, 'green', null],
    // Nothing was suggested: whatever is chosen lowers nothing.
    ['not-asked', null, 'green', null],
    ['not-asked', 'amber', 'green', 'amber'],
    ['green', 'red', 'amber', 'red'],
    ['amber', 'red', 'amber', 'red'],
    ['red', 'amber', 'amber', 'red'],
    ['green', 'amber', 'red', null],
  ]
  test.each(lowering)(
    'suggested %s, before %s, now %s: reason against %s',
    (suggestedColour, colour, now, floor) => {
      const problems = problemsOf({ ...complete, colour: now }, { suggestedColour, colour })
      expect(problems).toEqual(floor ? [`colour-why: Enter why the colour is lower than ${floor}`] : [])
      const why = { ...complete, colour: now, 'colour-why': 'She is in hospital and safe.' }
      expect(problemsOf(why, { suggestedColour, colour })).toEqual([])
      const read = readDecision(why, { ...setting, suggestedColour, colour })
      expect(read).toMatchObject({ decision: { colourWhy: floor ? 'She is in hospital and safe.' : '' } })
    },
  )

  test('takes 4,000 characters and says so at one more, in any alphabet', () => {
    expect(problemsOf({ ...complete, reason: '𠮷'.repeat(4000) })).toEqual([])
    expect(problemsOf({ ...complete, reason: '𠮷'.repeat(4001) })).toEqual([
      'reason: Use 4,000 characters or fewer',
    ])
    expect(problemsOf({ ...complete, outcome: 'advice', 'passed-to': 'x'.repeat(4001) })).toHaveLength(1)
  })

  test('knows only its own answers and people', () => {
    const typed = { ...complete, outcome: 'toString', colour: 'purple', 'next-by': 'somebody else' }
    expect(problemsOf(typed).map((problem) => problem.split(':')[0])).toEqual([
      'outcome',
      'colour',
      'next-by',
    ])
  })
})

type TypedColour = (typeof colours)[number]
