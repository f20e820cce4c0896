import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { listPublished } from '#db/queries/directory.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { demonstrationFeed } from '#src/directory/settings.ts'
import { forms } from '#src/forms/all-forms.ts'
import { type FormId, pagesOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion, Typed } from '#src/forms/engine/question.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { deskActs } from '#src/services/desk/desk-acts.ts'
import { importDirectory } from '#src/services/directory/import-feed.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

/**
 * Signs that nobody means to type, some of which PostgreSQL refuses and some of which no header may hold: whatever
 * box or address they stand in, the answer is neither "something went wrong" nor "the database is away".
 */
const odd = [
  '\0',
  'a\0b',
  '\u0001\u0008',
  '\u001B[31m',
  'a\u007F\u0085b',
  'a\r\nSet-Cookie: b',
  '\u202E\uFFFE',
]
/** All of them, in so few that every page of every form can be sent each. */
const few = ['\0', odd.join('')]
const password = 'four kind words here'

let portal: RunningPortal
beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
  await importDirectory(demonstrationFeed, Temporal.Now.instant())
}, 300_000)
afterAll(() => portal.kill())

async function signedIn(role: string): Promise<Visitor> {
  const email = `${randomUUID()}@example.org`
  await addStaff({ email, name: 'Sam Okafor', role, password, isDemonstration: false }, new Date())
  const visitor = new Visitor(portal.address)
  const answer = await visitor.post('/staff/sign-in', { email: [email], password: [password] })
  expect(answer.status).toBe(303)
  return visitor
}

/** What failed: an answer of 500 and more. */
const failed: string[] = []
async function look(ask: Promise<Response>, what: string): Promise<Response> {
  const answer = await ask
  if (answer.status >= 500) failed.push(`${answer.status} ${what}`)
  return answer
}
const expectNoneFailed = () => expect(failed.splice(0)).toEqual([])

const queries: Readonly<Record<string, readonly string[]>> = {
  '/search': ['q'],
  '/local-help': ['topic', 'words', 'near', 'who', 'cost', 'open', 'page'],
  '/api/directory': ['page', 'per_page'],
  '/api/directory/services': ['page', 'per_page', 'text'],
  '/information/falls': ['style'],
  '/information/falls/print': ['format', 'size'],
  '/come-back': ['answers'],
  '/clear-device': ['from', 'done'],
  '/my-request': ['opened', 'added'],
  '/my-request/add': ['what'],
  '/my-request/proof': ['from', 'added'],
  '/paying-for-care/estimate': ['page'],
  '/forms/feedback': ['answers', 'page'],
  '/forms/formats-and-languages': ['page'],
  '/forms/feedback/k-kind': ['question', 'from', 'cookie'],
  '/forms/feedback/save': ['page'],
  '/forms/feedback/paper': ['for', 'size'],
  '/staff/sign-in': ['then'],
}
const staffQueries: typeof queries = {
  '/staff': ['view', 'form', 'colour', 'page'],
  '/staff/submissions.json': ['since', 'cursor'],
  '/staff/new-code': ['reference'],
  '/staff/type-in': ['kept', 'gone'],
  '/staff/equality': ['year'],
}

async function askAll(visitor: Visitor, all: typeof queries) {
  for (const [path, names] of Object.entries(all)) {
    for (const name of names) {
      for (const value of few) {
        const query = `${path}?${new URLSearchParams({ [name]: value })}`
        await look(visitor.get(query), query)
      }
    }
  }
}

test('in the query of any address', async () => {
  await askAll(new Visitor(portal.address), queries)
  await askAll(await signedIn('manager'), staffQueries)
  expectNoneFailed()
})

test('in a search, the words beside them are looked for', async () => {
  const visitor = new Visitor(portal.address)
  const found = await (await visitor.get('/search?q=fa%00lls+dad+falls')).text()
  expect(found).toContain('/information/falls')
  const text = async (path: string) => (await (await visitor.get(path)).text()).match(/\d+ services?/)?.[0]
  expect(await text('/local-help?words=lunch')).toBeDefined()
  expect(await text('/local-help?words=%00lunch%00')).toBe(await text('/local-help?words=lunch'))
})

