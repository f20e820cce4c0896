import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { listEvents } from '#db/queries/events.ts'
import { insertStaff } from '#db/queries/staff.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { professionalReferral as form } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { eventInWords } from '#src/domain/event-in-words.ts'
import { openAddition } from '#src/services/after-sending/add-to-submission.ts'
import { clearDevice } from '#src/services/filling-in/clear-device.ts'
import { decideTriage } from '#src/services/desk/decide-triage.act.ts'
import { makeResumeCode, showSave } from '#src/services/filling-in/make-resume-code.ts'
import { resumeDraft } from '#src/services/filling-in/resume-draft.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showConcern, showSentConcern } from '#src/services/after-sending/show-concern.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { openStatus } from '#src/services/after-sending/show-status.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { startAdding } from '#src/services/after-sending/start-adding.ts'
import { canStartAnother, startAnother } from '#src/services/filling-in/start-another.ts'
import { statusCodeOf } from '#src/services/after-sending/status-code.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { beginTyping, openTyping } from '#src/services/desk/type-in.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const CONCERN = safeguardingConcern.id
let officer: SignedInStaff

beforeEach(async () => {
  await resetDatabase()
  officer = {
    id: randomUUID(),
    email: 'officer@example.org',
    name: 'Sam Okafor',
    role: 'officer',
    isDemonstration: false,
  }
  const account = officer
  await transact((tx) =>
    insertStaff(tx, { ...account, passwordHash: 'none', createdAt: new Date(now.epochMilliseconds) }),
  )
})

const save = (visit: string, pageName: string, typed: Typed, at = now) =>
  savePage({ form, pageName, visit, typed, action: { is: 'continue' }, now: at })
const saveConcernPage = (visit: string, pageName: string, typed: Typed) =>
  savePage({ form: safeguardingConcern, pageName, visit, typed, action: { is: 'continue' }, now })

const whoTheyAre = {
  'pr-name': ['Nurse Test'],
  'pr-role': ['Community nurse'],
  'pr-org': ['Example Clinic'],
  'pr-sector': ['community-health'],
  'pr-phone': ['020 7946 0400'],
  'pr-email': ['nurse.test@example.org'],
}

/** A referral as far as its answer on harm. */
async function reportHarm(at = now): Promise<string> {
  const visit = randomUUID()
  await save(visit, 'danger', { 'danger-now': ['no'] }, at)
  await save(visit, 'p-who', whoTheyAre, at)
  await save(visit, 'p-ask', { 'pr-ask': ['needs'] }, at)
  expect(await save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] }, at)).toMatchObject({ is: 'go' })
  return visit
}

async function writeTheRest(visit: string) {
  await save(visit, 'name', { 'first-name': ['Ada'], 'last-name': ['Notreal'] })
  await save(visit, 'p-view', {
    'pr-view': ['To stay at home.'],
    'pr-reason': ['A bruise nobody can explain.'],
    'pr-strengths': ['Her neighbour helps.'],
    'pr-tried-out': ['dont-know'],
  })
}

const all = async () =>
  (await read((db) => listReferences(db, { most: 50 }))).map(({ reference }) => reference)
const concerns = async () =>
  (await read((db) => listReferences(db, { most: 50 }))).filter((one) => one.form === CONCERN)
const rowOf = async (reference: string) => {
  const row = await read((db) => findSubmission(db, reference))
  if (!row) throw new Error('There is no such submission')
  return row
}
async function theConcern() {
  const [only, ...others] = await concerns()
  expect(others).toEqual([])
  return rowOf(only?.reference ?? '')
}
const kindsOf = async (id: string) => (await read((db) => listEvents(db, id))).map(({ kind }) => kind)
const shown = async (reference: string) => {
  const opened = await showSubmission(reference, officer, now)
  if (opened.is !== 'submission') throw new Error(opened.is)
  return opened.submission
}

