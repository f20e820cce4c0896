import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Given, sendConcern } from '#db/seed/send-form.ts'
import { type Action, may, type Role, roles } from '#src/auth/roles.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { deskActs } from '#src/services/desk/desk-acts.ts'
import { type ActResult, runDeskAct } from '#src/services/desk/desk-act.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { newStaff } from '#tests/support/staff-and-submissions.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

const concern: Given = {
  'danger-now': 'no',
  'sg-who': 'public',
  'private-now': 'yes',
  'sg-named': 'yes',
  'sg-name': 'Pat Friendly-Test',
  'sg-adult-name': 'Ken Madeupson',
  'sg-needs': ['sight-loss'],
  'sg-what': 'Somebody took his money.',
  'sg-still': 'once',
  'sg-types': ['money'],
  'sg-police': 'yes',
  'sg-consent': 'agrees',
  'sg-contact-risk': 'no',
  'sg-contact-how': 'Ring him in the morning: 020 7946 0511',
}
const password = 'four kind words here'
let portal: RunningPortal
let reference: string
const visitors = new Map<Role, Visitor>()

beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
  const now = Temporal.Now.instant()
  reference = await sendConcern(concern, now)
  for (const role of roles) {
    const email = `${role}-${randomUUID()}@example.org`
    await addStaff({ email, name: 'Sam Okafor', role, password, isDemonstration: false }, new Date())
    const visitor = new Visitor(portal.address)
    await visitor.post('/staff/sign-in', { email: [email], password: [password] })
    visitors.set(role, visitor)
  }
}, 300_000)
afterAll(() => portal.kill())

/** Every post of the desk, and the right it needs. */
const posts = (): { path: string; sent: Record<string, string[]>; right: Action }[] => {
  const page = `/staff/submissions/${reference}`
  const acts = {
    [page]: deskActs.submission,
    [`${page}/money`]: deskActs.money,
    '/staff/rates': deskActs.rates,
    '/staff/system': deskActs.system,
  }
  return [
    ...Object.entries(acts).flatMap(([path, listed]) =>
      listed.map(({ name, right }) => ({ path, sent: { _do: [name], version: ['0'] }, right })),
    ),
    { path: '/staff', sent: { reference: [reference] }, right: 'read-submissions' },
    { path: `/staff/alerts/${randomUUID()}`, sent: {}, right: 'acknowledge-alert' },
    { path: '/staff/alerts', sent: { alert: [randomUUID()] }, right: 'acknowledge-alert' },
    { path: '/staff/new-code', sent: { find: [reference] }, right: 'issue-code' },
    { path: '/staff/new-code', sent: { _do: ['issue'], kind: ['submission'] }, right: 'issue-code' },
    { path: '/staff/type-in', sent: { form: ['feedback'] }, right: 'type-in' },
    { path: '/staff/type-in', sent: { _do: ['carry-on'] }, right: 'type-in' },
    { path: '/staff/type-in', sent: { _do: ['delete'] }, right: 'type-in' },
    { path: `/staff/type-in/${randomUUID()}/take-over`, sent: {}, right: 'type-in' },
  ]
}

test('every post of the desk is 403 to exactly the roles without its right', async () => {
  for (const { path, sent, right } of posts()) {
    for (const role of roles) {
      const answer = await visitors.get(role)?.post(path, sent)
      const what = `${role} ${path} ${sent['_do']?.[0] ?? ''}`
      if (may(role, right)) expect([200, 303, 404, 409, 422], what).toContain(answer?.status)
      else expect(answer?.status, what).toBe(403)
    }
  }
}, 60_000)

