import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import postgres from 'postgres'
import { beforeEach, describe, expect, test } from 'vitest'
import { asDate } from '#db/moments.ts'
import { read, transact } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { countOpenAlerts, findOpenAlert } from '#db/queries/alerts.ts'
import { findSentDraft } from '#db/queries/drafts.ts'
import { listEvents } from '#db/queries/events.ts'
import { updateSubmission } from '#db/queries/submissions.ts'
import { seal } from '#db/sealing.ts'
import type { Device } from '#src/auth/known-device.ts'
import { countTry, triesOfReference } from '#src/auth/tries.ts'
import { hashPassword } from '#src/auth/password.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { secretAsKept } from '#src/domain/resume-code.ts'
import type { TypedDecision } from '#src/domain/triage.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { NOT_EVERY_ANSWER } from '#src/forms/engine/copy.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { acknowledgeAlert } from '#src/services/desk/acknowledge-alert.ts'
import { addToSubmission, openAddition } from '#src/services/after-sending/add-to-submission.ts'
import { copyToPost } from '#src/services/desk/copy-to-post.ts'
import { decideTriage } from '#src/services/desk/decide-triage.act.ts'
import { visitHash } from '#src/services/filling-in/drafts.ts'
import { exportSubmission } from '#src/services/desk/export-submission.ts'
import { makeCopy, showReceiptLinks, textOfCopy } from '#src/services/after-sending/make-copy.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { openStatus, showStatus } from '#src/services/after-sending/show-status.ts'
import { showSubmission } from '#src/services/desk/show-submission.ts'
import { statusCodeOf } from '#src/services/after-sending/status-code.ts'
import { readStatusPass, statusPass } from '#src/services/after-sending/status-pass.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'
import { sample } from '#tests/support/long.ts'
import { newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, typedOn } from '#tests/unit/forms/shared/submissions.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'

/** A Wednesday morning, and the Saturday night after. */
const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const night = Temporal.Instant.from('2026-11-21T22:00:00Z')
const later = (time: Temporal.DurationLike, from = now) => from.add(time)

const mine: Fields = fillIn(bosRequest)
const forVera: Fields = {
  ...mine,
  'who-for': 'someone-else',
  'who-are-you': 'friend-or-neighbour',
  'helper-name': 'Ada Dummy',
  'helper-phone': '020 7946 0802',
  'first-name': 'Vera',
}
const complaint: Fields = fillIn(ivysComplaint)
const concern: Fields = {
  'danger-now': 'no',
  'sg-who': 'me',
  'private-now': 'yes',
  'sg-adult-name': 'Hana',
  'sg-what': 'He hurts me.',
}

let officer: SignedInStaff
let auditor: SignedInStaff

beforeEach(async () => {
  await resetDatabase()
  officer = await newStaff('officer', 'Sam Okafor')
  auditor = await newStaff('auditor', 'Tom Ellis')
})

