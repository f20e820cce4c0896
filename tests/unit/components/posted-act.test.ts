import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Role } from '#src/auth/roles.ts'
import { formsIn } from '#src/components/desk/act-forms.ts'
import { changedFrom, formOf, type PostedAct, postedAct } from '#src/components/desk/posted-act.ts'
import { typedAtDesk } from '#src/components/desk/typed-at-desk.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { deskAct, type DeskPages, isDeskAct } from '#src/services/desk/desk-act.ts'
import { byPage, deskActs, readDeskActs } from '#src/services/desk/desk-acts.ts'
import type { ShownSubmission } from '#src/services/desk/show-submission.ts'
import { visits } from '#tests/fixtures/desk-acts/record-visit.act.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const staffOf = (role: Role) => ({
  id: role,
  email: `${role}@example.org`,
  name: 'Sam Okafor',
  role,
  isDemonstration: false,
})

const [declared] = byPage(
  await readDeskActs(resolve(import.meta.dirname, '../../fixtures/desk-acts')),
).submission
if (!declared) throw new Error('The act of the fixtures was not found.')
const visitAct = declared
const otherAct = deskAct({
  page: 'submission',
  name: 'other',
  right: 'take',
  fields: {},
  run: async () => ({ is: 'done' }),
})

const nothingKept = () => ({ kept: undefined, posted: undefined })
async function post(body: string, role: Role = 'officer'): Promise<PostedAct> {
  visits.run.length = 0
  const request = new Request('http://localhost/staff/submissions/BCD-FGH-JKP', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })
  const typed = await typedAtDesk({ request, locals: nothingKept() })
  return postedAct([visitAct, otherAct], typed, { reference: 'BCD-FGH-JKP', staff: staffOf(role), now })
}
/** The page opened after signing in again, with this kept of it. */
async function openWith(typed: Typed, role: Role = 'officer'): Promise<PostedAct> {
  visits.run.length = 0
  const request = new Request('http://localhost/staff/submissions/BCD-FGH-JKP')
  const given = await typedAtDesk({ request, locals: { kept: { typed, until: now }, posted: undefined } })
  return postedAct([visitAct, otherAct], given, { reference: 'BCD-FGH-JKP', staff: staffOf(role), now })
}
const visit = '_do=visit&version=3&visit-file=4&visit-words=At+home'

describe('an act of a file that stands in no list', () => {
  test('is run with who asks, the version they saw and its fields, and leads to its place', async () => {
    visits.answer = { is: 'done' }
    expect((await post(visit)).goTo).toBe('#visit-4')
    expect(visits.run).toEqual([
      {
        request: { reference: 'BCD-FGH-JKP', staff: staffOf('officer'), now, version: 3 },
        said: { file: '4', at: '', how: '', words: 'At home', safe: '' },
      },
    ])
  })

  test('is refused with 403, and not run, to a role without its right', async () => {
    for (const role of ['auditor', 'administrator'] as const) {
      expect(await post(visit, role)).toMatchObject({ status: 403, isRefused: true, goTo: undefined })
      expect(visits.run).toEqual([])
    }
  })

  test('says what to put right at its field, with what was typed, in its own form only', async () => {
    visits.answer = { is: 'problems', problems: [{ field: 'visit-words', message: 'Enter what you saw' }] }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 422, goTo: undefined })
    expect(posted.placed).toEqual([{ field: 'words-of-4', message: 'Enter what you saw' }])
    expect(formOf(posted, visitAct)).toMatchObject({
      isAsked: true,
      typed: { 'visit-words': ['At home'] },
      problems: visits.answer.problems,
    })
    expect(formOf(posted, otherAct)).toEqual({ isAsked: false, typed: {}, problems: [] })
  })

  test('shows what changed since the page was made, and keeps what was typed', async () => {
    visits.answer = { is: 'changed' }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 409, changedSince: 3, goTo: undefined })
    expect(formOf(posted, visitAct).typed).toMatchObject({ 'visit-words': ['At home'] })
    expect((await post('_do=visit&version=x')).changedSince).toBe(0)
  })

  test('shows its form again, with what it put into the fields', async () => {
    visits.answer = { is: 'shown', typed: { 'visit-how': ['post'] } }
    const posted = await post(visit)
    expect(posted).toMatchObject({ status: 200, goTo: undefined, typed: { 'visit-how': ['post'] } })
  })
})