/** Every page of the desk by its file in `src/pages/staff/`: an address of it, and the right to open it. */
const opened = (): Readonly<Record<string, readonly [path: string, right: Action | 'everybody']>> => {
  const page = `/staff/submissions/${reference}`
  const draft = `/staff/type-in/${randomUUID()}`
  return {
    'index.astro': ['/staff', 'read-submissions'],
    'submissions.json.ts': ['/staff/submissions.json', 'read-submissions'],
    'submissions/[reference].astro': [page, 'read-submissions'],
    'submissions/[reference].json.ts': [`${page}.json`, 'read-submissions'],
    'submissions/[reference]/copy.astro': [`${page}/copy`, 'decide'],
    'submissions/[reference]/money.astro': [`${page}/money`, 'read-submissions'],
    'submissions/[reference]/letter/[number].astro': [`${page}/letter/1`, 'determine-charge'],
    'files/[id].astro': [`/staff/files/${randomUUID()}`, 'read-submissions'],
    'new-code.astro': ['/staff/new-code', 'issue-code'],
    'type-in/index.astro': ['/staff/type-in', 'type-in'],
    'type-in/[draft]/take-over.astro': [`${draft}/take-over`, 'type-in'],
    'submissions/[reference]/letter/draft.astro': [`${page}/letter/draft?day=2027-04-12`, 'determine-charge'],
    'uprating.astro': ['/staff/uprating', 'read-submissions'],
    'rates.astro': ['/staff/rates', 'see-rates'],
    'system.astro': ['/staff/system', 'see-system'],
    'equality.astro': ['/staff/equality', 'see-equality'],
    // Nobody has a right to these: they lead on where there is nothing of one's own to show.
    'type-in/taken-over.astro': ['/staff/type-in/taken-over', 'everybody'],
    'type-in/[draft].astro': [draft, 'everybody'],
    'alerts/index.astro': ['/staff/alerts', 'read-submissions'],
    'alerts/[id].ts': [`/staff/alerts/${randomUUID()}`, 'everybody'],
    'sign-in.astro': ['/staff/sign-in', 'everybody'],
    'kept-work.ts': ['/staff/kept-work', 'everybody'],
    'sign-out.ts': ['/staff/sign-out', 'everybody'],
  }
}

test('every page of the desk opens to exactly the roles with its right', async () => {
  const files = globSync('**/*.{astro,ts}', { cwd: join(import.meta.dirname, '../../../src/pages/staff') })
  expect(Object.keys(opened()).toSorted()).toEqual(files.toSorted())
  for (const [file, [path, right]] of Object.entries(opened())) {
    for (const role of roles) {
      const answer = await visitors.get(role)?.get(path)
      const what = `${role} ${file}`
      if (right === 'everybody' || may(role, right)) expect([200, 303, 404], what).toContain(answer?.status)
      // The first page of whoever looks after the system is another one.
      else if (file === 'index.astro' && may(role, 'see-system'))
        expect(answer?.headers.get('location'), what).toBe('/staff/system')
      else expect(answer?.status, what).toBe(403)
    }
  }
}, 60_000)

test('a post that no button of the page sends is 400, and changes nothing', async () => {
  const page = `/staff/submissions/${reference}`
  for (const path of [page, `${page}/money`, '/staff/rates', '/staff/system']) {
    for (const name of ['', 'constructor', 'retry']) {
      const answer = await visitors.get('manager')?.post(path, { _do: [name], retry: [randomUUID()] })
      expect([answer?.status, (await answer?.text())?.includes('Nothing was changed.')], path).toEqual([
        400,
        true,
      ])
    }
  }
})

test('an act itself is refused to a role without its right, whatever page asks', async () => {
  const now = Temporal.Now.instant()
  const typed = {}
  for (const role of roles) {
    const staff = await newStaff(role, 'Priya Nair', randomUUID())
    const request = { reference: 'BCD-FGH-JKP', staff, version: 1, now }
    const isRefused = (act: { name: string; right: Action }, { is }: ActResult) =>
      expect(is === 'not-allowed', `${role} ${act.name}`).toBe(!may(role, act.right))
    for (const act of deskActs.submission) isRefused(act, await runDeskAct(act, request, typed))
    for (const act of deskActs.money) isRefused(act, await runDeskAct(act, request, typed))
    for (const act of deskActs.rates) isRefused(act, await runDeskAct(act, { staff, now }, typed))
    for (const act of deskActs.system) {
      const { is } = await runDeskAct(act, { staff, now }, typed)
      expect(is, `${role} ${act.name}`).toBe(may(role, act.right) ? 'done' : 'not-allowed')
    }
  }
})
