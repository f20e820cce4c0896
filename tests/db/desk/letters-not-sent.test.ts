import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listMessages } from '#db/queries/alerts.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { eventInWords } from '#src/domain/event-in-words.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { feedback } from '#src/forms/feedback.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { fillIn, typedOn } from '#tests/unit/forms/shared/submissions.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { eventsOf, newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (time: Temporal.DurationLike) => now.add(time)
const { phone: _phone, ...unreached } = bosRequest
const mine: Fields = fillIn({ ...unreached, 'contact-way': ['email'], email: 'bo@example.org' })
const idea: Fields = {
  ...fillIn({ ...ivysComplaint, 'fb-kind': 'idea' }),
  'contact-way': ['email'],
  email: 'ivy@example.org',
}

// Loaded once the mail server is there: a setting is read once.
let services: Awaited<ReturnType<typeof load>>
const load = async () => ({
  ...(await import('#src/services/desk/close-submission.act.ts')),
  ...(await import('#src/services/desk/letter-correct-email.act.ts')),
  ...(await import('#src/services/desk/decide-triage.act.ts')),
  ...(await import('#src/services/desk/export-submission.ts')),
  ...(await import('#src/services/desk/issue-code.ts')),
  ...(await import('#src/services/desk/letter-again.act.ts')),
  ...(await import('#src/services/desk/letter-dealt-with.act.ts')),
  ...(await import('#src/services/desk/record-copy-sent.act.ts')),
  ...(await import('#src/services/desk/show-queue.ts')),
  ...(await import('#src/services/desk/show-submission.ts')),
  ...(await import('#src/services/after-sending/add-to-submission.ts')),
  ...(await import('#src/services/after-sending/make-copy.ts')),
  ...(await import('#src/services/after-sending/show-status.ts')),
  ...(await import('#src/services/filling-in/make-resume-code.ts')),
  ...(await import('#src/services/filling-in/save-page.ts')),
  ...(await import('#src/services/filling-in/show-page.ts')),
  ...(await import('#src/services/running/show-system.ts')),
  ...(await import('#src/services/running/unsent-letter.act.ts')),
  ...(await import('#src/services/sending/submit-form.ts')),
  ...(await import('#src/jobs/purge-drafts.ts')),
  ...(await import('#src/jobs/send-letter.ts')),
  ...(await import('#src/services/desk/desk-act.ts')),
})

let mail: MailServer
beforeAll(async () => {
  mail = await startMailServer()
  process.env.SMTP_URL = mail.url
  process.env.ORIGIN = 'https://portal.example.org'
  services = await load()
})
afterAll(() => mail.close())

let officer: SignedInStaff
let administrator: SignedInStaff
beforeEach(async () => {
  await resetDatabase()
  mail.reset()
  officer = await newStaff('officer', 'Sam Okafor')
  administrator = await newStaff('administrator', 'Ada Notarealname')
})

const request = async (reference: string, at = now) => ({
  reference,
  staff: officer,
  version: (await rowOf(reference)).version,
  now: at,
})
const shown = async (reference: string) => {
  const found = await services.showSubmission(reference, officer, now)
  if (found.is !== 'submission') throw new Error(found.is)
  return found.submission
}
const view = async (name: string) => {
  const asked = services.readQueueAsked(new URLSearchParams({ view: name }))
  const queue = await services.showQueue(asked, officer, now)
  return {
    references: queue?.items.map(({ reference }) => reference),
    letters: queue?.items.flatMap(({ letters }) => letters),
    count: queue?.views.find((one) => one.view === name)?.count,
  }
}
const history = async (reference: string) => {
  const { history, names } = await shown(reference)
  return history.flatMap((event) => (event.kind === 'read' ? [] : [eventInWords(event, names)]))
}
const close = async (reference: string) =>
  services.closeSubmission({ ...(await request(reference)), reason: 'done', words: '' })
const newest = async () => {
  const [message] = await read((db) => listMessages(db, 1))
  if (!message) throw new Error('There is no message.')
  return message
}
const run = async (isLastTry = false, at = now) =>
  services.sendLetter({ messageId: (await newest()).id }, jobAt(at, isLastTry))