describe('a referral that reports harm', () => {
  test('saves one concern the moment the page is saved, as its own form would', async () => {
    await reportHarm()
    const row = await theConcern()
    expect(row).toMatchObject({ form: CONCERN, isSafeguarding: true, status: 'waiting', draftId: null })
    expect(row.suggestedColour, 'a professional reports harm').toBe('red')
    // A blank counts as "I don't know", which asks for consent and for whom it is about.
    const flags = ['fl-no-consent', 'fl-pro-safeguarding', 'fl-sg-concern', 'fl-sg-unknown']
    expect(row.flags.toSorted()).toEqual(flags)
    expect(await read((db) => listClocks(db, row.id))).toHaveLength(1)
    expect(await kindsOf(row.id)).toEqual(['received'])
    const { snapshot } = openSubmission(row)
    expect(snapshot.answers).toMatchObject({
      'sg-who': 'pro',
      'sg-name': 'Nurse Test',
      'sg-org': 'Community nurse, Example Clinic',
      'sg-phone': '020 7946 0400',
    })
    expect(snapshot.notAnswered).toEqual(expect.arrayContaining(['sg-what']))
    expect(JSON.stringify(snapshot.parts.at(-1))).toContain('Do you think the person is being harmed')
  })

  test('out of hours raises the alert of a concern', async () => {
    await reportHarm(Temporal.Instant.from('2026-11-21T22:00:00Z'))
    expect(await kindsOf((await theConcern()).id)).toEqual(['received', 'alert-raised'])
  })

  test('is told on the next page, once, with the reference', async () => {
    const visit = await reportHarm()
    const { reference } = await theConcern()
    expect(await showConcern(form, visit, now)).toMatchObject({ is: 'saved', reference, page: 'p-consent' })
    await save(visit, 'name', { 'first-name': ['Ada'] })
    expect(await showConcern(form, visit, now)).toMatchObject({ page: 'p-consent' })
  })

  test('is told with the code that opens it, for whoever stops there, and on a resumed device not at all', async () => {
    const visit = await reportHarm()
    const { id } = await theConcern()
    const concern = await showConcern(form, visit, now)
    if (concern?.is !== 'saved') throw new Error('It is not told')
    const { reference, code } = concern
    expect(await openStatus({ reference, code }, '192.0.2.7', now)).toMatchObject({
      is: 'opened',
      submissionId: id,
    })
    const view = await showSave(form, visit, now)
    const typed = { secret: ['Teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''] }
    const made = await makeResumeCode(form, visit, typed, now)
    if (made.is !== 'made') throw new Error(made.is)
    const other = randomUUID()
    const resumed = await resumeDraft({
      code: made.code,
      secret: 'Teapot',
      mayReplace: false,
      visit: () => other,
      address: '192.0.2.7',
      now,
    })
    expect(resumed.is).toBe('opened')
    expect(await showConcern(form, other, now)).toBeUndefined()
  })

  test('waits for a way to act, says so, and is saved with the page that gives one', async () => {
    const visit = randomUUID()
    await save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })
    expect(await all()).toEqual([])
    expect(await showConcern(form, visit, now)).toEqual({ is: 'waiting', page: 'p-who' })
    await save(visit, 'p-who', whoTheyAre)
    expect(await concerns()).toHaveLength(1)
  })

  test.each(['raised', 'not-sure', 'no'])('saves nothing for “%s”', async (answer) => {
    const visit = await reportNothing()
    await save(visit, 'p-harm', { 'pr-safeguarding': [answer] })
    expect(await all()).toEqual([])
  })
  const reportNothing = async () => {
    const visit = randomUUID()
    await save(visit, 'p-who', whoTheyAre)
    return visit
  }
})

