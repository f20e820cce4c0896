import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStaff } from '#src/auth/staff-accounts.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { ownerUrl } from '#tests/support/database.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'
import { wholePdf } from '#tests/support/whole-files.ts'

const password = 'four kind words here'
const FORM = '/forms/self-assessment'
let portal: RunningPortal
let owner: postgres.Sql

beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
  owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
}, 300_000)
afterAll(async () => {
  await owner.end()
  await portal.kill()
})

async function signedIn(name: string) {
  const email = `${randomUUID()}@example.org`
  await addStaff({ email, name, role: 'officer', password, isDemonstration: false }, new Date())
  const visitor = new Visitor(portal.address)
  await visitor.post('/staff/sign-in', { email: [email], password: [password] })
  const [row] = await owner<{ id: string }[]>`select id from staff where email = ${email}`
  return { visitor, id: row?.id ?? '' }
}

const drafts = () => owner<{ id: string; typedInBy: string | null }[]>`
  select id, typed_in_by as "typedInBy" from drafts`

test('what is sent from a page that a colleague has taken over comes back and makes no form of its own', async () => {
  const [first, second] = [await signedIn('Sam Okafor'), await signedIn('Priya Nair')]
  const day = new Date(Date.now() - 24 * 3_600_000)
  await first.visitor.post('/staff/type-in', {
    form: ['self-assessment'],
    how: ['paper'],
    'received-day': [String(day.getUTCDate())],
    'received-month': [String(day.getUTCMonth() + 1)],
    'received-year': [String(day.getUTCFullYear())],
    'received-time': ['9am'],
  })
  await first.visitor.post(`${FORM}/danger`, { 'danger-now': ['no'] })
  const [draft] = await drafts()
  expect(draft?.typedInBy).toBe(first.id)

  const over = `/staff/type-in/${draft?.id}/take-over`
  const page = await (await second.visitor.get(over)).text()
  expect(page).toContain('Take over from')
  expect((await second.visitor.post(over, { from: [first.id] })).headers.get('location')).toBe(FORM)

  const told = await first.visitor.post(`${FORM}/name`, { 'first-name': ['Bo'] })
  const text = await told.text()
  expect([told.status, text.includes('has taken this over'), text.includes('Bo<')]).toEqual([409, true, true])
  // A page with files comes in pieces, and says so of the file too.
  const body = new FormData()
  body.append('as-files', new File([wholePdf()], 'plan.pdf'))
  const files = await first.visitor.postFiles(`${FORM}/files`, body)
  expect([files.status, (await files.text()).includes('The file you chose is not kept')]).toEqual([409, true])
  expect((await first.visitor.get(`${FORM}/name`)).status).toBe(200)
  expect(await drafts()).toEqual([{ id: draft?.id, typedInBy: second.id }])

  // Deleted by the colleague while the first one's other tab is still open.
  await second.visitor.post('/staff/type-in', { draft: [draft?.id ?? ''], _do: ['delete'] })
  const gone = await first.visitor.post(`${FORM}/name`, { 'first-name': ['Bo'] })
  expect([gone.status, (await gone.text()).includes('You are no longer typing this in')]).toEqual([409, true])
  expect(await drafts()).toEqual([])
})
