import { describe, expect, it } from 'vitest'
import { carerImpact } from '#src/forms/controls/carer-impact.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { manage } from '#src/forms/controls/manage.ts'
import { ownDetail } from '#src/forms/controls/own-detail.ts'
import { text } from '#src/forms/controls/text.ts'
import { block, pages } from '#src/forms/engine/block.ts'
import { allOf, derivedAtLeast, holds, is, readerIs, some } from '#src/forms/engine/conditions.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Answer, Typed } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { say } from '#src/forms/engine/words.ts'

const today = { today: '2026-11-23' }

const daily = block({
  who: {
    ask: {
      'who-for': radios({ title: 'Who?', options: { me: 'Me', 'someone-else': 'Someone else' } }),
      'children-any': yesNo({ title: 'Children?' }),
    },
  },
  day: {
    title: 'The day',
    ask: {
      ...manage('as-wash', {
        title: 'How [do you / does {name}] manage getting washed?',
        missing: 'Select how [you manage / {name} manages] getting washed',
        feeds: ['O2'],
      }),
      ...manage('as-laundry', { title: 'Washing clothes?', missing: 'Select', feeds: ['O2'] }),
      ...manage('as-work', {
        title: 'Work?',
        missing: 'Select',
        feeds: ['O8'],
        more: { na: 'Not for [me / them] now' },
      }),
      ...manage('as-parent', {
        title: 'Looking after children?',
        missing: 'Select',
        feeds: ['O10'],
        when: is('children-any', 'yes'),
      }),
      ...carerImpact('ca-fun', { title: 'Rest and fun?', missing: 'Select', feeds: ['C8'] }),
      ...carerImpact('ca-work', { title: 'Work?', missing: 'Select', feeds: ['C6'] }),
    },
  },
  more: {
    title: 'More',
    ask: {
      name: ownDetail('given-name', text({ title: 'Name', optional: true })),
      equipment: yesNo({
        title: 'Equipment?',
        when: allOf(is('as-wash', 'hard', 'help', 'cannot'), is('as-work', 'na')),
      }),
      why: text({ title: 'Why?', when: is('as-wash-why', 'risk-me') }),
      time: text({ title: 'Time?', when: is('ca-fun-why', 'no-time') }),
      note: text({ title: 'Note?', when: some('as-wash-note') }),
      // @ts-expect-error: no such answer on the scale
      wrong: text({ title: 'Wrong', when: is('as-wash', 'fine') }),
      // @ts-expect-error: this one has no further option
      none: text({ title: 'Wrong', when: is('as-wash', 'na') }),
      // @ts-expect-error: a carer’s scale has no note
      gone: text({ title: 'Wrong', when: some('ca-fun-note') }),
    },
  },
})

const form: Form = {
  id: 'self-assessment',
  number: 1,
  version: 1,
  title: 'Daily life',
  about: [],
  takes: '',
  linkSays: 'Open it',
  outcomes: [],
  parts: [{ title: 'All', pages: pages(daily, 'who', 'day', 'more') }],
  check: { title: 'Check', ask: {} },
  reader: { you: is('who-for', 'me') },
  nameFrom: ['name'],
  needs: [],
  blanks: 'complete',
  canExit: true,
  isSafeguarding: false,
}

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const at = (answers: Record<string, Answer>) => walk(form, { answers, passed: {} }, today)
const day = (answers: Record<string, Answer>) => at(answers).pages.find((one) => one.page.name === 'day')
const me = { 'who-for': picked('me') }
const other = { 'who-for': picked('someone-else') }
const problemsOn = (typed: Typed, answers: Record<string, Answer> = me) => {
  const page = findPage(form, 'day')
  if (!page) throw new Error('the form has changed')
  const read = readPage(form, page, typed, { answers, passed: {} }, today)
  return { fields: read.problems.map((one) => one.field), read }
}
const whole = { 'as-laundry': ['alone'], 'as-work': ['na'], 'ca-fun': ['fine'], 'ca-work': ['na'] }

