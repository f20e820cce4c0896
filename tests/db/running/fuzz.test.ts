import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { listPublished } from '#db/queries/directory.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { demonstrationFeed } from '#src/directory/settings.ts'
import { forms } from '#src/forms/all-forms.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { deskActs } from '#src/services/desk/desk-acts.ts'
import { importDirectory } from '#src/services/directory/import-feed.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { figure, isLong, seed } from '#tests/support/long.ts'
import { CONCERN, readyToSend, sendConcern } from '#tests/support/ready-to-send.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

/**
 * Made-up posts to every address: names that objects have by nature, names and values that belong elsewhere, half a
 * form, bodies that are put together wrongly. Whatever comes, it is no fault of the portal: never an answer of 500 and
 * more, and it goes on answering.
 */

const POSTS = isLong ? 20_000 : 600

let portal: RunningPortal
let staff: Visitor
let service = ''
let reference = ''
beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
  await importDirectory(demonstrationFeed, Temporal.Now.instant())
  const [listed] = (await read((db) => listPublished(db, { from: 0, most: 1 }))).services as { id: string }[]
  service = listed?.id ?? ''
  const email = `${randomUUID()}@example.org`
  const password = 'four kind words here'
  await addStaff({ email, name: 'Sam Okafor', role: 'manager', password, isDemonstration: false }, new Date())
  staff = new Visitor(portal.address)
  expect((await staff.post('/staff/sign-in', { email: [email], password: [password] })).status).toBe(303)
  const sender = new Visitor(portal.address)
  await readyToSend(sender)
  await sendConcern(sender)
  const receipt = await (await sender.get(`${CONCERN}/sent`)).text()
  reference = /data-reference="?([A-Z\d-]{11})/.exec(receipt)?.[1] ?? ''
  expect(reference).not.toBe('')
}, 300_000)
afterAll(() => portal.kill())

