import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { deleteExpiredDrafts, findDraftByCode, findHiddenDraft, findOpenDraft } from '#db/queries/drafts.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { forms } from '#src/forms/all-forms.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { addFile } from '#src/services/filling-in/add-file.ts'
import { clearDevice, showUnkept } from '#src/services/filling-in/clear-device.ts'
import { openState, visitHash } from '#src/services/filling-in/drafts.ts'
import { asDate } from '#db/moments.ts'
import { questionPage, saveQuestionPage } from '#src/request/save-question-page.ts'
import { sharedCookie } from '#src/http/shared-device.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { endVisit } from '#src/services/filling-in/end-visit.ts'
import { closeIdleReceipts, idleTimeLeft, receiptTimeLeft } from '#src/services/filling-in/idle-time.ts'
import { codeHash, makeResumeCode, showSave } from '#src/services/filling-in/make-resume-code.ts'
import { makeCopy, showReceiptLinks } from '#src/services/after-sending/make-copy.ts'
import { type Resumed, resumeDraft } from '#src/services/filling-in/resume-draft.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { secretWords } from '#src/services/filling-in/secret-problems.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { fillIn, typedOn } from '#tests/unit/forms/shared/submissions.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { inPlain } from '#tests/support/in-plain.ts'
import { workOf } from '#tests/support/work.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (time: Temporal.DurationLike) => now.add(time)
const concern = forms['safeguarding-concern']
const contactUs = forms['ask-us-to-contact-you']
const { feedback } = forms
const SECRET = 'Teapot'

beforeEach(resetDatabase)

const post = (form: Form, visit: string, pageName: string, typed: Typed, at = now) =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now: at })

/** Form 8, up to the story: answers that may be shown again, that stay hidden, and that are unsafe. */
async function begun(contactWay = 'letter'): Promise<string> {
  const visit = randomUUID()
  await post(contactUs, visit, 'danger', { 'danger-now': ['no'] })
  await post(contactUs, visit, 'who', { 'who-for': ['me'] })
  await post(contactUs, visit, 'name', { 'first-name': ['Wilma'], 'last-name': ['Madeup'] })
  const times = contactWay === 'unsafe' ? {} : { 'contact-times': ['any'] }
  await post(contactUs, visit, 'contact', { 'contact-way': [contactWay], ...times })
  await post(contactUs, visit, 'messages', { 'message-safe': ['yes'] })
  await post(contactUs, visit, 'secret', { 'hide-who': ['no'] })
  return visit
}

async function codeFor(form: Form, visit: string, at = now, secret = SECRET): Promise<string> {
  const view = await showSave(form, visit, at)
  if (!view) throw new Error('There is no draft')
  const typed = { secret: [secret], _fresh: [view.fresh], _had: [view.had] }
  const made = await makeResumeCode(form, visit, typed, at)
  if (made.is !== 'made') throw new Error(made.is)
  return made.code
}

const comeBack = (
  code: string,
  visit: string,
  { secret = SECRET, at = now, mayReplace = false, address = '192.0.2.7' } = {},
): Promise<Resumed> => resumeDraft({ code, secret, mayReplace, visit: () => visit, address, now: at })

const isThere = async (code: string, at = now) =>
  (await read((db) => findDraftByCode(db, codeHash(code), asDate(at)))) !== undefined

const view = async (form: Form, page: string, visit: string, at = now) => {
  const shown = await showPage(form, page, visit, at)
  if (shown.is !== 'page') throw new Error(`${page}: ${JSON.stringify(shown)}`)
  return shown.view
}

