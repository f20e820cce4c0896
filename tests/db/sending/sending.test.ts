import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { findOpenDraft, findSentDraft } from '#db/queries/drafts.ts'
import { listEvents } from '#db/queries/events.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'
import { addFile, removeFile } from '#src/services/filling-in/add-file.ts'
import { openState, visitHash } from '#src/services/filling-in/drafts.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { showCheck } from '#src/services/filling-in/show-check.ts'
import { showPage } from '#src/services/filling-in/show-page.ts'
import { showReceipt } from '#src/services/sending/show-receipt.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { resetDatabase } from '#tests/support/database.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const later = (hours: number) => now.add({ hours })

beforeEach(resetDatabase)

const post = (visit: string, pageName: string, typed: Typed, at = now) =>
  savePage({ form, pageName, visit, typed, action: { is: 'continue' }, now: at })

/** A draft with the three facts that must be there. */
async function readyDraft(): Promise<string> {
  const visit = randomUUID()
  await post(visit, 'danger', { 'danger-now': ['no'] })
  await post(visit, 's-who', { 'sg-who': ['public'] })
  await post(visit, 'private', {})
  await post(visit, 's-safe', {})
  await post(visit, 's-you', {})
  await post(visit, 's-adult', { 'sg-adult-name': ['Ken Madeupson'] })
  await post(visit, 's-what', { 'sg-what': ['Somebody takes his money.'] })
  return visit
}

const submissionsCount = async () => (await read((db) => listReferences(db, { most: 100 }))).length

describe('saving a page', () => {
  test('the first page makes the draft, and a page that cannot be reached yet leads to the first unfinished', async () => {
    const visit = randomUUID()
    expect(await showPage(form, 'danger', visit, now)).toMatchObject({ is: 'page' })
    expect(await showPage(form, 's-what', visit, now)).toEqual({ is: 'no-draft' })
    expect(await post(visit, 'danger', { 'danger-now': ['no'] })).toEqual({ is: 'go', to: 's-who' })
    expect(await showPage(form, 's-what', visit, now)).toEqual({ is: 'redirect', to: 's-who' })
  })

  test('a blank page goes on, but for the three facts', async () => {
    const visit = randomUUID()
    expect(await post(visit, 'danger', {})).toEqual({ is: 'go', to: 's-who' })
    const stopped = await post(visit, 's-who', {})
    expect(stopped).toMatchObject({ is: 'problems' })
    expect(await post(visit, 's-who', { 'sg-who': ['pro'] })).toEqual({ is: 'go', to: 's-safe' })
  })

  test('what cannot be read is said once, kept as typed, and goes on when pressed again', async () => {
    const visit = randomUUID()
    await post(visit, 'danger', {})
    await post(visit, 's-who', { 'sg-who': ['public'] })
    await post(visit, 'private', {})
    await post(visit, 's-safe', {})
    const typed = { 'sg-phone': ['ext 402, ask for Jo'] }
    const first = await post(visit, 's-you', typed)
    expect(first).toMatchObject({ is: 'problems', view: { typed, problems: [{ field: 'sg-phone' }] } })
    expect(await showPage(form, 's-you', visit, now)).toMatchObject({ is: 'page', view: { typed } })
    expect(await post(visit, 's-you', typed)).toEqual({ is: 'go', to: 's-adult' })
    await post(visit, 's-adult', { 'sg-adult-name': ['Ken'] })
    await post(visit, 's-what', { 'sg-what': ['Shouting.'] })
    const sent = await submitForm(form, visit, {}, now)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    const entries = row
      ? openSubmission(row).snapshot.parts.flatMap((part) => part.pages.flatMap((page) => page.entries))
      : []
    expect(entries.find((entry) => entry.id === 'sg-phone')).toMatchObject({
      state: 'not-answered',
      typed: ['ext 402, ask for Jo'],
    })
  })

  test('two devices: the later save is told what changed; the same answer twice succeeds', async () => {
    const visit = await readyDraft()
    const opened = await showPage(form, 's-adult', visit, now)
    const seen = opened.is === 'page' ? opened.view.seen : ''
    await post(visit, 's-adult', { 'sg-adult-name': ['Kenneth Madeupson'] })
    const typed = { 'sg-adult-name': ['Kenny'], _seen: [seen] }
    expect(await post(visit, 's-adult', typed)).toMatchObject({
      is: 'changed-elsewhere',
      changed: ['What is their name?'],
      view: { typed: { 'sg-adult-name': ['Kenny'] } },
    })
    expect(
      await post(visit, 's-adult', { 'sg-adult-name': ['Kenneth Madeupson'], _seen: [seen] }),
    ).toMatchObject({
      is: 'go',
    })
  })

  test('twenty pages saved at once are all there', async () => {
    const visit = await readyDraft()
    const pages: [string, Typed][] = [
      ['s-talk', { 'sg-comm': ['no'] }],
      ['s-needs', { 'sg-care': ['A nephew helps.'] }],
      ['s-where', { 'sg-where': ['own-home'] }],
      ['s-hurt', { 'sg-injury': ['none'] }],
      ['s-before', { 'sg-before': ['Once, last year.'] }],
    ]
    await Promise.all(pages.map(([name, typed]) => post(visit, name, typed)))
    const draft = await read((db) =>
      findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
    )
    const answers = draft ? openState(draft).answers : {}
    for (const [, typed] of pages) expect(answers).toHaveProperty(Object.keys(typed)[0] ?? '')
  })

  test('after its 24 hours a draft is gone, and a page posted then keeps what was typed', async () => {
    const visit = await readyDraft()
    expect(await showPage(form, 's-what', visit, later(25))).toEqual({ is: 'no-draft' })
    await post(visit, 's-what', { 'sg-what': ['Typed for a long time.'] }, later(25))
    const draft = await read((db) =>
      findOpenDraft(db, visitHash(visit), form.id, new Date(later(25).epochMilliseconds)),
    )
    expect(draft && openState(draft).answers['sg-what']).toEqual({ value: 'Typed for a long time.' })
  })

  test('what is stored is sealed', async () => {
    const visit = await readyDraft()
    const draft = await read((db) =>
      findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
    )
    expect(draft?.state.toString('latin1')).not.toContain('Madeupson')
    expect(draft?.visitHash).not.toContain(visit)
  })
})

