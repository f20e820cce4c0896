import { describe, expect, it } from 'vitest'
import { pages } from '#src/forms/engine/block.ts'
import { is, not } from '#src/forms/engine/conditions.ts'
import { checkPageOf, findPage, type Form } from '#src/forms/engine/form.ts'
import type { Answer, Json, Typed } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { communication } from '#src/forms/shared/communication.ts'
import { contact } from '#src/forms/shared/contact.ts'
import { emergency } from '#src/forms/shared/emergency.ts'
import { health } from '#src/forms/shared/health.ts'
import { home } from '#src/forms/shared/home.ts'
import { person } from '#src/forms/shared/person.ts'
import { sharing } from '#src/forms/shared/sharing.ts'
import { start } from '#src/forms/shared/opening.ts'
import { takingPart } from '#src/forms/shared/taking-part.ts'
import { who } from '#src/forms/shared/who.ts'
import { today } from '../go-through.ts'
import { raisedBy } from './submissions.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'

/** Every shared page, as a long form would ask them. */
const form: Form = {
  id: 'financial-assessment',
  number: 3,
  version: 1,
  title: 'All that is shared',
  about: [],
  takes: '',
  linkSays: 'Open it',
  outcomes: [],
  parts: [
    { title: 'Start', pages: pages(start, 'danger', 'call-999', 'today') },
    { title: 'Who', pages: pages(who, 'who', 'helper', 'you', 'agree', 'deciding', 'legal') },
    { title: 'Person', pages: pages(person, 'name', 'birth', 'numbers', 'address') },
    { title: 'Contact', pages: pages(contact, 'contact', 'messages', 'secret', 'safe-way') },
    { title: 'Talking', pages: pages(communication, 'language', 'talk-read', 'formats', 'support') },
    { title: 'Taking part', pages: pages(takingPart, 'taking-part') },
    { title: 'Health', pages: pages(health, 'gp', 'health', 'hospital') },
    { title: 'Home', pages: pages(home, 'home', 'household', 'children', 'pets', 'visit') },
    { title: 'Emergency', pages: pages(emergency, 'emergency') },
    { title: 'Sharing', pages: pages(sharing, 'sharing', 'record') },
  ],
  check: sharing.pages.check,
  reader: { you: not(is('who-for', 'someone-else')) },
  nameFrom: ['preferred-name', 'first-name'],
  needs: [],
  blanks: 'complete',
  canExit: true,
  isSafeguarding: false,
}

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const value = (of: Json): Answer => ({ value: of })
const me = { 'who-for': picked('me') }
const other = { 'who-for': picked('someone-else') }
const at = (answers: Record<string, Answer>) =>
  walk(form, { answers, passed: {} }, { ...today, postcodeDistricts: ['CR0', 'CR2'] })
const askedOn = (name: string, answers: Record<string, Answer>) =>
  at(answers)
    .pages.find((one) => one.page.name === name)
    ?.asked.map((one) => one.id)
const readOn = (name: string, typed: Typed, answers: Record<string, Answer> = me) => {
  const page = name === 'check' ? checkPageOf(form) : findPage(form, name)
  if (!page) throw new Error(`No page ${name}`)
  const read = readPage(form, page, typed, { answers, passed: {} }, today)
  return { ...read, said: saidInPlain(read.problems) }
}
const raised = (answers: Record<string, Answer>) => raisedBy(form, { answers, passed: {} }).ids

describe('who is filling in', () => {
  it('asks the reader about a helper, and about the helper only if there is one', () => {
    expect(askedOn('helper', me)).toEqual(['helper-help'])
    expect(askedOn('you', { ...me, 'helper-help': picked('no') })).toBeUndefined()
    expect(askedOn('you', { ...me, 'helper-help': picked('yes-typing') })).toEqual(['helper-name'])
    expect(askedOn('agree', me)).toBeUndefined()
  })
  it('asks somebody else by what right', () => {
    expect(askedOn('you', other)).toEqual(['who-are-you', 'helper-name', 'helper-phone', 'helper-email'])
    expect(askedOn('agree', other)).toEqual(['person-knows', 'person-agrees'])
    expect(askedOn('agree', { ...other, 'person-agrees': { out: 'dont-know' } })).toContain('no-agree-why')
    expect(askedOn('legal', { ...other, 'legal-role': picked('none') })).not.toContain('legal-proof')
    expect(askedOn('legal', { ...other, 'legal-role': picked('epa') })).toContain('legal-proof')
  })
  it('raises what a worker must know', () => {
    expect(raised({ ...me, 'helper-help': picked('yes-answering') })).toEqual(['fl-ask-alone'])
    expect(raised(other)).toEqual(['fl-ask-alone'])
    expect(raised({ ...other, 'person-agrees': picked('cannot-say') })).toContain('fl-no-consent')
    expect(raised({ ...other, 'person-knows': picked('no') })).toContain('fl-no-consent')
    expect(raised({ ...other, 'decide-for-self': picked('not-this') })).toContain('fl-capacity')
    expect(raised({ ...other, 'decide-for-self': { out: 'dont-know' } })).not.toContain('fl-capacity')
  })
})