describe('a code', () => {
  test('is made with a word, and neither is stored', async () => {
    const visit = await begun()
    const code = await codeFor(contactUs, visit)
    const draft = await read((db) => findDraftByCode(db, codeHash(code), asDate(now)))
    expect(draft?.secretHash).toMatch(/^\$argon2id\$/)
    expect(JSON.stringify(draft)).not.toContain(code)
    expect(JSON.stringify(draft).toLowerCase()).not.toContain('teapot')
    expect(draft?.expiresAt.toISOString()).toBe('2026-12-16T10:00:00.000Z')
  })

  test('needs a word that will do, and a page of ours', async () => {
    const visit = await begun()
    const shown = await showSave(contactUs, visit, now)
    const typed = { secret: ['1234'], _fresh: [shown?.fresh ?? ''], _had: [''] }
    expect(await makeResumeCode(contactUs, visit, typed, now)).toMatchObject({
      is: 'problems',
      problems: [{ field: 'secret', message: secretWords['few-figures'] }],
    })
    expect(await makeResumeCode(contactUs, visit, { secret: [SECRET] }, now)).toMatchObject({
      is: 'problems',
    })
    expect(await makeResumeCode(contactUs, randomUUID(), typed, now)).toEqual({ is: 'no-draft' })
  })

  test('clicked twenty times it is one code; made in two tabs the second is told', async () => {
    const visit = await begun()
    const shown = await showSave(contactUs, visit, now)
    const other = await showSave(contactUs, visit, now)
    const press = (fresh = '') =>
      makeResumeCode(contactUs, visit, { secret: [SECRET], _fresh: [fresh], _had: [''] }, now)
    const many = await Promise.all(Array.from({ length: 20 }, () => press(shown?.fresh)))
    expect(new Set(many.map((made) => (made.is === 'made' ? made.code : made.is))).size).toBe(1)
    expect(many[0]?.is).toBe('made')
    expect(await press(other?.fresh)).toMatchObject({ is: 'made-elsewhere' })
  })

  test('made in two tabs at the same moment, one wins and the other is told', async () => {
    const visit = await begun()
    const pages = await Promise.all([1, 2, 3, 4].map(() => showSave(contactUs, visit, now)))
    const made = await Promise.all(
      pages.map((page) =>
        makeResumeCode(contactUs, visit, { secret: [SECRET], _fresh: [page?.fresh ?? ''], _had: [''] }, now),
      ),
    )
    const codes = made.flatMap((one) => (one.is === 'made' ? [one.code] : []))
    expect(codes).toHaveLength(1)
    expect(made.filter((one) => one.is === 'made-elsewhere')).toHaveLength(3)
    expect(await comeBack(codes[0] ?? '', randomUUID())).toMatchObject({ is: 'opened' })
  })

  test('a new one ends the old one', async () => {
    const visit = await begun()
    const old = await codeFor(contactUs, visit)
    const fresh = await codeFor(contactUs, visit)
    expect(fresh).not.toBe(old)
    expect(await comeBack(old, randomUUID())).toEqual({ is: 'wrong' })
    expect(await comeBack(fresh, randomUUID())).toMatchObject({ is: 'opened' })
  })

  test.each([
    ['a letter', {}, false],
    ['not safe to say how', { contact: { 'contact-way': ['unsafe'] } }, true],
    ['no message', { messages: { 'message-safe': ['never'] } }, true],
    ['not safe to say whether a message is', { messages: { 'message-safe': ['unsafe'] } }, true],
    ['somebody must not know', { secret: { 'hide-who': ['yes'] } }, true],
    ['not safe to say whether somebody must not', { secret: { 'hide-who': ['unsafe'] } }, true],
  ] as const)('offers the screen only where contact is unsafe: %s', async (_, pages, isScreenOnly) => {
    const visit = await begun()
    for (const [page, typed] of Object.entries(pages)) await post(contactUs, visit, page, typed as Typed)
    expect(await showSave(contactUs, visit, now)).toMatchObject({
      isScreenOnly,
      keptUntil: later({ hours: 672 }),
    })
  })
})

