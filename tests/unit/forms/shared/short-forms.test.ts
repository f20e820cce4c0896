import { describe, expect, it } from 'vitest'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { checkPageOf, findPage, type Form } from '#src/forms/engine/form.ts'
import type { Answer, Typed } from '#src/forms/engine/question.ts'
import { readPage } from '#src/forms/engine/read-page.ts'
import { listenerFor, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { type Progress, walk } from '#src/forms/engine/walk.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { nothingYet, today } from '../go-through.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, raisedBy, submissions, typedOn, typeThrough } from './submissions.ts'
import { saidInPlain } from '#tests/support/in-plain.ts'

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const typed = (words: string): Answer => ({ value: words })
const at = (form: Form, progress: Progress) => walk(form, progress, today)
const missing = (form: Form, answers: Record<string, Answer>) =>
  at(form, { answers, passed: {} }).missing.map((fact) => fact.name)
const asked = (form: Form, progress: Progress) =>
  at(form, progress).pages.flatMap((page) => page.asked.map((one) => one.id))
const problems = (form: Form, name: string, fields: Typed, progress: Progress) => {
  const page = name === 'check' ? checkPageOf(form) : findPage(form, name)
  if (!page) throw new Error(`No page ${name}`)
  return saidInPlain(readPage(form, page, fields, progress, today).problems)
}

describe('the test submissions', () => {
  it.each(submissions)('$t, typed page by page, raises exactly its flags and colour', (one) => {
    const progress = typeThrough(one.form, fillIn(one.fields))
    expect(raisedBy(one.form, progress)).toEqual({ ids: one.expect.toSorted(), colour: one.colour })
    expect(at(one.form, progress).missing).toEqual([])
  })

  it('reach every field they give', () => {
    for (const { t, form, fields } of submissions) {
      const { pages, counts } = at(form, typeThrough(form, fillIn(fields)))
      const unread = Object.keys(fields).filter(
        (field) => !pages.some((page) => field in typedOn(page, fields)),
      )
      expect([t, unread, Object.keys(fields).filter((id) => counts[id] === undefined)]).toEqual([t, [], []])
    }
  })
})