describe('sending', () => {
  test('gives a reference and stores the promise', async () => {
    const visit = await readyDraft()
    expect(await showCheck(form, visit, now)).toMatchObject({ is: 'check' })
    const sent = await submitForm(form, visit, { 'sg-declare': ['true'] }, now)
    expect(sent).toMatchObject({ is: 'sent' })
    const reference = sent.is === 'sent' ? sent.reference : ''
    const receipt = await showReceipt(form, visit)
    expect(receipt?.reference).toBe(reference)
    expect(receipt?.dueAt.toString()).toBe('2026-11-19T17:00:00Z')
    const row = await read((db) => findSubmission(db, reference))
    expect(row).toMatchObject({ suggestedColour: 'amber', status: 'waiting', isSafeguarding: true })
    const [clock] = row ? await read((db) => listClocks(db, row.id)) : []
    expect(clock).toMatchObject({ kind: 'triage', ended: null })
    const events = row ? await read((db) => listEvents(db, row.id)) : []
    expect(events.map((event) => event.kind)).toEqual(['received'])
    expect(JSON.stringify(events)).not.toContain('Madeupson')
  })

  test('cannot be sent without the three facts', async () => {
    const visit = randomUUID()
    await post(visit, 'danger', {})
    expect(await showCheck(form, visit, now)).toEqual({ is: 'redirect', to: 's-who' })
    expect(await submitForm(form, visit, {}, now)).toEqual({ is: 'missing', page: 's-who' })
    expect(await submissionsCount()).toBe(0)
  })

  test('twenty parallel resends give one submission and one reference', async () => {
    const visit = await readyDraft()
    const sent = await Promise.all(Array.from({ length: 20 }, () => submitForm(form, visit, {}, now)))
    expect(new Set(sent.map((one) => (one.is === 'sent' ? one.reference : one.is))).size).toBe(1)
    expect(sent[0]?.is).toBe('sent')
    expect(await submissionsCount()).toBe(1)
  })

  test('a page saved while it is being sent is either in it or told that it is not', async () => {
    const visit = await readyDraft()
    const [saved, sent] = await Promise.all([
      post(visit, 's-before', { 'sg-before': ['Late words.'] }),
      submitForm(form, visit, {}, now),
    ])
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    const isIn = row !== undefined && JSON.stringify(openSubmission(row)).includes('Late words.')
    expect(isIn ? saved.is : 'already-sent').toBe(isIn ? 'go' : saved.is)
  })

  test('a transaction that fails leaves nothing, and the draft can be sent again', async () => {
    const visit = await readyDraft()
    await expect(
      transact(async (tx) => {
        const { lockOpenDraft } = await import('#db/queries/drafts.ts')
        await lockOpenDraft(tx, visitHash(visit), form.id, new Date(now.epochMilliseconds))
        throw new Error('the power went')
      }),
    ).rejects.toThrow('the power went')
    expect(await submissionsCount()).toBe(0)
    expect(await submitForm(form, visit, {}, now)).toMatchObject({ is: 'sent' })
  })

  test('what was answered on a branch no longer taken is not sent', async () => {
    const visit = await readyDraft()
    await post(visit, 's-person', { 'sg-by': ['known'], 'sg-access': ['yes'] })
    await post(visit, 's-person', { 'sg-by': ['self'], 'sg-access': ['yes'] })
    const sent = await submitForm(form, visit, {}, now)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    const { snapshot } = row ? openSubmission(row) : { snapshot: undefined }
    expect(snapshot?.answers).toHaveProperty('sg-by', 'self')
    expect(snapshot?.answers).not.toHaveProperty('sg-access')
  })

  test('out of hours a concern raises an alert; in hours it does not', async () => {
    const night = Temporal.Instant.from('2026-11-21T22:00:00Z')
    const visit = await readyDraft()
    const inHours = await submitForm(form, visit, {}, now)
    const second = randomUUID()
    await post(second, 'danger', {}, night)
    await post(second, 's-who', { 'sg-who': ['me'] }, night)
    await post(second, 's-adult', { 'sg-adult-name': ['Hana'] }, night)
    await post(second, 's-what', { 'sg-what': ['He hurts me.'] }, night)
    const atNight = await submitForm(form, second, {}, night)
    const kinds = async (sent: typeof atNight) => {
      const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
      return row ? (await read((db) => listEvents(db, row.id))).map((event) => event.kind) : []
    }
    expect(await kinds(inHours)).toEqual(['received'])
    expect(await kinds(atNight)).toEqual(['received', 'alert-raised'])
  })

  test('the draft keeps nothing of what was sent', async () => {
    const visit = await readyDraft()
    await submitForm(form, visit, {}, now)
    const sent = await read((db) => findSentDraft(db, visitHash(visit), form.id))
    expect(sent && openState(sent).answers).toEqual({})
    expect(await post(visit, 's-what', { 'sg-what': ['More.'] })).toEqual({ is: 'already-sent' })
  })
})

