import type { Sql, TransactionSql } from 'postgres'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { bosRequest } from '#tests/fixtures/short-requests.ts'
import { resetDatabase } from '#tests/support/database.ts'

/**
 * What a request of a form asks of PostgreSQL, guards included: statements, of which each is a round trip, and which of
 * them are prepared once they were asked before. No machine changes these figures.
 */

const asked = vi.hoisted(() => [] as { text: string; isPrepared: boolean }[])

vi.mock('#db/prepared.ts', async (load) => {
  const real = await load<typeof import('#db/prepared.ts')>()
  const noting = (connection: Pick<Sql, 'unsafe'>) => {
    const { unsafe } = connection
    connection.unsafe = ((text: string, values?: never[], options: { prepare?: boolean } = {}) => {
      asked.push({ text, isPrepared: options.prepare === true })
      return unsafe(text, values, options)
    }) as Sql['unsafe']
  }
  return {
    ...real,
    preparing: (pool: Sql) => {
      // Beneath what prepares: it sees what is handed to the driver, in transactions too.
      noting(pool)
      const { begin } = pool
      pool.begin = ((...given: unknown[]) => {
        const run = given.pop() as (tx: TransactionSql) => unknown
        const noted = (tx: TransactionSql) => {
          noting(tx)
          return run(tx)
        }
        return Reflect.apply(begin, pool, [...given, noted])
      }) as Sql['begin']
      return real.preparing(pool)
    },
  }
})

// What the set-up of every test file loaded before knows nothing of this.
vi.resetModules()
const { guarded } = await import('#src/request/guarded.ts')
const { questionPage, saveQuestionPage } = await import('#src/request/save-question-page.ts')
const { sendForm } = await import('#src/request/send-form.ts')
const { showReceipt } = await import('#src/services/sending/show-receipt.ts')
const { showReceiptLinks } = await import('#src/services/after-sending/make-copy.ts')
const { showPage } = await import('#src/services/filling-in/show-page.ts')

beforeEach(resetDatabase)
afterAll(async () => (await import('#db/client.ts')).closeDatabase())

const FORM = 'ask-us-to-contact-you'

/** One device: its visit, as its cookie keeps it. */
function device() {
  const brought = new Map<string, string>()
  return async (method: 'GET' | 'POST', page: string, fields: Record<string, string> = {}) => {
    const body = new TextEncoder().encode(new URLSearchParams(fields).toString())
    const headers: Record<string, string> = {
      host: 'localhost',
      ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    }
    const params = { form: FORM, page }
    const locals = {} as App.Locals
    const request = {
      request: {
        method,
        headers: { get: (name: string) => headers[name] ?? null },
        bodyUsed: false,
        body: null,
        arrayBuffer: async () => body,
      },
      cookies: {
        get: (name: string) => (brought.has(name) ? { value: brought.get(name) ?? '' } : undefined),
        set: (name: string, value: string) => void brought.set(name, value),
        delete: (name: string) => void brought.delete(name),
      },
      locals,
      params,
      url: new URL(`http://localhost/forms/${FORM}/${page}`),
      clientAddress: '198.51.100.7',
    }
    asked.length = 0
    const found = questionPage(params)
    const answer = await guarded(request, `/forms/[form]/${found ? '[page]' : page}`, async () => {
      if (page === 'sent') {
        const receipt = await showReceipt(askUsToContactYou, locals.visit)
        await showReceiptLinks(askUsToContactYou, locals.visit, locals.now, receipt?.sent)
        return new Response(receipt?.reference)
      }
      if (!found) {
        const sent = await sendForm(request, askUsToContactYou)
        return sent instanceof Response ? sent : new Response('again', { status: sent.status })
      }
      if (method === 'GET') {
        const shown = await showPage(found.form, page, locals.visit, locals.now)
        return new Response(shown.is)
      }
      const saved = await saveQuestionPage(request, found)
      return saved instanceof Response ? saved : new Response('again', { status: saved.status })
    })
    return { status: answer.status, location: answer.headers.get('location'), asked: [...asked] }
  }
}

/** Goes through the form as Bo does, up to the check page. */
async function fillInAll(visit: ReturnType<typeof device>) {
  for (let page = 'danger'; page !== 'check'; ) {
    const { ask = {} } = questionPage({ form: FORM, page })?.page ?? {}
    const mine = Object.entries(bosRequest).filter(([field]) =>
      Object.entries(ask).some(([id, { control }]) => control.owns(id, field)),
    )
    const { location } = await visit(
      'POST',
      page,
      Object.fromEntries(mine.map(([field, value]) => [field, String(value)])),
    )
    page = location?.replace(/^.*\/|\?.*$/g, '') ?? ''
  }
}

const withParameters = ({ text }: { text: string }) => text.includes('$1')

test('a page that is shown asks once, and a page that is saved twice', async () => {
  const visit = device()
  await visit('POST', 'danger', { 'danger-now': 'no' })
  await visit('GET', 'name')
  const shown = await visit('GET', 'name')
  expect(shown.asked.map(({ text }) => text.split(' ')[0])).toEqual(['select'])
  const [first, again] = [
    await visit('POST', 'danger', { 'danger-now': 'no' }),
    await visit('POST', 'danger', { 'danger-now': 'no' }),
  ]
  for (const saved of [first, again]) {
    expect(saved.status).toBe(303)
    expect(saved.asked.map(({ text }) => text.split(' ')[0])).toEqual(['select', 'update'])
  }
  expect([...shown.asked, ...again.asked].every(({ isPrepared }) => isPrepared)).toBe(true)
})

test('something to put right is kept as it was typed with as many', async () => {
  const visit = device()
  await visit('POST', 'danger', { 'danger-now': 'no' })
  const { status, asked: statements } = await visit('POST', 'danger', { 'danger-now': 'perhaps' })
  expect([status, statements.length]).toEqual([422, 2])
})

test('the first page that is saved begins the draft in one transaction', async () => {
  await device()('POST', 'danger', { 'danger-now': 'no' })
  const { status, asked: statements } = await device()('POST', 'danger', { 'danger-now': 'no' })
  expect(status).toBe(303)
  // The draft, its device, and what the address has begun: of a visit that begins with it nothing is looked for.
  expect(statements.filter(withParameters).length).toBe(3)
  expect(statements.filter(withParameters).filter(({ isPrepared }) => !isPrepared)).toEqual([])
})

test('sending asks eight times in one transaction, and its receipt three times', async () => {
  for (const time of ['first', 'again']) {
    const visit = device()
    await fillInAll(visit)
    const { location, asked: sending } = await visit('POST', 'check', { declare: 'true' })
    expect(location).toBe(`/forms/${FORM}/sent`)
    // The draft held; submission, event and clock written; what hangs on the draft looked for; the draft closed, here and
    // on other devices; what the address has sent.
    expect(sending.filter(withParameters).length).toBe(8)
    const { asked: receipt } = await visit('GET', 'sent')
    expect(receipt.map(({ text }) => text.split(' ')[0])).toEqual(['delete', 'select', 'select'])
    if (time === 'again')
      expect([...sending, ...receipt].filter(withParameters).every((one) => one.isPrepared)).toBe(true)
  }
})