describe('while the referral is not sent, its concern has the flags of both', () => {
  /** Whoever refers, and three pages that say how bad it is. */
  async function writeDanger(visit: string) {
    await save(visit, 'today', { 'essentials-gone': ['food-or-drink'] })
    await save(visit, 'p-risk', { 'pr-risks': ['suicide', 'basic-needs', 'skin'] })
    await save(visit, 'p-urgent', { 'pr-urgency': ['same-day'] })
  }
  const ofReferral = ['fl-essentials', 'fl-pro-safeguarding', 'fl-pro-urgent', 'fl-suicide']
  const quotesOf = async () => {
    const { flags } = await shown((await theConcern()).reference)
    return (id: string) => flags.find((flag) => flag.id === id)?.because
  }
  const told = (title: string, ...said: string[]) => ({ title: expect.stringContaining(title), said })

  test('whether they were ticked before the answer on harm', async () => {
    const visit = randomUUID()
    await save(visit, 'p-who', whoTheyAre)
    await writeDanger(visit)
    await save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })
    const row = await theConcern()
    expect(row.suggestedColour).toBe('red')
    expect(row.flags).toEqual(expect.arrayContaining([...ofReferral, 'fl-sg-concern', 'fl-skin']))
    expect(new Set(row.flags).size, 'each once').toBe(row.flags.length)
  })

  test('or after it', async () => {
    const visit = await reportHarm()
    expect((await theConcern()).flags).not.toContain('fl-essentials')
    await writeDanger(visit)
    expect((await theConcern()).flags).toEqual(expect.arrayContaining([...ofReferral, 'fl-skin']))
  })

  test('each beside the answers that raised it, and of a list only the ticks that did', async () => {
    const visit = await reportHarm()
    await writeDanger(visit)
    await save(visit, 'birth', { 'dob-day': ['1'], 'dob-month': ['2'], 'dob-year': ['2010'] })
    const quotes = await quotesOf()
    expect(quotes('fl-pro-urgent')).toEqual([told('How soon', 'Same day')])
    expect(quotes('fl-suicide')).toEqual([told('Current risks', 'Suicide or self-harm')])
    expect(quotes('fl-essentials')).toEqual([
      told('urgently need any of these today', 'Food or drink'),
      told('Current risks', 'No food, drink or medicine'),
    ])
    expect(quotes('fl-skin'), 'the concern’s own first').toEqual([
      expect.objectContaining({ said: [expect.stringContaining('ressure')] }),
      told('Current risks', 'Pressure damage'),
    ])
    const [age, ...others] = quotes('fl-under-18') ?? []
    expect([age?.said.join(), others], 'a date that stands in the concern itself').toEqual([
      expect.stringContaining('2010'),
      [],
    ])
  })

  test('and keeps them when the answer is taken away, as it was', async () => {
    const visit = await reportHarm()
    await writeDanger(visit)
    await save(visit, 'p-urgent', {}, now.add({ seconds: 1 }))
    const row = await theConcern()
    expect([row.suggestedColour, row.flags.includes('fl-pro-urgent')]).toEqual(['red', true])
    expect((await quotesOf())('fl-pro-urgent')).toEqual([told('How soon', 'Same day')])
  })

  test('its own form adds to them and takes none away', async () => {
    const visit = await reportHarm()
    await writeDanger(visit)
    await writeTheRest(visit)
    await startAdding(form, visit, now)
    await saveConcernPage(visit, 'danger', { 'danger-now': ['no'] })
    await saveConcernPage(visit, 's-hurt', { 'sg-injury': ['serious'] })
    expect(await submitForm(safeguardingConcern, visit, {}, now)).toMatchObject({ is: 'sent' })
    expect((await theConcern()).flags).toEqual(expect.arrayContaining([...ofReferral, 'fl-sg-injury']))
    expect((await quotesOf())('fl-pro-urgent')).toEqual([told('How soon', 'Same day')])
  })

  test('what is red and new undoes a lower decision, and at night is an alert though it was red before', async () => {
    const visit = await reportHarm()
    const { reference, version } = await theConcern()
    const typed = {
      outcome: 'other-enquiry',
      colour: 'green',
      'colour-why': 'Rung, all is well.',
      'test-needs': 'yes',
      'test-harm': 'yes',
      'test-protect': 'yes',
      reason: 'Rung.',
      'next-step': 'Visit.',
      'next-by': officer.id,
    }
    const decided = await decideTriage({ reference, version, staff: officer, now, typed })
    expect(decided).toMatchObject({ is: 'decided' })
    await save(visit, 'p-visit', { 'pr-visit-risk': ['animals'] })
    expect(await theConcern(), 'how to act is no reason to decide again').toMatchObject({
      colour: 'green',
      status: 'decided',
    })
    const night = Temporal.Instant.from('2026-11-18T23:30:00Z')
    await save(visit, 'p-urgent', { 'pr-urgency': ['same-day'] }, night)
    expect(await theConcern()).toMatchObject({ colour: null, status: 'waiting' })
    expect((await kindsOf((await theConcern()).id)).at(-1)).toBe('alert-raised')
  })
})