test('in any part of any path', async () => {
  const staff = await signedIn('manager')
  for (const path of [
    '/*',
    '/forms/*',
    '/forms/feedback/*',
    '/information/*',
    '/information/*.txt',
    '/information/*/print',
    '/local-help/*',
    '/api/directory/services/*',
    '/pictures/*.svg',
    '/staff/files/*',
    '/staff/alerts/*',
    '/staff/submissions/*',
    '/staff/submissions/*.json',
    '/staff/submissions/*/money',
    '/staff/submissions/*/letter/*',
    '/staff/type-in/*',
    '/staff/type-in/*/take-over',
  ]) {
    for (const value of odd) {
      const there = path.replaceAll('*', encodeURIComponent(value))
      const answer = await look(staff.get(there), there)
      if (/\p{Cc}/u.test(value)) expect([there, answer.status]).toEqual([there, 400])
    }
  }
  expectNoneFailed()
})

/** Every field of a question with this in it; with `chosen` an option is chosen where there are any. */
function fieldsWith(id: string, question: AnyQuestion, value: string, chosen: boolean): Typed {
  const { group, options } = question.control.shows
  if (group) {
    return Object.assign(
      {},
      ...Object.entries(group).map(([field, one]) => fieldsWith(`${id}-1-${field}`, one, value, chosen)),
    )
  }
  const owned = ['day', 'month', 'year', 'line1', 'town', 'postcode', 'amount', 'every', 'out']
    .map((part) => `${id}-${part}`)
    .filter((field) => question.control.owns(id, field))
  const withText = options?.find((option) => option.text)
  const first = withText ?? options?.[0]
  return {
    ...Object.fromEntries(owned.map((field) => [field, [value]])),
    [id]: [chosen && first ? first.value : value],
    ...(withText ? { [`${id}-${withText.value}-text`]: [value] } : {}),
  }
}

test('in any answer of any form, and in what the page adds', async () => {
  for (const form of Object.values(forms)) {
    const visitor = new Visitor(portal.address)
    for (const page of pagesOf(form)) {
      const path = `/forms/${form.id}/${page.name}`
      const hasFiles = Object.values(page.ask).some(({ control }) => control.takesFiles)
      for (const [at, value] of few.entries()) {
        const typed: Typed = Object.assign(
          {},
          ...Object.entries(page.ask).map(([id, one]) => fieldsWith(id, one, value, at % 2 === 0)),
        )
        if (hasFiles) {
          const body = new FormData()
          for (const [name, [first = '']] of Object.entries(typed)) body.append(name, first)
          body.append(Object.keys(page.ask)[0] ?? '', new File(['x'], `a${value}.png`))
          await look(visitor.postFiles(path, body), `${path} ${JSON.stringify(value)}`)
        } else await look(visitor.post(path, typed), `${path} ${JSON.stringify(value)}`)
      }
    }
    const [first] = pagesOf(form)
    const path = `/forms/${form.id}/${first?.name}`
    for (const value of few) {
      for (const field of ['_seen', '_asked', '_from', '_do', value]) {
        await look(visitor.post(path, { [field]: [value] }), `${path} ${field}`)
      }
      for (const action of ['style', 'add', 'remove', 'remove-file', 'upload']) {
        await look(visitor.post(path, { _do: [`${action}:${value}:${value}`] }), `${path} ${action}`)
      }
    }
    for (const there of ['', '/check', '/save']) {
      await look(visitor.get(`/forms/${form.id}${there}`), `/forms/${form.id}${there}`)
    }
  }
  expectNoneFailed()
}, 240_000)

