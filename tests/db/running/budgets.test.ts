import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { transact } from '#db/client.ts'
import { deleteEndedSpending } from '#db/queries/spending.ts'
import { timesOf } from '#src/auth/named-networks.ts'
import { BUDGET_HOURS } from '#src/domain/budgets.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { addToSubmission } from '#src/services/after-sending/add-to-submission.ts'
import { readQueueAsked, showQueue } from '#src/services/desk/show-queue.ts'
import { addFile } from '#src/services/filling-in/add-file.ts'
import { askForPage } from '#src/services/filling-in/ask-for-page.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { findProgress } from '#src/services/filling-in/show-page.ts'
import { asPayer, OverBudget, refusals } from '#src/services/running/budgets.ts'
import { showSystem } from '#src/services/running/show-system.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import { topics } from '#src/information/topics.ts'
import { council } from '#src/settings/council.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'
import { NEIGHBOURS_PAGES } from '#tests/support/ready-to-send.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const administrator = { id: randomUUID(), name: 'Ada', role: 'administrator' } as never
const officer = { id: randomUUID(), name: 'Olu', role: 'officer' } as never
const HERE = '203.0.113.7'
const HOSPITAL = '198.51.100.20'

let owner: postgres.Sql
beforeAll(() => {
  owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
})
afterAll(() => owner.end())

const before = structuredClone({ ...council })
beforeEach(async () => {
  await resetDatabase()
  council.budgets.drafts = { perAddress: 3, inAll: 1000 }
  council.budgets.sends = { perAddress: 2, inAll: 1000 }
  council.budgets.files = { perAddress: 1, inAll: 3 }
  council.budgets.alerts = { perAddress: 1, inAll: 1000 }
  council.networks = [{ name: 'Brook Hospital', addresses: ['198.51.100.0/24'], times: 3 }]
})
afterEach(() => {
  Object.assign(council, structuredClone(before))
})

const begin = (
  form: Form,
  pageName: string,
  typed: Typed,
  from: string | undefined,
  visit: string = randomUUID(),
  at = now,
) =>
  asPayer(from, async () => {
    const saved = await savePage({ form, pageName, visit, typed, action: { is: 'continue' }, now: at })
    return { visit, saved }
  })

const ask = (from: string | undefined, at = now) =>
  begin(askUsToContactYou, 'danger', { 'danger-now': ['no'] }, from, randomUUID(), at)

const messagesOf = (saved: Awaited<ReturnType<typeof savePage>>) =>
  saved.is === 'problems' ? saved.view.problems.map(({ message }) => inStyle(message, false)) : []

const countOf = async (table: string) =>
  Number((await owner.unsafe(`select count(*) from ${table}`))[0]?.['count'])