/** The same numbers for the same seed (mulberry32). */
function numbersFrom(start: number) {
  let state = start
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let one = Math.imul(state ^ (state >>> 15), 1 | state)
    one = (one + Math.imul(one ^ (one >>> 7), 61 | one)) ^ one
    return ((one ^ (one >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    isOf: (part: number) => next() < part,
    below: (most: number) => Math.floor(next() * most),
    of: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  }
}

/** What every object answers to by nature, and what stands for nothing. */
const BY_NATURE = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'length',
  'undefined',
  'null',
  '',
] as const
const VALUES = [
  ...BY_NATURE,
  ' ',
  '-1',
  '0',
  '1e999',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '31',
  '2026-02-30',
  'a'.repeat(5_000),
  '\0',
  'a\u0000b',
  '\u202E\uFFFE',
  '🫖'.repeat(40),
  '<script>alert(1)</script>',
  "' or 1=1 --",
  '../../etc/passwd',
  'https://example.org/',
  '//example.org',
  '[object Object]',
  '{"a":1}',
  '%',
  '%00',
  '07700 900801',
  '485 777 3456',
] as const
const VERBS = 'add remove put-back style upload remove-file send save continue'.split(' ')
const OWN =
  'question for size amend to format what page per_page cursor since view colour year _asked _do _from _seen _without _fresh _had _why from back page kind key draft form find'.split(
    ' ',
  )

/** A field of a question as it would be called, or nearly. */
const fieldsOf = (id: string, { control }: AnyQuestion): string[] => [
  id,
  `${id}-out`,
  `${id}-1-`,
  ...['day', 'month', 'year', 'amount', 'every', 'line1', 'town', 'postcode', 'none', 'text'].map(
    (part) => `${id}-${part}`,
  ),
  ...Object.keys(control.shows.group ?? {}).flatMap((part) => [
    `${id}-1-${part}`,
    `${id}-0-${part}`,
    `${id}-99-${part}`,
    `${id}-1-${part}-amount`,
  ]),
]

interface Target {
  readonly path: string
  readonly fields: readonly string[]
  readonly values: readonly string[]
  readonly isOfStaff?: boolean
  /** Is posted in parts. */
  readonly takesFiles?: boolean
}

function targets(): Target[] {
  const ofForms = Object.values(forms).flatMap((form) => {
    const pages = pagesOf(form).map((page) => ({
      path: `/forms/${form.id}/${page.name}`,
      takesFiles: Object.values(page.ask).some(({ control }) => control.takesFiles),
      fields: ['x', ...Object.entries(page.ask).flatMap(([id, question]) => fieldsOf(id, question))],
      values: [
        ...Object.keys(page.ask),
        ...Object.values(page.ask).flatMap(
          ({ control }) => control.shows.options?.map((one) => one.value) ?? [],
        ),
      ],
    }))
    const around = [
      'check',
      'save',
      'use-again',
      'equality',
      'idle',
      'another',
      'add-to-concern',
      'nowhere',
    ].map((name) => ({
      path: `/forms/${form.id}/${name}`,
      fields: [...Object.keys(form.check.ask), 'secret', 'use', 'email-code', 'eq-sex'],
      values: ['true', 'screen', 'Blue teapot'],
    }))
    return [...pages, ...around]
  })
  const acts = Object.values(deskActs).flat()
  const ofStaff = [
    `/staff/submissions/${reference}`,
    `/staff/submissions/${reference}/money`,
    '/staff/system',
    '/staff/new-code',
    '/staff/type-in',
    `/staff/type-in/${randomUUID()}/take-over`,
    `/staff/alerts/${randomUUID()}`,
    '/staff',
    '/staff/nowhere',
  ].map((path) => ({
    path,
    fields: [...acts.flatMap((act) => Object.values(act.fields))],
    values: acts.map(({ name }) => name),
    isOfStaff: true,
  }))
  const others = [
    ['/my-request', 'reference code'],
    ['/my-request/add', 'what words danger-now'],
    ['/my-request/proof', 'kind file'],
    ['/come-back', 'code secret from'],
    ['/clear-device', 'from'],
    ['/shared-device', 'from back shared'],
    ['/reading-style', 'reading style back from'],
    ['/paying-for-care/estimate', 'qe-income qe-savings-amount fa-care fa-cost-amount'],
    [`/local-help/${service}`, 'report'],
    ['/local-help', 'topic words near'],
    ['/information/falls/another-format', 'format'],
    ['/information/constructor/another-format', 'format'],
    ['/forms/constructor/danger', 'danger-now'],
    ['/forms/__proto__/toString', 'x'],
    ['/search', 'q'],
    ['/exit', 'x'],
  ] as const
  return [
    ...ofForms,
    ...ofStaff,
    ...others.map(([path, names]) => ({ path, fields: names.split(' '), values: [reference] })),
  ]
}

type Random = ReturnType<typeof numbersFrom>

const pairsOf = (random: Random, target: Target): [string, string][] =>
  Array.from({ length: random.below(8) }, () => {
    const name = random.of(random.of([BY_NATURE, OWN, target.fields, target.fields, target.fields]))
    const known = target.values.length > 0 && random.isOf(0.4) ? random.of(target.values) : random.of(VALUES)
    const isButton = name === '_do' && random.isOf(0.8)
    const button = [
      random.of(VERBS),
      random.isOf(0.5) ? known : random.of(BY_NATURE),
      random.of(VALUES),
    ].join(':')
    return [name, isButton ? button : known]
  })

/** A body in parts, each with something wrong now and then. */
function partsOf(random: Random, pairs: readonly [string, string][]): { body: string; contentType: string } {
  const edge = '----edge'
  const part = (name: string, value: string) => {
    const named = `name="${name.replaceAll('"', '%22').replaceAll('\0', '')}"`
    const disposition = random.of([
      `form-data; ${named}`,
      `form-data; ${named}`,
      `form-data; ${named}`,
      `form-data; ${named}; filename="${value.slice(0, 20).replaceAll(/["\r\n\0]/g, '')}"`,
      'form-data',
      'form-data; filename="a.png"',
      'form-data; name=""',
      '',
    ])
    const type = random.of([
      '',
      '',
      'Content-Type: image/png\r\n',
      'Content-Type: text/plain; charset=nowhere\r\n',
    ])
    return `--${edge}\r\nContent-Disposition: ${disposition}\r\n${type}\r\n${value}\r\n`
  }
  const body = `${pairs.map(([name, value]) => part(name, value)).join('')}--${edge}--\r\n`
  return {
    body: random.isOf(0.1) ? body.slice(0, random.below(body.length)) : body,
    contentType: random.of([
      `multipart/form-data; boundary=${edge}`,
      `multipart/form-data; boundary=${edge}`,
      `multipart/form-data; boundary=${edge}`,
      'multipart/form-data',
      'multipart/form-data; boundary=other',
    ]),
  }
}

test('no made-up post is answered with a fault of ours, and the portal goes on', async () => {
  const random = numbersFrom(seed)
  const all = targets()
  const kinds = [
    all,
    all,
    all.filter(({ path }) => !path.startsWith('/forms/')),
    all.filter(({ takesFiles }) => takesFiles),
  ]
  const people = Array.from({ length: 8 }, () => new Visitor(portal.address))
  const failed: string[] = []
  const statuses = new Map<number, number>()
  for (let done = 0; done < POSTS && portal.process.exitCode === null; done++) {
    // Forms have most addresses, and few of them take files.
    const target = random.of(random.of(kinds))
    const visitor = target.isOfStaff && random.isOf(0.9) ? staff : random.of(people)
    const pairs = pairsOf(random, target)
    const inParts = random.isOf(target.takesFiles ? 0.9 : 0.05)
    const { body, contentType } = inParts
      ? partsOf(random, pairs)
      : {
          body: new URLSearchParams(pairs).toString(),
          contentType: random.isOf(0.97)
            ? 'application/x-www-form-urlencoded'
            : random.of(['', 'text/plain', 'application/json']),
        }
    // Now and then what was posted is opened, with all of it in the address.
    const query = `${target.path}?${new URLSearchParams(pairs.map(([name, value]) => [name, value.slice(0, 200)]))}`
    const isOpened = random.isOf(0.15)
    // 0 where no answer came.
    const { status } = await (isOpened
      ? visitor.get(query)
      : visitor.postRaw(target.path, body, contentType)
    ).catch(() => ({ status: 0 }))
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (status >= 500 || status === 0)
      failed.push(
        isOpened
          ? `${status} ${query}`
          : `${status} ${target.path} ${contentType} ${JSON.stringify(body.slice(0, 600))}`,
      )
  }
  const said = [...statuses]
    .toSorted(([one], [other]) => one - other)
    .map(([status, count]) => `${count} × ${status}`)
  figure(`made-up posts: ${POSTS}, of which ${said.join(', ')}`)
  expect(failed.slice(0, 10), portal.written().slice(-2_000)).toEqual([])
  expect(portal.process.exitCode).toBe(null)
  expect((await people[0]?.get('/health/ready'))?.status).toBe(200)
}, 3_600_000)