describe('the person', () => {
  it('must have been born before the day', () => {
    const born = (year: string) => ({ 'dob-day': ['23'], 'dob-month': ['11'], 'dob-year': [year] })
    expect(readOn('birth', born('2026')).said).toEqual([['dob-year', 'Date must be in the past']])
    expect(readOn('birth', born('2026')).unread).toEqual(born('2026'))
    expect(readOn('birth', born('1950'))).toMatchObject({ said: [], answers: { dob: value('1950-11-23') } })
  })
  it('has an age from the date of birth, else from a rough age', () => {
    const age = (answers: Record<string, Answer>) => at(answers).facts.derived('age')
    expect(age({ dob: value('2008-11-23') })).toBe(18)
    expect(age({ dob: value('2008-11-24') })).toBe(17)
    expect(age({ dob: { out: 'dont-know' }, 'age-about': value(16) })).toBe(16)
    expect(age({ dob: value('1950-01-01'), 'age-about': value(16) })).toBe(76)
    expect(age({})).toBeUndefined()
    expect(raised({ dob: { out: 'dont-know' }, 'age-about': value(16) })).toEqual(['fl-under-18'])
  })
  it('asks for a rough age only when the date is not known', () => {
    expect(readOn('birth', {}).said).toEqual([['dob', 'Enter a date of birth']])
    expect(readOn('birth', { 'dob-out': ['dont-know'] }).said).toEqual([['age-about', 'Enter a rough age']])
  })
  it('is in the area by a full postcode, and neither in nor out without one', () => {
    const area = (postcode: string) =>
      at({ address: value({ line1: '1 Sample Close', postcode }) }).facts.derived('in-area')
    expect(['CR0 9ZZ', 'CR2 1AA', 'CR05 9ZZ', 'SW1A 2AA', 'CR0'].map(area)).toEqual([
      'yes',
      'yes',
      'no',
      'no',
      undefined,
    ])
    expect(at({ address: value({ noFixedAddress: true }) }).facts.derived('in-area')).toBeUndefined()
    expect(at({ address: { out: 'unsafe' } }).facts.derived('in-area')).toBeUndefined()
    const answers = { address: value({ postcode: 'SW1A 2AA' }) }
    expect(walk(form, { answers, passed: {} }, today).facts.derived('in-area')).toBeUndefined()
  })
  it('is not asked where they are now when the address is unsafe to give', () => {
    expect(askedOn('address', { address: { out: 'unsafe' } })).toEqual(['address'])
    expect(askedOn('address', { 'staying-now': picked('no') })).toContain('staying-where')
  })
  it('says a doubt about the postcode once', () => {
    const typed = { 'address-line1': ['1 Sample Close'], 'address-postcode': ['CR0'], 'staying-now': ['yes'] }
    expect(readOn('address', typed).said).toEqual([
      ['address-postcode', 'Enter a full UK postcode, or carry on without it'],
    ])
    const page = findPage(form, 'address')
    if (!page) throw new Error('the form has changed')
    expect(readPage(form, page, typed, { answers: me, passed: {} }, today, typed).problems).toEqual([])
  })
})