/** Answers a form page by page up to its check page. */
async function answer(form: Form, fields: Fields, visit: string) {
  let pageName = form.parts[0]?.pages[0]?.name ?? ''
  while (pageName !== 'check') {
    const page = await services.showPage(form, pageName, visit, now)
    if (page.is !== 'page') throw new Error(`${pageName}: ${page.is}`)
    const here = page.view.walked.pages.find((one) => one.page.name === pageName)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await services.savePage({ form, pageName, visit, typed, action: { is: 'continue' }, now })
    if (saved.is !== 'go') throw new Error(`${pageName}: ${JSON.stringify(saved)}`)
    pageName = saved.to
  }
}

/** Sends a form that is answered. @returns its reference. */
async function submit(form: Form, visit: string, copy: string): Promise<string> {
  const sent = await services.submitForm(
    form,
    visit,
    {
      declare: ['true'],
      ...(form.check.ask['copy-how'] ? { 'copy-how': [copy] } : {}),
    },
    now,
  )
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  return sent.reference
}

/** An idea of Ivy's, whose copy is asked for by email. */
async function ivysIdea(): Promise<string> {
  const visit = randomUUID()
  await answer(feedback, idea, visit)
  return submit(feedback, visit, 'email')
}

/** The same, decided, with the email in the queue. */
async function queued(): Promise<string> {
  const reference = await ivysIdea()
  const decision = { outcome: 'idea', colour: 'green', reason: 'Thank you.', 'next-step': 'Nothing.' }
  await services.decideTriage({
    ...(await request(reference)),
    typed: { ...decision, 'next-by': officer.id },
  })
  expect(await services.sendCopy({ ...(await request(reference)), how: 'link' })).toEqual({ is: 'done' })
  return reference
}

/** Gives them a new code, and presses the button a second time. @returns whether an email was said to be queued. */
async function issue(reference: string) {
  const looked = await services.findCodeCase(reference, officer, now)
  const code = looked.is === 'case' ? looked.found : undefined
  const typed = {
    key: [code?.key ?? ''],
    kind: ['submission'],
    _had: [code?.had ?? ''],
    _fresh: [code?.fresh ?? ''],
    checked: ['name', 'phone'],
    note: ['Rang us.'],
    'email-code': ['yes'],
  }
  const made = await services.issueCode(typed, officer, now)
  const again = await services.issueCode(typed, officer, now)
  return [made, again].map((one) => (one.is === 'issued' ? one.isEmailed : one.is))
}

/** The same, refused for good. */
async function refused(): Promise<string> {
  const reference = await queued()
  mail.isRefusing = true
  await run()
  mail.isRefusing = false
  return reference
}