describe('ask us to contact you', () => {
  const form = askUsToContactYou
  const story = typed('The stairs are too much.')
  const name = typed('Bo')

  it('can be sent with a name, a way to make contact and the story', () => {
    expect(missing(form, {})).toEqual(['a name', 'a way to make contact', 'what is happening'])
    expect(missing(form, { 'first-name': name, 'rc-story': story, 'contact-way': picked('call') })).toEqual(
      [],
    )
  })
  it('takes “It is not safe” as a way to make contact, and a helper’s phone or email', () => {
    const rest = { 'first-name': name, 'rc-story': story }
    expect(missing(form, { ...rest, 'contact-way': { out: 'unsafe' } })).toEqual([])
    const forOther = { ...rest, 'who-for': picked('someone-else') }
    expect(missing(form, { ...forOther, 'helper-phone': typed('020 7946 0802') })).toEqual([])
    expect(missing(form, { ...forOther, 'helper-email': typed('ada@example.org') })).toEqual([])
    expect(missing(form, { ...rest, 'helper-phone': typed('020 7946 0802') })).toEqual([
      'a way to make contact',
    ])
  })

  it('asks about the helper only when it is about someone else', () => {
    const me = asked(form, typeThrough(form, fillIn({})))
    expect(me.filter((id) => id.startsWith('helper') || id === 'who-are-you')).toEqual([])
    const other = asked(form, typeThrough(form, fillIn({ 'who-for': 'someone-else' })))
    expect(other).toEqual(
      expect.arrayContaining(['who-are-you', 'helper-name', 'helper-phone', 'helper-email']),
    )
  })
  it('needs the helper’s phone or email, not both', () => {
    const there = typeThrough(form, fillIn({ 'who-for': 'someone-else' }), 'you')
    const helper = { 'who-are-you': ['family'], 'helper-name': ['Ada'] }
    const message = 'Enter your phone number or email'
    expect(problems(form, 'you', helper, there)).toEqual([
      ['helper-phone', message],
      ['helper-email', message],
    ])
    expect(problems(form, 'you', { ...helper, 'helper-email': ['ada@example.org'] }, there)).toEqual([])
    expect(problems(form, 'you', { ...helper, 'helper-phone': ['020 7946 0802'] }, there)).toEqual([])
  })

  it('asks nothing about how to talk unless help is needed', () => {
    const pages = (fields: Fields) =>
      at(form, typeThrough(form, fillIn(fields))).pages.map((page) => page.page.name)
    expect(pages({})).toEqual([
      'danger',
      'who',
      'name',
      'secret',
      'contact',
      'messages',
      'story',
      'language',
      'talk-read',
    ])
    expect(pages({ 'comm-any': 'yes', 'info-format': ['audio'] })).toEqual(
      expect.arrayContaining(['formats', 'support']),
    )
  })
  it('asks for a safe way, and for no message, where contact is unsafe', () => {
    const fields = fillIn({ 'contact-way': 'unsafe', 'safe-route': 'worker' })
    const ids = asked(form, typeThrough(form, fields))
    expect(ids).toEqual(expect.arrayContaining(['safe-route', 'safe-route-note']))
    expect(ids).not.toContain('message-safe')
    expect(ids).not.toContain('contact-times')
    expect(raisedBy(form, typeThrough(form, fields)).ids).toEqual(['fl-safe-contact', 'fl-unsafe'])
  })
  it('shows the 999 page when somebody is in danger', () => {
    expect(asked(form, typeThrough(form, fillIn({ 'danger-now': 'yes' })))).toContain('danger-called')
  })

  it('needs the name of another language', () => {
    const there = typeThrough(form, fillIn({}), 'language')
    const other = { 'main-language': ['other'], interpreter: ['no'] }
    expect(problems(form, 'language', other, there)).toEqual([
      ['main-language-other-text', 'Enter which language'],
    ])
    expect(problems(form, 'language', { ...other, 'main-language-other-text': ['Polish'] }, there)).toEqual(
      [],
    )
  })
})

describe('beside “Send”', () => {
  const form = askUsToContactYou
  const me = typeThrough(form, fillIn({}))
  const other = typeThrough(form, fillIn({ 'who-for': 'someone-else' }))
  const options = (progress: Progress) =>
    at(form, progress).check?.shown[0]?.question.control.shows.options?.map((option) => option.value)

  it('one box is for everybody, the other for somebody who sends it for another person', () => {
    expect(options(me)).toEqual(['true'])
    expect(options(other)).toEqual(['true', 'right'])
  })
  it('each box shown must be ticked', () => {
    expect(problems(form, 'check', { declare: ['true'] }, me)).toEqual([])
    expect(problems(form, 'check', {}, me)).toHaveLength(1)
    expect(problems(form, 'check', { declare: ['true', 'right'] }, other)).toEqual([])
    expect(problems(form, 'check', { declare: ['true'] }, other)).toEqual([
      ['declare', 'Select [the box / both boxes / the box] to confirm'],
    ])
    expect(problems(form, 'check', { declare: ['right'] }, me)).toHaveLength(1)
  })
  it('what is ticked is exported, and no copy is offered in this form', () => {
    const sent = { ...other, answers: { ...other.answers, declare: picked('true', 'right') } }
    const walked = at(form, sent)
    const snapshot = takeSnapshot(
      form,
      walked,
      listenerFor(form, walked.counts, () => false, {}),
      {},
    )
    expect(snapshot.answers['declare']).toEqual(['true', 'right'])
    expect(at(form, me).notAnswered).toContain('declare')
    expect(Object.keys(form.check.ask)).toEqual(['declare'])
  })

  const asksForCopy = (fields: Fields) =>
    at(formatsAndLanguages, typeThrough(formatsAndLanguages, fillIn({ 'cn-ask': ['language'], ...fields })))
      .check?.asked.map((one) => one.id)
      .includes('copy-how')
  it('a copy is offered where nothing about contact is unsafe', () => {
    expect(asksForCopy({})).toBe(true)
    for (const unsafe of [
      { 'contact-way': 'unsafe' },
      { 'message-safe': 'never' },
      { 'message-safe': 'no-detail' },
      { 'message-safe': 'unsafe' },
      { 'hide-who': 'yes' },
      { 'hide-who': 'unsafe' },
      { 'staying-now': 'unsafe' },
    ]) {
      expect([unsafe, asksForCopy(unsafe)]).toEqual([unsafe, false])
    }
    expect(asksForCopy({ 'hide-who': 'dont-know', 'message-safe': 'dont-know' })).toBe(true)
  })
  it('no copy is offered before it was said how contact is safe', () => {
    expect(asksForCopy({ 'message-safe': '' })).toBe(false)
    expect(asksForCopy({ 'hide-who': '' })).toBe(false)
  })
})