describe('there is never a second one', () => {
  test('for a resend, a changed answer and the answer given back', async () => {
    const visit = await reportHarm()
    for (const [at, answer] of ['yes', 'no', 'not-sure', 'yes'].entries()) {
      await save(visit, 'p-harm', { 'pr-safeguarding': [answer] }, now.add({ seconds: at + 1 }))
    }
    const row = await theConcern()
    const added = (await read((db) => listAdditions(db, row.id))).map(openAddition)
    expect(
      added.map((one) => (one.kind === 'answers' ? one.entries.map(({ was, said }) => [was, said]) : [])),
    ).toEqual([[[['Yes'], ['No']]], [[['No'], ['Not sure']]], [[['Not sure'], ['Yes']]]])
  })

  test('for many tabs at the same moment', async () => {
    const visit = randomUUID()
    await save(visit, 'p-who', whoTheyAre)
    const tabs = await Promise.all(
      Array.from({ length: 5 }, () => save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })),
    )
    expect(tabs.every((tab) => tab.is === 'go')).toBe(true)
    const row = await theConcern()
    expect(await read((db) => listAdditions(db, row.id))).toEqual([])
  })

  test('a fault in the middle saves neither the draft nor the concern; the next press saves both', async () => {
    const visit = randomUUID()
    await save(visit, 'p-who', whoTheyAre)
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
    try {
      await owner.unsafe(`create function broken() returns trigger language plpgsql as
        $$ begin raise exception 'out of order'; end $$;
        create trigger broken before insert on events for each row execute function broken()`)
      await expect(save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })).rejects.toThrow()
      expect(await all()).toEqual([])
      const page = await showPage(form, 'p-harm', visit, now)
      expect(page.is === 'page' && page.view.typed, 'the answer is not half saved').toEqual({})
      await owner.unsafe('drop trigger broken on events; drop function broken')
    } finally {
      await owner.end()
    }
    await save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })
    expect(await kindsOf((await theConcern()).id)).toEqual(['received'])
  })
})

