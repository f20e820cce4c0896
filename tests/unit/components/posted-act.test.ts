import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Role } from '#src/auth/roles.ts'
import { formOf, type PostedAct, postedAct } from '#src/components/desk/posted-act.ts'
import { type ActResult, deskAct } from '#src/services/desk/desk-act.ts'
import type { DeskRequest } from '#src/services/desk/staff-act.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const staffOf = (role: Role) => ({
  id: role,
  email: `${role}@example.org`,
  name: 'Sam Okafor',
  role,
  isDemonstration: false,
})

const run: { request: DeskRequest; said: unknown }[] = []
let answer: ActResult = { is: 'done' }
const visitAct = deskAct({
  name: 'visit',
  right: 'record-contact',
  fields: { day: 'visit-day', words: 'visit-words' },
  placeOf: (field, { day }) => (field === 'visit-words' ? `words-of-${day}` : field),
  leadsTo: ({ day }) => `#visit-${day}`,
  run: async (request: DeskRequest, said): Promise<ActResult> => {
    run.push({ request, said })
    return answer
  },
})
const otherAct = deskAct({
  name: 'other',
  right: 'take',
  fields: {},
  run: async (): Promise<ActResult> => ({ is: 'done' }),
})

function post(body: string, role: Role = 'officer'): Promise<PostedAct> {
  run.length = 0
  const request = new Request('http://localhost/staff/submissions/BCD-FGH-JKP', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  return postedAct([visitAct, otherAct], request, { reference: 'BCD-FGH-JKP', staff: staffOf(role), now })
}
const visit = '_do=visit&version=3&visit-day=4&visit-words=At+home'

describe('an act that is only declared', () => {
  test('is run with who asks, the version they saw and its fields, and leads to its place', async () => {
    answer = { is: 'done' }
    expect((await post(visit)).goTo).toBe('#visit-4')
    expect(run).toEqual([
      {
        request: { reference: 'BCD-FGH-JKP', staff: staffOf('officer'), now, version: 3 },
        said: { day: '4', words: 'At home' },
      },
    ])
  })

  test('is refused with 403, and not run, to a role without its right', async () => {
    for (const role of ['auditor', 'administrator'] as const) {
      expect(await post(visit, role)).toMatchObject({ status: 403, isRefused: true, goTo: undefined })
      expect(run).toEqual([])
    }
  })

  test('says what to put right at its field, with what was typed, in its own form only', async () => {
    answer = { is: 'problems', problems: [{ field: 'visit-words', message: 'Enter what you saw' }] }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 422, goTo: undefined })
    expect(posted.placed).toEqual([{ field: 'words-of-4', message: 'Enter what you saw' }])
    expect(formOf(posted, visitAct)).toMatchObject({
      isAsked: true,
      typed: { 'visit-words': ['At home'] },
      problems: answer.problems,
    })
    expect(formOf(posted, otherAct)).toEqual({ isAsked: false, typed: {}, problems: [] })
  })

  test('shows what changed since the page was made, and keeps what was typed', async () => {
    answer = { is: 'changed' }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 409, changedSince: 3, goTo: undefined })
    expect(formOf(posted, visitAct).typed).toMatchObject({ 'visit-words': ['At home'] })
    expect((await post('_do=visit&version=x')).changedSince).toBe(0)
  })

  test('shows its form again, with what it put into the fields', async () => {
    answer = { is: 'shown', typed: { 'visit-day': ['5'] } }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 200, goTo: undefined, typed: { 'visit-day': ['5'] } })
  })
})

test('what no button of the page sends is refused with 400', async () => {
  answer = { is: 'done' }
  for (const name of ['', 'close', '__proto__', 'constructor', 'visi', 'VISIT']) {
    await expect(post(`_do=${name}`), name).rejects.toMatchObject({ status: 400 })
  }
  await expect(post('')).rejects.toMatchObject({ status: 400 })
  expect(run).toEqual([])
})

const root = resolve(import.meta.dirname, '../../../src')
const sourcesIn = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))

test('every act stands in the table, and a button on a page asks for it by its own name', () => {
  const declared = sourcesIn('services', '.ts').flatMap((text) =>
    [...text.matchAll(/^export const (\w+) = deskAct\(/gm)].map(([, name = '']) => name),
  )
  expect(declared.length).toBeGreaterThan(12)
  const table = readFileSync(join(root, 'services/desk/desk-acts.ts'), 'utf8')
  expect(declared.filter((name) => !new RegExp(`^ +${name},$|[[ ]${name}[,\\]]`, 'm').test(table))).toEqual(
    [],
  )
  const drawn = [...sourcesIn('components', '.astro'), ...sourcesIn('pages/staff', '.astro')].join('\n')
  const isDrawn = (name: string) =>
    drawn.includes(`${name}.name`) || new RegExp(`\\{ name, fields \\} = ${name}\\b`).test(drawn)
  // Any repeated question draws these two itself.
  const ofEveryForm = ['addGroupAct', 'removeGroupAct']
  expect(declared.filter((name) => !isDrawn(name))).toEqual(ofEveryForm)
})