describe('formats and languages', () => {
  const form = formatsAndLanguages
  const enough = {
    'cn-ask': picked('format'),
    'cn-item': typed('The letter of 2 November'),
    'main-language': picked('english'),
    'first-name': typed('Bo'),
    email: typed('bo@example.org'),
    'contact-way': picked('email'),
  }

  it('needs five facts and nothing else', () => {
    expect(missing(form, {})).toEqual(['what would help', 'a name', 'where to send it'])
    expect(missing(form, { 'cn-ask': picked('language') })).toEqual(
      expect.arrayContaining(['which one', 'a language']),
    )
    expect(missing(form, { 'cn-ask': picked('format') })).toContain('a format or a language')
    expect(missing(form, { ...enough, 'cn-ask': picked('interpreter') })).toEqual([])
    expect(missing(form, enough)).toEqual([])
    expect(
      at(form, { answers: enough, passed: {} }).pages.flatMap((page) => page.asked.filter((one) => one.must)),
    ).toEqual([])
  })
  it('can be sent with only those typed and every other page left blank', () => {
    const progress = typeThrough(form, {
      'cn-ask': ['record'],
      'main-language': 'english',
      'first-name': 'Bo',
      'address-line1': '1 Sample Close',
    })
    expect(at(form, progress)).toMatchObject({ next: undefined, missing: [] })
    expect(problems(form, 'check', {}, progress)).toEqual([])
    expect(raisedBy(form, progress)).toEqual({ ids: [], colour: 'green' })
  })
  it('takes “It is not safe” for where to send it', () => {
    const { email: _, 'contact-way': __, ...nowhere } = enough
    expect(missing(form, nowhere)).toEqual(['where to send it'])
    expect(missing(form, { ...nowhere, address: { out: 'unsafe' } })).toEqual([])
    expect(missing(form, { ...nowhere, 'contact-way': { out: 'unsafe' } })).toEqual([])
  })
  it('does not take “No fixed address” alone for somewhere to send it', () => {
    const { email, 'contact-way': _, ...nowhere } = enough
    const noHome = { ...nowhere, address: { value: { noFixedAddress: true } } }
    expect(missing(form, noHome)).toEqual(['where to send it'])
    expect(missing(form, { ...noHome, email, 'contact-way': picked('email') })).toEqual([])
    const phone = { phone: typed('020 7946 0802'), 'contact-way': picked('call') }
    expect(missing(form, { ...noHome, ...phone })).toEqual([])
    expect(missing(form, { ...noHome, 'contact-way': { out: 'unsafe' } })).toEqual([])
    const careOf = { noFixedAddress: true, line1: 'Care of the day centre, 1 Sample Close' }
    expect(missing(form, { ...nowhere, address: { value: careOf } })).toEqual([])
    expect(missing(form, { ...nowhere, address: typed('CR0 9ZZ') })).toEqual(['where to send it'])
  })
  it('is about the reader when who it is for is left blank', () => {
    const voice = (answers: Record<string, Answer>) =>
      at(form, { answers, passed: {} }).facts.derived('reader')
    expect([
      voice({}),
      voice({ 'who-for': picked('me') }),
      voice({ 'who-for': picked('someone-else') }),
    ]).toEqual(['you', 'you', 'behalf'])
  })

  it('asks which one and in which format for the reasons it is asked', () => {
    const ids = (fields: Fields) => asked(form, typeThrough(form, fillIn(fields)))
    expect(ids({ 'cn-ask': ['record'] })).not.toContain('cn-item')
    expect(ids({ 'cn-ask': ['record'] })).not.toContain('info-format')
    expect(ids({ 'cn-ask': ['format'] })).toEqual(expect.arrayContaining(['cn-item', 'info-format']))
    expect(ids({ 'cn-ask': ['record'], 'comm-any': 'yes' })).toContain('info-format')
  })
  it('asks for a format or a language on the last page that can give one', () => {
    const rest = { 'first-name': 'Bo', 'address-line1': '1 Sample Close' }
    const atFormats = typeThrough(form, { ...rest, 'cn-ask': ['format'], 'cn-item': 'It' }, 'formats')
    expect(at(form, atFormats).next).toBe('formats')
    expect(problems(form, 'formats', {}, atFormats)).toEqual([
      ['info-format', 'Select a format or a language'],
    ])
    const atLanguage = typeThrough(form, { ...rest, 'cn-ask': ['interpreter'] }, 'language')
    expect(problems(form, 'language', {}, atLanguage)).toEqual([
      ['main-language', 'Select a language, or “I don’t know”'],
    ])
    expect(problems(form, 'language', { 'main-language': ['dont-know'] }, atLanguage)).toEqual([])
    const forRecord = typeThrough(form, { ...rest, 'cn-ask': ['record'] }, 'language')
    expect(problems(form, 'language', {}, forRecord)).toEqual([])
  })
  it('asks for somewhere to send it, and names the way it is to be sent', () => {
    const there = typeThrough(
      form,
      { 'cn-ask': ['record'], 'main-language': 'english', 'first-name': 'Bo' },
      'contact',
    )
    const message = 'Enter an email or a phone number, or go back and give a full address'
    expect(problems(form, 'contact', {}, there)).toEqual([['contact-way', message]])
    expect(problems(form, 'contact', { 'contact-way': ['letter'] }, there)).toEqual([
      ['contact-way', message],
    ])
    expect(problems(form, 'contact', { 'contact-way': ['call'] }, there)).toEqual([['phone', message]])
    expect(problems(form, 'contact', { 'contact-way': ['unsafe'] }, there)).toEqual([])
    expect(problems(form, 'contact', { 'contact-way': ['call'], phone: ['020 7946 0801'] }, there)).toEqual(
      [],
    )
  })
  it('labels everything optional but what it needs', () => {
    const labelled = at(form, { answers: enough, passed: {} }).pages.flatMap((page) =>
      page.shown.filter((one) => !one.optional).map((one) => one.id),
    )
    expect(labelled).toEqual([
      'cn-ask',
      'cn-item',
      'main-language',
      'info-format',
      'first-name',
      'address',
      'phone',
      'email',
    ])
  })
  it('still says what cannot be read', () => {
    expect(
      problems(
        form,
        'address',
        { 'address-town': ['Alderbrook'] },
        typeThrough(form, fillIn({ 'cn-ask': ['record'] }), 'address'),
      ),
    ).toEqual([['address-line1', 'Enter the first line of the address, or a postcode']])
  })
})