describe('coming back', () => {
  test('on another device, at the first page not done, with half-typed answers; the first device keeps them', async () => {
    const visit = await begun()
    await post(contactUs, visit, 'story', { 'rc-story': ['x'.repeat(4_001)] })
    const code = await codeFor(contactUs, visit)
    const phone = randomUUID()
    expect(await comeBack(code.toLowerCase().replaceAll('-', ' '), phone, { secret: ' TEAPOT ' })).toEqual({
      is: 'opened',
      form: 'ask-us-to-contact-you',
      page: 'story',
    })
    for (const device of [visit, phone]) {
      expect((await view(contactUs, 'story', device)).typed).toEqual({ 'rc-story': ['x'.repeat(4_001)] })
      expect((await view(contactUs, 'name', device)).typed).toMatchObject({ 'first-name': ['Wilma'] })
    }
    await post(contactUs, phone, 'story', { 'rc-story': ['I cannot manage the stairs.'] })
    expect((await view(contactUs, 'story', visit)).typed).toEqual({
      'rc-story': ['I cannot manage the stairs.'],
    })
  })

  test('with files', async () => {
    const visit = randomUUID()
    await post(concern, visit, 'danger', {})
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const file = { field: 'sg-files', name: 'photo.png', bytes: png, tooLarge: false }
    expect(await addFile(concern, 's-proof', visit, file, now)).toBeUndefined()
    const phone = randomUUID()
    await comeBack(await codeFor(concern, visit), phone)
    expect(await addFile(concern, 's-proof', phone, { ...file, name: 'two.png' }, now)).toBeUndefined()
    const draft = await read((db) => findOpenDraft(db, visitHash(phone), concern.id, asDate(now)))
    expect(draft && openState(draft).answers['sg-files']).toMatchObject({
      value: [{ name: 'photo.png' }, { name: 'two.png' }],
    })
  })

  test('a wrong code and a wrong word get the same answer, and five of either pause that code there only', async () => {
    const visit = await begun()
    const code = await codeFor(contactUs, visit)
    const unknown = '2222-3333-4444'
    for (let tried = 0; tried < 5; tried++) {
      const wrong = { secret: 'kettle', address: '192.0.2.99' }
      expect(await comeBack(code, randomUUID(), wrong)).toEqual({ is: 'wrong' })
      expect(await comeBack(unknown, randomUUID(), wrong)).toEqual({ is: 'wrong' })
    }
    for (const one of [code, unknown]) {
      expect(await comeBack(one, randomUUID(), { address: '192.0.2.99' })).toEqual({
        is: 'wait',
        seconds: 30,
      })
    }
    // The device it was begun on goes on, and after the pause the right word is looked at again.
    expect(await post(contactUs, visit, 'story', { 'rc-story': ['Stairs.'] })).toMatchObject({ is: 'go' })
    const after = { at: later({ seconds: 31 }), address: '192.0.2.99' }
    expect(await comeBack(code, randomUUID(), { ...after, secret: 'kettle' })).toEqual({ is: 'wrong' })
    expect(await comeBack(code, randomUUID(), after)).toEqual({ is: 'wait', seconds: 60 })
    const there = { at: later({ minutes: 3 }), address: '192.0.2.99' }
    expect(await comeBack(code, randomUUID(), there)).toMatchObject({ is: 'opened' })
  })

  test('many wrong words at the same moment: five are looked at', async () => {
    const code = await codeFor(contactUs, await begun())
    const tried = await Promise.all(
      Array.from({ length: 15 }, () =>
        comeBack(code, randomUUID(), { secret: 'kettle', address: '192.0.2.1' }),
      ),
    )
    expect(tried.filter((one) => one.is === 'wrong')).toHaveLength(5)
    expect(tried.filter((one) => one.is === 'wait')).toHaveLength(10)
  })

  test('the work for a code nobody has is that for a wrong word', async () => {
    const code = await codeFor(contactUs, await begun())
    const work = (one: string, at: number) =>
      workOf(() => comeBack(one, randomUUID(), { secret: 'kettle', address: `203.0.113.${at}` }))
    const known: number[] = []
    const unknown: number[] = []
    for (let at = 0; at < 4; at++) {
      known.push(await work(code, at))
      unknown.push(await work('2222-3333-4444', at))
    }
    // Looking at a word takes tens of milliseconds; leaving it out takes two or three.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) / 2)
  })

  test('what cannot be a code is not a try', async () => {
    expect(await comeBack('K7H-4PX-9RD', randomUUID(), { secret: ' ' })).toEqual({
      is: 'unreadable',
      fields: ['code', 'secret'],
    })
  })

  test('other answers on this device are deleted only when the person says so', async () => {
    const code = await codeFor(contactUs, await begun())
    const other = await begun('call')
    expect(await comeBack(code, other)).toEqual({ is: 'other-answers-here' })
    expect((await view(contactUs, 'contact', other)).typed).toMatchObject({ 'contact-way': ['call'] })
    expect(await comeBack(code, other, { mayReplace: true })).toMatchObject({ is: 'opened' })
    expect((await view(contactUs, 'contact', other)).typed).toMatchObject({ 'contact-way': ['letter'] })
  })

  test('other answers that have a code of their own make room and are kept', async () => {
    const code = await codeFor(contactUs, await begun())
    const other = await begun('call')
    const otherCode = await codeFor(contactUs, other)
    expect(await comeBack(code, other)).toMatchObject({ is: 'opened' })
    expect(await comeBack(otherCode, randomUUID())).toMatchObject({ is: 'opened' })
  })

  test('two devices coming back at once both get in', async () => {
    const code = await codeFor(contactUs, await begun())
    const devices = Array.from({ length: 4 }, () => randomUUID())
    const same = randomUUID()
    const opened = await Promise.all([...devices, same, same].map((device) => comeBack(code, device)))
    // Five tries may be looked at before the first right one forgives them.
    expect(opened.filter((one) => one.is === 'opened').length).toBeGreaterThanOrEqual(4)
    for (const [at, device] of devices.entries()) {
      if (opened[at]?.is === 'opened') expect((await view(contactUs, 'name', device)).typed).toBeDefined()
    }
  })

  test.each([
    ['safeguarding-concern', { hours: 24 }],
    ['ask-us-to-contact-you', { hours: 28 * 24 }],
  ] as const)('a code of %s ends with its draft', async (id, life) => {
    const form = forms[id]
    const visit = randomUUID()
    await post(form, visit, 'danger', { 'danger-now': ['no'] })
    const code = await codeFor(form, visit)
    expect((await showSave(form, visit, now))?.keptUntil).toEqual(later(life))
    expect(await comeBack(code, randomUUID(), { at: later(life).subtract({ minutes: 1 }) })).toMatchObject({
      is: 'opened',
    })
    expect(await comeBack(code, randomUUID(), { at: later(life) })).toEqual({ is: 'wrong' })
    await transact((tx) => deleteExpiredDrafts(tx, asDate(later(life).add({ seconds: 1 }))))
    expect(await isThere(code)).toBe(false)
  })

  test('sent from one device, the other gets the same receipt, and the code opens nothing more', async () => {
    const visit = await begun()
    await post(contactUs, visit, 'story', { 'rc-story': ['Stairs.'] })
    const code = await codeFor(contactUs, visit)
    const phone = randomUUID()
    await comeBack(code, phone)
    const [one, two] = await Promise.all(
      [visit, phone].map((device) => submitForm(contactUs, device, {}, now)),
    )
    expect(one).toMatchObject({ is: 'sent' })
    expect(two).toEqual(one)
    expect((await showReceipt(contactUs, visit))?.reference).toBe(
      (await showReceipt(contactUs, phone))?.reference,
    )
    expect(await comeBack(code, randomUUID())).toEqual({ is: 'sent' })
    expect(await comeBack(code, randomUUID(), { secret: 'kettle' })).toEqual({ is: 'wrong' })
    // Both devices may start another one.
    expect(await post(contactUs, phone, 'danger', { 'danger-now': ['no'] })).toMatchObject({ is: 'go' })
  })
})

