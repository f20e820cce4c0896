import type { Sql, TransactionSql } from 'postgres'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
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
    const found = questionPage(params)
    if (!found) throw new Error(`No page ${page}`)
    asked.length = 0
    const answer = await guarded(request, '/forms/[form]/[page]', async () => {
      if (method === 'GET') {
        const shown = await showPage(found.form, page, locals.visit, locals.now)
        return new Response(shown.is)
      }
      const saved = await saveQuestionPage(request, found)
      return saved instanceof Response ? saved : new Response('again', { status: saved.status })
    })
    return { status: answer.status, asked: [...asked] }
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
