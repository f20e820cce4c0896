import { expect, test } from 'vitest'
import { keyOfUntouched } from '#src/request/untouched-page.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { findPage } from '#src/forms/engine/form.ts'
import { noticingNames } from '#src/forms/engine/snapshot.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import type { PageView } from '#src/services/filling-in/show-page.ts'

/** The key under which the form of a page is kept: all that it is drawn from, and nothing where something is anybody's. */

const page = findPage(selfAssessment, 'name')
if (!page) throw new Error('No such page')
const [[id = '', question] = []] = Object.entries(page.ask)
if (!question) throw new Error('No such question')

const slots = { 'our area': 'Alderbrook', 'upper limit': '£23,250', name: 'the person' }
const view = {
  form: selfAssessment,
  page,
  shown: [{ id, question, onlyIf: undefined, optional: false }],
  walked: { counts: {} },
  listener: { voice: 'you', slots, easyRead: false },
  typed: { [id]: [''] },
  problems: [],
  removed: undefined,
  seen: 'mark',
  question: undefined,
  isFirstQuestion: true,
  part: { title: 'About you', left: 3 },
  canSend: false,
  about: { is: 'reader' },
  hasCode: false,
} as unknown as PageView

const keyOf = (changed: object, around: readonly (string | boolean | undefined)[] = ['plain']) =>
  keyOfUntouched(
    { ...view, ...changed } as PageView,
    ('listener' in changed ? changed : view).listener as Listener,
    around,
  )

test('a page with nothing of anybody on it has one, the same each time', () => {
  expect(keyOf({})).toEqual(expect.any(String))
  expect(keyOf({})).toBe(keyOf({ typed: {} }))
})

test.each([
  ['something to put right', { problems: [{ field: id, message: 'Enter your name' }] }],
  ['a group that can be put back', { removed: { question: id, group: 1 } }],
  ['a code', { hasCode: true }],
  ['an answer', { walked: { counts: { [id]: { value: 'Zebedee' } } } }],
  ['something typed', { typed: { [id]: ['Zebedee'] } }],
  ['an empty group', { typed: { 'people-1-': [''] } }],
  ['a name above it', { about: { is: 'person', name: 'Zebedee Dougal' } }],
])('%s is somebody’s: it is drawn for them', (_, changed) => {
  expect(keyOf(changed)).toBeUndefined()
})

const asked = { id, question, onlyIf: undefined, optional: false }
test.each([
  ['its form', { form: { ...selfAssessment, id: 'feedback' } }],
  ['who is spoken to', { listener: { ...view.listener, voice: 'behalf' } }],
  ['Easy Read', { listener: { ...view.listener, easyRead: true } }],
  ['a rate', { listener: { ...view.listener, slots: { ...slots, 'upper limit': '£24,000' } } }],
  ['the one question shown', { question: id }],
  ['whether it is the first', { isFirstQuestion: false }],
  ['the part', { part: { title: 'About you', left: 2 } }],
  ['the mark of what it shows', { seen: 'another' }],
  ['whether it can be sent', { canSend: true }],
  ['whom it is about', { about: undefined }],
  ['what is asked', { shown: [] }],
  ['whether that is optional', { shown: [{ ...asked, optional: true }] }],
  ['what it depends on', { shown: [{ ...asked, onlyIf: { is: 'x' } }] }],
  [
    'what is offered',
    { shown: [{ ...asked, question: { ...question, asks: { ...question.asks, title: 'x' } } }] },
  ],
])('%s makes another', (_, changed) => {
  expect(keyOf(changed)).toEqual(expect.any(String))
  expect(keyOf(changed)).not.toBe(keyOf({}))
})

test('what the address adds makes another', () => {
  expect(keyOf({}, ['large'])).not.toBe(keyOf({}, ['plain']))
})

test('who is named only where the words name somebody', () => {
  const named = { ...view.listener, slots: { ...slots, name: 'Zebedee' } }
  const { listener, unnamed, isNamed } = noticingNames(selfAssessment, named)
  expect(say('Where do [you / they] live in {our area}?', listener)).toBe('Where do you live in Alderbrook?')
  expect(say('[Your phone / {name}’s phone]', listener)).toBe('Your phone')
  expect(unnamed.slots['name']).toBe('the person')
  expect(isNamed()).toBe(false)
  expect(say('[Your phone / {name}’s phone]', { ...listener, voice: 'behalf' })).toBe('Zebedee’s phone')
  expect(isNamed()).toBe(true)
})

test('a copy of the names is no way around', () => {
  const named = { ...view.listener, slots: { ...slots, name: 'Zebedee' } }
  const { listener } = noticingNames(selfAssessment, named)
  expect(() => say('{name}', { ...listener, slots: { ...listener.slots } })).toThrow('No value for {name}')
})