describe('a page that somebody came back to', () => {
  async function resumed(form: Form, visit: string): Promise<string> {
    const phone = randomUUID()
    expect(await comeBack(await codeFor(form, visit), phone)).toMatchObject({ is: 'opened' })
    return phone
  }

  test('shows what may be shown, and of the rest only whether it is answered', async () => {
    const visit = await begun('unsafe')
    await post(contactUs, visit, 'secret', { 'hide-who': ['yes'], 'hide-name': ['My flatmate'] })
    const phone = await resumed(contactUs, visit)
    expect((await view(contactUs, 'name', phone)).typed).toMatchObject({ 'first-name': ['Wilma'] })
    for (const page of ['danger', 'contact', 'secret']) {
      const again = await view(contactUs, page, phone)
      expect(again.typed, page).toEqual({})
      expect(JSON.stringify(again.walked.counts)).not.toMatch(/unsafe|flatmate/)
      expect(inPlain(again.shown[0]?.question.asks.hint ?? ''), page).toMatch(
        /^Answered\. We do not show your answer here/,
      )
    }
    // Whether a follow-up is answered would tell what opened it, on a page of its own too.
    expect(inPlain((await view(contactUs, 'safe-way', phone)).shown[0]?.question.asks.hint ?? '')).toMatch(
      /^If you answered this before/,
    )
    expect(inPlain((await view(contactUs, 'secret', phone)).shown[1]?.question.asks.hint ?? '')).toMatch(
      /^If you answered this before/,
    )
    expect((await view(contactUs, 'secret', visit)).typed).toMatchObject({ 'hide-who': ['yes'] })
  })

  test('left blank it keeps the hidden answer, answered again it replaces it, and a mistake loses neither', async () => {
    const visit = await begun()
    const phone = await resumed(contactUs, visit)
    const stored = async () => {
      const draft = await read((db) => findOpenDraft(db, visitHash(visit), contactUs.id, asDate(now)))
      return draft ? openState(draft).answers : {}
    }
    const { seen } = await view(contactUs, 'messages', phone)
    expect(await post(contactUs, phone, 'messages', { _seen: [seen] })).toMatchObject({ is: 'go' })
    expect((await stored())['message-safe']).toEqual({ value: { picked: ['yes'] } })
    await post(contactUs, phone, 'messages', { _seen: [seen], 'message-safe': ['never'] })
    expect((await stored())['message-safe']).toEqual({ value: { picked: ['never'] } })
    expect((await view(contactUs, 'messages', phone)).typed).toEqual({})
    const wrong = await post(contactUs, phone, 'secret', {
      'hide-name': ['x'.repeat(300)],
      'hide-who': ['yes'],
    })
    expect(wrong).toMatchObject({ is: 'problems', view: { typed: { 'hide-who': ['yes'] } } })
    expect((await view(contactUs, 'secret', phone)).typed).toEqual({})
    expect((await view(contactUs, 'secret', visit)).typed).toMatchObject({ 'hide-who': ['yes'] })
  })

  test('an answer that says "unsafe" survives a page continued past', async () => {
    const visit = await begun('unsafe')
    const phone = await resumed(contactUs, visit)
    const { seen } = await view(contactUs, 'contact', phone)
    expect(await post(contactUs, phone, 'contact', { _seen: [seen] })).toMatchObject({ is: 'go' })
    expect((await view(contactUs, 'contact', visit)).typed).toEqual({ 'contact-way': ['unsafe'] })
  })

  test('shows no answer of a safeguarding concern, nor the name in its words, and can still be sent', async () => {
    const visit = randomUUID()
    await post(concern, visit, 'danger', { 'danger-now': ['no'] })
    await post(concern, visit, 's-who', { 'sg-who': ['public'] })
    await post(concern, visit, 'private', { 'private-now': ['yes'] })
    await post(concern, visit, 's-safe', { 'sg-contact-risk': ['no'] })
    await post(concern, visit, 's-you', { 'sg-named': ['anonymous'] })
    await post(concern, visit, 's-adult', { 'sg-adult-name': ['Ken Madeupson'] })
    await post(concern, visit, 's-what', { 'sg-what': ['Somebody takes his money.'] })
    for (const page of ['s-talk', 's-needs']) await post(concern, visit, page, {})
    const phone = await resumed(concern, visit)
    for (const page of ['danger', 's-who', 's-you', 's-adult', 's-what']) {
      const again = await view(concern, page, phone)
      expect(again.typed, page).toEqual({})
      expect(JSON.stringify([again.shown, again.walked.counts, again.listener]), page).not.toMatch(
        /Madeupson|anonymous"\]|money\./,
      )
    }
    const check = await showCheck(concern, phone, now)
    const entries =
      check.is === 'check'
        ? check.snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries))
        : []
    expect(entries.find((entry) => entry.id === 'sg-what')).toMatchObject({
      state: 'answered',
      said: ['Answered'],
    })
    expect(entries.find((entry) => entry.id === 'sg-before')).toMatchObject({
      state: 'not-answered',
      said: [],
    })
    expect(JSON.stringify(entries)).not.toMatch(/Madeupson|takes his money/)
    const easily = await showCheck(concern, phone, now, 'easy-read')
    expect(JSON.stringify(easily.is === 'check' && easily.snapshot.parts)).not.toMatch(
      /Madeupson|takes his money/,
    )
    const full = await showCheck(concern, visit, now, 'easy-read')
    expect(JSON.stringify(full)).toContain('Madeupson')
    for (const [page, field] of [
      ['s-adult', 'sg-adult-name'],
      ['s-what', 'sg-what'],
    ] as const) {
      const { seen } = await view(concern, page, phone)
      expect(await post(concern, phone, page, { _seen: [seen], [field]: [' '] })).toMatchObject({ is: 'go' })
    }
    const sent = await submitForm(concern, phone, {}, now)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    expect(row && openSubmission(row).snapshot.answers).toMatchObject({
      'sg-adult-name': 'Ken Madeupson',
      'sg-what': 'Somebody takes his money.',
    })
  })

  describe('where hidden answers differ', () => {
    const assessment = forms['self-assessment']
    /** Everything asked of each form that its check page needs, with or without what must stay hidden. */
    async function answered(form: Form, isHarmed: boolean): Promise<string> {
      const visit = randomUUID()
      const pages: [string, Typed][] = [
        ['danger', { 'danger-now': [isHarmed ? 'yes' : 'no'] }],
        ...(isHarmed ? [['call-999', { 'danger-called': ['called'] }] satisfies [string, Typed]] : []),
        ...(form === assessment ? [['private', { 'private-now': ['yes'] }] satisfies [string, Typed]] : []),
        ['who', { 'who-for': ['me'] }],
        ...(form === assessment ? [['helper', { 'helper-help': ['no'] }] satisfies [string, Typed]] : []),
        ['name', { 'first-name': ['Wilma'] }],
        ['contact', { 'contact-way': ['call'], phone: ['07700 900801'], 'contact-times': ['any'] }],
        ['messages', { 'message-safe': [isHarmed ? 'never' : 'yes'] }],
        ['secret', isHarmed ? { 'hide-who': ['yes'], 'hide-name': ['My partner'] } : { 'hide-who': ['no'] }],
        ...(isHarmed ? [['safe-way', { 'safe-route': ['worker'] }] satisfies [string, Typed]] : []),
        ...(form === assessment
          ? ([
              ['story', { 'as-story': ['The stairs.'], 'as-when': ['longer'] }],
              [
                'safe',
                isHarmed
                  ? { 'as-safe': ['not-safe'], 'as-safe-what': ['controlling'], 'as-safe-act': ['talk'] }
                  : { 'as-safe': ['safe'], 'as-safe-what': ['no'] },
              ],
            ] satisfies [string, Typed][])
          : ([['story', { 'rc-story': ['The stairs.'] }]] satisfies [string, Typed][])),
      ]
      for (const [page, typed] of pages)
        expect(await post(form, visit, page, typed), page).toMatchObject({ is: 'go' })
      return visit
    }

    test.each([
      ['asked in order', contactUs],
      ['asked in any order', assessment],
    ])('the check page is the same, and so is what leads to it: %s', async (_, form) => {
      const seen = async (isHarmed: boolean) => {
        const visit = await answered(form, isHarmed)
        const phone = await resumed(form, visit)
        const there = await showCheck(form, phone, now)
        const easily = await showCheck(form, phone, now, 'easy-read')
        if (there.is !== 'check' || easily.is !== 'check') throw new Error('no check page')
        const { snapshot, unfinished, last, next, shown, about } = there
        const pageAfter = await view(form, 'story', phone)
        return {
          visit,
          phone,
          check: {
            parts: snapshot.parts,
            easily: easily.snapshot.parts,
            unfinished,
            last,
            next,
            shown,
            about,
          },
          back: pageAfter.back,
          before: pageAfter.before,
        }
      }
      const [harmed, safe] = [await seen(true), await seen(false)]
      expect(harmed.check).toEqual(safe.check)
      expect([harmed.back, harmed.before]).toEqual([safe.back, safe.before])
      expect(JSON.stringify(harmed.check)).toContain('danger-now')
      for (const page of ['call-999', 'safe-way']) {
        expect(await showPage(form, page, harmed.phone, now), page).toEqual(
          await showPage(form, page, safe.phone, now),
        )
        expect(await showPage(form, page, harmed.visit, now), page).toMatchObject({ is: 'page' })
      }
      // All of it is kept, and sent.
      const sent = await submitForm(form, harmed.phone, {}, now)
      const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
      expect(row && openSubmission(row).snapshot.answers).toMatchObject({
        'danger-called': 'called',
        'safe-route': 'worker',
        ...(form === assessment ? { 'as-safe-what': ['controlling'], 'as-safe-act': 'talk' } : {}),
      })
    })

    test('Continue passes by what is done; asked anew it is shown until it is answered', async () => {
      const phone = await resumed(contactUs, await answered(contactUs, true))
      expect(await post(contactUs, phone, 'danger', {})).toMatchObject({ is: 'go', to: 'who' })
      expect(await post(contactUs, phone, 'secret', {})).toMatchObject({ is: 'go', to: 'contact' })
      expect(await post(contactUs, phone, 'messages', {})).toMatchObject({ is: 'go', to: 'story' })
      expect(await post(contactUs, phone, 'secret', { 'hide-who': ['yes'] })).toMatchObject({ to: 'contact' })
      expect(await post(contactUs, phone, 'messages', {})).toMatchObject({ to: 'safe-way' })
      const again = await view(contactUs, 'safe-way', phone)
      expect(again.typed).toEqual({})
      expect(inPlain(again.shown[0]?.question.asks.hint ?? '')).toMatch(/^If you answered this before/)
      expect(await post(contactUs, phone, 'safe-way', {})).toMatchObject({ is: 'go', to: 'story' })
      expect(await showPage(contactUs, 'safe-way', phone, now)).toMatchObject({ is: 'redirect' })
    })

    test('what is not done yet is still asked', async () => {
      const visit = await begun()
      await post(contactUs, visit, 'secret', { 'hide-who': ['yes'] })
      const phone = await resumed(contactUs, visit)
      expect(await post(contactUs, phone, 'messages', {})).toMatchObject({ is: 'go', to: 'safe-way' })
      expect(await post(contactUs, phone, 'safe-way', {})).toMatchObject({ is: 'problems' })
      const answer = { 'safe-route': ['worker'] }
      expect(await post(contactUs, phone, 'safe-way', answer)).toMatchObject({ is: 'go', to: 'story' })
      expect((await view(contactUs, 'story', phone)).back).toMatchObject({ page: 'messages' })
    })

    test('how a copy is wanted is not asked there, since that tells whether contact is safe', async () => {
      const check = async (change: Fields) => {
        const visit = randomUUID()
        const fields = fillIn({ ...ivysComplaint, ...change })
        let name = pagesOf(feedback)[0]?.name ?? ''
        while (name !== 'check') {
          const { walked } = await view(feedback, name, visit)
          const here = walked.pages.find((one) => one.page.name === name)
          const saved = await post(feedback, visit, name, here ? typedOn(here, fields) : {})
          if (saved.is !== 'go') throw new Error(`${name}: ${saved.is}`)
          name = saved.to
        }
        const phone = await resumed(feedback, visit)
        const asked = async (device: string) => {
          const there = await showCheck(feedback, device, now)
          return there.is === 'check' ? there.shown.map(({ id }) => id) : there.is
        }
        return { phone, here: await asked(visit), again: await asked(phone) }
      }
      const unsafe = await check({ 'hide-who': 'yes', 'safe-route': 'worker' })
      const safe = await check({ 'hide-who': 'no' })
      expect([unsafe.here, safe.here]).toEqual([['declare'], ['declare', 'copy-how']])
      expect([unsafe.again, safe.again]).toEqual([['declare'], ['declare']])
      expect(await submitForm(feedback, safe.phone, {}, now)).toMatchObject({
        is: 'problems',
        problems: [{ field: 'declare' }],
      })
      expect(await submitForm(feedback, safe.phone, { declare: ['true'] }, now)).toMatchObject({ is: 'sent' })
    })
  })

  test('adding to a hidden list shows what was just typed, and keeps it', async () => {
    const visit = randomUUID()
    await post(concern, visit, 'danger', {})
    await post(concern, visit, 's-who', { 'sg-who': ['public'] })
    await post(concern, visit, 'private', { 'private-now': ['yes'] })
    await post(concern, visit, 's-safe', { 'sg-contact-risk': ['no'] })
    await post(concern, visit, 's-you', {})
    await post(concern, visit, 's-adult', { 'sg-adult-name': ['Ken'] })
    for (const page of ['s-talk', 's-needs', 's-what'])
      await post(concern, visit, page, page === 's-what' ? { 'sg-what': ['Shouting.'] } : {})
    for (;;) {
      const next = (await showSave(concern, visit, now))?.next
      if (next === 's-person' || next === undefined) break
      await post(concern, visit, next, {})
    }
    const phone = await resumed(concern, visit)
    const added = await post(concern, phone, 's-person', {
      'sg-by': ['known'],
      'sg-by-who-1-name': ['A neighbour'],
      _do: ['add:sg-by-who'],
    })
    expect(added).toMatchObject({
      is: 'shown',
      view: { typed: { 'sg-by-who-1-name': ['A neighbour'], 'sg-by-who-2-': [''] } },
    })
    expect((await view(concern, 's-person', phone)).typed).toEqual({})
  })
})