describe('taking part, health and home', () => {
  it('offers an advocate where nobody can help and something is hard', () => {
    const hard = { 'taking-part': picked('remember') }
    expect(askedOn('taking-part', { 'taking-part': picked('none') })).toEqual(['taking-part'])
    expect(askedOn('taking-part', { ...hard, 'support-person': { out: 'dont-know' } })).toContain(
      'advocate-wanted',
    )
    expect(raised({ ...hard, 'support-person': picked('no') })).toEqual(['fl-advocate'])
    expect(raised({ ...hard, 'support-person': picked('yes') })).toEqual([])
  })
  it('raises what the home and hospital answers say', () => {
    expect(raised({ hospital: picked('in-now'), 'hospital-leave': picked('today-tomorrow') })).toEqual([
      'fl-discharge',
    ])
    expect(raised({ hospital: picked('in-now'), 'hospital-leave': picked('this-week') })).toEqual([
      'fl-discharge-week',
    ])
    expect(raised({ hospital: picked('no'), 'hospital-leave': picked('this-week') })).toEqual([])
    expect(raised({ 'home-type': picked('none') })).toEqual(['fl-homeless'])
    expect(raised({ 'home-type': picked('owned'), 'home-risk': picked('notice') })).toEqual(['fl-eviction'])
    expect(raised({ 'children-any': picked('yes'), 'child-helps': picked('yes') })).toEqual([
      'fl-young-carer',
    ])
    expect(raised({ 'children-any': picked('yes'), 'child-worry': picked('yes') })).toEqual(['fl-child'])
    expect(raised({ 'essentials-gone': picked('medicine') })).toEqual(['fl-essentials'])
    expect(raised({ 'essentials-gone': picked('none') })).toEqual([])
  })
  it('asks about each child: a name and an age', () => {
    const rest = { 'children-any': ['yes'], 'child-helps': ['no'], 'child-worry': ['no'] }
    expect(readOn('children', rest).said).toEqual([['children-list', 'Enter at least one child']])
    expect(readOn('children', { ...rest, 'children-list-1-first-name': ['Bo'] }).said).toEqual([
      ['children-list-1-age', 'Enter the child’s age'],
    ])
    expect(readOn('children', { ...rest, 'children-list-out': ['rather-not-say'] }).said).toEqual([])
    expect(readOn('children', { 'children-any': ['no'], 'children-list-1-first-name': ['Bo'] }).said).toEqual(
      [],
    )
  })
  it('asks for an emergency contact only where there is one', () => {
    expect(askedOn('emergency', { 'ec-any': { out: 'rather-not-say' } })).toEqual(['ec-any'])
    expect(askedOn('emergency', { 'ec-any': picked('yes') })).toEqual([
      'ec-any',
      'ec-name',
      'ec-phone',
      'ec-tell',
    ])
  })
})

describe('ethnic group, by the group chosen', () => {
  const options = (answers: Record<string, Answer>) =>
    at(answers)
      .pages.find((one) => one.page.name === 'record')
      ?.asked.find((one) => one.id === 'eq-ethnic-detail')
      ?.question.control.shows.options?.map((option) => option.value)

  it('offers the list of that group', () => {
    expect(options({ 'eq-ethnic-group': picked('other') })).toEqual(['arab', 'any-other'])
    expect(options({ 'eq-ethnic-group': picked('asian') })).toHaveLength(5)
    expect(options({})).toBeUndefined()
    expect(options({ 'eq-ethnic-group': { out: 'rather-not-say' } })).toBeUndefined()
  })
  it('shows each with what it depends on, while the group is still being chosen', () => {
    const shown = at({})
      .pages.find((one) => one.page.name === 'record')
      ?.shown.find((one) => one.id === 'eq-ethnic-detail')?.question.control.shows.options
    expect(shown).toHaveLength(19)
    expect(shown?.find((option) => option.value === 'roma')?.when).toEqual({
      op: 'is',
      id: 'eq-ethnic-group',
      values: ['white'],
    })
  })
  it('takes one of that group, and asks again about one of another', () => {
    expect(readOn('record', { 'eq-ethnic-group': ['white'], 'eq-ethnic-detail': ['roma'] })).toMatchObject({
      said: [],
      answers: { 'eq-ethnic-detail': picked('roma') },
    })
    expect(readOn('record', { 'eq-ethnic-group': ['white'], 'eq-ethnic-detail': ['indian'] }).said).toEqual([
      ['eq-ethnic-detail', 'Select one of the answers that go with your answers before this one'],
    ])
  })
  it('keeps own words, and drops a detail that no longer fits', () => {
    const own = value({ picked: ['other-white'], texts: { 'other-white': 'Cornish' } })
    const kept = { 'eq-ethnic-group': picked('white'), 'eq-ethnic-detail': own }
    expect(at(kept).counts['eq-ethnic-detail']).toEqual(own)
    expect(at({ ...kept, 'eq-ethnic-group': picked('asian') }).counts['eq-ethnic-detail']).toBeUndefined()
  })
  it('may all be left blank, or left by the way out', () => {
    expect(readOn('record', {}).said).toEqual([])
    expect(readOn('record', { 'eq-ethnic-group': ['rather-not-say'] }).said).toEqual([])
    const group = { 'eq-ethnic-group': ['white'], 'eq-ethnic-detail': ['rather-not-say'] }
    expect(readOn('record', group).answers['eq-ethnic-detail']).toEqual({ out: 'rather-not-say' })
  })
})
