import { describe, expect, it } from 'vitest'
import { askedWhen, mustOnlyWhen, type NamedPage, pages } from '#src/forms/engine/block.ts'
import { type Condition, formIs, is } from '#src/forms/engine/conditions.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Answer } from '#src/forms/engine/question.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { contact } from '#src/forms/shared/contact.ts'
import { person } from '#src/forms/shared/person.ts'
import { sharing } from '#src/forms/shared/sharing.ts'
import { who } from '#src/forms/shared/who.ts'
import { today } from '../go-through.ts'

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const asksForOther = is('who-for', 'someone-else')

/** Who it is for, then the pages as a form adapted them. */
const formOf = (adapted: readonly NamedPage[]): Form => ({
  id: 'ask-us-to-contact-you',
  number: 8,
  version: 1,
  title: 'Adapted',
  about: [],
  takes: '',
  linkSays: 'Open it',
  outcomes: [],
  parts: [{ title: 'All', pages: [...pages(who, 'who'), ...adapted] }],
  check: sharing.pages.check,
  reader: { you: is('who-for', 'me') },
  nameFrom: [],
  needs: [],
  blanks: 'complete',
  canExit: false,
  isSafeguarding: false,
})
const at = (adapted: readonly NamedPage[], answers: Record<string, Answer>) =>
  walk(formOf(adapted), { answers, passed: {} }, today).pages.find((one) => one.page.name !== 'who')

describe('pages asked only when something holds', () => {
  const asked = (answers: Record<string, Answer>) =>
    at(askedWhen(asksForOther, pages(contact, 'contact')), answers)?.asked.map((one) => one.id)
  it('are not asked otherwise', () => {
    expect(asked({ 'who-for': picked('me') })).toBeUndefined()
  })
  it('keep the conditions of their own questions', () => {
    expect(asked({ 'who-for': picked('someone-else') })).toEqual(['contact-way', 'contact-times'])
    expect(asked({ 'who-for': picked('someone-else'), 'contact-way': picked('email') })).toContain('email')
  })
})

describe('pages that must be answered only when something holds', () => {
  const adapted = (when: Condition) => mustOnlyWhen(when, pages(person, 'name', 'numbers'))
  const first = (when: Condition, answers: Record<string, Answer>) =>
    at(adapted(when), answers)?.asked.find((one) => one.id === 'first-name')

  it('must, or are optional', () => {
    expect(first(asksForOther, { 'who-for': picked('someone-else') })?.must).toBe(true)
    expect(first(asksForOther, { 'who-for': picked('me') })?.must).toBe(false)
  })
  it('do not make a question a must that was not', () => {
    const musts = at(adapted(formIs(8)), { 'who-for': picked('me') })?.asked.filter((one) => one.must)
    expect(musts?.map((one) => one.id)).toEqual(['first-name'])
  })
  it('are offered as they were', () => {
    const autocomplete = (whom: string) =>
      first(formIs(8), { 'who-for': picked(whom) })?.question.control.shows.autocomplete
    expect([autocomplete('me'), autocomplete('someone-else')]).toEqual(['given-name', undefined])
  })
})