describe('feedback', () => {
  const form = feedback
  const thanks: Fields = {
    'fb-kind': 'compliment',
    'fb-harm': 'no',
    'fb-about': 'worker',
    'fb-what': 'Sam was kind.',
    'main-language': 'english',
    'comm-any': 'no',
  }

  it('may be thanks or an idea without a name or a way to reply', () => {
    for (const kind of ['compliment', 'idea']) {
      const progress = typeThrough(form, { ...thanks, 'fb-kind': kind })
      expect(at(form, progress).next).toBeUndefined()
      const shown = at(form, progress).pages.flatMap((page) => page.shown)
      expect(shown.find((one) => one.id === 'contact-way')?.optional).toBe(true)
      expect(shown.find((one) => one.id === 'fb-name')?.optional).toBe(true)
    }
  })
  it.each(['complaint', 'not-sure'])('needs a name and a way to reply for a %s', (kind) => {
    const atWho = typeThrough(form, fillIn({ ...thanks, 'fb-kind': kind }), 'k-who')
    expect(problems(form, 'k-who', { 'fb-for': ['me'] }, atWho)).toEqual([['fb-name', 'Enter a name']])
    const atContact = typeThrough(form, fillIn({ ...thanks, 'fb-kind': kind }), 'contact')
    expect(problems(form, 'contact', {}, atContact)).toEqual([
      ['contact-way', 'Select at least one way'],
      ['contact-times', 'Select a good time'],
    ])
    expect(raisedBy(form, typeThrough(form, fillIn({ ...thanks, 'fb-kind': kind }))).ids).toEqual([
      'fl-complaint',
    ])
  })
  it('asks whether the other person agreed, and says so', () => {
    const fields = fillIn({ ...thanks, 'fb-kind': 'complaint', 'fb-for': 'someone', 'fb-agree': 'cannot' })
    expect(raisedBy(form, typeThrough(form, fields)).ids).toEqual(['fl-complaint', 'fl-no-consent'])
    expect(asked(form, typeThrough(form, fillIn({ ...thanks, 'fb-kind': 'complaint' })))).not.toContain(
      'fb-agree',
    )
  })
  it('asks about passing on thanks only for thanks, and about help only for a complaint', () => {
    expect(asked(form, typeThrough(form, thanks))).toContain('fb-pass-on')
    expect(asked(form, typeThrough(form, thanks))).not.toContain('fb-help')
    expect(asked(form, typeThrough(form, { ...thanks, 'fb-kind': 'idea' }))).not.toContain('fb-pass-on')
    expect(asked(form, typeThrough(form, fillIn({ ...thanks, 'fb-kind': 'complaint' })))).toContain('fb-help')
  })
  it('raises harm named in it, and what was unsafe to answer', () => {
    expect(raisedBy(form, typeThrough(form, { ...thanks, 'fb-harm': 'harm' }))).toEqual({
      ids: ['fl-fb-harm'],
      colour: 'red',
    })
    const unsafe = typeThrough(form, { ...thanks, 'fb-harm': 'unsafe' })
    expect(raisedBy(form, unsafe).ids).toEqual(['fl-unsafe'])
    expect(at(form, unsafe).check?.asked.map((one) => one.id)).toEqual(['declare'])
  })
  it('speaks to the reader, whoever it is for', () => {
    expect(at(form, nothingYet).facts.derived('reader')).toBe('you')
  })
})

describe('a page that must give a needed fact', () => {
  it('is not done while the fact is missing, though it was passed', () => {
    const rest = { 'cn-ask': ['record'], 'main-language': 'english', 'first-name': 'Bo' }
    const progress = typeThrough(formatsAndLanguages, rest, 'contact')
    const passed = {
      ...progress.passed,
      contact: ['contact-way', 'phone', 'email', 'contact-times', 'contact-person'],
    }
    expect(at(formatsAndLanguages, { ...progress, passed }).next).toBe('contact')
  })
})