describe('evidence files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const file = (bytes: Buffer, name = 'photo.png') => ({ field: 'sg-files', name, bytes, tooLarge: false })

  test('are judged by content, not by name', async () => {
    const visit = await readyDraft()
    expect(await addFile(form, 's-proof', visit, file(png), now)).toBeUndefined()
    const bad = [
      file(Buffer.from('MZ this is a program'), 'letter.pdf'),
      file(Buffer.alloc(0), 'empty.png'),
      { ...file(png), tooLarge: true },
      file(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'photo.png'),
    ]
    for (const one of bad) {
      expect(await addFile(form, 's-proof', visit, one, now)).toMatchObject({ field: 'sg-files' })
    }
    const draft = await read((db) =>
      findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
    )
    expect(draft && openState(draft).answers['sg-files']).toMatchObject({ value: [{ name: 'photo.png' }] })
  })

  test('a removed file is gone, and a page continued past keeps the others', async () => {
    const visit = await readyDraft()
    await addFile(form, 's-proof', visit, file(png, 'one.png'), now)
    await addFile(form, 's-proof', visit, file(png, 'C:\\fakepath\\two\u202Egnp.exe.png'), now)
    await post(visit, 's-proof', {})
    const state = async () => {
      const draft = await read((db) =>
        findOpenDraft(db, visitHash(visit), form.id, new Date(now.epochMilliseconds)),
      )
      const answer = draft ? openState(draft).answers['sg-files'] : undefined
      return answer && 'value' in answer ? (answer.value as { id: string; name: string }[]) : []
    }
    expect((await state()).map((one) => one.name)).toEqual(['one.png', 'twognp.exe.png'])
    await removeFile(form, visit, (await state())[0]?.id ?? '', now)
    expect((await state()).map((one) => one.name)).toEqual(['twognp.exe.png'])
  })

  test('twenty at the most, also when they come at once', async () => {
    const visit = await readyDraft()
    const results = await Promise.all(
      Array.from({ length: 22 }, () => addFile(form, 's-proof', visit, file(png), now)),
    )
    expect(results.filter((problem) => problem === undefined)).toHaveLength(20)
  })
})