/** Sends a form page by page from a device of its own. */
async function send(fields: Fields = mine, form: Form = askUsToContactYou, at = now) {
  const visit = randomUUID()
  let name = form.parts[0]?.pages[0]?.name ?? ''
  while (name !== 'check') {
    const shown = await showPage(form, name, visit, at)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const typed = here ? typedOn(here, fields) : {}
    const saved = await savePage({ form, pageName: name, visit, typed, action: { is: 'continue' }, now: at })
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
  const declared = {
    declare: ['true', ...(fields['who-for'] === 'someone-else' ? ['right'] : [])],
    ...(form.id === 'feedback' ? { 'copy-how': ['screen'] } : {}),
  }
  const sent = await submitForm(form, visit, form.isSafeguarding ? {} : declared, at)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  const row = await rowOf(sent.reference)
  return { visit, reference: sent.reference, id: row.id, code: statusCodeOf(row) }
}

const eventsOf = async (id: string) => read((db) => listEvents(db, id))
const openOn = (reference: string, code: string, address = '203.0.113.1', at = now) =>
  openStatus({ reference, code }, address, at)
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const add = (id: string, kind: 'forgot' | 'worse', typed: Typed, at = later({ minutes: 5 })) =>
  addToSubmission(id, kind, typed, at)
const decision: TypedDecision = {
  outcome: 'advice',
  colour: 'green',
  reason: 'Enough for now.',
  'next-step': 'Ring them.',
}
async function decide(reference: string, change: TypedDecision = {}, at = later({ minutes: 30 })) {
  const { version } = await rowOf(reference)
  const typed = { ...decision, 'next-by': officer.id, ...change }
  const decided = await decideTriage({ reference, staff: officer, version, typed, now: at })
  if (decided.is !== 'decided') throw new Error(JSON.stringify(decided))
}
const queue = async (search = '') => {
  const found = await showQueue(readQueueAsked(new URLSearchParams(search)), officer, now)
  return found?.items ?? []
}
const shown = async (reference: string, staff = officer, at = now) => {
  const found = await showSubmission(reference, staff, at)
  if (found.is !== 'submission') throw new Error(found.is)
  return found.submission
}

describe('the code of a receipt', () => {
  test('is six figures, the same each time, another for each submission, and stored nowhere', async () => {
    const [one, other] = [await send(), await send()]
    const links = await showReceiptLinks(askUsToContactYou, one.visit, now)
    expect(links).toEqual({ code: one.code, hasCopy: true, isScreenOnly: false })
    expect(one.code).toMatch(/^\d{6}$/)
    expect(other.code).not.toBe(one.code)
    const row = await rowOf(one.reference)
    expect(JSON.stringify({ ...row, snapshot: row.snapshot.toString('latin1') })).not.toContain(one.code)
    expect(await showReceiptLinks(askUsToContactYou, randomUUID(), now)).toBeUndefined()
  })

  test('is all that may leave the screen before it was said how contact is safe', async () => {
    const unasked = { 'cn-ask': ['record'], 'message-safe': '', 'hide-who': '' }
    for (const [change, stays] of [
      [{}, true],
      [{ 'message-safe': 'yes', 'hide-who': 'no' }, false],
    ] as const) {
      const fields = fillIn({ ...unasked, ...change })
      const { visit, reference, id, code } = await send(fields, formatsAndLanguages)
      expect((await showReceipt(formatsAndLanguages, visit))?.isScreenOnly).toBe(stays)
      const links = await showReceiptLinks(formatsAndLanguages, visit, now)
      expect(links).toEqual({ code, hasCopy: true, isScreenOnly: stays })
      // As one would stand that was asked for before this rule.
      await transact((tx) => updateSubmission(tx, id, { copyAsked: 'post' }))
      expect((await copyToPost(reference, officer, now)) === undefined).toBe(stays)
    }
  })

  test('is there for a safeguarding concern too, without a copy', async () => {
    const { visit, code } = await send(concern, safeguardingConcern)
    expect(await showReceiptLinks(safeguardingConcern, visit, now)).toEqual({
      code,
      hasCopy: false,
      isScreenOnly: true,
    })
    expect(await makeCopy(safeguardingConcern, visit, now)).toBeUndefined()
  })
})

describe('opening the status', () => {
  test('needs both, as a person may type them', async () => {
    const { reference, code, id } = await send()
    const typed = [
      reference.toLowerCase().replaceAll('-', ' '),
      `${code.slice(0, 3)} ${code.slice(3)}`,
    ] as const
    expect(await openOn(...typed)).toEqual({ is: 'opened', submissionId: id, codeNumber: 1 })
  })

  test('says what to enter, and counts no try for it', async () => {
    for (let n = 0; n < 8; n++) {
      expect(await openOn('K7H', 'abc')).toEqual({
        is: 'problems',
        problems: [
          { field: 'reference', message: expect.stringContaining('Enter your reference. It looks like') },
          { field: 'code', message: expect.stringContaining('Enter your code. It has 6 figures') },
        ],
      })
    }
    const { reference, code } = await send()
    expect(await openOn(reference, code)).toMatchObject({ is: 'opened' })
  })

  test('a wrong reference and a wrong code get the very same answer, and the same pause', async () => {
    const { reference, code } = await send()
    const answers = async (given: string, address: string) => {
      const all = []
      for (let n = 0; n < 6; n++) all.push(await openOn(given, otherThan(code), address))
      return all
    }
    const wrongCode = await answers(reference, '203.0.113.1')
    const wrongReference = await answers('K7H-4PX-9RD', '203.0.113.2')
    expect(wrongReference).toEqual(wrongCode)
    expect(wrongCode.map(({ is }) => is)).toEqual([...Array(5).fill('problems'), 'pause'])
  })

  describe('with the word or number chosen for the draft', () => {
    const chosen = async (secret: string) => {
      const sent = await send()
      const secretHash = await hashPassword(secretAsKept(secret))
      await transact((tx) =>
        tx.execute(sql`update drafts set secret_hash = ${secretHash} where submission_id = ${sent.id}`),
      )
      return sent
    }

    test('opens it in place of the code, which opens it still', async () => {
      const worded = await chosen('Blue teapot')
      const opened = { is: 'opened', submissionId: worded.id, codeNumber: 1 }
      expect(await openOn(worded.reference, 'blue  TEAPOT')).toEqual(opened)
      expect(await openOn(worded.reference, worded.code)).toEqual(opened)
      const numbered = await chosen('471 920 55')
      expect(await openOn(numbered.reference, '47192055')).toMatchObject({ is: 'opened' })
    })

    test('a wrong word is as a wrong code, and as a word where there is none', async () => {
      const worded = await chosen('Blue teapot')
      const plain = await send()
      const wrong = await openOn(plain.reference, otherThan(plain.code))
      expect(wrong).toMatchObject({ is: 'problems' })
      for (const reference of [worded.reference, plain.reference, 'K7H-4PX-9RD']) {
        expect(await openOn(reference, 'red teapot', '203.0.113.8')).toEqual(wrong)
      }
      for (let n = 0; n < 5; n++) await openOn(worded.reference, 'red teapot', '203.0.113.9')
      expect(await openOn(worded.reference, 'blue teapot', '203.0.113.9')).toMatchObject({ is: 'pause' })
    })

    test('opens nothing after a new code from staff, nor once the draft’s time is over', async () => {
      const renewed = await chosen('Blue teapot')
      await transact((tx) => tx.execute(sql`update submissions set code_number = 2 where id = ${renewed.id}`))
      expect(await openOn(renewed.reference, 'blue teapot')).toMatchObject({ is: 'problems' })
      const old = await chosen('Blue teapot')
      const openLater = (days: number) =>
        openOn(old.reference, 'blue teapot', undefined, later({ hours: 24 * days }))
      expect(await openLater(27)).toMatchObject({ is: 'opened' })
      expect(await openLater(29)).toMatchObject({ is: 'problems' })
    })
  })

  test('five wrong tries pause the reference at that address, with longer and longer waits, and nowhere else', async () => {
    const { reference, code } = await send()
    const wrong = (at = now) => openOn(reference, otherThan(code), '203.0.113.1', at)
    for (let n = 0; n < 5; n++) await wrong()
    expect(await openOn(reference, code)).toMatchObject({ is: 'pause', seconds: 30 })
    expect(await openOn(reference, code, '198.51.100.7')).toMatchObject({ is: 'opened' })
    const second = later({ seconds: 31 })
    expect(await wrong(second)).toMatchObject({ is: 'problems' })
    expect(await wrong(second)).toMatchObject({ is: 'pause', seconds: 60 })
    expect(await openOn(reference, code, '203.0.113.1', later({ seconds: 95 }))).toMatchObject({
      is: 'opened',
    })
    expect(await wrong(later({ seconds: 96 }))).toMatchObject({ is: 'problems' })
  })

  test('tries at the same moment are not all looked at, from one address or from many', async () => {
    const { reference, code } = await send()
    const lookedAt = async (addressOf: (n: number) => string, given: string) => {
      const tries = Array.from({ length: 60 }, (_, n) => openOn(given, otherThan(code), addressOf(n)))
      return (await Promise.all(tries)).filter(({ is }) => is === 'problems').length
    }
    expect(await lookedAt(() => '203.0.113.1', reference)).toBe(5)
    expect(await lookedAt((n) => `203.0.113.${n}`, 'K7H-4PX-9RD')).toBe(30)
  })

  test('one address trying many references slows itself for a moment, and nobody at another', async () => {
    const { reference, code } = await send()
    const letters = [...'BCDFGHJKPQ'].flatMap((one) => [...'BCDFGHJKPQ'].map((two) => one + two))
    for (const two of letters) await openOn(`${two}H-4PX-9RD`, '000000')
    expect(await openOn(reference, code)).toMatchObject({ is: 'pause', seconds: 5 })
    expect(await openOn(reference, code, '198.51.100.7')).toMatchObject({ is: 'opened' })
    expect(await openOn(reference, code, '203.0.113.1', later({ seconds: 6 }))).toMatchObject({
      is: 'opened',
    })
  })

  describe('on a device that has opened it before', () => {
    /** A browser, as far as its cookie goes. */
    const browser = () => {
      const device: { cookie: string | undefined; keep: (value: string) => void } = {
        cookie: undefined,
        keep: (value) => {
          device.cookie = value
        },
      }
      return device
    }
    const openWith = (device: Device, reference: string, code: string, at = now) =>
      openStatus({ reference, code }, '203.0.113.1', at, device)

    test('the right code goes through whatever others guess, there or anywhere', async () => {
      const { reference, code } = await send()
      const [mine, new_] = [browser(), browser()]
      expect((await openWith(mine, reference, code)).is).toBe('opened')
      for (let n = 0; n < 60; n++) await openOn(reference, otherThan(code), `203.0.113.${n % 20}`)
      expect((await openWith(new_, reference, code)).is).toBe('pause')
      expect((await openWith(mine, reference, code)).is).toBe('opened')
      // Its own wrong tries are counted too.
      for (let n = 0; n < 5; n++) await openWith(mine, reference, otherThan(code))
      expect(await openWith(mine, reference, code)).toMatchObject({ is: 'pause', seconds: 30 })
    })

    test('what it keeps names nothing, and is of no use for another reference, changed, or after a new code', async () => {
      const { reference, code, id } = await send()
      const other = await send()
      const mine = browser()
      await openWith(mine, reference, code)
      expect(mine.cookie).not.toMatch(new RegExp(`${reference}|${code}|${id}`))
      for (let n = 0; n < 30; n++) {
        await openOn(reference, otherThan(code), `198.51.100.${n}`)
        await openOn(other.reference, otherThan(other.code), `198.51.100.${n}`)
      }
      const changed = {
        ...browser(),
        cookie: mine.cookie?.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      }
      expect((await openWith({ ...mine }, other.reference, other.code)).is).toBe('pause')
      expect((await openWith(changed, reference, code)).is).toBe('pause')
      await transact((tx) => tx.execute(sql`update submissions set code_number = 2 where id = ${id}`))
      expect((await openWith({ ...mine }, reference, statusCodeOf({ id, codeNumber: 2 }))).is).toBe('pause')
    })
  })

  test('however many guess at one reference together, as fast as they are let, few tries are looked at in four weeks', async () => {
    const end = later({ hours: 28 * 24 })
    /** @param burst Tries before everybody rests until all is forgotten. */
    const together = async (burst: number) => {
      const reference = `R-${randomUUID()}`
      let [looked, at] = [0, now]
      while (Temporal.Instant.compare(at, end) < 0) {
        // Each from an address of its own: the counter of the reference alone is in their way.
        const tries = triesOfReference('odds', reference, `2001:db8:${looked.toString(16)}::1`)
        const seconds = await countTry(tries, new Date(at.epochMilliseconds))
        if (seconds === null) looked++
        else at = at.add({ seconds })
        if (seconds === null && looked % burst === 0) {
          const rest = await countTry(tries, new Date(at.epochMilliseconds))
          if (rest === null) looked++
          at = at.add({ hours: 24, seconds: rest ?? 0 })
        }
      }
      return looked
    }
    // As soon as each pause ends, just few enough that none begins, and what lies between.
    const bursts = sample([33, Number.POSITIVE_INFINITY, 28, 30, 35, 37], 1)
    const looked = await Promise.all(bursts.map(together))
    expect(Math.max(...looked)).toBeLessThan(1_000)
    expect(Math.max(...looked)).toBeGreaterThan(850)
  })

  test('gives a pass for half an hour that cannot be made up', () => {
    const id = randomUUID()
    const holder = { submissionId: id, codeNumber: 1 }
    const pass = statusPass(holder, now)
    expect(readStatusPass(pass, later({ minutes: 29 }))).toEqual(holder)
    expect(readStatusPass(pass, later({ minutes: 31 }))).toBeUndefined()
    expect(readStatusPass(pass.replace(id, randomUUID()), now)).toBeUndefined()
    expect(readStatusPass(pass.replace(/\.\d+\./, '.9999999999999.'), now)).toBeUndefined()
    for (const odd of [undefined, '', '.', `${id}.1.`, `${id}.9999999999999.x`]) {
      expect(readStatusPass(odd, now)).toBeUndefined()
    }
  })
})

describe('the status', () => {
  const steps = async (id: string) =>
    (await showStatus(id, now))?.steps.map(({ name, at }) => `${name}${at ? '' : ' to come'}`)

  test('follows what happens: received, read, tried, decided, with the date and who to ask for', async () => {
    const { id, reference } = await send()
    expect(await steps(id)).toEqual(['received', 'read to come', 'decided to come'])
    expect(await showStatus(id, now)).toMatchObject({
      isOwn: true,
      promises: [{ kind: 'triage', dueAt: Temporal.Instant.from('2026-11-19T17:00:00Z') }],
      contactName: undefined,
      contactBy: undefined,
    })
    await exportSubmission(reference, officer, now)
    expect(await steps(id), 'a program is no worker').toContain('read to come')
    await shown(reference)
    await transact((tx) =>
      recordEvent(tx, {
        submissionId: id,
        at: new Date(now.epochMilliseconds),
        actor: 'staff',
        staffId: officer.id,
        kind: 'contact-tried',
        detail: { how: 'phone', result: 'no-answer', triedAt: now.toString() },
      }),
    )
    await decide(reference, { outcome: 'more-information' })
    expect(await steps(id)).toEqual(['received', 'read', 'tried', 'finding-out', 'decided to come'])
    expect((await showStatus(id, now))?.promises).toEqual([
      { kind: 'triage', dueAt: Temporal.Instant.from('2026-11-19T17:00:00Z') },
    ])
    await decide(reference, { colour: 'amber', 'next-step': 'Find a rail.' })
    expect(await steps(id)).toEqual(['received', 'read', 'tried', 'decided'])
    expect(await showStatus(id, now)).toMatchObject({
      promises: [],
      contactName: 'Sam Okafor',
      // Amber: five working days from the decision.
      contactBy: Temporal.Instant.from('2026-11-25T17:00:00Z'),
    })
  })

  test('shows two steps and nothing more to somebody who sent it for another person', async () => {
    const { id, reference } = await send(forVera)
    await shown(reference)
    await decide(reference, { outcome: 'refer-on' })
    expect(await steps(id)).toEqual(['received', 'read'])
    expect(await showStatus(id, now)).toMatchObject({
      isOwn: false,
      promises: [],
      contactName: undefined,
      contactBy: undefined,
    })
  })

  test('shows no more to somebody who complains for another person, whom the form speaks to as “you”', async () => {
    for (const other of [
      { 'fb-for': 'someone', 'fb-agree': 'no' },
      { 'fb-for': 'someone', 'fb-agree': 'yes' },
      { 'fb-for': 'someone-died' },
    ]) {
      const { id, reference } = await send({ ...complaint, ...other }, feedback)
      await shown(reference)
      await decide(reference, { outcome: 'refer-on' })
      expect(await steps(id), JSON.stringify(other)).toEqual(['received', 'read'])
      expect(await showStatus(id, now)).toMatchObject({
        isOwn: false,
        promises: [],
        contactName: undefined,
        contactBy: undefined,
        outcomeSays: undefined,
      })
    }
    const own = await send(complaint, feedback)
    await decide(own.reference, { outcome: 'refer-on' })
    expect(await steps(own.id)).toContain('decided')
    const status = await showStatus(own.id, now)
    expect(status).toMatchObject({ isOwn: true, contactName: 'Sam Okafor' })
    expect(status?.promises.map(({ kind }) => kind)).toEqual(['complaint-reply'])
  })

  test('of a reporter’s concern too; the person harmed sees all of it, and no word of what it is', async () => {
    const reported = await send(
      { ...concern, 'sg-who': 'public', 'sg-named': 'anonymous' },
      safeguardingConcern,
    )
    expect(await steps(reported.id)).toEqual(['received', 'read to come'])
    const own = await send(concern, safeguardingConcern)
    await decide(own.reference, { outcome: 'not-safeguarding', 'passed-to': 'Housing', colour: 'amber' })
    expect(await steps(own.id)).toEqual(['received', 'read to come', 'decided'])
    const status = await showStatus(own.id, now)
    expect(status?.contactBy, 'another service gets in touch').toBeUndefined()
    expect(JSON.stringify(status)).not.toMatch(/safeguarding|passed|housing|advice|harm|hana|amber/i)
  })

  test('names nobody and no date where contact could do harm', async () => {
    const { id, reference } = await send({ ...mine, 'hide-who': 'yes', 'safe-route': 'worker' })
    await decide(reference)
    expect(await showStatus(id, now)).toMatchObject({
      isScreenOnly: true,
      contactName: undefined,
      contactBy: undefined,
    })
  })

  test('says when the desk is empty', async () => {
    const { id } = await send()
    expect((await showStatus(id, now))?.opensAt).toBeUndefined()
    expect((await showStatus(id, night))?.opensAt?.toString()).toBe('2026-11-23T09:00:00Z')
  })

  test('of what is gone is nothing', async () => {
    expect(await showStatus(randomUUID(), now)).toBeUndefined()
  })
})

describe('adding something', () => {
  const worse: Typed = { words: ['He fell again.'], 'danger-now': ['no'] }
  const danger: Typed = { words: ['He has a knife.'], 'danger-now': ['yes'] }

  test('is kept sealed, is an event of codes, and raises the version', async () => {
    const { id, reference } = await send()
    expect(await add(id, 'forgot', { words: ['My sister has a key.'] })).toEqual({ is: 'added' })
    const [row] = await read((db) => listAdditions(db, id))
    expect(row?.words.toString('latin1')).not.toContain('sister')
    const events = await eventsOf(id)
    expect(events.at(-1)).toMatchObject({
      actor: 'person',
      kind: 'added',
      detail: { kind: 'forgot', flags: [], suggestedColour: 'green', version: 2 },
    })
    expect(JSON.stringify(events)).not.toContain('sister')
    expect((await rowOf(reference)).version).toBe(2)
    expect((await showStatus(id, now))?.addedAt).toHaveLength(1)
  })

  test('says what to put right and stores nothing', async () => {
    const { id } = await send()
    expect(await add(id, 'worse', { words: ['x'.repeat(4_001)] })).toMatchObject({
      is: 'problems',
      problems: [{ field: 'danger-now' }, { field: 'words', message: 'Use 4,000 characters or fewer' }],
    })
    expect(await add(randomUUID(), 'worse', worse)).toEqual({ is: 'no-such-submission' })
    expect(await read((db) => listAdditions(db, id))).toEqual([])
  })

  test('twice at once is one; the same words on another day are another', async () => {
    const { id } = await send()
    await Promise.all(Array.from({ length: 5 }, () => add(id, 'worse', worse)))
    expect(await read((db) => listAdditions(db, id))).toHaveLength(1)
    await add(id, 'worse', { ...worse, 'danger-now': ['yes'] })
    await add(id, 'worse', worse, later({ hours: 24 }))
    expect(await read((db) => listAdditions(db, id))).toHaveLength(3)
  })

  test('with danger makes it red and unread again, at the top, in full above the words', async () => {
    const { id, reference } = await send()
    const other = await send(concern, safeguardingConcern, later({ minutes: -50 }))
    await shown(reference)
    expect((await queue()).map((item) => item.reference)).toEqual([other.reference, reference])
    await add(id, 'worse', danger)
    const [first] = await queue()
    expect(first).toMatchObject({ reference, colour: 'red', isChanged: true, isUnread: false })
    expect(first?.flags.map((flag) => flag.id)).toContain('fl-danger')
    const page = await shown(reference)
    expect(page.additions).toMatchObject([{ kind: 'worse', words: 'He has a knife.', danger: 'yes' }])
    expect(page.flags.find((flag) => flag.id === 'fl-danger')?.because).toEqual([
      { title: 'Added at 10:05am on Wednesday 18 November 2026: Is anyone in danger now?', said: ['Yes'] },
    ])
    expect(page.row).toMatchObject({ flags: ['fl-danger'], suggestedColour: 'red' })
    const exported = await exportSubmission(reference, officer, now)
    expect(exported).toMatchObject({
      document: { additions: [{ kind: 'worse', danger: 'yes' }], flags: ['fl-danger'] },
    })
  })

  test('with “not sure” of danger is danger, and staff read that it was not sure', async () => {
    const { id, reference } = await send()
    await add(id, 'worse', { 'danger-now': ['not-sure'] })
    const page = await shown(reference)
    expect(page.row).toMatchObject({ flags: ['fl-danger'], suggestedColour: 'red' })
    expect(page.flags.find((flag) => flag.id === 'fl-danger')?.because).toMatchObject([
      { said: ['Not sure'] },
    ])
  })

  test('keeps what was said of danger before “not sure” could be', () => {
    const id = randomUUID()
    const said = (isDanger: boolean) => {
      const words = seal(JSON.stringify({ kind: 'worse', words: 'x', isDanger }), `additions:${id}`)
      return openAddition({ id, submissionId: id, at: new Date(), kind: 'worse', words })
    }
    expect(said(true)).toMatchObject({ kind: 'worse', words: 'x', danger: 'yes' })
    expect(said(false)).toMatchObject({ danger: 'no' })
  })

  test('stays marked until somebody who decides has opened the page', async () => {
    const { id, reference } = await send()
    await shown(reference)
    await add(id, 'forgot', { words: ['One more thing.'] })
    const isChanged = async () => (await queue())[0]?.isChanged
    await shown(reference, auditor)
    await exportSubmission(reference, officer, now)
    expect(await isChanged()).toBe(true)
    expect((await showStatus(id, now))?.isAddedUnread).toBe(true)
    await shown(reference)
    expect(await isChanged()).toBe(false)
    expect((await showStatus(id, now))?.isAddedUnread).toBe(false)
  })

  test('never lowers a colour, and a decided colour below the new suggestion no longer stands', async () => {
    const { id, reference } = await send()
    await decide(reference)
    await add(id, 'worse', danger, later({ hours: 1 }))
    expect(await rowOf(reference)).toMatchObject({ suggestedColour: 'red', colour: null })
    await decide(reference, { colour: 'red' }, later({ hours: 2 }))
    await add(id, 'worse', worse, later({ hours: 3 }))
    expect(await rowOf(reference)).toMatchObject({
      suggestedColour: 'red',
      colour: 'red',
      flags: ['fl-danger'],
    })
  })

  test('after the decision: what got worse starts a new promise, what was forgotten waits to be read', async () => {
    const { id, reference } = await send()
    await shown(reference)
    await decide(reference)
    expect(await queue()).toEqual([])
    await add(id, 'forgot', { words: ['My sister has a key.'] }, later({ hours: 1 }))
    expect((await queue()).map((item) => [item.reference, item.clocks])).toEqual([[reference, []]])
    await shown(reference)
    expect(await queue()).toEqual([])
    await add(id, 'worse', worse, later({ hours: 2 }))
    expect(await rowOf(reference)).toMatchObject({
      status: 'waiting',
      nextDueAt: new Date('2026-11-19T17:00:00Z'),
    })
    await shown(reference)
    expect((await queue()).map((item) => item.reference)).toEqual([reference])
    expect((await showStatus(id, now))?.promises).toEqual([
      { kind: 'triage', dueAt: Temporal.Instant.from('2026-11-19T17:00:00Z') },
    ])
    await decide(reference, {}, later({ hours: 3 }))
    expect(await queue()).toEqual([])
    expect((await read((db) => listClocks(db, id))).map((clock) => clock.ended)).toEqual(['kept', 'kept'])
  })

  test('before the decision the first promise goes on', async () => {
    const { id } = await send()
    await add(id, 'worse', danger, later({ hours: 3 }))
    expect(await read((db) => listClocks(db, id))).toHaveLength(1)
  })

  test('overtakes an officer who is writing: their decision is not stored unseen', async () => {
    const { id, reference } = await send()
    const { version } = await rowOf(reference)
    await add(id, 'worse', worse)
    const typed = { ...decision, 'next-by': officer.id }
    expect(await decideTriage({ reference, staff: officer, version, typed, now })).toEqual({ is: 'changed' })
  })

  test('out of hours alerts the duty contact as sending does, once at a time', async () => {
    const { id } = await send(mine, askUsToContactYou, night)
    const calling = async (at = night) => (await read((db) => countOpenAlerts(db, asDate(at)))).calling
    await add(id, 'worse', worse, later({ minutes: 5 }, night))
    expect(await calling(), 'neither red nor a safeguarding concern').toBe(0)
    await add(id, 'worse', danger, later({ minutes: 10 }, night))
    await add(id, 'worse', { ...danger, words: ['Please hurry.'] }, later({ minutes: 12 }, night))
    expect(await calling()).toBe(1)
    const alert = await read((db) => findOpenAlert(db, id))
    await acknowledgeAlert(alert?.id ?? '', officer, later({ minutes: 20 }, night))
    expect(await calling(later({ minutes: 30 }, night)), 'seen').toBe(0)
    await add(id, 'worse', { ...danger, words: ['He is back.'] }, later({ minutes: 30 }, night))
    expect(await calling(later({ minutes: 30 }, night)), 'what is new wakes it').toBe(1)
    expect((await eventsOf(id)).filter(({ kind }) => kind === 'alert-raised')).toHaveLength(2)
  })

  test('in hours alerts nobody', async () => {
    const { id } = await send()
    await add(id, 'worse', danger)
    expect(await read((db) => countOpenAlerts(db, asDate(now)))).toMatchObject({ open: 0 })
  })
})

describe('what was added', () => {
  test('is changed by nobody, and goes with its submission when that is erased', async () => {
    const [kept, erased] = [await send(), await send()]
    for (const { id } of [kept, erased]) await add(id, 'forgot', { words: ['One more thing.'] })
    for (const change of [sql`update additions set kind = 'worse'`, sql`delete from additions`]) {
      await expect(transact((tx) => tx.execute(change))).rejects.toMatchObject({ code: '42501' })
    }
    const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
    await owner`select erase_submission(${erased.id})`
    await owner.end()
    expect(await read((db) => listAdditions(db, erased.id))).toEqual([])
    expect(await read((db) => listAdditions(db, kept.id))).toHaveLength(1)
    expect(await showStatus(erased.id, now)).toBeUndefined()
  })
})

describe('a copy', () => {
  test('is for the device that sent it, with its reference and the line, and hides what must be hidden', async () => {
    const { visit, reference } = await send()
    const copy = await makeCopy(askUsToContactYou, visit, now)
    const text = copy ? textOfCopy(copy) : ''
    expect(text).toContain(`Reference: ${reference}`)
    expect(text).toContain('Sent at 10am on Wednesday 18 November 2026')
    expect(text).toContain(NOT_EVERY_ANSWER)
    expect(text).toContain('The stairs are too much.')
    expect(text).not.toMatch(/danger|must not find out|leave a message/)
    expect(await makeCopy(askUsToContactYou, randomUUID(), now)).toBeUndefined()
    expect(await makeCopy(askUsToContactYou, undefined, now)).toBeUndefined()
    expect(await makeCopy(safeguardingConcern, visit, now)).toBeUndefined()
  })

  test('of a draft that had a code to come back with is there only while the device is in use', async () => {
    const { visit } = await send()
    const sent = await read((db) => findSentDraft(db, visitHash(visit), askUsToContactYou.id))
    expect(sent?.codeHash).toBeNull()
    expect(await makeCopy(askUsToContactYou, visit, later({ hours: 3 }))).toBeDefined()
    await transact((tx) => tx.execute(sql`update drafts set code_hash = 'a code' where id = ${sent?.id}`))
    expect(await makeCopy(askUsToContactYou, visit, later({ hours: 3, minutes: 20 }))).toBeDefined()
    expect(await makeCopy(askUsToContactYou, visit, later({ hours: 3, minutes: 45 }))).toBeDefined()
    expect(await makeCopy(askUsToContactYou, visit, later({ hours: 4, minutes: 30 }))).toBeUndefined()
    expect(await showReceiptLinks(askUsToContactYou, visit, later({ hours: 4, minutes: 30 }))).toBeUndefined()
  })
})