describe('a letter in the queue', () => {
  test('is said to be sent nowhere, until the mail server has it', async () => {
    const reference = await queued()
    const { id } = await rowOf(reference)
    expect((await rowOf(reference)).copySentAt).toBeNull()
    expect((await shown(reference)).copy).toMatchObject({ sentAt: null, isToSend: true, email: 'waiting' })
    expect(await view('copies')).toMatchObject({ references: [reference], count: 1 })
    expect(await history(reference)).toContain('To be emailed: The copy they asked for is ready')
    expect((await history(reference)).join()).not.toMatch(/was emailed|Emailed|Copy sent/)
    expect(await services.showStatus(id, now)).toMatchObject({ hasCopy: false, copyEmail: 'being-sent' })
    expect(await close(reference)).toMatchObject({
      problems: [{ message: 'A letter is being sent. Close this once it has gone' }],
    })
    const exported = await services.exportSubmission(reference, officer, now)
    expect(exported).toMatchObject({
      document: { copy: { sentAt: null }, letters: [{ letter: 'copy-link', state: 'waiting' }] },
    })
    // A second press, and one on an older page.
    expect(await services.sendCopy({ ...(await request(reference)), how: 'link' })).toEqual({ is: 'changed' })

    await run(false, later({ minutes: 3 }))
    expect(mail.letters.map(({ to }) => to)).toEqual(['ivy@example.org'])
    expect((await rowOf(reference)).copySentAt).toEqual(new Date(later({ minutes: 3 }).epochMilliseconds))
    expect((await shown(reference)).copy).toMatchObject({ isToSend: false, email: 'sent' })
    expect(await view('copies')).toMatchObject({ references: [], count: 0 })
    expect((await history(reference)).at(-1)).toBe(
      'Emailed, the mail server has it: The copy they asked for is ready',
    )
    expect(await services.showStatus(id, now)).toMatchObject({ hasCopy: true, copyEmail: undefined })
    expect(await close(reference)).toEqual({ is: 'done' })
  })

  test('that cannot go now is tried again, and only after its tries has failed', async () => {
    const reference = await queued()
    mail.isBusy = true
    await expect(run()).rejects.toThrow()
    expect(await newest()).toMatchObject({ state: 'trying-again', failure: 'not-taken', tries: 1 })
    expect((await view('letters')).count).toBe(0)
    expect(await close(reference)).toMatchObject({
      problems: [
        { message: 'A letter could not be sent yet. Wait until it has gone, or deal with it first' },
      ],
    })
    await run(true)
    expect(await newest()).toMatchObject({ state: 'failed', failure: 'not-taken', tries: 2 })
    expect((await view('letters')).count).toBe(1)
    expect((await history(reference)).at(-1)).toBe(
      'Letter did not go: The copy they asked for is ready. The mail server could not be reached, or would not take it',
    )
  })

  test('whose last try was cut short is given up by the worker, and not kept waiting for ever', async () => {
    const reference = await queued()
    await services.purgeDrafts({}, jobAt(later({ hours: 90 })))
    expect((await newest()).state, 'its job is still there').toBe('waiting')
    await transact((tx) => tx.execute(sql`delete from pgboss.job where name = 'send-letter'`))
    await services.purgeDrafts({}, jobAt(later({ hours: 91 })))
    expect(await newest()).toMatchObject({ state: 'failed', failure: 'not-taken' })
    expect((await newest()).sealedLetter, 'the address stays').not.toBeNull()
    expect((await eventsOf(reference)).at(-1)).toMatchObject({ kind: 'letter-failed' })
  })

  test('may be dealt with while it is on its way: then it is the mail server that says what is true', async () => {
    const reference = await queued()
    mail.isBusy = true
    await expect(run()).rejects.toThrow()
    mail.isBusy = false
    const message = (await newest()).id
    mail.onLetter = async () => {
      const dealt = { ...(await request(reference)), message, how: 'phone', words: '' }
      expect(await services.dealWithLetter(dealt)).toEqual({ is: 'done' })
    }
    await run()
    expect(await newest()).toMatchObject({ state: 'sent', sealedLetter: null })
    expect((await rowOf(reference)).copySentAt).not.toBeNull()
  })
})