describe('what is kept of a page when a session ended', () => {
  const kept = { _do: ['visit'], version: ['3'], 'visit-file': ['4'], 'visit-words': ['At home'] }

  test('is back in the form of its act, which is not run', async () => {
    const posted = await openWith(kept)
    expect(visits.run).toEqual([])
    expect(posted).toMatchObject({ status: 200, goTo: undefined, isRefused: false, problems: [] })
    expect(posted.keptAt).toBe('words-of-4')
    expect(formOf(posted, visitAct)).toEqual({ isAsked: true, typed: kept, problems: [] })
    expect(formOf(posted, otherAct).isAsked).toBe(false)
  })

  test('says what changed since, where it was typed on an older page', async () => {
    const posted = await openWith(kept)
    expect([3, 4].map((version) => changedFrom(posted, version))).toEqual([undefined, 3])
    expect(changedFrom(await post(visit), 9)).toBeUndefined()
  })

  test('is shown in no form to a role that may not do it, and of no act that the page has not', async () => {
    for (const posted of [
      await openWith(kept, 'auditor'),
      await openWith({ ...kept, _do: ['constructor'] }),
    ]) {
      expect(posted).toMatchObject({ name: undefined, typed: {}, status: 200 })
    }
    expect(visits.run).toEqual([])
  })

  test('waits where something else is sent to the page', async () => {
    const locals = { kept: { typed: kept, until: now }, posted: undefined }
    const request = new Request('http://localhost/', {
      method: 'POST',
      body: new URLSearchParams({ _do: 'other' }),
    })
    expect(await typedAtDesk({ request, locals })).toEqual({ is: 'posted', typed: { _do: ['other'] } })
    expect(locals.posted).toEqual({ _do: ['other'] })
  })
})

