import { describe, expect, it } from 'vitest'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { fillPage, type PageRead, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'
import { continuePast, nothingYet, today } from './go-through.ts'
import { lenientForm, strictForm } from './small-forms.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'

const me = continuePast(lenientForm, 'first', { who: ['me'] }, nothingYet)
const other = continuePast(lenientForm, 'first', { who: ['other'] }, nothingYet)
const located = continuePast(lenientForm, 'third', { called: ['Ann'] }, me)

function readOf(
  name: string,
  typed: Typed,
  progress: Progress = me,
  said?: Typed,
  form: Form = lenientForm,
): PageRead {
  const page = findPage(form, name)
  if (!page) throw new Error(`No page ${name}`)
  return readPage(form, page, typed, progress, today, said)
}
const messages = (read: PageRead) => saidInPlain(read.problems)

const tooLong = 'x'.repeat(4_001)

describe('a page read', () => {
  it('gives the answers, and what it showed', () => {
    const read = readOf('third', { called: ['Ann'], place: [''], 'place-out': ['dont-know'] })
    expect(read.answers).toEqual({
      called: { value: 'Ann' },
      place: { out: 'dont-know' },
      number: undefined,
      ring: undefined,
      write: undefined,
    })
    expect(read.problems).toEqual([])
    expect(read.shown).toEqual(['called', 'place', 'number', 'ring', 'write'])
  })

  it('lets a blank page go on where nothing but the facts can stop it', () => {
    expect(readOf('fourth', {}, located).problems).toEqual([])
  })

  it('asks for everything where the form must be complete', () => {
    expect(messages(readOf('third', {}, me, {}, strictForm))).toEqual([
      ['called', 'Enter a name'],
      ['place', 'Enter a place'],
      ['ring', 'Enter a phone number or an email'],
      ['write', 'Enter a phone number or an email'],
    ])
    expect(messages(readOf('fourth', {}, located, {}, strictForm))).toEqual([
      ['kinds', 'Answer this question'],
    ])
  })

  it('asks for a missing fact where it belongs, by the first question left blank', () => {
    expect(messages(readOf('first', {}, nothingYet))).toEqual([['who', 'Select who you are']])
    expect(messages(readOf('third', {}))).toEqual([['called', 'Enter a name']])
    expect(messages(readOf('third', { 'called-out': ['dont-know'] }))).toEqual([['place', 'Enter a place']])
  })

  it('still asks when every question of a fact was left by its way out', () => {
    const none = { 'called-out': ['dont-know'], 'place-out': ['dont-know'] }
    expect(messages(readOf('third', none))).toEqual([['place', 'Enter a place']])
    expect(messages(readOf('third', none, me, none))).toEqual([['place', 'Enter a place']])
  })

  it('says once what cannot be read, then goes on and keeps it as typed', () => {
    const typed = { called: ['Ann'], ring: ['ring the shop'] }
    const first = readOf('third', typed)
    expect(messages(first)).toEqual([['ring', 'Enter a phone number, like 020 7946 0123']])
    const second = readOf('third', typed, me, typed)
    expect(second.problems).toEqual([])
    expect(second.answers['ring']).toBeUndefined()
    expect(second.unread).toEqual({ ring: ['ring the shop'] })
  })

  it('says it again when it was typed anew', () => {
    const read = readOf('third', { called: ['Ann'], ring: ['ask Bo'] }, me, {
      called: ['Ann'],
      ring: ['ring the shop'],
    })
    expect(read.problems).toHaveLength(1)
  })

  it('never lets it pass where the form must be complete', () => {
    const typed = { called: ['Ann'], place: ['Here'], write: ['a@example.org'], ring: ['ring the shop'] }
    expect(messages(readOf('third', typed, me, typed, strictForm))).toEqual([
      ['ring', 'Enter a phone number, like 020 7946 0123'],
    ])
  })

  it('says one thing about a question: not also that it is missing', () => {
    expect(messages(readOf('third', { called: ['x'.repeat(201)] }))).toEqual([
      ['called', 'Use 200 characters or fewer'],
    ])
  })

  it('goes on saying what is wrong with the only answer to a needed fact', () => {
    const typed = { called: [''], place: [tooLong] }
    const again = readOf('third', typed, me, typed)
    expect(messages(again)).toContainEqual(['place', 'Use 4,000 characters or fewer'])
    const known = { ...typed, called: ['Ann'] }
    expect(readOf('third', known, me, known).problems).toEqual([])
  })

  it('never says a page is fine and then comes back to it', () => {
    const tries: Typed[] = [
      {},
      { called: ['x'.repeat(201)] },
      { place: [tooLong] },
      { 'called-out': ['dont-know'] },
      { 'called-out': ['dont-know'], place: [tooLong] },
      { 'called-out': ['dont-know'], 'place-out': ['dont-know'] },
      { called: ['Ann'], 'called-out': ['dont-know'] },
    ]
    for (const typed of tries) {
      const read = readOf('third', typed, me, typed)
      const after = {
        answers: withAnswers(me.answers, read.answers),
        passed: { ...me.passed, third: [...read.shown] },
      }
      const comesBack = walk(lenientForm, after, today).next === 'third'
      expect([typed, read.problems.length > 0]).toEqual([typed, comesBack])
    }
  })

  it('keeps every word of a question that cannot be read', () => {
    const both = { called: ['Ann'], 'called-out': ['dont-know'], place: ['The park'] }
    expect(readOf('third', both).unread).toEqual({ called: ['Ann'], 'called-out': ['dont-know'] })
    const people = { 'people-1-name': ['Bo'], 'people-1-age': ['x'.repeat(201)], 'people-2-name': ['Cy'] }
    expect(readOf('fourth', people, located).unread).toEqual(people)
    const box = { kinds: ['a', 'b'], 'kinds-b-text': ['x'.repeat(201)] }
    expect(readOf('fourth', box, located).unread).toEqual(box)
  })

  it('says a doubt once and takes the answer', () => {
    const typed = { called: ['Ann'], number: ['9434765918'] }
    const first = readOf('third', typed)
    expect(messages(first)).toEqual([
      ['number', 'Check the NHS number. It has 10 digits. You can carry on without it'],
    ])
    expect(first.answers['number']).toEqual({ value: '9434765918' })
    expect(readOf('third', typed, me, typed).problems).toEqual([])
    expect(
      readOf('third', { ...typed, place: ['Here'], write: ['a@example.org'] }, me, typed, strictForm)
        .problems,
    ).toEqual([])
  })

  it('checks a follow-up only when its condition holds', () => {
    const long = { helping: ['no'], 'helping-how': ['x'.repeat(201)] }
    expect(readOf('second', long, other).problems).toEqual([])
    expect(messages(readOf('second', { ...long, helping: ['yes'] }, other))).toEqual([
      ['helping-how', 'Use 200 characters or fewer'],
    ])
    expect(messages(readOf('second', { helping: ['yes'] }, other, {}, strictForm))).toEqual([
      ['helping-how', 'Answer this question'],
    ])
    expect(readOf('second', { helping: ['no'] }, other, {}, strictForm).problems).toEqual([])
  })

  it('keeps a follow-up that does not count', () => {
    const read = readOf('second', { helping: ['no'], 'helping-how': ['A lot'] }, other)
    expect(read.answers['helping-how']).toEqual({ value: 'A lot' })
    const after = continuePast(lenientForm, 'second', { helping: ['no'], 'helping-how': ['A lot'] }, other)
    expect(walk(lenientForm, after, today).counts['helping-how']).toBeUndefined()
  })

  it('says so when a field is not of this page, once, and lets our own fields be', () => {
    const read = readOf('third', { called: ['Ann'], _csrf: ['x'], shoe: ['9'], sock: ['8'], kinds: ['a'] })
    expect(messages(read)).toEqual([
      ['', 'This page has changed since you opened it. Check your answers below, then press Continue'],
    ])
    expect(Object.keys(read.answers)).not.toContain('shoe')
  })

  it('leaves files as they are: a page’s fields say nothing of them', () => {
    const photo = { value: [{ id: '0b6f8f9e-6a35-4f0e-9f43-2b1f1f0c9a11', name: 'a.jpg', size: 1 }] }
    const withPhoto = { ...located, answers: { ...located.answers, proof: photo } }
    expect(readOf('fourth', {}, withPhoto).answers['proof']).toEqual(photo)
  })

  it('takes an answer away when it is now blank', () => {
    const again = readOf('third', { place: ['The park'] }, located)
    expect(withAnswers(located.answers, again.answers)).toEqual({
      who: { value: { picked: ['me'] } },
      place: { value: 'The park' },
    })
  })

  it('is filled with the answers given', () => {
    const page = findPage(lenientForm, 'third')
    if (!page) throw new Error('the small form has changed')
    expect(fillPage(page, { ...located.answers, place: { out: 'dont-know' } })).toEqual({
      called: ['Ann'],
      'place-out': ['dont-know'],
    })
  })
})