describe('leaving', () => {
  test('"Exit this page" deletes what has no code, and unbinds what has one', async () => {
    const withCode = await begun()
    const code = await codeFor(contactUs, withCode)
    await endVisit(withCode)
    expect(await showPage(contactUs, 'name', withCode, now)).toEqual({ is: 'no-draft' })
    expect(await comeBack(code, randomUUID())).toMatchObject({ is: 'opened' })

    const without = await begun()
    await endVisit(without)
    expect(await showPage(contactUs, 'name', without, now)).toEqual({ is: 'no-draft' })
    expect(await showUnkept(without, now)).toEqual([])
  })

  test('leaving one device leaves the other alone', async () => {
    const visit = await begun()
    const phone = randomUUID()
    await comeBack(await codeFor(contactUs, visit), phone)
    await endVisit(phone)
    expect((await view(contactUs, 'name', visit)).typed).toMatchObject({ 'first-name': ['Wilma'] })
  })

  test('a code made while the person leaves either keeps the draft or was never made', async () => {
    const visit = await begun()
    const shown = await showSave(contactUs, visit, now)
    const [made] = await Promise.all([
      makeResumeCode(contactUs, visit, { secret: [SECRET], _fresh: [shown?.fresh ?? ''], _had: [''] }, now),
      endVisit(visit),
    ])
    if (made.is === 'made') expect(await isThere(made.code)).toBe(true)
    else expect(['made-elsewhere', 'no-draft']).toContain(made.is)
  })

  test('clearing a device asks first where something would be lost', async () => {
    const visit = await begun()
    await post(concern, visit, 'danger', {})
    const code = await codeFor(contactUs, visit)
    expect(await showUnkept(visit, now)).toEqual([{ form: 'safeguarding-concern', savedAt: now }])
    expect(await clearDevice(visit, false, now)).toBe(false)
    expect((await view(contactUs, 'name', visit)).typed).toBeDefined()
    expect(await clearDevice(visit, true, now)).toBe(true)
    expect(await showPage(concern, 's-who', visit, now)).toEqual({ is: 'no-draft' })
    expect(await isThere(code)).toBe(true)
    expect(await clearDevice(undefined, false, now)).toBe(true)
  })

  test('clearing a device on which everything has a code needs no asking, and takes the receipt from it', async () => {
    const visit = await begun()
    await post(contactUs, visit, 'story', { 'rc-story': ['Stairs.'] })
    await submitForm(contactUs, visit, {}, now)
    expect(await clearDevice(visit, false, now)).toBe(true)
    expect(await showReceipt(contactUs, visit)).toBeUndefined()
  })
})

