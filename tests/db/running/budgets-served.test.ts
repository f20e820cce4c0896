import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keyedHash } from '#db/sealing.ts'
import type { BudgetName } from '#src/domain/budgets.ts'
import { council } from '#src/settings/council.ts'
import { ownerUrl } from '#tests/support/database.ts'
import { type RunningPortal, startPortal } from '#tests/support/running-portal.ts'
import { wholePdf } from '#tests/support/whole-files.ts'

const HERE = '203.0.113.7'

let owner: postgres.Sql
let portal: RunningPortal
beforeAll(async () => {
  owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  portal = await startPortal({ TRUSTED_PROXIES: '1' })
})
afterAll(async () => {
  await portal?.kill()
  await owner.end()
})

/** As if this address had used all of a budget. */
async function useUp(name: BudgetName, address = HERE) {
  const key = `${name}:${keyedHash(`${name} ${address}`, 'budget')}`
  const amount = 2 ** 40
  await owner`insert into spending ${owner({ key, amount, ends_at: new Date(Date.now() + 3_600_000) } as never)}`
}

/** A browser behind the proxy. */
function device(address: string) {
  let cookie = ''
  return async (path: string, body?: URLSearchParams | FormData) => {
    const answer = await fetch(portal.address + path, {
      method: body ? 'POST' : 'GET',
      ...(body ? { body } : {}),
      redirect: 'manual',
      headers: { cookie, origin: portal.address, 'x-forwarded-for': address },
    })
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    if (set.length > 0) cookie = [cookie, ...set].filter((one) => one !== '').join('; ')
    return { status: answer.status, text: await answer.text(), set }
  }
}

const danger = () => new URLSearchParams({ 'danger-now': 'no' })

test('an address that used all of a budget reads so, on the page it was on; another goes on, and so does a concern', async () => {
  await useUp('drafts')
  const refused = await device(HERE)('/forms/ask-us-to-contact-you/danger', danger())
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Many forms were begun from your network today')
  expect(refused.text).toContain(council.phones.day)
  expect(refused.text).toMatch(/value="no"[^>]*checked|checked[^>]*value="no"/)
  expect((await device('203.0.113.8')('/forms/ask-us-to-contact-you/danger', danger())).status).toBe(303)
  expect((await device(HERE)('/forms/safeguarding-concern/danger', danger())).status).toBe(303)
  expect(Number((await owner`select count(*) from drafts`)[0]?.['count'])).toBe(2)
})

test('a file too many is refused with the way out, and the words beside it are kept', async () => {
  await useUp('files')
  const ask = device(HERE)
  const pages = {
    danger: { 'danger-now': 'no' },
    's-who': { 'sg-who': 'public' },
    private: {},
    's-you': {},
    's-adult': { 'sg-adult-name': 'Ken Madeupson' },
    's-what': { 'sg-what': 'Somebody takes his money.' },
  }
  for (const [page, typed] of Object.entries(pages))
    expect((await ask(`/forms/safeguarding-concern/${page}`, new URLSearchParams(typed))).status).toBe(303)
  const body = new FormData()
  const pdf = wholePdf()
  body.set('sg-files', new Blob([pdf]), 'letter.pdf')
  body.set('_do', 'upload:sg-files')
  const refused = await ask('/forms/safeguarding-concern/s-proof', body)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('send it later, or ring us on')
  expect(await owner`select 1 from files`).toEqual([])
})

test('a device keeps that it opened something, leaves it with “Exit this page”, and one that others use keeps none', async () => {
  const id = randomUUID()
  const ask = device('203.0.113.20')
  const known = (set: readonly (string | undefined)[]) => set.filter((one) => one?.startsWith('known='))
  const wrong = new URLSearchParams({ reference: 'K7H-4PX-9RD', code: '000000' })
  expect(known((await ask('/my-request', wrong)).set)).toEqual([])
  await owner`insert into submissions ${owner({
    id,
    reference: 'K7H-4PX-9RD',
    form: 'feedback',
    form_version: 1,
    received_at: new Date(),
    snapshot: Buffer.from('x'),
    is_safeguarding: false,
    suggested_colour: 'green',
  } as never)}`
  const { statusCodeOf } = await import('#src/services/after-sending/status-code.ts')
  const right = () =>
    new URLSearchParams({ reference: 'K7H-4PX-9RD', code: statusCodeOf({ id, codeNumber: 1 }) })
  const opened = await ask('/my-request', right())
  expect(opened.status).toBe(303)
  expect(known(opened.set)).toHaveLength(1)
  expect(known((await ask('/exit')).set)).toEqual(['known=deleted'])
  const shared = device('203.0.113.21')
  await shared('/shared-device', new URLSearchParams({ shared: 'yes' }))
  const there = await shared('/my-request', right())
  expect(there.status).toBe(303)
  expect(known(there.set)).toEqual([])
})
