import * as v from 'valibot'
import { describe, expect, it, test } from 'vitest'
import { standards } from '#src/settings/council.ts'
import { forms } from '#src/forms/all-forms.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { questionsRead } from '#src/forms/engine/conditions.ts'
import { type Form, questionsOf } from '#src/forms/engine/form.ts'
import { nextSteps, receiptOf, stepsOf } from '#src/forms/engine/receipt.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { say, slotsOf, type Voice, VOICES } from '#src/forms/engine/words.ts'
import { feedback } from '#src/forms/feedback.ts'
import { contactWayInWords, waysInWords } from '#src/forms/rules/contact-way.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { fillIn as selfAnswers } from '#tests/fixtures/self-assessment-submissions.ts'
import { go } from './long-forms.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { helpAtAnyTime } from '#src/information/help-at-any-time.ts'
import { helplines, helplinesSchema } from '#src/information/helplines.ts'
import { easyReadFindings } from '#tests/support/reading.ts'
import { today } from './go-through.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, typeThrough } from './shared/submissions.ts'

const days = Object.keys(standards).flatMap((name) => [name, `${name} time`])
const slots = Object.fromEntries(
  ['received', 'due', 'contact-way', ...days].map((slot) => [slot, `<${slot}>`]),
)

describe.each(Object.values(forms))('the receipt of $id', (form) => {
  const { worse, again } = receiptOf(form)
  const steps = stepsOf(form)

  it('is in plain words with dates it can be given, in every voice', () => {
    const words = [worse, again, ...steps.flatMap((step) => [step.say, step.link?.words ?? ''])]
    expect(words.filter((one) => /["']|please|\s\s|^\s|\s$/i.test(one))).toEqual([])
    expect(words.flatMap(slotsOf).filter((slot) => !Object.hasOwn(slots, slot))).toEqual([])
    expect(
      [worse, again].filter((one) => /[[{]/.test(one)),
      'the same for everybody',
    ).toEqual([])
    for (const voice of VOICES) for (const one of words) say(one, { voice, slots })
  })

  it('says nothing that tells an answer which may not stay on a screen', () => {
    const questions = questionsOf(form)
    const read = steps.flatMap((step) => (step.when ? questionsRead(step.when) : []))
    expect(read.filter((id) => questions.get(id)?.asks.feeds?.includes('HIDE'))).toEqual([])
    expect(steps.flatMap((step) => slotsOf(step.say))).not.toContain('name')
  })
})

const said = (form: Form, fields: Fields, voice: Voice = 'you') =>
  nextSteps(form, walk(form, typeThrough(form, fillIn(fields)), today), { voice, slots }).map(
    ({ words, link }) => (link ? `${words} ${link.href}` : words),
  )

describe('a copy that was asked for', () => {
  const aboutCopy = (how: string, fields: Fields, form: Form = formatsAndLanguages) => {
    const { answers, passed } = typeThrough(form, fillIn({ 'cn-ask': ['language'], ...fields }))
    const asked = { ...answers, 'copy-how': { value: { picked: [how] } } }
    const walked = walk(form, { answers: asked, passed }, today)
    const voice = walked.facts.derived('reader') === 'behalf' ? 'behalf' : 'you'
    return nextSteps(form, walked, { voice, slots })
      .map(({ words }) => words)
      .filter((words) => words.includes('copy'))
  }
  const byEmail = { 'contact-way': ['email'], email: 'bo@example.org' }
  const asks = (how: string) => [
    `You asked for a copy by ${how}. A worker will ask you how to get it to you.`,
  ]

  it('is promised by email only to the reader, at an address they gave', () => {
    expect(aboutCopy('email', byEmail)).toEqual([
      'You asked for a copy by email. A worker sends it after reading your form, or asks you how to get it to you.',
    ])
    expect(aboutCopy('email', byEmail)).toEqual(
      aboutCopy('email', { ...byEmail, 'message-safe': 'dont-know' }),
    )
    expect(aboutCopy('email', {})).toEqual(asks('email'))
    expect(aboutCopy('email', { ...byEmail, 'who-for': 'someone-else' })).toEqual(asks('email'))
  })
  it('is never promised to the home of the person a form was sent for', () => {
    expect(aboutCopy('post', { 'who-for': 'someone-else' })).toEqual(asks('post'))
    expect(aboutCopy('post', { 'who-for': 'me' })).not.toEqual(asks('post'))
  })
  it('is promised by post only where there is an address', () => {
    expect(aboutCopy('post', {})).toEqual([
      'You asked for a copy by post. A worker sends it after reading your form.',
    ])
    const nowhere = { 'address-line1': '', 'address-postcode': '' }
    expect(aboutCopy('post', nowhere)).toEqual(asks('post'))
    expect(aboutCopy('post', { ...nowhere, 'address-no-fixed-address': 'no-fixed-address' })).toEqual(
      asks('post'),
    )
    const hostel = { ...nowhere, 'address-no-fixed-address': 'no-fixed-address' }
    expect(aboutCopy('post', { ...hostel, 'address-postcode': 'CR0 9ZZ' })).toEqual(asks('post'))
    expect(aboutCopy('post', { ...hostel, 'address-line1': 'c/o Example Hostel' })).toEqual(asks('post'))
    expect(aboutCopy('post', { ...nowhere, 'address-postcode': 'CR0 9ZZ' })).toEqual(asks('post'))
    expect(
      aboutCopy('post', { 'fb-kind': 'compliment', 'fb-harm': 'no', 'fb-about': 'worker' }, feedback),
    ).toEqual(asks('post'))
  })
})

describe('what happens next', () => {
  it.each(['complaint', 'not-sure'])('a %s has its reply time and the Ombudsman', (kind) => {
    const words = said(feedback, { 'fb-kind': kind, 'fb-harm': 'no', 'fb-about': 'decision' }).join('\n')
    expect(words).toContain('By the end of <complaint-response>: you have our reply.')
    expect(words).toContain('That is <complaint-response time> from today.')
    expect(words).toMatch(/Ombudsman.*https:\/\/www\.lgo\.org\.uk\//)
  })
  it('thanks have neither, and are passed on only with a yes', () => {
    const thanks = { 'fb-kind': 'compliment', 'fb-harm': 'no', 'fb-about': 'worker' }
    expect(said(feedback, thanks).join('\n')).not.toMatch(/Ombudsman|reply|pass/)
    expect(said(feedback, { ...thanks, 'fb-pass-on': 'yes' })).toContain(
      'We pass your thanks on to the worker it is about.',
    )
  })
  it('a request is followed by contact, with whom it is about', () => {
    expect(said(askUsToContactYou, {}).at(-1)).toBe('After that: we get in touch with you <contact-way>.')
    expect(said(askUsToContactYou, { 'who-for': 'someone-else' }, 'behalf').at(-1)).toBe(
      'After that: we get in touch with them <contact-way>.',
    )
  })
  it('another format is sent, needs go on the record', () => {
    expect(said(formatsAndLanguages, { 'cn-ask': ['record'] })).toContain(
      'We put what you need on your record, so that nobody has to ask again.',
    )
    expect(said(formatsAndLanguages, { 'cn-ask': ['record'] }).join()).not.toContain('send it')
    expect(said(formatsAndLanguages, { 'cn-ask': ['format'], 'info-format': ['audio'] }).join()).toContain(
      'send it where you told us',
    )
  })
  it('contact is in the ways they chose, where nothing about it is unsafe and nobody else answers', () => {
    const way = (fields: Fields, form: Form = askUsToContactYou) =>
      contactWayInWords(walk(form, typeThrough(form, fillIn(fields)), today))
    const phone = '07700 900801'
    expect(way({ 'contact-way': ['call', 'text', 'letter'], phone })).toBe(
      'by phone, by text message or by letter',
    )
    const safely = 'in the safe way you told us'
    for (const unsafe of [
      { 'message-safe': 'no-detail' },
      { 'message-safe': 'never' },
      { 'message-safe': 'dont-know' },
      { 'message-safe': 'unsafe' },
      { 'hide-who': 'yes', 'hide-name': 'Ed' },
      { 'hide-who': 'dont-know' },
      { 'contact-way': 'unsafe', 'safe-route': 'set-time' },
      { 'who-for': 'someone-else' },
    ]) {
      expect([unsafe, way({ phone, ...unsafe })]).toEqual([unsafe, safely])
    }
    // Sent before a safe way was told: it is not said that there is one.
    const untold = typeThrough(askUsToContactYou, fillIn({ 'contact-way': 'unsafe' }), 'safe-way')
    expect(contactWayInWords(walk(askUsToContactYou, untold, today))).toBe('only in a way you say is safe')
    const helped = selfAnswers({ 'helper-help': 'yes-typing' })
    expect(contactWayInWords(walk(selfAssessment, go(selfAssessment, helped), today))).toBe(safely)
    expect(contactWayInWords(walk(selfAssessment, go(selfAssessment, selfAnswers({})), today))).toBe(
      'by phone',
    )
  })
  it('each way to make contact has words', () => {
    const options = questionsOf(askUsToContactYou).get('contact-way')?.control.shows.options ?? []
    expect(options.map(({ value }) => value)).toEqual(Object.keys(waysInWords))
  })
  it('a concern keeps to the safe way that was told, and says nothing of one to whoever told none', () => {
    const worried = { 'sg-who': 'public', 'sg-what': 'Shouting.', 'sg-adult-name': 'Ken' }
    const safely = 'After that: we’ll get in touch <contact-way>.'
    expect(said(safeguardingConcern, worried)).not.toContain(safely)
    expect(said(safeguardingConcern, { ...worried, 'sg-contact-how': 'At work, by day.' })).toContain(safely)
  })
})

test('the forms that may be about harm name helplines on the receipt, and no form does for some people only', () => {
  const naming = Object.values(forms).filter((form) => form.helpAtAnyTime)
  expect(naming.map(({ number }) => number).toSorted()).toEqual([1, 2, 5, 8])
})

test('each helpline that receipts name must be in the content, and is said in Easy Read', () => {
  for (const [id, { easily }] of Object.entries(helpAtAnyTime)) {
    const { [id]: _, ...others } = helplines
    expect(v.safeParse(helplinesSchema, others).success, id).toBe(false)
    expect(easyReadFindings(`${easily} 111.`), id).toEqual([])
  }
  expect(v.safeParse(helplinesSchema, helplines).success).toBe(true)
})