describe('a device nobody uses', () => {
  const idle = later({ minutes: 30 })

  test('hides answers after 30 minutes where there is a code, and never without one', async () => {
    const without = await begun()
    expect((await view(contactUs, 'name', without, later({ hours: 5 }))).typed).toBeDefined()
    const visit = await begun()
    const code = await codeFor(contactUs, visit)
    expect((await view(contactUs, 'name', visit, later({ minutes: 29 }))).typed).toBeDefined()
    const hidden = later({ minutes: 59 })
    expect(await showPage(contactUs, 'name', visit, hidden)).toEqual({ is: 'no-draft' })
    expect(await showCheck(contactUs, visit, hidden)).toEqual({ is: 'no-draft' })
    expect(await submitForm(contactUs, visit, {}, hidden)).toEqual({ is: 'no-draft' })
    expect(await showSave(contactUs, visit, hidden)).toBeUndefined()
    expect(await comeBack(code, visit, { at: hidden })).toMatchObject({ is: 'opened' })
    // From now on this device is one that came back.
    expect((await view(contactUs, 'messages', visit, hidden)).typed).toEqual({})
  })

  test('the time left is told to the script, and starts again when somebody is there', async () => {
    const visit = await begun()
    await codeFor(contactUs, visit)
    expect(await idleTimeLeft(contactUs, visit, false, later({ minutes: 26 }))).toBe(240)
    expect(await idleTimeLeft(contactUs, visit, true, later({ minutes: 26 }))).toBe(1800)
    expect(await idleTimeLeft(contactUs, visit, false, later({ minutes: 56 }))).toBe(0)
    expect(await idleTimeLeft(contactUs, visit, true, later({ minutes: 56 }))).toBe(0)
    expect(await idleTimeLeft(contactUs, undefined, true, now)).toBe(0)
  })

  test('what was being typed is kept, and not shown until the code is typed', async () => {
    const visit = await begun()
    const { seen } = await view(contactUs, 'story', visit)
    const code = await codeFor(contactUs, visit)
    const typed = { _seen: [seen], 'rc-story': ['Typed for half an hour.'] }
    expect(await post(contactUs, visit, 'story', typed, idle)).toEqual({ is: 'hidden' })
    expect(await showPage(contactUs, 'story', visit, idle)).toEqual({ is: 'no-draft' })
    await comeBack(code, visit, { at: idle })
    expect((await view(contactUs, 'story', visit, idle)).typed).toEqual({
      'rc-story': ['Typed for half an hour.'],
    })
  })

  test('somebody else can start the same form there, and learns nothing', async () => {
    const visit = await begun()
    const code = await codeFor(contactUs, visit)
    expect((await view(contactUs, 'danger', visit, idle)).typed).toEqual({})
    const { seen } = await view(contactUs, 'danger', visit, idle)
    const first = await post(contactUs, visit, 'danger', { _seen: [seen], 'danger-now': ['no'] }, idle)
    expect(first).toEqual({ is: 'go', to: 'who' })
    expect(
      await read((db) => findHiddenDraft(db, visitHash(visit), contactUs.id, asDate(idle))),
    ).toBeUndefined()
    expect((await showSave(contactUs, visit, idle))?.hasCode).toBe(false)
    expect(await comeBack(code, randomUUID(), { at: idle })).toMatchObject({ is: 'opened' })
  })
})

