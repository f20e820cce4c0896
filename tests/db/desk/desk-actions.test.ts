import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listClocks, listRunningClocks } from '#db/queries/clocks.ts'
import { findMessage, insertMessage, listFailedMessages, listMessages } from '#db/queries/alerts.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { eventInWords } from '#src/domain/event-in-words.ts'
import type { TypedDecision } from '#src/domain/triage.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { statusCodeOf } from '#src/services/after-sending/status-code.ts'
import { visitHash } from '#src/services/filling-in/drafts.ts'
import {
  type Fields,
  fieldsOf,
  type GivenAnswers,
  NEUTRAL_SHARED,
} from '#tests/fixtures/long-form-answers.ts'
import { fillIn, typedOn } from '#tests/unit/forms/shared/submissions.ts'
import { fillIn as fillInAssessment } from '#tests/fixtures/self-assessment-submissions.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { type MailServer, startMailServer } from '#tests/support/mail-server.ts'
import { startPortal, Visitor } from '#tests/support/running-portal.ts'
import { eventsOf, newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (time: Temporal.DurationLike) => now.add(time)
const { phone: _phone, ...unreached } = bosRequest
const mine: Fields = fillIn({ ...unreached, 'contact-way': ['email'], email: 'bo@example.org' })
const unsafe: Fields = { ...mine, 'hide-who': 'yes', 'safe-route': 'worker' }
const complaint: Fields = fillIn(ivysComplaint)
const emailOf: Fields = { 'contact-way': ['email'], email: 'ivy@example.org' }

// Loaded once the mail server is there: a setting is read once.
let services: Awaited<ReturnType<typeof load>>
const load = async () => ({
  ...(await import('#src/services/desk/close-submission.act.ts')),
  ...(await import('#src/services/desk/complaint-reply.act.ts')),
  ...(await import('#src/services/desk/decide-triage.act.ts')),
  ...(await import('#src/services/desk/export-submission.ts')),
  ...(await import('#src/services/desk/issue-code.ts')),
  ...(await import('#src/services/after-sending/make-copy.ts')),
  ...(await import('#src/services/filling-in/make-resume-code.ts')),
  ...(await import('#src/services/desk/record-contact.act.ts')),
  ...(await import('#src/services/filling-in/resume-draft.ts')),
  ...(await import('#src/services/filling-in/save-page.ts')),
  ...(await import('#src/services/desk/record-copy-sent.act.ts')),
  ...(await import('#src/services/desk/copy-to-post.ts')),
  ...(await import('#src/services/desk/copy-asked.ts')),
  ...(await import('#src/services/filling-in/show-page.ts')),
  ...(await import('#src/services/desk/show-queue.ts')),
  ...(await import('#src/services/after-sending/show-status.ts')),
  ...(await import('#src/services/desk/show-submission.ts')),
  ...(await import('#src/services/after-sending/status-code.ts')),
  ...(await import('#src/services/after-sending/status-pass.ts')),
  ...(await import('#src/services/sending/submit-form.ts')),
  ...(await import('#src/services/desk/type-in.ts')),
  ...(await import('#src/services/after-sending/add-to-submission.ts')),
  ...(await import('#src/jobs/send-letter.ts')),
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
let auditor: SignedInStaff
let manager: SignedInStaff
beforeEach(async () => {
  await resetDatabase()
  mail.reset()
  officer = await newStaff('officer', 'Sam Okafor')
  manager = await newStaff('manager', 'Priya Nair')
  auditor = await newStaff('auditor', 'Tom Ellis')
})

/** Answers a form page by page up to its check page. */
async function answer(form: Form, fields: Fields, visit: string, at = now, reading: ReadingStyle = 'plain') {
  let name = form.parts[0]?.pages[0]?.name ?? ''
  while (name !== 'check') {
    const shown = await services.showPage(form, name, visit, at)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await services.savePage({
      form,
      pageName: name,
      visit,
      typed,
      action: { is: 'continue' },
      now: at,
      reading,
    })
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
}

const declared = (form: Form, copy = 'screen', isForOther = false): Typed => {
  if (form.isSafeguarding) return {}
  return {
    declare: isForOther ? ['true', 'right'] : ['true'],
    ...(form.check.ask['copy-how'] ? { 'copy-how': [copy] } : {}),
  }
}

async function send(
  form: Form = askUsToContactYou,
  fields: Fields = mine,
  copy = 'screen',
  at = now,
  reading: ReadingStyle = 'plain',
) {
  const visit = randomUUID()
  await answer(form, fields, visit, at, reading)
  const isForOther = fields['who-for'] === 'someone-else'
  const sent = await services.submitForm(form, visit, declared(form, copy, isForOther), at, reading)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  const row = await rowOf(sent.reference)
  return { visit, reference: sent.reference, id: row.id }
}

const request = async (reference: string, staff = officer, at = now) => ({
  reference,
  staff,
  version: (await rowOf(reference)).version,
  now: at,
})
const shown = async (reference: string, staff = officer, at = now) => {
  const found = await services.showSubmission(reference, staff, at)
  if (found.is !== 'submission') throw new Error(found.is)
  return found.submission
}
const decision: TypedDecision = {
  outcome: 'advice',
  colour: 'green',
  reason: 'Enough for now.',
  'next-step': 'Ring them.',
}
async function decide(reference: string, change: TypedDecision = {}, at = now) {
  const typed = { ...decision, 'next-by': officer.id, ...change }
  return services.decideTriage({ ...(await request(reference, officer, at)), typed })
}
const queue = async (search = '') => {
  const asked = services.readQueueAsked(new URLSearchParams(search))
  return (await services.showQueue(asked, officer, now))?.items ?? []
}
const problemsOf = (result: { is: string; problems?: readonly { field: string; message: string }[] }) =>
  result.problems?.map(({ field }) => field)

const moment = (id: string, day: string, time: string): Typed => {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${id}-day`]: [date], [`${id}-month`]: [month], [`${id}-year`]: [year], [`${id}-time`]: [time] }
}

/** When each clock of a submission that runs is due. */
const dueTimes = async (id: string) =>
  ((await read((db) => listRunningClocks(db, [id]))).get(id) ?? []).map(
    ({ kind, dueAt }) => [kind, dueAt] as const,
  )

describe('typing in for somebody else', () => {
  const begin = async (change: Typed = {}, staff = officer, at = now) =>
    services.beginTyping(
      { form: ['feedback'], how: ['paper'], ...moment('received', '2026-11-13', '9am'), ...change },
      staff,
      at,
    )

  test('counts the promise from when the council received it, and says who typed it in', async () => {
    const begun = await begin()
    if (begun.is !== 'begun') throw new Error(JSON.stringify(begun))
    const typing = await services.openTyping(begun.draftId, 'feedback', officer, now)
    expect(typing).toMatchObject({ how: 'paper', staffName: 'Sam Okafor', isSent: false })
    const visit = typing?.visit ?? ''
    await answer(feedback, complaint, visit)
    const sent = await services.submitForm(feedback, visit, declared(feedback), now)
    if (sent.is !== 'sent') throw new Error(sent.is)
    const row = await rowOf(sent.reference)
    expect(row).toMatchObject({
      receivedAt: new Date('2026-11-13T09:00:00Z'),
      typedInBy: officer.id,
      typedInHow: 'paper',
      typedInAt: new Date('2026-11-18T10:00:00Z'),
      // Friday the 13th: the Monday after, long past when it was typed in.
      nextDueAt: new Date('2026-11-16T17:00:00Z'),
    })
    expect(await dueTimes(row.id)).toEqual([
      ['triage', new Date('2026-11-16T17:00:00Z')],
      ['complaint-reply', new Date('2026-11-27T17:00:00Z')],
    ])
    const [received] = await eventsOf(sent.reference)
    expect(received).toMatchObject({
      kind: 'received',
      actor: 'staff',
      staffName: 'Sam Okafor',
      detail: { typedIn: 'paper', receivedAt: '2026-11-13T09:00:00Z' },
    })
    const page = await shown(sent.reference)
    expect(page.typedIn).toMatchObject({ by: 'Sam Okafor', how: 'paper' })
    expect((await queue()).map(({ typedInHow }) => typedInHow)).toEqual(['paper'])
    const exported = await services.exportSubmission(sent.reference, officer, now)
    expect(exported.is === 'document' && exported.document['typedIn']).toMatchObject({ how: 'paper' })
    const receipt = await services.showTypedInReceipt(begun.draftId, officer, now)
    expect(receipt).toMatchObject({ reference: sent.reference, isScreenOnly: false })
    const opened = await services.openStatus(
      { reference: sent.reference, code: receipt?.code ?? '' },
      '203.0.113.9',
      now,
    )
    expect(opened.is).toBe('opened')
    const status = await services.showStatus(row.id, now)
    expect(status?.steps[0]?.at?.toString()).toBe('2026-11-13T09:00:00Z')
    expect((await services.openTyping(begun.draftId, 'feedback', officer, now))?.isSent).toBe(true)
  })

  test('says plainly what is wrong, and begins nothing', async () => {
    expect(problemsOf(await services.beginTyping({}, officer, now))).toEqual([
      'form',
      'how',
      'received-day',
      'received-time',
    ])
    expect(problemsOf(await begin(moment('received', '2026-11-19', '9am')))).toEqual(['received-day'])
    expect(problemsOf(await begin(moment('received', '2026-08-19', '9am')))).toEqual(['received-day'])
    expect(problemsOf(await begin({ form: ['constructor'], how: ['toString'] }))).toEqual(['form', 'how'])
    expect(await services.listTypings(officer, now)).toEqual({ own: [], ofColleagues: [] })
  })

  test('is for who may, and what is begun is theirs until a colleague takes it over', async () => {
    expect(await begin({}, auditor)).toEqual({ is: 'not-allowed' })
    expect(await services.listTypings(auditor, now)).toBeUndefined()
    const begun = await begin()
    const draftId = begun.is === 'begun' ? begun.draftId : ''
    expect(await services.openTyping(draftId, 'feedback', manager, now)).toBeUndefined()
    expect(await services.openTyping(draftId, 'self-assessment', officer, now)).toBeUndefined()
    expect(await services.openTyping('nonsense', 'feedback', officer, now)).toBeUndefined()
    await services.stopTyping(draftId, manager)
    const one = { draftId, how: 'paper', form: 'feedback', by: { id: officer.id, name: 'Sam Okafor' } }
    expect(await services.listTypings(officer, now)).toMatchObject({ own: [one], ofColleagues: [] })
    expect(await services.listTypings(manager, now)).toMatchObject({ own: [], ofColleagues: [one] })
    await services.stopTyping(draftId, officer)
    expect(await services.listTypings(officer, now)).toEqual({ own: [], ofColleagues: [] })
  })

  test('goes on with a colleague who takes it over, and says so to both and in the history', async () => {
    const begun = await begin()
    const draftId = begun.is === 'begun' ? begun.draftId : ''
    const visit = (await services.openTyping(draftId, 'feedback', officer, now))?.visit ?? ''
    await answer(feedback, complaint, visit)
    const at = later({ minutes: 5 })
    expect(await services.takeOverTyping(draftId, officer.id, auditor, at)).toEqual({ is: 'not-allowed' })
    expect(await services.takeOverTyping('nonsense', officer.id, manager, at)).toEqual({ is: 'gone' })
    expect(await services.takeOverTyping(draftId, auditor.id, manager, at), 'of a page before').toEqual({
      is: 'changed',
    })
    expect(await services.findTakenOver(draftId, 'feedback', officer, at)).toBeUndefined()
    const taken = { is: 'taken', form: 'feedback' }
    expect(await services.takeOverTyping(draftId, officer.id, manager, at)).toEqual(taken)
    expect(await services.takeOverTyping(draftId, officer.id, manager, at), 'pressed twice').toEqual(taken)

    // Who had it is told, reaches it no more, and cannot send what was open in another tab.
    expect(await services.openTyping(draftId, 'feedback', officer, at)).toBeUndefined()
    expect(await services.findTakenOver(draftId, 'feedback', officer, at)).toEqual({
      by: 'Priya Nair',
      at,
      isSent: false,
    })
    expect(await services.findTakenOver(draftId, 'self-assessment', officer, at)).toBeUndefined()
    expect(await services.findTakenOver(draftId, 'feedback', auditor, at)).toBeUndefined()
    const send = (staff: SignedInStaff) =>
      services.submitForm(feedback, visit, declared(feedback), at, 'plain', staff.id)
    expect(await send(officer)).toEqual({ is: 'no-draft' })

    // The same answers go on, and count from when the council got them.
    const typing = await services.openTyping(draftId, 'feedback', manager, at)
    expect(typing).toMatchObject({ visit, by: manager.id, how: 'paper' })
    const sent = await send(manager)
    if (sent.is !== 'sent') throw new Error(sent.is)
    expect(await rowOf(sent.reference)).toMatchObject({
      receivedAt: new Date('2026-11-13T09:00:00Z'),
      typedInBy: manager.id,
    })
    expect(await eventsOf(sent.reference)).toMatchObject([
      { kind: 'received', staffName: 'Priya Nair' },
      { kind: 'typing-taken-over', staffName: 'Priya Nair', detail: { from: officer.id } },
    ])
    const { history, names, notes } = await shown(sent.reference)
    expect(history[1] && eventInWords(history[1], names)).toBe('Typing in taken over from Sam Okafor')
    expect(notes).toEqual([])
    expect((await services.findTakenOver(draftId, 'feedback', officer, at))?.isSent).toBe(true)
    expect(await services.showTypedInReceipt(draftId, officer, at)).toBeUndefined()
    expect(await services.showTypedInReceipt(draftId, manager, at)).toMatchObject({
      reference: sent.reference,
    })
    expect(await services.takeOverTyping(draftId, manager.id, officer, at), 'it is sent').toEqual({
      is: 'gone',
    })
  })

  test('is taken over by one of two, and taken back', async () => {
    const begun = await begin()
    const draftId = begun.is === 'begun' ? begun.draftId : ''
    const another = await newStaff('officer', 'Lee Hart', 'lee')
    const both = await Promise.all(
      [manager, another].map((staff) => services.takeOverTyping(draftId, officer.id, staff, now)),
    )
    expect(both.map(({ is }) => is).toSorted()).toEqual(['changed', 'taken'])
    const winner = both[0]?.is === 'taken' ? manager : another
    const back = later({ minutes: 1 })
    expect((await services.takeOverTyping(draftId, winner.id, officer, back)).is).toBe('taken')
    expect((await services.listTypings(officer, back))?.own).toMatchObject([{ draftId }])
    expect((await services.findTakenOver(draftId, 'feedback', winner, back))?.by).toBe('Sam Okafor')
  })

  test('a concern it has saved says that it changed hands', async () => {
    const begun = await begin({ form: [professionalReferral.id] })
    const draftId = begun.is === 'begun' ? begun.draftId : ''
    const visit = (await services.openTyping(draftId, professionalReferral.id, officer, now))?.visit ?? ''
    const save = (pageName: string, typed: Typed) =>
      services.savePage({
        form: professionalReferral,
        pageName,
        visit,
        typed,
        action: { is: 'continue' },
        now,
      })
    await save('p-who', { 'pr-name': ['Nurse Test'], 'pr-phone': ['020 7946 0400'] })
    await save('p-harm', { 'pr-safeguarding': ['yes'] })
    expect((await services.takeOverTyping(draftId, officer.id, manager, now)).is).toBe('taken')
    await save('name', { 'first-name': ['Ada'], 'last-name': ['Notreal'] })
    const [concern] = await queue('view=all')
    expect(await eventsOf(concern?.reference ?? '')).toMatchObject([
      { kind: 'received', staffName: 'Sam Okafor' },
      { kind: 'typing-taken-over', staffName: 'Priya Nair', detail: { from: officer.id } },
      { kind: 'added', staffName: 'Priya Nair' },
    ])
  })

  test('what a page held is given back in words, files and blanks left out', () => {
    const typed = {
      'fb-kind': ['complaint'],
      'fb-what': ['Nobody rang back.'],
      'fb-when': [' '],
      _seen: ['x'],
    }
    const pages = feedback.parts.flatMap(({ pages }) => pages.map(({ name }) => name))
    const said = pages.flatMap((page) => services.typedOnPage('feedback', page, typed))
    expect(said.map(({ said }) => said)).toEqual([
      [expect.stringMatching(/complain/i)],
      ['Nobody rang back.'],
    ])
    expect(services.typedOnPage('feedback', 'nowhere', typed)).toEqual([])
  })
})

describe('a new code after an identity check', () => {
  const check: Typed = { checked: ['name', 'dob'], note: ['Rang us and knew both.'] }
  const look = async (typed: string, staff = officer) => {
    const looked = await services.findCodeCase(typed, staff, now)
    if (looked.is !== 'case') throw new Error(JSON.stringify(looked))
    return looked.found
  }
  const pageOf = (found: Awaited<ReturnType<typeof look>>, typed: Typed = {}): Typed => ({
    ...check,
    kind: [found.kind],
    key: [found.key],
    _had: [found.had],
    _fresh: [found.fresh],
    ...typed,
  })

  test('opens the status, and the old code and a pass got with it open nothing', async () => {
    const { reference, id } = await send()
    const old = services.statusCodeOf({ id, codeNumber: 1 })
    const pass = services.statusPass({ submissionId: id, codeNumber: 1 }, now)
    expect(await services.openPass(pass, now)).toBeDefined()
    const found = await look(reference)
    expect(found.facts.map(({ id }) => id)).toEqual(['first-name', 'email'])
    const page = pageOf(found)
    const issued = await services.issueCode(page, officer, now)
    if (issued.is !== 'issued') throw new Error(JSON.stringify(issued))
    expect(issued.code).not.toBe(old)
    const open = (code: string) => services.openStatus({ reference, code }, '203.0.113.1', now)
    expect((await open(old)).is).toBe('problems')
    expect((await open(issued.code)).is).toBe('opened')
    expect(await services.openPass(pass, now)).toBeUndefined()
    // A second press shows the same; a colleague's older page makes no other.
    expect(await services.issueCode(page, officer, now)).toMatchObject({ is: 'issued', code: issued.code })
    expect(await services.issueCode(page, manager, now)).toMatchObject({ is: 'changed' })

    const event = (await eventsOf(reference)).find(({ kind }) => kind === 'code-issued')
    expect(event?.detail).toMatchObject({ checked: ['name', 'dob'], how: 'aloud' })
    expect(JSON.stringify(await eventsOf(reference))).not.toContain('Rang us')
    expect((await shown(reference)).notes).toMatchObject([
      {
        kind: 'identity-check',
        codes: ['name', 'dob'],
        words: 'Rang us and knew both.',
        madeBy: 'Sam Okafor',
      },
    ])
    expect(mail.letters).toEqual([])
  })

  test('is refused without two things that fit and a note, and to who may not', async () => {
    const { reference, id } = await send()
    const found = await look(reference)
    const refused = await services.issueCode(
      pageOf(found, { checked: ['name', 'name'], note: [' '] }),
      officer,
      now,
    )
    expect(problemsOf(refused as never)).toEqual(['checked', 'note'])
    expect(await services.issueCode(pageOf(found), auditor, now)).toEqual({ is: 'not-allowed' })
    expect(await services.findCodeCase(reference, auditor, now)).toEqual({ is: 'not-allowed' })
    expect((await rowOf(reference)).codeNumber).toBe(1)
    expect(await read((db) => listMessages(db, 10))).toEqual([])
    expect(id).toBeTruthy()
  })

  test('goes to an unsafe contact in no way but aloud, where they say it is safe', async () => {
    const { reference } = await send(askUsToContactYou, unsafe)
    const found = await look(reference)
    expect(found).toMatchObject({ isScreenOnly: true, canEmail: false })
    const typed = pageOf(found, { 'email-code': ['yes'] })
    expect(problemsOf((await services.issueCode(typed, officer, now)) as never)).toEqual(['safe'])
    const issued = await services.issueCode({ ...typed, safe: ['yes'] }, officer, now)
    expect(issued).toMatchObject({ is: 'issued', isEmailed: false })
    expect(await read((db) => listMessages(db, 10))).toEqual([])
    const concern = await send(safeguardingConcern, {
      'danger-now': 'no',
      'sg-who': 'me',
      'private-now': 'yes',
      'sg-adult-name': 'Hana',
      'sg-what': 'He hurts me.',
    })
    expect((await look(concern.reference)).isScreenOnly).toBe(true)
  })

  test('for an unsent form is found by its code, sets a new word, and closes what the old one opened', async () => {
    const visit = randomUUID()
    await answer(askUsToContactYou, mine, visit)
    const view = await services.showSave(askUsToContactYou, visit, now)
    const made = await services.makeResumeCode(
      askUsToContactYou,
      visit,
      { secret: ['teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''] },
      now,
    )
    if (made.is !== 'made') throw new Error(made.is)
    const resume = (code: string, secret: string, device = randomUUID()) =>
      services.resumeDraft({
        code,
        secret,
        mayReplace: false,
        visit: () => device,
        address: '203.0.113.7',
        now,
      })
    const phone = randomUUID()
    expect((await resume(made.code, 'teapot', phone)).is).toBe('opened')
    const found = await look(made.code)
    expect(found).toMatchObject({ kind: 'draft', canEmail: true })
    expect(problemsOf((await services.issueCode(pageOf(found), officer, now)) as never)).toEqual(['secret'])
    const page = pageOf(found, { secret: ['kettle'] })
    const issued = await services.issueCode(page, officer, now)
    if (issued.is !== 'issued') throw new Error(JSON.stringify(issued))
    expect(await services.issueCode(page, officer, now)).toMatchObject({ is: 'issued', code: issued.code })
    expect((await resume(made.code, 'teapot')).is).toBe('wrong')
    expect((await resume(issued.code, 'teapot')).is).toBe('wrong')
    expect((await resume(issued.code, 'Kettle')).is).toBe('opened')
    const { findOpenDraft } = await import('#db/queries/drafts.ts')
    const at = new Date(now.epochMilliseconds)
    const open = (device: string) =>
      read((db) => findOpenDraft(db, visitHash(device), askUsToContactYou.id, at))
    expect(await open(phone)).toBeUndefined()
    expect(await open(visit)).toBeDefined()
    // What was checked goes with the draft into what it becomes.
    const sent = await services.submitForm(askUsToContactYou, visit, declared(askUsToContactYou), now)
    expect((await shown(sent.is === 'sent' ? sent.reference : '')).notes).toHaveLength(1)
    for (const typed of [
      '',
      'K7H',
      'BBB-BBB-BBB',
      '7KM2-R4WX-93PQ',
      '7KM2-R4WX',
      issued.code,
      view?.number ?? '',
    ]) {
      expect((await services.findCodeCase(typed, officer, now)).is, typed).toBe('problems')
    }
  })
})

describe('a new code for an unsent form by its draft number', () => {
  const answerAll = (visit: string) => answer(askUsToContactYou, mine, visit)
  const answerFirst = (visit: string) =>
    services.savePage({
      form: askUsToContactYou,
      pageName: 'danger',
      visit,
      typed: { 'danger-now': ['no'] },
      action: { is: 'continue' },
      now,
    })
  const saved = async (begin: (visit: string) => Promise<unknown> = answerAll) => {
    const visit = randomUUID()
    await begin(visit)
    const view = await services.showSave(askUsToContactYou, visit, now)
    const typed = { secret: ['teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''] }
    const get = () => services.makeResumeCode(askUsToContactYou, visit, typed, now)
    return { visit, number: view?.number ?? '', get }
  }
  const look = (typed: string, staff = officer) => services.findCodeCase(typed, staff, now)

  test('finds it once it has a code, for whoever may, with what to check; a name finds nothing', async () => {
    const { number, get } = await saved()
    expect(number).toMatch(/^[2-9KMPQRWXY]{4}-[2-9KMPQRWXY]{4}$/)
    expect((await look(number)).is, 'without a code').toBe('problems')
    const made = await get()
    expect(made).toMatchObject({ is: 'made', view: { number } })
    const found = await look(number.toLowerCase().replace('-', ' '))
    if (found.is !== 'case' || made.is !== 'made') throw new Error(found.is)
    expect(found.found).toMatchObject({ kind: 'draft' })
    expect(found.found.facts.length).toBeGreaterThan(1)
    expect(await look(number, auditor)).toEqual({ is: 'not-allowed' })
    expect((await look('Testperson')).is).toBe('problems')
    const page = {
      kind: ['draft'],
      key: [found.found.key],
      _had: [found.found.had],
      _fresh: [found.found.fresh],
    }
    const unchecked = await services.issueCode({ ...page, secret: ['kettle'] }, officer, now)
    expect(problemsOf(unchecked as never)).toEqual(['checked', 'note'])
    const checked = { checked: ['name', 'dob'], note: ['Rang us and knew both.'], secret: ['kettle'] }
    expect((await services.issueCode({ ...page, ...checked }, officer, now)).is).toBe('issued')
  })

  test('finds none that says too little of who wrote it, and neither of two that share it', async () => {
    const nameless = await saved(answerFirst)
    expect((await nameless.get()).is).toBe('made')
    expect(await look(nameless.number)).toMatchObject({
      problems: [{ message: expect.stringContaining('too little about who wrote it') }],
    })
    const one = await saved()
    await one.get()
    expect((await look(one.number)).is).toBe('case')
    await transact((tx) =>
      tx.execute(sql`insert into drafts (id, form, form_version, state, created_at, updated_at, expires_at, code_hash)
        select (left(id::text, 8) || '-0000-4000-8000-000000000000')::uuid, form, form_version, state, created_at, updated_at, expires_at, id::text
        from drafts`),
    )
    expect((await look(one.number)).is).toBe('problems')
  })
})

describe('letters', () => {
  const jobOf = async (key: string) => (await read((db) => findMessage(db, key)))?.id ?? ''
  async function withCode(typed: Typed = { 'email-code': ['yes'] }, fields = mine) {
    const visit = randomUUID()
    await answer(askUsToContactYou, fields, visit)
    const view = await services.showSave(askUsToContactYou, visit, now)
    const page = { secret: ['teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''], ...typed }
    const made = await services.makeResumeCode(askUsToContactYou, visit, page, now)
    if (made.is !== 'made') throw new Error(made.is)
    const again = await services.makeResumeCode(askUsToContactYou, visit, page, now)
    return { visit, view, made, again, key: `resume-code:${services.codeHash(made.code)}` }
  }

  test('with a code say nothing of what it is about, and are one whatever the retries', async () => {
    const { made, key } = await withCode()
    expect(made.isEmailed).toBe(true)
    expect(await read((db) => listMessages(db, 10))).toHaveLength(1)
    const row = await read((db) => findMessage(db, key))
    expect(row?.sealedLetter?.toString('latin1')).not.toContain('bo@example.org')
    const messageId = await jobOf(key)
    await services.sendLetter({ messageId }, jobAt())
    await services.sendLetter({ messageId }, jobAt())
    expect(mail.letters.map(({ to }) => to)).toEqual(['bo@example.org'])
    const text = mail.letters[0]?.text ?? ''
    expect(mail.letters[0]?.head).toContain('Subject: Your request to Alderbrook Council')
    expect(text).toContain(made.code)
    expect(text).not.toMatch(/teapot|stairs|social care|safeguard|\bBo\b/i)
    expect(await read((db) => findMessage(db, key))).toMatchObject({ state: 'sent', sealedLetter: null })
  })

  test('that fail are on the screen staff look at, and go when the server is back', async () => {
    const { key } = await withCode()
    const messageId = await jobOf(key)
    mail.isBusy = true
    await expect(services.sendLetter({ messageId }, jobAt())).rejects.toThrow()
    expect(await read((db) => listFailedMessages(db, 10)), 'tried again').toEqual([])
    await services.sendLetter({ messageId }, jobAt(now, true))
    const failed = await read((db) => listFailedMessages(db, 10))
    expect(failed).toMatchObject([
      {
        letter: 'resume-code',
        contact: 'The person who wrote',
        draftForm: askUsToContactYou.id,
        failure: 'not-taken',
        tries: 2,
      },
    ])
    mail.isBusy = false
    await services.sendLetter({ messageId }, jobAt())
    expect(await read((db) => listFailedMessages(db, 10))).toEqual([])
    expect(mail.letters).toHaveLength(1)
  })

  test('do not go once contact is no longer safe, though they were queued before that', async () => {
    const { visit, key } = await withCode()
    const saved = await services.savePage({
      form: askUsToContactYou,
      pageName: 'secret',
      visit,
      typed: { 'hide-who': ['yes'] },
      action: { is: 'continue' },
      now,
    })
    expect(saved.is).toBe('go')
    await services.sendLetter({ messageId: await jobOf(key) }, jobAt())
    expect(mail.letters).toEqual([])
    expect(await read((db) => findMessage(db, key))).toMatchObject({ state: 'withheld', sealedLetter: null })
  })

  test('are not offered where contact is not safe, unasked, or for somebody else’s address', async () => {
    for (const fields of [unsafe, { ...mine, 'message-safe': 'no-detail', 'safe-route': 'worker' }]) {
      const { view, made } = await withCode({ 'email-code': ['yes'] }, fields)
      expect([view?.canEmail, made.isEmailed]).toEqual([false, false])
    }
    expect((await withCode({})).made.isEmailed).toBe(false)
    expect(await read((db) => listMessages(db, 10))).toEqual([])
  })
})

describe('trying to reach them', () => {
  const tried: Typed = {
    'tried-how': ['phone'],
    'tried-result': ['no-answer'],
    ...moment('tried-at', '2026-11-18', '9:30'),
  }

  test('is an event of codes that the person sees at its own time', async () => {
    const { reference, id } = await send()
    expect(await services.recordContact({ ...(await request(reference)), typed: tried })).toEqual({
      is: 'done',
    })
    const event = (await eventsOf(reference)).at(-1)
    expect(event).toMatchObject({
      kind: 'contact-tried',
      detail: { how: 'phone', result: 'no-answer', triedAt: '2026-11-18T09:30:00Z', version: 2 },
    })
    const step = (await services.showStatus(id, now))?.steps.find(({ name }) => name === 'tried')
    expect(step?.at?.toString()).toBe('2026-11-18T09:30:00Z')
    const spoke = { ...tried, 'tried-result': ['spoke'] }
    await services.recordContact({ ...(await request(reference)), typed: spoke })
    expect((await services.showStatus(id, now))?.steps.map(({ name }) => name)).toContain('reached')
  })

  test('on an older page is refused, and blanks are told', async () => {
    const { reference } = await send()
    const page = await request(reference)
    expect(problemsOf(await services.recordContact({ ...page, typed: {} }))).toEqual([
      'tried-how',
      'tried-at-day',
      'tried-at-time',
      'tried-result',
    ])
    await services.recordContact({ ...page, typed: tried })
    expect(await services.recordContact({ ...page, typed: tried })).toEqual({ is: 'changed' })
    expect(await services.recordContact({ ...page, staff: auditor, typed: tried })).toEqual({
      is: 'not-allowed',
    })
  })

  test('asks for a safe way where contact can do harm, and the status says nothing of it', async () => {
    const { reference, id } = await send(askUsToContactYou, unsafe)
    const page = await request(reference)
    expect(problemsOf(await services.recordContact({ ...page, typed: tried }))).toEqual(['tried-safe'])
    expect(await services.recordContact({ ...page, typed: { ...tried, 'tried-safe': ['yes'] } })).toEqual({
      is: 'done',
    })
    expect((await services.showStatus(id, now))?.steps.map(({ name }) => name)).not.toContain('tried')
  })
})

describe('closing a request', () => {
  const close = async (reference: string, change = {}, staff = officer) =>
    services.closeSubmission({ ...(await request(reference, staff)), reason: 'done', words: '', ...change })

  test('needs a decision first, is told to the person, and opens again when things get worse', async () => {
    const { reference, id } = await send()
    expect(problemsOf(await close(reference))).toEqual(['close-reason'])
    await decide(reference)
    expect(problemsOf(await close(reference, { reason: 'other' }))).toEqual(['close-words'])
    expect(await close(reference, {}, auditor)).toEqual({ is: 'not-allowed' })
    expect(await close(reference, { version: 1 })).toEqual({ is: 'changed' })
    expect(await close(reference, { words: 'Son has it in hand.' })).toEqual({ is: 'done' })
    expect((await rowOf(reference)).status).toBe('closed')
    expect((await eventsOf(reference)).at(-1)).toMatchObject({ kind: 'closed', detail: { reason: 'done' } })
    expect(JSON.stringify(await eventsOf(reference))).not.toContain('Son has')
    expect((await shown(reference)).notes).toMatchObject([{ kind: 'closed', words: 'Son has it in hand.' }])
    const steps = async () => (await services.showStatus(id, now))?.steps.map(({ name }) => name)
    expect(await steps()).toContain('closed')
    expect(problemsOf(await close(reference))).toEqual(['close-reason'])
    await services.addToSubmission(
      id,
      'worse',
      { words: ['I fell.'], 'danger-now': ['no'] },
      later({ hours: 1 }),
    )
    expect(await steps()).not.toContain('closed')
    expect((await rowOf(reference)).status).toBe('waiting')
  })
})

describe('a complaint', () => {
  test('has a clock of its own that a recorded reply keeps, after the decision too', async () => {
    const { reference, id } = await send(feedback, complaint)
    const due = new Date('2026-12-02T17:00:00Z')
    expect(await dueTimes(id)).toContainEqual(['complaint-reply', due])
    const page = await shown(reference)
    expect(page.clocks.map(({ kind }) => kind)).toEqual(['triage', 'complaint-reply'])
    expect(await services.showStatus(id, now)).toMatchObject({
      promises: [
        { kind: 'triage' },
        { kind: 'complaint-reply', dueAt: Temporal.Instant.from('2026-12-02T17:00:00Z') },
      ],
    })
    expect(await decide(reference, { outcome: 'not-complaint' })).toMatchObject({ is: 'problems' })
    await decide(reference, { outcome: 'complaint' })
    const clocks = async () =>
      (await read((db) => listClocks(db, id))).map(({ kind, ended }) => [kind, ended])
    expect(await clocks()).toEqual([
      ['triage', 'kept'],
      ['complaint-reply', null],
    ])
    const earlier = await send(feedback, { ...complaint, 'fb-kind': 'idea' })
    expect((await queue()).map((item) => item.reference)).toEqual([earlier.reference, reference])
    const reply = { how: 'post', words: 'We are sorry; we ring on Monday.' }
    expect(
      problemsOf(await services.recordReply({ ...(await request(reference)), how: '', words: '' })),
    ).toEqual(['reply-how', 'reply-words'])
    const asked = await request(reference, officer, later({ hours: 30 }))
    expect(await services.recordReply({ ...asked, ...reply })).toEqual({ is: 'done' })
    expect(await services.recordReply({ ...asked, ...reply })).toEqual({ is: 'changed' })
    expect(await clocks()).toEqual([
      ['triage', 'kept'],
      ['complaint-reply', 'kept'],
    ])
    expect((await rowOf(reference)).nextDueAt).toBeNull()
    expect((await queue()).map((item) => item.reference)).toEqual([earlier.reference])
    expect(JSON.stringify(await eventsOf(reference))).not.toContain('sorry')
  })

  test('that somebody was not sure of is one until a worker decides that it is not', async () => {
    const { reference, id } = await send(feedback, { ...complaint, 'fb-kind': 'not-sure' })
    expect((await dueTimes(id)).map(([kind]) => kind)).toEqual(['triage', 'complaint-reply'])
    await decide(reference, { outcome: 'not-complaint' })
    expect((await rowOf(reference)).nextDueAt).toBeNull()
    const clocks = await read((db) => listClocks(db, id))
    expect(clocks.map(({ ended }) => ended)).toEqual(['kept', 'cancelled'])
    const thanks = await send(feedback, { ...complaint, 'fb-kind': 'idea' })
    expect(await read((db) => listClocks(db, thanks.id))).toHaveLength(1)
  })
})

describe('outcomes', () => {
  test('are those of the form, and the person reads what was decided where that is safe', async () => {
    const { reference, id } = await send()
    expect((await shown(reference)).outcomes).toContain('ring-back')
    expect(await decide(reference, { outcome: 'section-42' })).toMatchObject({ is: 'problems' })
    await decide(reference, { outcome: 'ring-back' })
    const status = await services.showStatus(id, now)
    expect(status?.outcomeSays).toBe('We will get in touch with you to talk about it.')
    expect(status?.contactBy).toBeDefined()
    const hidden = await send(askUsToContactYou, unsafe)
    await decide(hidden.reference, { outcome: 'ring-back' })
    expect((await services.showStatus(hidden.id, now))?.outcomeSays).toBeUndefined()
  })
})

describe('contact that is said to be unsafe after sending', () => {
  const unsafeNow: Typed = { 'danger-now': ['no'], 'still-safe': ['no'], 'safe-instead': ['My sister.'] }
  const say = (id: string, typed: Typed, minutes = 5) =>
    services.addToSubmission(id, 'worse', typed, later({ minutes }))
  const letterStates = async () => (await read((db) => listMessages(db, 10))).map(({ state }) => state)

  for (const said of ['no', 'not-sure']) {
    test(`“${said}” holds back the letters that wait, and every later one`, async () => {
      const { reference, id } = await send(feedback, { ...complaint, ...emailOf }, 'email')
      await services.sendCopy({ ...(await request(reference)), how: 'link' })
      const looked = await services.findCodeCase(reference, officer, now)
      const code = looked.is === 'case' ? looked.found : undefined
      expect(code).toMatchObject({ isScreenOnly: false, canEmail: true })
      await services.issueCode(
        {
          key: [code?.key ?? ''],
          kind: ['submission'],
          _had: [code?.had ?? ''],
          _fresh: [code?.fresh ?? ''],
          checked: ['name', 'phone'],
          note: ['Rang us.'],
          'email-code': ['yes'],
        },
        officer,
        now,
      )
      expect(await letterStates()).toEqual(['waiting', 'waiting'])

      expect(await say(id, { ...unsafeNow, 'still-safe': [said] })).toEqual({ is: 'added' })
      for (const { id: messageId } of await read((db) => listMessages(db, 10))) {
        await services.sendLetter({ messageId }, jobAt())
      }
      expect(mail.letters).toEqual([])
      expect(await letterStates()).toEqual(['withheld', 'withheld'])
      expect(await services.findCodeCase(reference, officer, now)).toMatchObject({
        found: { isScreenOnly: true, canEmail: false },
      })
      const tried = { 'tried-how': ['call'], 'tried-result': ['reached'] }
      const contact = await services.recordContact({ ...(await request(reference)), typed: tried })
      expect(problemsOf(contact)).toContain('tried-safe')
    })
  }

  test('closes a copy that a letter had opened, and that it can no longer be sent keeps nothing open', async () => {
    const opened = await send(feedback, { ...complaint, ...emailOf }, 'email')
    await services.sendCopy({ ...(await request(opened.reference)), how: 'link' })
    const [message] = await read((db) => listMessages(db, 10))
    await services.sendLetter({ messageId: message?.id ?? '' }, jobAt())
    expect(await services.copyByEmail(opened.id)).toBeDefined()
    await say(opened.id, unsafeNow)
    expect(await services.copyByEmail(opened.id)).toBeUndefined()

    const asked = await send(feedback, { ...complaint, 'fb-kind': 'idea' }, 'post')
    expect(await queue('view=copies')).toHaveLength(1)
    await say(asked.id, unsafeNow)
    expect(await queue('view=copies')).toEqual([])
    expect((await queue('view=all')).find(({ reference }) => reference === asked.reference)).toMatchObject({
      isChanged: true,
      copyToSend: null,
    })
    expect(await services.copyToPost(asked.reference, officer, now)).toBeUndefined()
    await shown(asked.reference)
    await decide(asked.reference, { outcome: 'idea' }, later({ hours: 1 }))
    expect((await shown(asked.reference)).leftToDo).toBeUndefined()
  })

  test('is read first by staff, in their words, and by nobody else again', async () => {
    const { reference, id } = await send()
    await shown(reference)
    await say(id, unsafeNow)
    const [first] = await queue()
    expect(first).toMatchObject({ reference, isChanged: true })
    expect(first?.flags.map((flag) => flag.id)).toEqual(['fl-safe-contact'])
    const page = await shown(reference)
    expect(page.safeSince).toMatchObject([{ stillSafe: 'no', instead: 'My sister.' }])
    expect(page.flags[0]?.because).toEqual([
      {
        title:
          'Added at 10:05am on Wednesday 18 November 2026: Is it still safe for us to contact you the way you said?',
        said: ['No'],
      },
    ])
    expect((await eventsOf(reference)).find(({ kind }) => kind === 'added')).toMatchObject({
      detail: { kind: 'worse', stillSafe: 'no', flags: ['fl-safe-contact'] },
    })
    expect(JSON.stringify(await eventsOf(reference))).not.toContain('sister')
    const exported = await services.exportSubmission(reference, officer, now)
    expect(exported).toMatchObject({
      document: { additions: [{ contactStillSafe: 'no', safeInstead: 'My sister.' }] },
    })

    const status = await services.showStatus(id, now)
    expect(status).toMatchObject({ isScreenOnly: true, contactName: undefined, contactBy: undefined })
    expect(JSON.stringify(status)).not.toMatch(/sister|safe-contact|stillSafe/)
  })

  test('“yes” raises nothing and takes no flag away', async () => {
    const { reference, id } = await send()
    await say(id, { ...unsafeNow, 'still-safe': ['yes'], words: ['He fell.'] })
    expect((await rowOf(reference)).flags).toEqual([])
    await say(id, unsafeNow, 6)
    await say(id, { ...unsafeNow, 'still-safe': ['yes'], words: ['He fell.'] }, 7)
    expect((await rowOf(reference)).flags).toEqual(['fl-safe-contact'])
    expect((await shown(reference)).safeSince.map(({ stillSafe }) => stillSafe)).toEqual(['yes', 'no', 'yes'])
  })

  test('is not asked of, nor taken from, somebody who wrote for another person', async () => {
    const { reference, id } = await send(safeguardingConcern, {
      'danger-now': 'no',
      'sg-who': 'public',
      'sg-adult-name': 'Ken',
      'sg-what': 'Shouting.',
    })
    expect(await services.isAboutSender(id)).toBe(false)
    expect(await services.isAboutSender(randomUUID())).toBe(false)
    expect(await services.isAboutSender((await send()).id)).toBe(true)
    await say(id, { ...unsafeNow, words: ['More shouting.'] })
    const { flags } = await rowOf(reference)
    expect(flags).not.toContain('fl-safe-contact')
    expect((await shown(reference)).safeSince).toEqual([])
  })
})

describe('a status page that somebody else may be watching', () => {
  const flagged = async (flags: string[], outcome: string, fields = mine, form: Form = askUsToContactYou) => {
    const { reference, id } = await send(form, fields)
    await transact((tx) => updateSubmission(tx, id, { flags }))
    expect(await decide(reference, { outcome, 'passed-to': 'The hospital', colour: 'red' })).toMatchObject({
      is: 'decided',
    })
    return services.showStatus(id, now)
  }

  test.each(['refer-on', 'open-concern', 'assess', 'no-action', 'advice'])(
    'gives nothing of “%s” away where somebody may be harming them, or contact is not safe',
    async (outcome) => {
      const isRefusal = ['refer-on', 'no-action'].includes(outcome)
      const harmed = await flagged(['fl-abuse'], outcome)
      expect(harmed?.outcomeSays).toBe(
        isRefusal ? undefined : 'We will get in touch with you to talk about it.',
      )
      const unsafeToReach = await flagged(['fl-safe-contact', 'fl-abuse'], outcome)
      expect(unsafeToReach).toMatchObject({
        outcomeSays: undefined,
        contactBy: undefined,
        contactName: undefined,
      })
      for (const status of [harmed, unsafeToReach]) {
        expect(JSON.stringify(status)).not.toMatch(/safeguard|passed|refer-on|hospital|somebody else|abuse/i)
      }
    },
  )

  test('does not tell of a complaint where contact is not safe', async () => {
    const { id } = await send(feedback, complaint)
    const told = async () => (await services.showStatus(id, now))?.promises.map(({ kind }) => kind)
    expect(await told()).toContain('complaint-reply')
    await transact((tx) => updateSubmission(tx, id, { flags: ['fl-safe-contact'] }))
    expect(await told()).not.toContain('complaint-reply')
  })
})

describe('a copy that was asked for', () => {
  const byPost = () => send(feedback, complaint, 'post')
  const byEmail = () =>
    send(feedback, { ...complaint, 'contact-way': ['email'], email: 'ivy@example.org' }, 'email')

  test('is a task until it is sent, and is printed without what must stay out of it', async () => {
    const { reference } = await byPost()
    await send(feedback, complaint)
    expect((await queue('view=copies')).map((item) => [item.reference, item.copyToSend])).toEqual([
      [reference, 'post'],
    ])
    const copy = await services.copyToPost(reference, officer, now)
    if (!copy || copy === 'not-allowed') throw new Error('There is no copy.')
    const lines = JSON.stringify(copy.document)
    expect(lines).toContain('Nobody rang back.')
    expect(lines).not.toContain('Is anyone being harmed')
    expect(await services.copyToPost(reference, auditor, now)).toBe('not-allowed')
    const page = await request(reference)
    expect(problemsOf(await services.sendCopy({ ...page, how: 'link' }))).toEqual(['copy-sent'])
    expect(await services.sendCopy({ ...page, how: 'post' })).toEqual({ is: 'done' })
    expect(await services.sendCopy({ ...page, how: 'post' })).toEqual({ is: 'changed' })
    expect(await queue('view=copies')).toEqual([])
    expect((await eventsOf(reference)).at(-1)).toMatchObject({ kind: 'copy-sent', detail: { how: 'post' } })
    expect((await shown(reference)).copy?.sentAt).not.toBeNull()
  })

  test('by somebody who wrote for another person names whose the address is, and who asked', async () => {
    const forHer = async (form: Form, given: GivenAnswers) => {
      const rosas = {
        ...given,
        'who-for': 'someone-else',
        'first-name': 'Rosa',
        'helper-name': 'Lena Placeholder',
      }
      const { reference } = await send(form, fieldsOf(form, rosas), 'post')
      const { copy: task } = await shown(reference)
      expect(task).toMatchObject({ asked: 'post', isHeldBack: false, canEmail: false })
      expect(await services.copyToPost(reference, officer, now)).toMatchObject({ forOther: task?.forOther })
      return task?.forOther
    }
    const lenas = { asker: 'Lena Placeholder', person: 'Rosa' }
    const secret = await forHer(selfAssessment, fillInAssessment({ 'person-knows': 'no' }))
    expect(secret).toEqual({ ...lenas, knows: 'no' })
    const asked = { ...NEUTRAL_SHARED, 'cn-ask': ['language'], 'cn-item': 'The letter of 2 November' }
    // This form asks neither who sends it nor whether the person knows.
    expect(await forHer(formatsAndLanguages, asked)).toEqual({
      asker: 'whoever sent the form',
      person: 'Rosa',
      knows: 'not-said',
    })
    const knows = { 'helper-name': 'Lena Placeholder', 'first-name': 'Rosa', 'person-knows': 'yes' }
    expect(services.copyForOther({ voice: 'behalf', answers: knows })).toEqual({ ...lenas, knows: 'yes' })
    const { reference } = await byPost()
    expect((await shown(reference)).copy?.forOther).toBeUndefined()
  })

  test('is worded as the person read the form, and staff are told how that was', async () => {
    const copyIn = async (reading: ReadingStyle) => {
      const { reference } = await send(feedback, complaint, 'post', now, reading)
      const copy = await services.copyToPost(reference, officer, now)
      if (!copy || copy === 'not-allowed') throw new Error('There is no copy.')
      return { reading: copy.reading, asked: JSON.stringify(copy.document.parts) }
    }
    const [plain, easy, large] = [await copyIn('plain'), await copyIn('easy-read'), await copyIn('large')]
    expect([plain.reading, easy.reading, large.reading]).toEqual(['plain', 'easy-read', 'large'])
    expect(large.asked).toBe(plain.asked)
    expect(easy.asked).not.toBe(plain.asked)
  })

  test('by email is a link, and reference and code open the copy from then on', async () => {
    const { reference, id } = await byEmail()
    expect(await services.copyByEmail(id)).toBeUndefined()
    expect((await services.showStatus(id, now))?.hasCopy).toBe(false)
    expect(await services.sendCopy({ ...(await request(reference)), how: 'link' })).toEqual({ is: 'done' })
    const [message] = await read((db) => listMessages(db, 10))
    await services.sendLetter({ messageId: message?.id ?? '' }, jobAt())
    expect(mail.letters[0]?.to).toBe('ivy@example.org')
    expect(mail.letters[0]?.text).toContain('https://portal.example.org/my-request')
    expect(mail.letters[0]?.text).not.toMatch(/rang|complain|Ivy/i)
    expect(mail.letters[0]?.text).not.toContain(reference)
    expect((await services.copyByEmail(id))?.document.title).toBeTruthy()
    expect((await services.showStatus(id, now))?.hasCopy).toBe(true)
    const portal = await startPortal({ ORIGIN: '' })
    onTestFinished(() => portal.kill())
    const ivy = new Visitor(portal.address)
    const code = statusCodeOf(await rowOf(reference))
    expect((await ivy.get('/my-request/copy')).status).toBe(303)
    await ivy.post('/my-request', { reference: [reference], code: [code] })
    expect(await (await ivy.get('/my-request/copy')).text()).toContain('Nobody rang back.')
  })

  test('is not emailed when contact stopped being safe after it was queued', async () => {
    const { reference, id } = await byEmail()
    await services.sendCopy({ ...(await request(reference)), how: 'link' })
    const row = await rowOf(reference)
    await transact((tx) => updateSubmission(tx, id, { flags: [...row.flags, 'fl-safe-contact'] }))
    const [message] = await read((db) => listMessages(db, 10))
    await services.sendLetter({ messageId: message?.id ?? '' }, jobAt())
    expect(mail.letters).toEqual([])
    expect((await read((db) => listMessages(db, 10)))[0]?.state).toBe('withheld')
  })

  test('is opened by no letter that was not sent, and by none to somebody else', async () => {
    const opens = async (id: string) => [
      (await services.copyByEmail(id)) !== undefined,
      (await services.showStatus(id, now))?.hasCopy,
    ]
    const posted = await byEmail()
    await services.sendCopy({ ...(await request(posted.reference)), how: 'post' })
    expect((await rowOf(posted.reference)).copySentAt).not.toBeNull()
    expect(await opens(posted.id), 'posted, not emailed').toEqual([false, false])

    const { reference, id } = await byEmail()
    await services.sendCopy({ ...(await request(reference)), how: 'link' })
    expect(await opens(id), 'still waiting').toEqual([false, false])
    const [message] = await read((db) => listMessages(db, 10))
    mail.isBusy = true
    await expect(services.sendLetter({ messageId: message?.id ?? '' }, jobAt())).rejects.toThrow()
    expect(await opens(id), 'could not be sent').toEqual([false, false])
    mail.isBusy = false
    await services.sendLetter({ messageId: message?.id ?? '' }, jobAt())
    expect(await opens(id)).toEqual([true, true])

    const noAddress = await send(
      feedback,
      { ...complaint, 'contact-way': ['email'], email: 'ivy@example.org', 'message-safe': 'no-detail' },
      'screen',
    )
    await transact(async (tx) => {
      const at = new Date(now.epochMilliseconds)
      await updateSubmission(tx, noAddress.id, { copyAsked: 'email', copySentAt: at, flags: [] })
      const letter = {
        id: randomUUID(),
        key: 'a letter',
        submissionId: noAddress.id,
        contact: 'x',
        createdAt: at,
      }
      await insertMessage(tx, { ...letter, letter: 'copy-link', state: 'sent' })
    })
    expect(await opens(noAddress.id), 'no address that is theirs and safe').toEqual([false, false])
  })

  test('goes nowhere once contact is known not to be safe', async () => {
    const { reference, id } = await byEmail()
    const row = await rowOf(reference)
    await transact((tx) => updateSubmission(tx, id, { flags: [...row.flags, 'fl-unsafe'] }))
    expect(problemsOf(await services.sendCopy({ ...(await request(reference)), how: 'post' }))).toEqual([
      'copy-sent',
    ])
    expect(await services.copyToPost(reference, officer, now)).toBeUndefined()
    expect((await shown(reference)).copy?.isHeldBack).toBe(true)
  })
})