describe('what is written afterwards', () => {
  test('is added to the concern page by page, with what was there before', async () => {
    const visit = await reportHarm()
    await writeTheRest(visit)
    const row = await theConcern()
    const { snapshot } = openSubmission(row)
    expect(snapshot.answers).toMatchObject({
      'sg-adult-name': 'Ada Notreal',
      'sg-what': 'A bruise nobody can explain.',
      'sg-wants': 'To stay at home.',
    })
    expect(await kindsOf(row.id)).toEqual(['received', 'added', 'added'])
    expect(row.changedAt).not.toBeNull()
    expect(row.version).toBe(3)
    await save(visit, 'name', { 'first-name': ['Ada'], 'last-name': ['Notreal'] })
    expect((await theConcern()).version, 'the same again is no news').toBe(3)
  })

  test('raises flags, and never takes one away', async () => {
    const visit = await reportHarm()
    await save(visit, 'children', { 'children-any': ['yes'], 'child-helps': ['no'], 'child-worry': ['yes'] })
    const red = await theConcern()
    expect(red.flags).toContain('fl-child')
    expect(red.suggestedColour).toBe('red')
    await save(visit, 'children', { 'children-any': ['yes'], 'child-helps': ['no'], 'child-worry': ['no'] })
    const after = await theConcern()
    expect([after.suggestedColour, after.flags.includes('fl-child')]).toEqual(['red', true])
    await save(visit, 'secret', { 'hide-who': ['yes'] })
    expect((await theConcern()).flags, 'contact that could do harm').toContain('fl-safe-contact')
    const { flags } = await shown(after.reference)
    expect(flags.find(({ id }) => id === 'fl-safe-contact')?.because[0]?.said).toEqual(['Yes'])
  })

  test('of questions for national figures stays out of it', async () => {
    const visit = await reportHarm()
    await save(visit, 'record', { 'eq-ethnic-group': ['white'], 'eq-sex': ['female'] })
    expect(JSON.stringify(openSubmission(await theConcern()))).not.toContain('eq-')
  })

  test('is enough when the referral is never finished, and the device is cleared', async () => {
    const visit = await reportHarm()
    await writeTheRest(visit)
    expect(await clearDevice(visit, true, now)).toBe(true)
    const { reference } = await theConcern()
    const concern = await shown(reference)
    expect(concern.link).toEqual({ is: 'saved-from', form: form.id, reference: undefined })
    expect(concern.adultName).toBe('Ada Notreal')
    expect(concern.reporter.flatMap(({ said }) => said)).toContain('020 7946 0400')
    const queue = await showQueue(readQueueAsked(new URLSearchParams()), officer, now)
    expect(queue?.items).toMatchObject([
      { reference, adultName: 'Ada Notreal', formTitle: 'Safeguarding concern saved from a referral' },
    ])
  })
})

describe('sending the referral', () => {
  test('links both ways and marks the concern as changed', async () => {
    const visit = await reportHarm()
    await writeTheRest(visit)
    const concern = await theConcern()
    await shown(concern.reference)
    expect((await theConcern()).changedAt, 'read').toBeNull()
    const sent = await submitForm(form, visit, {}, now)
    if (sent.is !== 'sent') throw new Error(sent.is)
    expect(sent.reference).not.toBe(concern.reference)
    const referral = await rowOf(sent.reference)
    expect(referral).toMatchObject({ concernId: concern.id, isSafeguarding: false })
    expect(referral.flags).toContain('fl-pro-safeguarding')
    expect((await theConcern()).changedAt).not.toBeNull()
    expect((await shown(sent.reference)).link).toEqual({ is: 'concern', reference: concern.reference })
    expect((await shown(concern.reference)).link).toMatchObject({
      is: 'saved-from',
      reference: sent.reference,
    })
    expect(await kindsOf(concern.id)).toContain('referral-sent')
    expect(await kindsOf(referral.id)).toEqual(['received', 'linked', 'read'])
    expect(await showSentConcern(form, visit, now)).toMatchObject({
      reference: concern.reference,
      code: statusCodeOf(concern),
    })
    expect(await submitForm(form, visit, {}, now)).toEqual(sent)
    expect(await all()).toHaveLength(2)
  })
})