describe('a receipt on a device that others use', () => {
  const send = async (at = now, isUnsafe = false) => {
    const visit = await begun()
    if (isUnsafe) {
      await post(contactUs, visit, 'secret', { 'hide-who': ['yes'] }, at)
      await post(contactUs, visit, 'safe-way', { 'safe-route': ['worker'] }, at)
    }
    await post(contactUs, visit, 'story', { 'rc-story': ['The stairs.'] }, at)
    const answers = { 'main-language': ['english'], 'comm-any': ['no'] }
    const sent = await submitForm(contactUs, visit, { ...answers, declare: ['true'] }, at)
    expect(sent.is).toBe('sent')
    return visit
  }
  const isThereFor = async (visit: string) => (await showReceipt(contactUs, visit)) !== undefined

  test('closes 30 minutes after it was asked for last, and opens again for nobody there', async () => {
    const visit = await send()
    await closeIdleReceipts(visit, true, later({ minutes: 29 }))
    expect(await isThereFor(visit)).toBe(true)
    await showReceiptLinks(contactUs, visit, later({ minutes: 29 }))
    await closeIdleReceipts(visit, true, later({ minutes: 58 }))
    expect(await isThereFor(visit)).toBe(true)
    await closeIdleReceipts(visit, true, later({ minutes: 59 }))
    expect(await isThereFor(visit)).toBe(false)
    expect(await makeCopy(contactUs, visit, later({ minutes: 59 }))).toBeUndefined()
    expect(await receiptTimeLeft(contactUs, visit, true, later({ minutes: 59 }))).toBe(0)
  })

  test('closes on any other device too where contact is not safe, and only there', async () => {
    const [unsafe, safe] = [await send(now, true), await send()]
    expect(await showReceipt(contactUs, unsafe)).toMatchObject({ isScreenOnly: true, closes: true })
    expect(await showReceipt(contactUs, safe)).toMatchObject({ isScreenOnly: false, closes: false })
    const closeAt = async (minutes: number) => {
      for (const visit of [unsafe, safe]) await closeIdleReceipts(visit, false, later({ minutes }))
      return [await isThereFor(unsafe), await isThereFor(safe)]
    }
    expect(await closeAt(29)).toEqual([true, true])
    // Looked at again, it stays as long as before.
    await showReceiptLinks(contactUs, unsafe, later({ minutes: 29 }))
    expect(await closeAt(58)).toEqual([true, true])
    expect(await closeAt(59)).toEqual([false, true])
    const after = later({ minutes: 59 })
    expect(await showReceiptLinks(contactUs, unsafe, after)).toBeUndefined()
    expect(await makeCopy(contactUs, unsafe, after)).toBeUndefined()
    expect(await makeCopy(contactUs, safe, later({ hours: 9 }))).toBeDefined()
    expect((await view(contactUs, 'danger', unsafe, after)).typed).toEqual({})
  })

  test('counts from sending, however long the answers were looked over', async () => {
    const hours = later({ hours: 2 })
    const visit = await send(hours)
    await closeIdleReceipts(visit, true, hours.add({ minutes: 29 }))
    expect(await isThereFor(visit)).toBe(true)
  })

  test('takes neither what is being written there, nor what another device sent', async () => {
    const [visit, other] = [await begun(), await send()]
    await closeIdleReceipts(visit, true, later({ hours: 3 }))
    expect((await view(contactUs, 'name', visit, later({ hours: 3 }))).typed).toBeDefined()
    expect(await isThereFor(other)).toBe(true)
  })

  test('a page of it posted after that does not say that anything was sent', async () => {
    const page = questionPage({ form: contactUs.id, page: 'story' })
    if (!page) throw new Error('No such page')
    const visit = await send()
    const leadsTo = async (at: Temporal.Instant) => {
      const request = {
        method: 'POST',
        headers: { get: () => 'application/x-www-form-urlencoded' },
        bodyUsed: false,
        body: null,
        arrayBuffer: async () => new TextEncoder().encode('rc-story=The+stairs.'),
      }
      const isShared = (name: string) => (name === sharedCookie.name ? { value: 'yes' } : undefined)
      const answer = await saveQuestionPage(
        {
          request,
          cookies: { get: isShared, set: () => undefined, delete: () => undefined },
          locals: { now: at, visit, reading: 'plain' } as App.Locals,
          params: {},
          url: new URL('http://localhost/'),
          clientAddress: '',
        },
        page,
      )
      return answer instanceof Response ? answer.headers.get('location') : answer
    }
    const saysSent = `/forms/${contactUs.id}/sent?again=yes`
    expect(await leadsTo(later({ minutes: 29 }))).toBe(saysSent)
    expect(await leadsTo(later({ minutes: 31 }))).not.toBe(saysSent)
    expect(await isThereFor(visit)).toBe(false)
  })

  test('the time left is told to the script, and starts again when somebody is there', async () => {
    const visit = await send()
    expect(await receiptTimeLeft(contactUs, visit, false, later({ minutes: 26 }))).toBe(240)
    expect(await receiptTimeLeft(contactUs, visit, true, later({ minutes: 26 }))).toBe(1800)
    expect(await receiptTimeLeft(contactUs, visit, false, later({ minutes: 55 }))).toBe(60)
    expect(await receiptTimeLeft(contactUs, visit, true, later({ minutes: 56 }))).toBe(0)
    expect(await receiptTimeLeft(contactUs, randomUUID(), true, now)).toBe(0)
    expect(await receiptTimeLeft(contactUs, undefined, true, now)).toBe(0)
  })
})
