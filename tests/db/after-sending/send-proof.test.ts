import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { asDate } from '#db/moments.ts'
import { read, transact } from '#db/client.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { listOpenAlerts } from '#db/queries/alerts.ts'
import { listEvents } from '#db/queries/events.ts'
import { findFile, listFiles, updateFileScan } from '#db/queries/files.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { FILE_MESSAGES, MOST_FILES } from '#src/forms/controls/files.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { CHOOSE_AGAIN } from '#src/forms/after-sending/proof.ts'
import { amendFigure } from '#src/services/charging/amend-figure.act.ts'
import { determineCharge } from '#src/services/charging/determine-charge.act.ts'
import { exportSubmission } from '#src/services/desk/export-submission.ts'
import { fetchFile } from '#src/services/desk/fetch-file.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { sendProof } from '#src/services/after-sending/send-proof.ts'
import { showMoney } from '#src/services/charging/show-money.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { passFromReceipt, showProof, showProofOnReceipt } from '#src/services/after-sending/show-proof.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { showStatus } from '#src/services/after-sending/show-status.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { type Fields, fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest } from '#tests/fixtures/short-requests.ts'
import { readFileBytes } from '#src/services/submissions/stored-file.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'
import { fillIn as fillInShort, typedOn } from '#tests/unit/forms/shared/submissions.ts'
import { confirmFileRates } from '#tests/support/confirmed-rates.ts'
import { inPlain } from '#tests/support/in-plain.ts'
import { wholePdf } from '#tests/support/whole-files.ts'

/** A Wednesday morning, and the Saturday night after. */
const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const night = Temporal.Instant.from('2026-11-21T22:00:00Z')

const answers: GivenAnswers = {
  'first-name': 'Hilda',
  'fa-savings-kinds': ['savings'],
  'fa-savings': [{ kind: 'savings', amount: '15100', whose: 'own' }],
  'fa-benefit-kinds': ['state-pension'],
  'fa-benefit': [{ which: 'state-pension', amount: '300 week' }],
  'fa-cost': '250 week',
  'fa-proof-later': 'later',
}

const SAVINGS = 'proof of savings: statements for the last 3 months'
const BENEFITS = 'proof of benefits: award letters'
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = wholePdf
const file = (bytes: Buffer = png, name = 'statement.png') => ({
  field: 'proof-file',
  name,
  bytes,
  tooLarge: false,
})

let officer: SignedInStaff
beforeEach(async () => {
  await resetDatabase()
  officer = await newStaff('officer', 'Ona Officer')
  // A charge is decided by confirmed rates alone.
  await confirmFileRates(officer, await newStaff('manager', 'Mo Manager'), now)
})

async function send(given: GivenAnswers = answers, visit: string = randomUUID()) {
  return sendFields(financialAssessment, fieldsOf(financialAssessment, fillIn(given)), visit)
}