test('every page of the desk reads what was typed in one way, so that what is kept comes back on it', () => {
  const own = ['sign-in.astro', 'sign-out.ts', 'kept-work.ts', 'type-in/taken-over.astro']
  const reads = [...sourcesIn('pages/staff', '.astro'), ...sourcesIn('pages/staff', '.ts')]
    .filter(({ text }) => /\bread(?:Typed|Multipart|Fields)\(|\.formData\(|request\.text\(/.test(text))
    .map(({ name }) => name)
  expect(reads.toSorted()).toEqual(own.toSorted())
})

test('what no button of the page sends is refused with 400', async () => {
  visits.answer = { is: 'done' }
  for (const name of ['', 'close', '__proto__', 'constructor', 'visi', 'VISIT']) {
    await expect(post(`_do=${name}`), name).rejects.toMatchObject({ status: 400 })
  }
  await expect(post('')).rejects.toMatchObject({ status: 400 })
  expect(visits.run).toEqual([])
})

describe('its forms', () => {
  const shown = (leftToDo?: string) =>
    ({
      files: [
        { id: 'one', name: 'One.pdf' },
        { id: 'two', name: 'Two.pdf' },
      ],
      leftToDo,
    }) as unknown as ShownSubmission
  const forms = async (role: Role, body?: string, place: DeskPages['submission']['place'] = 'in-touch') =>
    formsIn([visitAct, otherAct], place, shown(), staffOf(role), await (body ? post(body) : opened))
  const opened = postedAct<'submission'>(
    [],
    { is: 'opened', typed: {} },
    {
      reference: 'BCD-FGH-JKP',
      staff: staffOf('officer'),
      now,
    },
  )

  test('stand in its place, for those who may, by the names of its fields', async () => {
    const [first, ...others] = await forms('officer')
    expect(others).toHaveLength(1)
    expect(first?.form).toMatchObject({
      summary: 'Record a visit about One.pdf',
      hidden: { 'visit-file': 'one' },
      boxes: [{ name: 'visit-at' }, { name: 'visit-how' }, { name: 'visit-words' }, { name: 'visit-safe' }],
    })
    expect(await forms('auditor')).toEqual([])
    expect(await forms('officer', undefined, 'closing')).toEqual([])
  })

  test('show what was typed and what is wrong with it in the one that was sent', async () => {
    const problems = [{ field: 'visit-words', message: 'Enter what you saw' }]
    visits.answer = { is: 'problems', problems }
    const [first, second] = await forms('officer', '_do=visit&version=3&visit-file=two&visit-how=post')
    expect(first).toMatchObject({ typed: {}, problems: [] })
    expect(second).toMatchObject({ typed: { 'visit-how': ['post'] }, problems })
  })
})

describe('files of acts', () => {
  const folderWith = (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(tmpdir(), 'acts-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return folder
  }
  const declaring = (name: string) =>
    `import { deskAct } from '${join(root, 'services/desk/desk-act.ts')}'
export const act = deskAct({ page: 'system', name: '${name}', right: 'see-system', fields: {}, run: async () => ({ is: 'done' }) })`

  test('are found by the end of their names', async () => {
    const found = await readDeskActs(
      folderWith({ 'one.act.ts': declaring('one'), 'two.ts': declaring('two') }),
    )
    expect(found.map(({ page, name }) => `${page}: ${name}`)).toEqual(['system: one'])
  })

  test('are refused where one declares none, or two acts of a page have one name', async () => {
    await expect(
      readDeskActs(folderWith({ 'one.act.ts': 'export const act = { name: 1 }' })),
    ).rejects.toThrow('one.act.ts exports no act')
    const twice = folderWith({ 'one.act.ts': declaring('one'), 'two.act.ts': declaring('one') })
    await expect(readDeskActs(twice)).rejects.toThrow('one name, system: one')
  })
})

const root = resolve(import.meta.dirname, '../../../src')
const sourcesIn = (folder: string, ending: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(root, folder, name), 'utf8') }))
const drawn = [...sourcesIn('components', '.astro'), ...sourcesIn('pages/staff', '.astro')]
  .map(({ text }) => text)
  .join('\n')

test('whatever is declared as an act stands in a file that is read as one', () => {
  const declaring = sourcesIn('services', '.ts').filter(({ text }) => /[^.\w]deskAct\(/.test(text))
  expect(declaring.length).toBeGreaterThan(10)
  expect(declaring.map(({ name }) => name).filter((name) => !name.endsWith('.act.ts'))).toEqual([])
})

test('every act has a place that its page draws, or a button of its own on a page', async () => {
  const exported = (
    await Promise.all(
      sourcesIn('services', '.act.ts').map(
        ({ name }): Promise<Record<string, unknown>> =>
          import(pathToFileURL(join(root, 'services', name)).href),
      ),
    )
  ).flatMap((file) => Object.entries(file))
  const constantsOf = (name: string) =>
    exported.flatMap(([constant, value]) => (isDeskAct(value) && value.name === name ? [constant] : []))
  const hasButton = (constant: string) =>
    drawn.includes(`${constant}.name`) || new RegExp(`\\{ name, fields \\} = ${constant}\\b`).test(drawn)
  const isPlaceDrawn = (place: string) =>
    drawn.includes(`'${place}'`) || (place.startsWith('clock:') && drawn.includes('formsAt(`clock:'))
  const acts = Object.values(deskActs).flat()
  expect(acts.length).toBeGreaterThan(12)
  const undrawn = acts.filter(({ name, place }) =>
    place === undefined ? !constantsOf(name).some(hasButton) : !isPlaceDrawn(place),
  )
  // Any repeated question draws these two itself.
  expect(undrawn.map(({ name }) => name)).toEqual(['add', 'remove'])
})