/** A concern up to its check page. */
async function concern(from: string): Promise<string> {
  const visit = randomUUID()
  for (const [pageName, typed] of Object.entries(NEIGHBOURS_PAGES)) {
    await begin(safeguardingConcern, pageName, typed, from, visit)
  }
  return visit
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const photo = (bytes = 700 * 1024) => Buffer.concat([png, Buffer.alloc(bytes)])
const add = (visit: string, from: string | undefined, bytes = photo()) =>
  asPayer(from, async () => {
    const file = { field: 'sg-files', name: 'photo.png', bytes, tooLarge: false }
    const problem = await addFile(safeguardingConcern, 's-proof', visit, file, now)
    return problem?.message
  })

describe('forms begun', () => {
  test('many devices behind one address stop at the budget, with what they typed on the page', async () => {
    for (let at = 0; at < 3; at++) expect((await ask(HERE)).saved.is).toBe('go')
    const { visit, saved } = await ask(HERE)
    expect(messagesOf(saved)).toEqual([inStyle(refusals.drafts(), false)])
    expect(saved.is === 'problems' && saved.view.typed['danger-now']).toEqual(['no'])
    expect(inStyle(refusals.drafts(), false)).toContain(council.phones.day)
    expect(await findProgress(askUsToContactYou, visit, now)).toBeUndefined()
    expect(await countOf('drafts')).toBe(3)
    // A form that was begun goes on, and so does everybody at another address.
    expect((await ask('203.0.113.8')).saved.is).toBe('go')
    expect((await ask(HERE, now.add({ hours: BUDGET_HOURS }))).saved.is).toBe('go')
  })

  test('of those who come at once, as many are counted as there are', async () => {
    const all = await Promise.all(Array.from({ length: 9 }, () => ask(HERE)))
    expect(all.filter(({ saved }) => saved.is === 'go')).toHaveLength(3)
    expect(await countOf('drafts')).toBe(3)
  })

  test('a form that a page of ours begins for somebody is refused with a page of its own', async () => {
    council.budgets.drafts.perAddress = 1
    await ask(HERE)
    const [topic] = topics
    if (!topic) throw new Error('There is no page of information.')
    const begun = asPayer(HERE, () => askForPage(topic, randomUUID(), now))
    await expect(begun).rejects.toMatchObject({ status: 429 })
    await expect(begun).rejects.toBeInstanceOf(OverBudget)
    expect(await countOf('drafts')).toBe(1)
  })

  test('a report of abuse or neglect is begun and sent whatever the budget', async () => {
    council.budgets.drafts.perAddress = 1
    council.budgets.sends.perAddress = 1
    for (let at = 0; at < 4; at++) {
      const visit = await concern(HERE)
      const sent = await asPayer(HERE, () => submitForm(safeguardingConcern, visit, {}, now))
      expect(sent.is).toBe('sent')
    }
    expect(await countOf('submissions')).toBe(4)
    expect(await countOf('spending')).toBe(0)
  })

  test('a named network has more, staff and jobs have no budget', async () => {
    for (let at = 0; at < 9; at++) expect((await ask(HOSPITAL)).saved.is).toBe('go')
    expect((await ask(HOSPITAL)).saved.is).toBe('problems')
    for (let at = 0; at < 5; at++) expect((await ask(undefined)).saved.is).toBe('go')
  })
})

test('a network is found by its address, however that is written', () => {
  council.networks.push({ name: 'Six', addresses: ['2001:db8::/32', '192.0.2.9'], times: 5 })
  const named = ['198.51.100.1', '::ffff:198.51.100.1', '2001:db8:1::5', '192.0.2.9', '192.0.2.8', '', 'none']
  expect(named.map(timesOf)).toEqual([3, 3, 5, 5, 1, 1, 1])
})

describe('forms sent', () => {
  const ready = async (from: string) => {
    const { visit } = await ask(from)
    const rest = {
      who: { 'who-for': ['me'] },
      name: { 'first-name': ['Bo'] },
      story: { 'rc-story': ['The stairs are too much.'] },
    }
    for (const [pageName, typed] of Object.entries(rest)) {
      await begin(askUsToContactYou, pageName, typed, from, visit)
    }
    const page = { form: askUsToContactYou, pageName: 'contact', visit, now }
    await savePage({ ...page, typed: { 'contact-way': ['call'] }, action: { is: 'send' } })
    const typed = { _without: ['phone'] }
    return { visit, send: () => asPayer(from, () => submitForm(askUsToContactYou, visit, typed, now)) }
  }

  test('one too many is refused with a sentence, its draft is kept, and a second press sends nothing twice', async () => {
    council.budgets.drafts.perAddress = 100
    const [one, two, three] = [await ready(HERE), await ready(HERE), await ready(HERE)]
    expect((await one.send()).is).toBe('sent')
    expect((await one.send()).is).toBe('sent')
    expect((await two.send()).is).toBe('sent')
    const refused = await three.send()
    expect(refused.is === 'problems' && refused.problems).toEqual([{ field: '', message: refusals.sends() }])
    expect(await countOf('submissions')).toBe(2)
    const kept = await findProgress(askUsToContactYou, three.visit, now)
    expect(kept?.state.answers['rc-story']).toEqual({ value: 'The stairs are too much.' })
    await owner`delete from spending`
    expect((await three.send()).is).toBe('sent')
  })

  test('words added count too, but not that things got worse, nor anything on a concern', async () => {
    council.budgets.drafts.perAddress = 100
    const { send } = await ready(HERE)
    await send()
    const [{ id } = { id: '' }] = await owner`select id from submissions`
    const addTo = (kind: 'forgot' | 'worse', words: string) =>
      asPayer(HERE, () => addToSubmission(id as string, kind, { words: [words], 'danger-now': ['yes'] }, now))
    expect((await addTo('forgot', 'one')).is).toBe('added')
    const refused = await addTo('forgot', 'two')
    expect(refused.is === 'problems' && refused.problems[0]?.message).toBe(refusals.sends())
    expect((await addTo('worse', 'three')).is).toBe('added')
    await owner`update submissions set is_safeguarding = true`
    expect((await addTo('forgot', 'four')).is).toBe('added')
  })
})

describe('files', () => {
  test('of one address stop at its budget, with the way out, and the draft and its words go on', async () => {
    const visit = await concern(HERE)
    expect(await add(visit, HERE)).toBeUndefined()
    expect(await add(visit, HERE)).toBe(refusals.files())
    expect(await add(await concern(HERE), HERE), 'another device').toBe(refusals.files())
    expect(inStyle(refusals.files(), false)).toMatch(/send it later, or ring us on 020/)
    expect(await add(await concern('203.0.113.8'), '203.0.113.8')).toBeUndefined()
    expect((await asPayer(HERE, () => submitForm(safeguardingConcern, visit, {}, now))).is).toBe('sent')
    expect(await countOf('files')).toBe(2)
  })

  test('a small one costs what a row and a scan do, so that their number ends too', async () => {
    const visit = await concern(HERE)
    for (let at = 0; at < 16; at++) expect(await add(visit, HERE, png)).toBeUndefined()
    expect(await add(visit, HERE, png)).toBe(refusals.files())
  })

  test('of many addresses stop at what all may, and only files do', async () => {
    for (let at = 1; at <= 4; at++)
      expect(await add(await concern(`203.0.113.${at}`), `203.0.113.${at}`)).toBeUndefined()
    const visit = await concern('203.0.113.9')
    expect(await add(visit, '203.0.113.9')).toMatch(/no room for files/)
    expect((await ask('203.0.113.9')).saved.is).toBe('go')
    expect((await asPayer('203.0.113.9', () => submitForm(safeguardingConcern, visit, {}, now))).is).toBe(
      'sent',
    )
  })

  test('are refused while the disk has too little room: words are taken, the desk and the system page warn', async () => {
    expect((await showQueue(readQueueAsked(new URLSearchParams()), officer, now))?.isSpaceLow).toBe(false)
    council.space.leastFreeMegabytes = 1_000_000_000
    const visit = await concern(HERE)
    expect(await add(visit, HERE)).toMatch(/no room for files/)
    expect(await add(visit, undefined), 'not even from staff').toMatch(/no room for files/)
    const seeded = { field: 'sg-files', name: 'photo.png', bytes: png, tooLarge: false }
    const bySeed = await addFile(safeguardingConcern, 's-proof', visit, seeded, now)
    expect(bySeed, 'the demonstration starts on any disk').toBeUndefined()
    expect((await asPayer(HERE, () => submitForm(safeguardingConcern, visit, {}, now))).is).toBe('sent')
    expect((await showQueue(readQueueAsked(new URLSearchParams()), officer, now))?.isSpaceLow).toBe(true)
    expect((await showSystem(administrator, now))?.space.isLow).toBe(true)
  })
})

describe('what is kept of an address', () => {
  test('is a keyed hash, and nothing once its day is over', async () => {
    await ask(HERE)
    const [row] = await owner`select * from spending`
    expect(JSON.stringify(row)).not.toContain(HERE)
    expect(row?.['key']).toMatch(/^drafts:[\w-]{43}$/)
    const clear = (at: Temporal.Instant) =>
      transact((tx) => deleteEndedSpending(tx, new Date(at.epochMilliseconds)))
    await clear(now.add({ hours: BUDGET_HOURS - 1 }))
    expect(await countOf('spending')).toBe(1)
    await clear(now.add({ hours: BUDGET_HOURS }))
    expect(await countOf('spending')).toBe(0)
  })

  test('the system page tells how much is used, and of how many addresses', async () => {
    for (let at = 0; at < 3; at++) await ask(HERE)
    await ask('203.0.113.8')
    const system = await showSystem(administrator, now)
    const drafts = system?.budgets.find(({ name }) => name === 'drafts')
    expect(drafts).toMatchObject({ used: 4, inAll: 1000, perAddress: 3, busyAddresses: 1, isNearly: false })
    council.budgets.drafts.inAll = 5
    const later = await showSystem(administrator, now)
    expect(later?.budgets.find(({ name }) => name === 'drafts')?.isNearly).toBe(true)
  })

  test('an alert is counted and never held up', async () => {
    const night = Temporal.Instant.from('2026-11-18T22:00:00Z')
    for (let at = 0; at < 3; at++) {
      const visit = await concern(HERE)
      await asPayer(HERE, () => submitForm(safeguardingConcern, visit, {}, night))
    }
    expect(await countOf('alerts')).toBe(3)
    expect(await owner`select amount::int from spending where key like 'alerts:%'`).toMatchObject([
      { amount: 3 },
    ])
  })
})