/** Sends what can be sent of a form, with odd signs in all words. */
async function send(form: FormId, pages: Readonly<Record<string, Typed>>): Promise<string> {
  const visitor = new Visitor(portal.address)
  for (const [page, typed] of Object.entries(pages)) await visitor.post(`/forms/${form}/${page}`, typed)
  await visitor.post(`/forms/${form}/check`, { declare: ['true'] })
  const receipt = await (await visitor.get(`/forms/${form}/sent`)).text()
  const reference = receipt.match(/data-reference="?([A-Z\d-]{11})/)?.[1]
  if (!reference) throw new Error(`${form} was not sent`)
  for (const there of ['sent', 'copy', 'copy.txt', 'copy-to-print', 'equality']) {
    await look(visitor.get(`/forms/${form}/${there}`), `${form} ${there}`)
  }
  return reference
}

const strange = 'a\0b\u0001c\u001B[31m'

test('in what was sent, and in everything staff do with it', async () => {
  const manager = await signedIn('manager')
  const concern = await send(safeguardingConcern.id, {
    danger: { 'danger-now': ['no'] },
    's-who': { 'sg-who': ['pro'] },
    's-what': { 'sg-what': [strange] },
    's-you': { 'sg-name': [strange], 'sg-phone': ['020 7946 0400'] },
    's-adult': { 'sg-adult-name': [strange] },
  })
  // An act that a page does not have is to it as any other word.
  const paths: Readonly<Record<string, readonly { readonly name: string }[]>> = {
    '/staff/sign-in': [],
    '/staff/type-in': [],
    [`/staff/type-in/${randomUUID()}/take-over`]: [],
    '/staff/new-code': [],
    '/staff/system': deskActs.system,
    '/staff/rates': deskActs.rates,
    [`/staff/submissions/${concern}`]: deskActs.submission,
    [`/staff/submissions/${concern}/money`]: deskActs.money,
    '/staff/submissions/BCD-FGH-JKP': deskActs.submission,
    [`/staff/alerts/${randomUUID()}`]: [],
  }
  const acts = Object.values(deskActs).flat()
  const fields = [
    ...'draft from find kind key version form how _had _fresh email password'.split(' '),
    ...acts.flatMap((act) => Object.values(act.fields)),
  ]
  for (const [path, own] of Object.entries(paths)) {
    const actions = ['issue', 'carry-on', 'delete', ...own.map(({ name }) => name)]
    for (const value of few) {
      const typed = Object.fromEntries(fields.map((name) => [name, [value]]))
      for (const _do of [...actions, value]) {
        await look(manager.post(path, { ...typed, _do: [_do] }), `${path} ${_do} ${JSON.stringify(value)}`)
        if (path === '/staff/new-code')
          await look(
            manager.post(path, { ...typed, kind: ['draft'], _do: [_do] }),
            `${path} ${_do} of a draft`,
          )
      }
    }
  }
  for (const there of ['', '.json', '/copy', '/money']) {
    const path = `/staff/submissions/${concern}${there}`
    await look(manager.get(path), path)
  }
  const page = await (await manager.get(`/staff/submissions/${concern}`)).text()
  expect(page).toContain('abc[31m')
  await look(manager.get('/staff?view=all'), 'the queue')
  await manager.post('/staff/sign-out', { everywhere: ['\0'] })
  expectNoneFailed()
}, 120_000)

test('in every other box', async () => {
  const [listed] = (await read((db) => listPublished(db, { from: 0, most: 1 }))).services as { id: string }[]
  const boxes: Readonly<Record<string, readonly string[]>> = {
    [`/local-help/${listed?.id}`]: ['report'],
    '/my-request': ['reference', 'code', '_do'],
    '/my-request/add': ['what', 'words', 'danger-now', '_do'],
    '/come-back': ['code', 'secret', '_do', 'from'],
    '/clear-device': ['from', '_do'],
    '/shared-device': ['from', 'back', 'shared'],
    '/reading-style': ['reading', 'style', 'back', 'from'],
    '/paying-for-care/estimate': ['page', '_do', 'savings'],
    '/forms/feedback/save': ['secret', '_fresh', '_had', 'email-code', 'page'],
    '/forms/feedback/equality': ['eq-sex', '_do'],
    '/forms/feedback/use-again': ['use', '_do'],
    '/information/falls/another-format': ['x'],
  }
  for (const [path, names] of Object.entries(boxes)) {
    for (const value of odd) {
      const visitor = new Visitor(portal.address)
      await visitor.post('/forms/feedback/k-kind', { 'fb-kind': ['complaint'] })
      const typed = Object.fromEntries(names.map((name) => [name, [value]]))
      await look(visitor.post(path, typed), `${path} ${JSON.stringify(value)}`)
    }
  }
  expectNoneFailed()
})