async function sendFields(form: Form, fields: Fields, visit: string) {
  let name = pagesOf(form)[0]?.name ?? ''
  while (name !== 'check') {
    const shown = await showPage(form, name, visit, now)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await savePage({ form, pageName: name, visit, typed, action: { is: 'continue' }, now })
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
  const hasCopy = form.id === 'financial-assessment'
  const isForOther = [fields['who-for']].flat().includes('someone-else')
  const declare = isForOther ? ['true', 'right'] : ['true']
  const sent = await submitForm(form, visit, hasCopy ? { declare, 'copy-how': ['screen'] } : { declare }, now)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  const { id } = await rowOf(sent.reference)
  return { reference: sent.reference, id, visit }
}

const sendFile = (id: string, of: string, one: ReturnType<typeof file> | undefined = file(), at = now) =>
  sendProof(id, { 'proof-of': [of] }, one, at)
const problemsOf = async (id: string, typed: Typed, one: ReturnType<typeof file> | undefined) => {
  const done = await sendProof(id, typed, one, now)
  return done.is === 'problems'
    ? done.problems.map(({ field, message }) => [field, inStyle(message, false)])
    : done.is
}
const plain = (words: readonly string[] | undefined) => words?.map((one) => inStyle(one, false))
const wantedOnStatus = async (id: string) => plain((await showStatus(id, now))?.proof?.wanted)
const money = async (reference: string) => {
  const shown = await showMoney(reference, officer, now)
  if (shown.is !== 'money') throw new Error(shown.is)
  return shown.money
}
const eventsOf = (id: string) => read((db) => listEvents(db, id))
const filesOf = (id: string) => read((db) => listFiles(db, id))

describe('a file sent after the form', () => {
  test('is kept with the submission, sealed and held back, and is an event that makes it unread', async () => {
    const { id, reference } = await send()
    const before = await rowOf(reference)
    expect(before.changedAt).toBeNull()
    expect(await sendFile(id, 'savings', file(png, 'C:\\fakepath\\gpj\u202E.png'))).toEqual({ is: 'sent' })

    const [stored] = await filesOf(id)
    expect(stored).toMatchObject({ question: 'fa-proof', mediaType: 'image/png', scan: 'no-scanner' })
    const row = stored && (await read((db) => findFile(db, stored.id)))
    expect(row?.draftId).toBeNull()
    expect(row && (await readFileBytes(row)).equals(png)).toBe(true)
    expect(await fetchFile(stored?.id ?? '', officer, now)).toEqual({ is: 'held-back', reference })

    const after = await rowOf(reference)
    expect(after.changedAt).toEqual(new Date(now.epochMilliseconds))
    expect(after.version).toBe(before.version + 1)
    expect(after.nextDueAt).toEqual(before.nextDueAt)
    const event = (await eventsOf(id)).at(-1)
    expect(event).toMatchObject({ kind: 'added', actor: 'person' })
    expect(event?.detail).toEqual({
      kind: 'proof',
      fileId: stored?.id,
      flags: [],
      suggestedColour: before.suggestedColour,
      version: after.version,
    })
    // The name and what it shows are told nowhere but in what is sealed.
    expect(JSON.stringify(event)).not.toMatch(/savings|gpj/)
    const [added] = await read((db) => listAdditions(db, id))
    expect(added?.words.includes('savings')).toBe(false)
    const queue = await showQueue(readQueueAsked(new URLSearchParams()), officer, now)
    expect(queue?.items.find((one) => one.reference === reference)).toMatchObject({ isChanged: true })
  })

  test('wakes nobody out of hours, starts no promise and lowers nothing', async () => {
    const { id, reference } = await send()
    const before = await rowOf(reference)
    await sendFile(id, 'benefits', file(), night)
    expect(await read((db) => listOpenAlerts(db, { now: asDate(night), most: 100 }))).toEqual([])
    const after = await rowOf(reference)
    expect([after.status, after.flags, after.suggestedColour]).toEqual([
      before.status,
      before.flags,
      before.suggestedColour,
    ])
  })

  test('stands at the desk beside its answer and among the files, with what it shows', async () => {
    const { id, reference } = await send()
    await sendFile(id, 'savings')
    await sendFile(id, 'other', file(pdf('a letter'), 'letter.pdf'), now.add({ minutes: 1 }))
    const { figures, submission, wanted } = await money(reference)
    const savings = figures.find((one) => one.id === 'fa-savings')
    expect(savings).toMatchObject({ proof: 'sent-since', files: [{ name: 'statement.png' }] })
    expect(figures.find((one) => one.id === 'fa-benefit')).toMatchObject({ proof: 'wanted', files: [] })
    expect(submission.files.map(({ name, shows }) => [name, shows])).toEqual([
      ['statement.png', 'savings'],
      ['letter.pdf', 'other'],
    ])
    expect(wanted).toEqual([`P${BENEFITS.slice(1)}`])
    const shown = await showSubmission(reference, officer, now)
    if (shown.is !== 'submission') throw new Error(shown.is)
    expect(shown.submission.additions.map((one) => one.kind)).toEqual(['proof', 'proof'])
    expect((await rowOf(reference)).changedAt).toBeNull()
    const exported = await exportSubmission(reference, officer, now)
    expect(exported).toMatchObject({
      document: {
        additions: [
          { kind: 'proof', shows: 'other' },
          { kind: 'proof', shows: 'savings' },
        ],
        files: [{ shows: 'savings' }, { shows: 'other' }],
      },
    })
  })
})

describe('the list of what is wanted', () => {
  test('shrinks with each file, the same on the status, the receipt and the page', async () => {
    const { id, visit } = await send()
    const everywhere = async () => [
      await wantedOnStatus(id),
      plain((await showProofOnReceipt(financialAssessment, visit, now))?.wanted),
      plain((await showProof(id))?.wanted),
    ]
    expect(await everywhere()).toEqual(Array(3).fill([SAVINGS, BENEFITS]))
    await sendFile(id, 'savings')
    expect(await everywhere()).toEqual(Array(3).fill([BENEFITS]))
    await sendFile(id, 'other', file(pdf('else')))
    expect(await everywhere()).toEqual(Array(3).fill([BENEFITS]))
    await sendFile(id, 'benefits')
    expect(await everywhere()).toEqual(Array(3).fill([]))
    // One statement is seldom all: more of each kind can follow.
    expect((await showProof(id))?.kinds).toEqual(['savings', 'benefits'])
    expect(await sendFile(id, 'savings', file(pdf('October')))).toEqual({ is: 'sent' })
  })

  test('has it again where nobody can open the file, until another one comes', async () => {
    const { id } = await send()
    await sendFile(id, 'savings')
    const [stored] = await filesOf(id)
    await transact((tx) => updateFileScan(tx, stored?.id ?? '', 'infected', new Date(now.epochMilliseconds)))
    expect(await showProof(id)).toMatchObject({ hasUnusable: true })
    expect(await wantedOnStatus(id)).toEqual([SAVINGS, BENEFITS])
    await sendFile(id, 'savings', file(pdf('again')))
    expect(await showProof(id)).toMatchObject({ hasUnusable: false })
    expect(await wantedOnStatus(id)).toEqual([BENEFITS])
  })

  test('is no part of the steps of a receipt', async () => {
    const { id, reference, visit } = await send()
    const steps = async () => {
      const receipt = await showReceipt(financialAssessment, visit)
      return [...(receipt?.next ?? []), ...(receipt?.nextEasily ?? [])].map(({ words }) => words)
    }
    const before = await steps()
    expect(before.length).toBeGreaterThan(0)
    expect(before.filter((words) => words.includes('still need'))).toEqual([])
    // It once was, and was stored with them.
    const stored = openSubmission(await rowOf(reference))
    const older = { ...stored, next: [{ words: `We still need ${SAVINGS}.` }, ...stored.next] }
    const snapshot = seal(JSON.stringify(older), `submissions:${id}`)
    await transact((tx) => updateSubmission(tx, id, { snapshot }))
    expect(await steps()).toEqual(before)
  })

  test('is empty where they said that all is sent, and once the charge is known; files are taken all the same', async () => {
    const { id, reference } = await send({ ...answers, 'fa-proof-later': 'none' })
    expect(await wantedOnStatus(id)).toEqual([])
    expect(await sendFile(id, 'savings')).toEqual({ is: 'sent' })
    const determine = async (outcome: string) => {
      const { submission, sheetMark } = await money(reference)
      const typed = {
        outcome: [outcome],
        why: ['Because.'],
        format: ['plain'],
        confirm: ['yes'],
        sheet: [sheetMark],
        ...(outcome === 'charge'
          ? { 'pay-from-day': ['1'], 'pay-from-month': ['12'], 'pay-from-year': ['2026'] }
          : {}),
      }
      const { version } = submission.row
      const done = await determineCharge({ reference, staff: officer, version, typed, now })
      expect(done).toEqual({ is: 'done' })
    }
    // What the letter asks for, the page takes.
    await determine('need-more')
    expect(await wantedOnStatus(id)).toEqual([BENEFITS])
    expect((await money(reference)).determinations.at(-1)?.letter.parts.map(({ name }) => name)).toContain(
      'wanted',
    )
    await determine('charge')
    expect(await wantedOnStatus(id)).toEqual([])
    expect(await showProof(id)).toBeDefined()
  })

  test('tells a helper nothing that staff found out', async () => {
    const forOther: GivenAnswers = {
      ...answers,
      'who-for': 'someone-else',
      'who-are-you': 'family',
      'helper-name': 'Nina Dummy',
      'helper-phone': '07700 900302',
    }
    const change = async (reference: string) => {
      const { version } = (await money(reference)).submission.row
      const typed = { 'fa-dre-any': ['yes'] }
      const amending = { reference, staff: officer, version, now, typed, why: 'They said so' }
      await amendFigure({ ...amending, question: 'fa-dre-any' })
      const dre = {
        'fa-dre-1-kind': ['laundry'],
        'fa-dre-1-amount-amount': ['5'],
        'fa-dre-1-amount-every': ['week'],
      }
      const done = await amendFigure({ ...amending, version: version + 1, question: 'fa-dre', typed: dre })
      expect(done).toEqual({ is: 'done' })
      return (await money(reference)).wanted.length
    }
    const own = await send()
    const helped = await send(forOther)
    expect(await change(own.reference)).toBe(3)
    expect(await change(helped.reference)).toBe(3)
    expect(await wantedOnStatus(own.id)).toHaveLength(3)
    expect(await wantedOnStatus(helped.id)).toEqual([SAVINGS, BENEFITS])
  })
})

describe('what cannot be taken', () => {
  test('is said in a sentence, and nothing is stored', async () => {
    const { id } = await send()
    const of = { 'proof-of': ['savings'] }
    expect(await problemsOf(id, of, undefined)).toEqual([['proof-file', 'Choose a file to send']])
    const wrong = [
      file(Buffer.from('MZ this is a program'), 'statement.pdf'),
      { ...file(), tooLarge: true },
      { ...file(), bytes: Buffer.alloc(0) },
    ]
    expect(await Promise.all(wrong.map((one) => problemsOf(id, of, one)))).toEqual([
      [['proof-file', inPlain(FILE_MESSAGES['other-kind'])]],
      [['proof-file', inPlain(FILE_MESSAGES['too-large'])]],
      [['proof-file', 'That file is empty. Choose another one']],
    ])
    const unchosen = [
      ['proof-of', 'Select what the file shows'],
      ['proof-file', inStyle(CHOOSE_AGAIN, false)],
    ]
    expect(await problemsOf(id, {}, file())).toEqual(unchosen)
    // No kind that this form does not call for.
    expect(await problemsOf(id, { 'proof-of': ['home'] }, file())).toMatchObject([
      ['proof-of', expect.any(String)],
      ['proof-file', inStyle(CHOOSE_AGAIN, false)],
    ])
    expect(await filesOf(id)).toEqual([])
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(['received'])
  })

  test('is more than can be sent, also all at once', async () => {
    const { id } = await send()
    const all = await Promise.all(
      Array.from({ length: MOST_FILES + 2 }, (_, n) => sendFile(id, 'savings', file(pdf(`page ${n}`)))),
    )
    expect(all.filter((one) => one.is === 'sent')).toHaveLength(MOST_FILES)
    expect(await filesOf(id)).toHaveLength(MOST_FILES)
    expect(await problemsOf(id, { 'proof-of': ['benefits'] }, file())).toEqual([
      [
        'proof-file',
        'You have sent 20 files, and this page takes no more. Send the rest by post, or ring us',
      ],
    ])
  })

  test('is the same file twice at once; later, or for something else, it is another', async () => {
    const { id } = await send()
    const later = now.add({ minutes: 11 })
    await sendFile(id, 'savings')
    expect(await sendFile(id, 'savings')).toEqual({ is: 'sent' })
    expect(await filesOf(id)).toHaveLength(1)
    await sendFile(id, 'benefits')
    await sendFile(id, 'benefits', file(), later)
    expect(await filesOf(id)).toHaveLength(3)
  })

  test('is a file for another person’s form, one that calls for none, or one that is closed', async () => {
    const { id, reference } = await send()
    const other = await sendFields(askUsToContactYou, fillInShort(bosRequest), randomUUID())
    const none = await send({ 'first-name': 'Ann', 'fa-proof-later': 'later' })
    for (const one of [other.id, none.id, randomUUID()]) {
      expect(await sendFile(one, 'other')).toEqual({ is: 'none-asked' })
      expect(await showProof(one)).toBeUndefined()
    }
    expect((await showStatus(other.id, now))?.proof).toBeUndefined()
    await transact((tx) => updateSubmission(tx, id, { status: 'closed' }))
    expect(await sendFile(id, 'other')).toEqual({ is: 'none-asked' })
    expect(await wantedOnStatus(id)).toBeUndefined()
    expect((await money(reference)).wanted).toHaveLength(2)
  })

  test.each(['fl-safe-contact', 'fl-unsafe', 'fl-money-abuse'])(
    'is anything at all online where the status may not say what it is about: %s',
    async (flag) => {
      const { id, visit } = await send()
      await transact((tx) => updateSubmission(tx, id, { flags: [flag] }))
      expect((await showStatus(id, now))?.proof).toBeUndefined()
      expect(await showProof(id)).toBeUndefined()
      expect(await sendFile(id, 'savings')).toEqual({ is: 'none-asked' })
      expect(await filesOf(id)).toEqual([])
      // The receipt shows it as long as it is open: it says to ring first.
      expect(await showProofOnReceipt(financialAssessment, visit, now)).toMatchObject({ isHeldBack: true })
    },
  )
})

describe('from the receipt', () => {
  test('the device that sent it gets in without a code, and no other does', async () => {
    const { id, visit } = await send()
    expect(await passFromReceipt(financialAssessment, visit, now)).toEqual({
      submissionId: id,
      codeNumber: 1,
    })
    expect(await passFromReceipt(financialAssessment, randomUUID(), now)).toBeUndefined()
    expect(await passFromReceipt(financialAssessment, undefined, now)).toBeUndefined()
    expect(await showProofOnReceipt(financialAssessment, randomUUID(), now)).toBeUndefined()
  })
})