describe('a scale', () => {
  it('asks why only after “hard”, and for a note after anything but “alone”', () => {
    const asked = (value: string) =>
      day({ ...me, 'as-wash': picked(value) })
        ?.asked.map((one) => one.id)
        .filter((id) => id.startsWith('as-wash'))
    expect(asked('alone')).toEqual(['as-wash'])
    expect(asked('hard')).toEqual(['as-wash', 'as-wash-why', 'as-wash-note'])
    expect(asked('help')).toEqual(['as-wash', 'as-wash-note'])
    expect(asked('cannot')).toEqual(['as-wash', 'as-wash-note'])
  })

  it('must say why, not more', () => {
    expect(problemsOn({ ...whole, 'as-wash': ['hard'] }).fields).toEqual(['as-wash-why'])
    expect(problemsOn({ ...whole, 'as-wash': ['hard'], 'as-wash-why': ['slow', 'hurts'] }).fields).toEqual([])
    expect(problemsOn({ ...whole, 'as-wash': ['alone'], 'ca-fun': ['strain'] }).fields).toEqual([
      'ca-fun-why',
    ])
    expect(problemsOn({ ...whole, 'as-wash': ['cannot'] }).fields).toEqual([])
  })

  it('offers “I don’t know” only to somebody answering for another person', () => {
    const outs = (answers: Record<string, Answer>) =>
      day(answers)?.shown.find((one) => one.id === 'as-wash')?.question.asks.out
    expect(outs(me)).toEqual(['rather-not-say'])
    expect(outs(other)).toEqual(['rather-not-say', 'dont-know'])
  })

  it('takes “I don’t know” only from them', () => {
    expect(problemsOn({ ...whole, 'as-wash': ['dont-know'] }, other).fields).toEqual([])
    const mine = problemsOn({ ...whole, 'as-wash': ['dont-know'] })
    expect(mine.fields).toEqual(['as-wash'])
    expect(mine.read.answers['as-wash']).toBeUndefined()
    expect(mine.read.unread).toEqual({ 'as-wash': ['dont-know'] })
    expect(problemsOn({ ...whole, 'as-wash': ['rather-not-say'] }).read.answers['as-wash']).toEqual({
      out: 'rather-not-say',
    })
  })

  it('does not count “I don’t know” once the form is about the reader, and keeps it', () => {
    const said = { 'as-wash': { out: 'dont-know' } } as const
    expect(at({ ...other, ...said }).counts['as-wash']).toEqual({ out: 'dont-know' })
    const turned = at({ ...me, ...said })
    expect(turned.counts['as-wash']).toBeUndefined()
    expect(turned.notAnswered).toContain('as-wash')
  })

  it('speaks to who is reading', () => {
    const labels = (voice: 'you' | 'behalf') =>
      daily.pages.day.ask['as-wash'].control.shows.options?.map((option) =>
        say(option.label, { voice, slots: {} }),
      )
    expect(labels('you')).toEqual([
      'I manage on my own',
      'I manage, but it takes a long time, hurts, upsets me or is not safe',
      'I need someone to help or remind me',
      'I cannot do this, even with help',
    ])
    expect(labels('behalf')?.join()).not.toMatch(/\b(I|me|my)\b/)
  })
})

describe('outcomes counted from the scales', () => {
  const outcomes = (answers: Record<string, Answer>) => at({ ...me, ...answers }).facts.derived('outcomes')
  it('count each outcome once, by the answers hard, help and cannot', () => {
    expect(outcomes({})).toBe(0)
    expect(outcomes({ 'as-wash': picked('alone'), 'as-work': picked('na') })).toBe(0)
    expect(outcomes({ 'as-wash': picked('hard') })).toBe(1)
    expect(outcomes({ 'as-wash': picked('hard'), 'as-laundry': picked('help') })).toBe(1)
    expect(outcomes({ 'as-wash': picked('hard'), 'as-work': picked('cannot') })).toBe(2)
    expect(outcomes({ 'as-wash': { out: 'rather-not-say' } })).toBe(0)
  })
  it('do not count a question that is not asked', () => {
    expect(outcomes({ 'as-parent': picked('cannot') })).toBe(0)
    expect(outcomes({ 'children-any': picked('yes'), 'as-parent': picked('cannot') })).toBe(1)
  })
  it('keep the two scales apart', () => {
    const strained = at({ ...me, 'ca-fun': picked('strain'), 'ca-work': picked('cannot') }).facts
    expect([strained.derived('outcomes'), strained.derived('carer-outcomes')]).toEqual([0, 2])
    expect(holds(derivedAtLeast('carer-outcomes', 2), strained)).toBe(true)
    expect(at({ ...me, 'ca-fun': picked('na') }).facts.derived('carer-outcomes')).toBe(0)
  })
})

describe('a detail of the reader’s own', () => {
  const autocomplete = (answers: Record<string, Answer>) =>
    at(answers)
      .pages.find((one) => one.page.name === 'more')
      ?.shown.find((one) => one.id === 'name')?.question.control.shows.autocomplete
  it('may be filled in by the browser, somebody else’s not', () => {
    expect([autocomplete(me), autocomplete(other)]).toEqual(['given-name', undefined])
    expect(holds(readerIs('behalf'), at(other).facts)).toBe(true)
  })
  it('counts as typed in both', () => {
    expect(at({ ...me, name: { value: 'Ann' } }).counts['name']).toEqual({ value: 'Ann' })
  })
})