describe('a letter that did not go', () => {
  test('is on the case, in the history and on the desk’s list, and keeps its address', async () => {
    const reference = await refused()
    const { id } = await rowOf(reference)
    expect(mail.letters).toEqual([])
    const since = now
    expect((await shown(reference)).openLetters).toMatchObject([
      { state: 'failed', failure: 'address-refused', to: 'ivy@example.org', canGoAgain: true, tries: 1 },
    ])
    expect((await shown(reference)).copy).toMatchObject({ sentAt: null, isToSend: true, email: 'failed' })
    expect(await view('letters')).toEqual({
      references: [reference],
      letters: [{ words: 'The copy they asked for is ready', state: 'failed', since }],
      count: 1,
    })
    expect((await view('copies')).references).toEqual([reference])
    expect((await history(reference)).at(-1)).toContain('Letter did not go: The copy they asked for is ready')
    expect(await services.showStatus(id, now)).toMatchObject({ hasCopy: false, copyEmail: 'not-gone' })
    expect(await close(reference)).toMatchObject({
      problems: [{ message: 'Deal with the letter that did not go first' }],
    })
    await services.purgeDrafts({}, jobAt(later({ hours: 24 * 30 })))
    expect((await shown(reference)).openLetters).toMatchObject([{ to: 'ivy@example.org' }])
    const stored = JSON.stringify(await eventsOf(reference))
    expect(stored).not.toContain('ivy@example.org')
    const system = await services.showSystem(administrator, now)
    expect(system?.failedMessages).toMatchObject([
      { about: { is: 'request', reference }, state: 'failed', failure: 'address-refused' },
    ])
    expect(JSON.stringify(system)).not.toMatch(/ivy|Nobody rang/i)
  })

  test('goes when it is tried again, and then has been sent', async () => {
    const reference = await refused()
    const message = (await newest()).id
    expect(await services.sendLetterAgain({ ...(await request(reference)), message })).toEqual({ is: 'done' })
    expect((await view('letters')).count).toBe(0)
    expect(await newest()).toMatchObject({ state: 'waiting', tries: 0, failure: null })
    expect(await services.sendLetterAgain({ ...(await request(reference)), message })).toEqual({
      is: 'changed',
    })
    await run()
    expect(mail.letters.map(({ to }) => to)).toEqual(['ivy@example.org'])
    expect((await rowOf(reference)).copySentAt).not.toBeNull()
  })

  test('goes to the address as they put it right, as do later ones, and the first is used no more', async () => {
    const reference = await refused()
    const message = (await newest()).id
    const asked = await request(reference)
    const fields = async (typed: { email: string; told: string }) => {
      const result = await services.correctEmail({ ...asked, message, ...typed })
      return result.is === 'problems' ? result.problems.map(({ field }) => field) : result.is
    }
    expect(await fields({ email: 'ivy', told: 'themself-safe' })).toEqual(['right-email'])
    expect(await fields({ email: '', told: '' })).toEqual(['right-email', 'right-email-told'])
    expect(await fields({ email: 'ivy.x@example.org', told: 'constructor' })).toEqual(['right-email-told'])
    expect((await newest()).state).toBe('failed')
    expect(await fields({ email: 'ivy.x@example.org', told: 'themself-safe' })).toBe('done')
    await run()
    expect(mail.letters.map(({ to }) => to)).toEqual(['ivy.x@example.org'])
    const page = await shown(reference)
    expect(page.correctedEmail).toBe('ivy.x@example.org')
    expect((await rowOf(reference)).correctedEmail?.toString('latin1')).not.toContain('ivy.x')
    const looked = await services.findCodeCase(reference, officer, now)
    expect(looked).toMatchObject({ found: { canEmail: true, email: 'ivy.x@example.org' } })
    expect(JSON.stringify(await eventsOf(reference))).not.toContain('ivy.x')
  })

  test('has its address put right for every letter that is on its way', async () => {
    const reference = await refused()
    const copy = (await newest()).id
    await issue(reference)
    const code = (await read((db) => listMessages(db, 10))).find(({ id }) => id !== copy)
    const typed = { email: 'ivy.x@example.org', told: 'themself-safe' }
    expect(await services.correctEmail({ ...(await request(reference)), message: copy, ...typed })).toEqual({
      is: 'done',
    })
    await services.sendLetter({ messageId: code?.id ?? '' }, jobAt())
    await services.sendLetter({ messageId: copy }, jobAt())
    expect(mail.letters.map(({ to }) => to)).toEqual(['ivy.x@example.org', 'ivy.x@example.org'])
  })

  for (const way of ['tried again', 'put right'] as const) {
    test(`is held back when contact became unsafe after it was ${way}`, async () => {
      const reference = await refused()
      const message = (await newest()).id
      const asked = { ...(await request(reference)), message }
      if (way === 'tried again') await services.sendLetterAgain(asked)
      else await services.correctEmail({ ...asked, email: 'ivy.x@example.org', told: 'themself-safe' })
      const { id } = await rowOf(reference)
      const unsafe: Typed = { 'danger-now': ['no'], 'still-safe': ['no'], 'safe-instead': ['My sister.'] }
      expect(await services.addToSubmission(id, 'worse', unsafe, later({ minutes: 5 }))).toEqual({
        is: 'added',
      })
      await run()
      expect(mail.letters).toEqual([])
      expect(await newest()).toMatchObject({ state: 'withheld', sealedLetter: null })
      expect((await history(reference)).at(-1)).toMatch(/^Letter held back/)
    })
  }

  test('is not offered again where contact is not safe, and can be dealt with all the same', async () => {
    const reference = await refused()
    const { id, flags } = await rowOf(reference)
    await transact((tx) => updateSubmission(tx, id, { flags: [...flags, 'fl-safe-contact'] }))
    const message = (await newest()).id
    expect((await shown(reference)).openLetters).toMatchObject([{ canGoAgain: false }])
    const asked = async () => ({ ...(await request(reference)), message })
    expect((await services.sendLetterAgain(await asked())).is).toBe('problems')
    const typed = { email: 'ivy.x@example.org', told: 'themself-safe' }
    expect((await services.correctEmail({ ...(await asked()), ...typed })).is).toBe('problems')
    const dealt = { ...(await asked()), how: 'in-person', words: '' }
    expect(await services.dealWithLetter(dealt)).toEqual({ is: 'done' })
  })

  test.each([
    ['post', { copySentAt: new Date(now.epochMilliseconds), copyNotNeededAt: null }, true],
    ['in-person', { copySentAt: new Date(now.epochMilliseconds), copyNotNeededAt: null }, true],
    ['not-needed', { copySentAt: null, copyNotNeededAt: new Date(now.epochMilliseconds) }, true],
    ['phone', { copySentAt: null, copyNotNeededAt: null }, false],
  ])('and was dealt with (%s) is off the list, without its address', async (how, copy, isSettled) => {
    const reference = await refused()
    const message = (await newest()).id
    const asked = await request(reference)
    const problems = await services.dealWithLetter({ ...asked, message, how: 'constructor', words: '' })
    expect(problems).toMatchObject({ problems: [{ field: 'letter-dealt-how' }] })
    expect(await services.dealWithLetter({ ...asked, message, how: 'other', words: ' ' })).toMatchObject({
      problems: [{ field: 'letter-dealt-words' }],
    })
    const dealt = { ...asked, message, how, words: 'Rang her at noon.' }
    expect(await services.dealWithLetter(dealt)).toEqual({ is: 'done' })
    expect(await newest()).toMatchObject({
      state: 'dealt-with',
      sealedLetter: null,
      dealtWith: how,
      dealtWithBy: officer.id,
    })
    expect((await view('letters')).count).toBe(0)
    expect((await shown(reference)).openLetters).toEqual([])
    expect(await rowOf(reference)).toMatchObject(copy)
    expect((await shown(reference)).notes.at(-1)).toMatchObject({
      kind: 'letter-dealt-with',
      codes: [how],
      words: 'Rang her at noon.',
    })
    expect((await shown(reference)).leftToDo).toBe(
      isSettled ? undefined : 'Send the copy they asked for first',
    )
    // A job that was left over sends nothing.
    await services.sendLetter({ messageId: message }, jobAt())
    expect(mail.letters).toEqual([])
  })

  test('of another request, or on an older page, is not touched', async () => {
    const reference = await refused()
    const message = (await newest()).id
    const other = await ivysIdea()
    const asked = { ...(await request(other)), message }
    expect(await services.dealWithLetter({ ...asked, how: 'post', words: '' })).toEqual({ is: 'changed' })
    const older = { ...(await request(reference)), message }
    expect(await services.sendLetterAgain({ ...older, version: older.version - 1 })).toEqual({
      is: 'changed',
    })
    expect(await services.sendLetterAgain({ ...older, message: 'constructor' })).toEqual({ is: 'changed' })
    expect((await newest()).state).toBe('failed')
  })

  test('is ended when the copy is posted, and can be emailed anew when they ask', async () => {
    const reference = await refused()
    expect(await services.sendCopy({ ...(await request(reference)), how: 'link' })).toEqual({ is: 'done' })
    expect(await read((db) => listMessages(db, 10)), 'the same letter').toHaveLength(1)
    mail.isRefusing = true
    await run()
    expect(await services.sendCopy({ ...(await request(reference)), how: 'post' })).toEqual({ is: 'done' })
    expect(await newest()).toMatchObject({ state: 'dealt-with', dealtWith: 'post', sealedLetter: null })
    expect(await close(reference)).toEqual({ is: 'done' })
  })
})