describe('a referral that staff type in', () => {
  /** Friday the 13th, nine in the morning; typed in on Wednesday the 18th. */
  const received = '2026-11-13T09:00:00Z'
  async function beginTypingIn(staff = officer) {
    const begun = await beginTyping(
      {
        form: [form.id],
        how: ['phone'],
        'received-day': ['13'],
        'received-month': ['11'],
        'received-year': ['2026'],
        'received-time': ['9am'],
      },
      staff,
      now,
    )
    const draftId = begun.is === 'begun' ? begun.draftId : ''
    const typing = await openTyping(draftId, form.id, staff, now)
    if (!typing) throw new Error(JSON.stringify(begun))
    return { draftId, visit: typing.visit }
  }

  test('saves a concern that counts from when the council got it and says who typed it in', async () => {
    const { visit } = await beginTypingIn()
    await save(visit, 'p-who', whoTheyAre)
    await save(visit, 'p-harm', { 'pr-safeguarding': ['yes'] })
    const concern = await theConcern()
    expect(concern).toMatchObject({
      receivedAt: new Date(received),
      typedInBy: officer.id,
      typedInHow: 'phone',
      typedInAt: new Date('2026-11-18T10:00:00Z'),
    })
    const [clock] = await read((db) => listClocks(db, concern.id))
    // The Monday after: it is late already when it is typed in, and the queue says so.
    expect([clock?.startedAt, clock?.dueAt]).toEqual([new Date(received), new Date('2026-11-16T17:00:00Z')])
    expect(concern.nextDueAt).toEqual(clock?.dueAt)
    const asTyped = { actor: 'staff', staffName: 'Sam Okafor', detail: { typedIn: 'phone' } }
    const events = () => read((db) => listEvents(db, concern.id))
    expect(await events()).toMatchObject([
      { ...asTyped, kind: 'received', detail: { from: form.id, typedIn: 'phone', receivedAt: received } },
    ])
    const { history, names } = await shown(concern.reference)
    expect(history[0] && eventInWords(history[0], names)).toContain(
      'Saved from a professional referral that is',
    )

    await writeTheRest(visit)
    const sent = await submitForm(form, visit, {}, now)
    if (sent.is !== 'sent') throw new Error(sent.is)
    const referral = await rowOf(sent.reference)
    expect([referral.receivedAt, referral.nextDueAt]).toEqual([concern.receivedAt, concern.nextDueAt])
    const after = (await events()).filter(({ kind }) => kind !== 'read')
    expect(after.map(({ kind }) => kind)).toEqual(['received', 'added', 'added', 'referral-sent'])
    expect(after).toMatchObject(after.map(() => asTyped))
  })
})

test('a receipt tells of the concern no longer than a device with a code shows what was sent', async () => {
  const visit = await reportHarm()
  await writeTheRest(visit)
  const view = await showSave(form, visit, now)
  const code = { secret: ['Teapot'], _fresh: [view?.fresh ?? ''], _had: [view?.had ?? ''] }
  expect((await makeResumeCode(form, visit, code, now)).is).toBe('made')
  expect((await submitForm(form, visit, {}, now)).is).toBe('sent')
  expect(await showSentConcern(form, visit, now.add({ minutes: 29 }))).toMatchObject({ is: 'saved' })
  expect(await showSentConcern(form, visit, now.add({ minutes: 60 }))).toBeUndefined()
})

describe('the concern’s own form, opened from the referral', () => {
  test('begins with what is known and only adds, with its flags worked out again', async () => {
    const visit = await reportHarm()
    await writeTheRest(visit)
    const before = await theConcern()
    expect(await startAdding(form, visit, now)).toEqual({ is: 'begun', form: CONCERN, page: 'danger' })
    expect(await startAdding(form, visit, now), 'pressed twice').toMatchObject({ is: 'begun' })
    expect(await showConcern(safeguardingConcern, visit, now)).toMatchObject({ reference: before.reference })
    await saveConcernPage(visit, 'danger', { 'danger-now': ['no'] })
    await saveConcernPage(visit, 's-who', { 'sg-who': ['pro'] })
    await saveConcernPage(visit, 's-safe', {})
    const page = await showPage(safeguardingConcern, 's-you', visit, now)
    expect(page.is === 'page' && page.view.typed).toMatchObject({ 'sg-name': ['Nurse Test'] })
    await saveConcernPage(visit, 's-you', { 'sg-name': ['Nurse Test'], 'sg-phone': ['020 7946 0400'] })
    await saveConcernPage(visit, 's-hurt', { 'sg-injury': ['serious'] })
    // Meanwhile the referral goes on: what it gives is not undone by sending this.
    await save(visit, 'name', { 'first-name': ['Ada'], 'last-name': ['Newname'] })
    const sent = await submitForm(safeguardingConcern, visit, {}, now.add({ seconds: 1 }))
    expect(sent).toEqual({ is: 'sent', reference: before.reference })
    const after = await theConcern()
    expect(after.flags).toContain('fl-sg-injury')
    expect(after.suggestedColour).toBe('red')
    expect(openSubmission(after).snapshot.answers).toMatchObject({
      'sg-injury': 'serious',
      'sg-adult-name': 'Ada Newname',
    })
    const last = (await read((db) => listAdditions(db, after.id))).map(openAddition).at(-1)
    expect(last).toMatchObject({ kind: 'answers', from: CONCERN })
    expect((await showReceipt(safeguardingConcern, visit))?.reference).toBe(before.reference)
    expect(await submitForm(safeguardingConcern, visit, {}, now)).toEqual(sent)
    expect(await concerns()).toHaveLength(1)
    await save(visit, 'p-ask', { 'pr-ask': ['review'] })
    expect(openSubmission(await theConcern()).snapshot.answers, 'the referral goes on').toHaveProperty(
      'sg-injury',
      'serious',
    )
  })

  test('does not touch another concern that is open on the device', async () => {
    const visit = await reportHarm()
    await saveConcernPage(visit, 'danger', { 'danger-now': ['no'] })
    expect(await startAdding(form, visit, now)).toEqual({ is: 'other-open', form: CONCERN })
    expect(await showConcern(safeguardingConcern, visit, now)).toBeUndefined()
  })

  test('opens blank some time after sending, and without a concern not at all', async () => {
    const visit = await reportHarm()
    await writeTheRest(visit)
    await submitForm(form, visit, {}, now)
    const later = now.add({ minutes: 31 })
    expect(await startAdding(form, visit, later)).toMatchObject({ is: 'begun' })
    const page = await showPage(safeguardingConcern, 'danger', visit, later)
    expect(page.is === 'page' && page.view.typed).toEqual({})
    expect(await startAdding(form, randomUUID(), now)).toEqual({ is: 'no-concern' })
  })
})