describe('a code that was emailed', () => {
  test('and did not go is dealt with by a newer one, which the old letter does not outlive', async () => {
    const reference = await ivysIdea()
    expect(await issue(reference)).toEqual([true, true])
    const first = (await newest()).id
    mail.isRefusing = true
    await services.sendLetter({ messageId: first }, jobAt())
    expect((await view('letters')).count).toBe(1)
    expect(await issue(reference)).toEqual([true, true])
    expect((await view('letters')).count).toBe(0)
    const messages = await read((db) => listMessages(db, 10))
    expect(messages.find(({ id }) => id === first)).toMatchObject({
      state: 'dealt-with',
      dealtWith: 'replaced',
      sealedLetter: null,
    })
    expect(messages.map(({ state }) => state).toSorted()).toEqual(['dealt-with', 'waiting'])
  })

  async function withCode() {
    const visit = randomUUID()
    await answer(askUsToContactYou, mine, visit)
    const make = async () => {
      const save = await services.showSave(askUsToContactYou, visit, now)
      const page = {
        secret: ['teapot'],
        _fresh: [save?.fresh ?? ''],
        _had: [save?.had ?? ''],
        'email-code': ['yes'],
      }
      // Twice, as a second press would.
      await services.makeResumeCode(askUsToContactYou, visit, page, now)
      return services.makeResumeCode(askUsToContactYou, visit, page, now)
    }
    expect(await make()).toMatchObject({ is: 'made', isEmailed: true })
    return { visit, make }
  }
  const codeEmail = async (visit: string) =>
    (await services.showSave(askUsToContactYou, visit, now))?.codeEmail

  test('for a form that is not sent is on the system page with the form, and told to whoever writes it', async () => {
    const { visit, make } = await withCode()
    expect(await codeEmail(visit)).toBe('waiting')
    mail.isRefusing = true
    await run()
    expect(await codeEmail(visit)).toBe('failed')
    const system = await services.showSystem(administrator, now)
    expect(system?.failedMessages).toMatchObject([
      { about: { is: 'draft', form: 'Ask us to contact you', canGoAgain: true }, failure: 'address-refused' },
    ])
    expect(JSON.stringify(system)).not.toMatch(/bo@example|stairs|\bBo\b/)
    const asked = services.readQueueAsked(new URLSearchParams())
    const manager = await newStaff('manager', 'Priya Nair')
    expect((await services.showQueue(asked, manager, now))?.troubles).toBe(1)

    const { id } = await newest()
    const again = services.unsentLetterAgainAct
    const at = { staff: administrator, now }
    await services.runDeskAct(again, at, { [again.fields.message]: [id] })
    expect(await codeEmail(visit)).toBe('waiting')
    mail.isRefusing = false
    await run()
    expect(mail.letters.map(({ to }) => to)).toEqual(['bo@example.org'])
    expect(await codeEmail(visit)).toBe('sent')

    await make()
    mail.isRefusing = true
    const [waiting] = (await read((db) => listMessages(db, 10))).filter(({ state }) => state === 'waiting')
    await services.sendLetter({ messageId: waiting?.id ?? '' }, jobAt())
    const seen = services.unsentLetterSeenAct
    await services.runDeskAct(seen, at, { [seen.fields.message]: [waiting?.id ?? ''] })
    expect((await services.showSystem(administrator, now))?.failedMessages).toEqual([])
    expect(
      (await read((db) => listMessages(db, 10))).every(({ sealedLetter }) => sealedLetter === null),
    ).toBe(true)
  })

  test('and has not gone when the form is sent is needed by nobody', async () => {
    const { visit } = await withCode()
    mail.isRefusing = true
    await run()
    await submit(askUsToContactYou, visit, 'screen')
    const letter = await newest()
    expect(letter).toMatchObject({ state: 'dealt-with', dealtWith: 'form-sent', sealedLetter: null })
    // It belongs to what was sent from then on.
    expect(letter).toMatchObject({ draftId: null, submissionId: expect.any(String) })
    expect((await view('letters')).count).toBe(0)
  })

  test('that is replaced before it went is not sent any more', async () => {
    const { make } = await withCode()
    const first = (await newest()).id
    await make()
    await services.sendLetter({ messageId: first }, jobAt())
    expect(mail.letters).toEqual([])
  })
})