describe('“Send another referral”', () => {
  async function sendOne() {
    const visit = randomUUID()
    await save(visit, 'p-who', whoTheyAre)
    await writeTheRest(visit)
    expect(await submitForm(form, visit, {}, now)).toMatchObject({ is: 'sent' })
    return visit
  }
  const typedOn = async (visit: string, name: string, at = now) => {
    const page = await showPage(form, name, visit, at)
    return page.is === 'page' ? page.view.typed : page
  }

  test('starts with the professional’s own details and nothing of the person', async () => {
    const visit = await sendOne()
    expect(await canStartAnother(form, visit, now)).toBe(true)
    await startAnother(form, visit, now)
    expect(await typedOn(visit, 'p-who')).toEqual(whoTheyAre)
    for (const name of ['name', 'p-view', 'p-ask', 'p-harm']) expect(await typedOn(visit, name)).toEqual({})
    const page = await showPage(form, 'p-who', visit, now)
    expect(page.is === 'page' && page.view.walked.pages.find((one) => one.page.name === 'p-who')?.done).toBe(
      true,
    )
    expect(await showCheck(form, visit, now)).toMatchObject({ is: 'redirect' })
    await save(visit, 'name', { 'first-name': ['Bea'] })
    await startAnother(form, visit, now)
    expect(await typedOn(visit, 'name'), 'one that is open stays').toMatchObject({ 'first-name': ['Bea'] })
  })

  test('is only for this device, this sitting, and until the device is cleared', async () => {
    const visit = await sendOne()
    expect(await canStartAnother(form, randomUUID(), now)).toBe(false)
    expect(await canStartAnother(form, visit, now.add({ hours: 5 }))).toBe(false)
    expect(await typedOn(visit, 'danger'), 'starting the ordinary way starts blank').toEqual({})
    await clearDevice(visit, true, now)
    expect(await canStartAnother(form, visit, now)).toBe(false)
    await startAnother(form, visit, now)
    expect(await showPage(form, 'danger', visit, now)).toMatchObject({ is: 'page', view: { typed: {} } })
    const owner = postgres(ownerUrl, { max: 1 })
    const [left] = await owner`select count(*)::int as drafts from drafts`
    await owner.end()
    expect(left, 'gone from the database too').toEqual({ drafts: 0 })
  })
})
