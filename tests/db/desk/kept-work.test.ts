import { randomUUID } from 'node:crypto'
import { kensMoney } from '#tests/fixtures/short-requests.ts'
import postgres from 'postgres'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sendConcern } from '#db/seed/send-form.ts'
import { currentStaff, endedByTime, signIn, signOut, signOutEverywhere } from '#src/auth/session.ts'
import { addStaff, changePassword, disableStaff } from '#src/auth/staff-accounts.ts'
import { purgeDrafts } from '#src/jobs/purge-drafts.ts'
import { dropKeptWork, keepWork, showKeptWork } from '#src/services/desk/kept-work.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { ownerUrl } from '#tests/support/database.ts'
import { jobAt } from '#tests/support/job-context.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'
import { eventsOf, newStaff, rowOf } from '#tests/support/staff-and-submissions.ts'

const password = 'four kind words here'
const monday = Temporal.Instant.from('2026-11-23T09:00:00Z')
const after = (minutes: number) => monday.add({ minutes })
const asDate = (instant: Temporal.Instant) => new Date(instant.epochMilliseconds)
const page = '/staff/submissions/BCD-FGH-JKP'
const words = { _do: ['decide'], version: ['3'], reason: ['He cannot see who is in the room.'] }

let pool: postgres.Sql
beforeAll(() => {
  pool = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
})
afterAll(() => pool.end())
const rows = () => pool`select * from kept_work`
beforeEach(() => pool`delete from kept_work`)

async function newAccount() {
  const email = `officer.${randomUUID()}@example.org`
  await addStaff({ email, name: 'Sam Okafor', role: 'officer', password, isDemonstration: false }, new Date())
  return email
}

async function signedIn(email: string, now = monday): Promise<string> {
  const address = `2001:db8::${randomUUID().slice(0, 4)}`
  const result = await signIn({ email, password, address, now: asDate(now), secure: true })
  if (!result.ok) throw new Error(result.message)
  return result.cookie.split(';')[0] ?? ''
}

describe('a session that ended by time', () => {
  test('is remembered for 30 minutes, and signs nobody in', async () => {
    const cookie = await signedIn(await newAccount())
    expect(await endedByTime(cookie, asDate(after(29)))).toBeNull()
    for (const minutes of [31, 45, 59]) {
      const now = asDate(after(minutes))
      expect(await currentStaff(cookie, now), `${minutes}`).toBeNull()
      expect(await endedByTime(cookie, now), `${minutes}`).toMatchObject({ by: 'idle' })
    }
    expect(await endedByTime(cookie, asDate(after(61)))).toBeNull()
    expect(await currentStaff(cookie, asDate(after(45)))).toBeNull()
  })

  test('is forgotten after that, when somebody signs in or the worker clears up', async () => {
    const sessions = async () => (await pool`select 1 from staff_sessions`).length
    await pool`delete from staff_sessions`
    await signedIn(await newAccount())
    await signedIn(await newAccount(), after(59))
    expect(await sessions()).toBe(2)
    await signedIn(await newAccount(), after(61))
    expect(await sessions()).toBe(2)
    await purgeDrafts({}, jobAt(after(118)))
    expect(await sessions()).toBe(2)
    await purgeDrafts({}, jobAt(after(120)))
    expect(await sessions()).toBe(1)
  })

  test('says that it ended at the longest time where it did', async () => {
    const cookie = await signedIn(await newAccount())
    const step = 20
    for (let minutes = step; minutes < 12 * 60; minutes += step) {
      expect(await currentStaff(cookie, asDate(after(minutes)))).not.toBeNull()
    }
    expect(await endedByTime(cookie, asDate(after(12 * 60)))).toMatchObject({ by: 'longest' })
  })

  test('is none where somebody ended it, before its time or after', async () => {
    const ends: ((cookie: string, email: string, now: Date) => Promise<unknown>)[] = [
      (cookie, _, now) => signOut(cookie, now, true),
      (cookie, _, now) => signOutEverywhere(cookie, now, true),
      (_, email, now) => disableStaff(email, now),
      (_, email) => changePassword(email, 'another three words'),
    ]
    for (const end of ends) {
      for (const minutes of [5, 40]) {
        const email = await newAccount()
        const cookie = await signedIn(email)
        await end(cookie, email, asDate(after(minutes)))
        expect(await endedByTime(cookie, asDate(after(45)))).toBeNull()
      }
    }
  })

  test('is none for a cookie that is no session of ours, or was changed', async () => {
    const cookie = await signedIn(await newAccount())
    const other = cookie.replace(/.$/, cookie.endsWith('a') ? 'b' : 'a')
    for (const one of [null, '', 'staff=', other, `x${cookie}`]) {
      expect(await endedByTime(one, asDate(after(45)))).toBeNull()
    }
  })
})

describe('what is kept', () => {
  test('is shown to the account that typed it, on its page, for 30 minutes', async () => {
    const [sam, priya] = [
      await newStaff('officer', 'Sam', randomUUID()),
      await newStaff('manager', 'Priya', randomUUID()),
    ]
    expect(await keepWork(sam.id, page, words, monday)).toBe('kept')
    expect(await showKeptWork(sam.id, page, after(29))).toEqual({ typed: words, until: after(30) })
    expect(await showKeptWork(sam.id, page, after(30))).toBeUndefined()
    expect(await showKeptWork(sam.id, `${page}/money`, after(1))).toBeUndefined()
    expect(await showKeptWork(priya.id, page, after(1))).toBeUndefined()
    await dropKeptWork(priya.id, page)
    expect(await showKeptWork(sam.id, page, after(1))).toBeDefined()
    await dropKeptWork(sam.id, page)
    expect(await showKeptWork(sam.id, page, after(1))).toBeUndefined()
  })

  test('is sealed under account and page, and opens nowhere else', async () => {
    const [sam, priya] = [
      await newStaff('officer', 'Sam', randomUUID()),
      await newStaff('officer', 'Priya', randomUUID()),
    ]
    await keepWork(sam.id, page, words, monday)
    const [row] = await rows()
    expect(row?.['typed'].toString('latin1')).not.toContain('cannot see')
    for (const change of [{ staff_id: priya.id }, { page: '/staff' }]) {
      await pool`delete from kept_work`
      await pool`insert into kept_work ${pool({ ...row, ...change } as never)}`
      const moved = { staffId: sam.id, page, ...('page' in change ? change : { staffId: change.staff_id }) }
      await expect(showKeptWork(moved.staffId, moved.page, after(1))).rejects.toThrow('belong somewhere else')
    }
  })

  test('is what was posted last, of 20 pages at most, and never what opens something', async () => {
    const sam = await newStaff('officer', 'Sam', randomUUID())
    for (let at = 0; at < 25; at++)
      await keepWork(sam.id, `${page}-${at}`, words, monday.add({ seconds: at }))
    expect(await rows()).toHaveLength(20)
    expect(await showKeptWork(sam.id, `${page}-4`, after(1))).toBeUndefined()
    const last = { reason: ['Second thoughts, he is safe.'], secret: ['bluebell'], password: [password] }
    await keepWork(sam.id, `${page}-24`, last, after(1))
    expect((await showKeptWork(sam.id, `${page}-24`, after(2)))?.typed).toEqual({ reason: last.reason })
    expect(await rows()).toHaveLength(20)
  })

  test('keeps names that an object has by nature as what they are', async () => {
    const sam = await newStaff('officer', 'Sam', randomUUID())
    const sent = Object.fromEntries([
      ['__proto__', ['a b']],
      ['constructor', ['c d']],
    ])
    await keepWork(sam.id, page, sent, monday)
    const typed = (await showKeptWork(sam.id, page, after(1)))?.typed ?? {}
    expect(Object.entries(typed)).toEqual([
      ['__proto__', ['a b']],
      ['constructor', ['c d']],
    ])
  })

  test('holds no account number, whatever page it was typed on', async () => {
    const sam = await newStaff('officer', 'Sam', randomUUID())
    const sent = {
      _do: ['amend'],
      _why: ['The statement of 1 November.'],
      'fa-savings-1-bank': ['12-34-56 12345678'],
      'fa-savings-1-last4': ['12345678'],
      'fa-savings-2-bank': ['Alder Bank'],
      'fa-savings-2-last4': ['5678'],
    }
    await keepWork(sam.id, `${page}/money`, sent, monday)
    expect((await showKeptWork(sam.id, `${page}/money`, after(1)))?.typed).toEqual({
      ...sent,
      'fa-savings-1-bank': [''],
      'fa-savings-1-last4': [''],
    })
  })

  test('is nothing where only a button was pressed, or it is longer than any form', async () => {
    const sam = await newStaff('officer', 'Sam', randomUUID())
    for (const pressed of [
      {},
      { _do: ['take'], version: ['3'] },
      { _do: ['retry'], job: [randomUUID()], reason: [' '] },
    ]) {
      expect(await keepWork(sam.id, page, pressed, monday)).toBe('nothing-typed')
    }
    expect(await keepWork(sam.id, page, { reason: ['x '.repeat(80_000)] }, monday)).toBe('lost')
    expect(await rows()).toHaveLength(0)
  })

  test('is deleted by the worker, by the next that is kept, and with what it is about', async () => {
    const sam = await newStaff('officer', 'Sam', randomUUID())
    await keepWork(sam.id, page, words, monday)
    await purgeDrafts({}, jobAt(after(29)))
    expect(await rows()).toHaveLength(1)
    await purgeDrafts({}, jobAt(after(30)))
    expect(await rows()).toHaveLength(0)

    await keepWork(sam.id, page, words, monday)
    await keepWork(sam.id, '/staff', words, after(30))
    expect((await rows()).map((row) => row['page'])).toEqual(['/staff'])

    const reference = await sendConcern(kensMoney, Temporal.Now.instant())
    const typed = reference.toLowerCase().replaceAll('-', '')
    for (const one of [reference, `${typed}/money`])
      await keepWork(sam.id, `/staff/submissions/${one}`, words, after(31))
    const { id } = await rowOf(reference)
    await pool`select erase_submission(${id}, ${sam.id})`
    expect((await rows()).map((row) => row['page'])).toEqual(['/staff'])
  })
})

describe('at the running portal', () => {
  let portal: RunningPortal
  let reference: string
  let here: string
  /** Who does what comes next. */
  let owner: string
  beforeAll(async () => {
    buildIfNeeded()
    portal = await startPortal()
    owner = (await newStaff('officer', 'Sam Okafor', randomUUID())).id
  }, 300_000)
  afterAll(() => portal.kill())
  beforeEach(async () => {
    reference = await sendConcern(kensMoney, Temporal.Now.instant())
    here = `/staff/submissions/${reference}`
  })

  const visit = async (email: string) => {
    const visitor = new Visitor(portal.address)
    await visitor.post('/staff/sign-in', { email: [email], password: [password] })
    return visitor
  }
  const officer = async () => {
    const email = await newAccount()
    return { email, visitor: await visit(email) }
  }
  /** As if this many minutes had passed since the sessions of somebody were used last. */
  const idle = (email: string, minutes: number) => pool`
    update staff_sessions set
      created_at = created_at - make_interval(mins => ${minutes}), expires_at = expires_at - make_interval(mins => ${minutes})
    where staff_id = (select id from staff where email = ${email})`
  const location = (answer: Response) => new URL(answer.headers.get('location') ?? '', portal.address)
  const decision = (version: number) => ({
    _do: ['decide'],
    version: [String(version)],
    'test-needs': ['yes'],
    'test-needs-why': ['Registered as severely sight impaired.'],
    'test-harm': ['yes'],
    'test-protect': ['find-out'],
    outcome: ['section-42'],
    colour: ['red'],
    reason: ['He cannot see who is in the room.\nHis sister says the same.'],
    'next-step': ['Ring his sister.'],
    'next-by': [owner],
  })
  const decided = async () => (await eventsOf(reference)).filter(({ kind }) => kind === 'decided').length
  const versionNow = async () => (await rowOf(reference)).version

  test('what was posted is back after the same account signs in, carried out only when it is sent again', async () => {
    const { email, visitor } = await officer()
    await idle(email, 45)
    const sent = decision(await versionNow())
    const answer = await visitor.post(here, sent)
    expect(answer.status).toBe(303)
    expect(location(answer).pathname).toBe('/staff/sign-in')
    const signInPage = await (await visitor.get(location(answer).pathname + location(answer).search)).text()
    expect(signInPage).toContain('You were signed out after 30 minutes without use.')
    expect(signInPage).toContain('Sign in and what you typed will be there.')
    expect(signInPage).not.toContain('cannot see')
    expect(answer.headers.get('location')).not.toContain('cannot')
    expect(await decided()).toBe(0)

    // Somebody else signs in at the same computer, on the same address.
    const other = new Visitor(portal.address)
    const elsewhere = await other.post(location(answer).pathname + location(answer).search, {
      email: [await newAccount()],
      password: [password],
    })
    expect(elsewhere.headers.get('location')).toBe(here)
    const theirs = await (await other.get(here)).text()
    expect(theirs).not.toContain('cannot see')
    expect(theirs).not.toContain('data-kept')

    const back = await visitor.post(location(answer).pathname + location(answer).search, {
      email: [email],
      password: [password],
    })
    expect(back.headers.get('location')).toBe(here)
    for (const time of ['opened', 'opened again']) {
      const shown = await (await visitor.get(here)).text()
      expect(shown, time).toContain('data-kept')
      expect(shown, time).toMatch(
        /<textarea[^>]*name="reason"[^>]*>He cannot see who is in the room\.\s+His sister/,
      )
      expect(shown, time).toContain('Registered as severely sight impaired.</textarea>')
      expect(shown, time).toMatch(/<input[^>]*name="outcome"[^>]*value="section-42"[^>]* checked/)
      expect(await decided(), time).toBe(0)
    }
    expect((await visitor.post(here, decision(await versionNow()))).status).toBe(303)
    expect(await decided()).toBe(1)
    expect(await rows()).toHaveLength(0)
    expect(await (await visitor.get(here)).text()).not.toContain('data-kept')
  })

  test('every act of the desk keeps its words so, and each other page that is typed on', async () => {
    const { email, visitor } = await officer()
    const version = [String(await versionNow())]
    const typed: readonly (readonly [string, Record<string, string[]>, string])[] = [
      [here, { _do: ['hand-over'], version, to: [''], why: ['shift'] }, 'value="shift" selected'],
      [here, { _do: ['close'], version, 'close-words': ['She moved to Ely.'] }, 'She moved to Ely.'],
      [
        here,
        { _do: ['contact-tried'], version, 'tried-at-day': ['7'], 'tried-at-time': ['half past'] },
        'value="half past"',
      ],
      ['/staff', { reference: ['K7H 4PX'] }, 'value="K7H 4PX"'],
      ['/staff/new-code', { find: ['K7H 4PX'] }, 'value="K7H 4PX"'],
      [
        '/staff/new-code',
        { _do: ['issue'], kind: ['submission'], key: [reference], note: ['Gave her date of birth.'] },
        'Gave her date of birth.</textarea>',
      ],
      ['/staff/type-in', { form: ['feedback'], 'received-time': ['at noon'] }, 'value="at noon"'],
    ]
    for (const [path, sent, back] of typed) {
      await idle(email, 40)
      const answer = await visitor.post(path, sent)
      expect(location(answer).searchParams.get('work'), path).toBe('kept')
      await visitor.post('/staff/sign-in', { email: [email], password: [password] })
      const shown = await visitor.get(path)
      expect(shown.status, path).toBe(200)
      const html = await shown.text()
      expect(html, path).toContain('data-kept')
      expect(html, `${path} ${sent['_do']}`).toContain(back)
      await pool`delete from kept_work`
    }
  })

  test('what changed meanwhile is said, and another form of the page leaves it where it is', async () => {
    const { email, visitor } = await officer()
    const version = await versionNow()
    await idle(email, 40)
    await visitor.post(here, decision(version))
    const colleague = await officer()
    await colleague.visitor.post(here, { _do: ['take'], version: [String(version)] })
    await visitor.post('/staff/sign-in', { email: [email], password: [password] })
    const shown = await (await visitor.get(here)).text()
    expect(shown).toContain('This changed after you opened it')
    expect(shown).toContain('He cannot see who is in the room.')
    expect((await visitor.post(here, { _do: ['take'], version: [String(await versionNow())] })).status).toBe(
      303,
    )
    expect(await (await visitor.get(here)).text()).toContain('He cannot see who is in the room.')
    // What was typed on the older page is refused as from any other, and stays.
    expect((await visitor.post(here, decision(version))).status).toBe(409)
    expect(await rows()).toHaveLength(1)
    const gone = await visitor.post('/staff/kept-work', { page: [here] })
    expect([gone.status, gone.headers.get('location')]).toEqual([303, here])
    expect(await rows()).toHaveLength(0)
  })

  test('nothing is kept of a session that was ended, of a disabled account, from elsewhere, or too late', async () => {
    const sent = async () => decision(await versionNow())
    const keptNothing = async (answer: Response, what: string) => {
      expect(
        [answer.status, answer.status === 303 && location(answer).searchParams.get('work')],
        what,
      ).toEqual(answer.status === 403 ? [403, false] : [303, 'lost'])
      expect(await rows(), what).toHaveLength(0)
      expect(await decided(), what).toBe(0)
    }
    const late = await officer()
    await idle(late.email, 61)
    const tooLate = await late.visitor.post(here, await sent())
    await keptNothing(tooLate, 'after an hour')
    const told = await (await late.visitor.get(`/staff/sign-in${location(tooLate).search}`)).text()
    expect(told).toContain('Nothing was recorded, and what you typed could not be kept.')

    const left = await officer()
    const cookie = left.visitor.cookie()
    await left.visitor.post('/staff/sign-out', {})
    await idle(left.email, 40)
    const asBefore = (headers: Record<string, string>, given = cookie) =>
      sent().then((fields) =>
        fetch(portal.address + here, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie: given, ...headers },
          body: new URLSearchParams(
            Object.entries(fields).flatMap(([name, all]) => all.map((one) => [name, one])),
          ),
        }),
      )
    await keptNothing(await asBefore({ origin: portal.address }), 'signed out')

    const leftLate = await officer()
    await idle(leftLate.email, 40)
    const lateCookie = leftLate.visitor.cookie()
    await leftLate.visitor.post('/staff/sign-out', {})
    await keptNothing(await asBefore({ origin: portal.address }, lateCookie), 'signed out after it ended')

    const disabled = await officer()
    await idle(disabled.email, 40)
    await disableStaff(disabled.email, new Date())
    await keptNothing(await disabled.visitor.post(here, await sent()), 'disabled')

    const away = await officer()
    await idle(away.email, 40)
    const awayCookie = away.visitor.cookie()
    await keptNothing(await asBefore({ origin: 'https://elsewhere.example.org' }, awayCookie), 'another site')
    await keptNothing(
      await asBefore({ 'sec-fetch-site': 'cross-site' }, awayCookie),
      'another site, by its fetch',
    )
    await keptNothing(await asBefore({}, awayCookie), 'no browser')
    expect(
      (await asBefore({ 'sec-fetch-site': 'same-origin' }, awayCookie)).headers.get('location'),
    ).toContain('work=kept')
  })

  test('a button without words says that it did nothing, and a document is refused as before', async () => {
    const { email, visitor } = await officer()
    await idle(email, 40)
    const answer = await visitor.post(here, { _do: ['take'], version: ['1'] })
    const told = await (await visitor.get(`/staff/sign-in${location(answer).search}`)).text()
    expect(told).toContain('What you asked for was not done. Sign in and do it again.')
    expect((await visitor.get(`${here}.json`)).status).toBe(401)
    expect(location(await visitor.get(here)).searchParams.get('work')).toBe('none-sent')
    expect(location(await new Visitor(portal.address).get(here)).searchParams.has('work')).toBe(false)
  })

  test('a page of a form that staff type in keeps its words for that draft alone, and of a file nothing', async () => {
    const { email, visitor } = await officer()
    const begin = () =>
      visitor.post('/staff/type-in', {
        form: ['ask-us-to-contact-you'],
        how: ['phone'],
        'received-day': ['1'],
        'received-month': ['11'],
        'received-year': ['2026'],
        'received-time': ['9:30'],
      })
    expect(location(await begin()).pathname).toBe('/forms/ask-us-to-contact-you')
    const form = '/forms/ask-us-to-contact-you'
    await visitor.post(`${form}/danger`, { 'danger-now': ['no'] })
    const first = location(await visitor.post(`${form}/who`, { 'who-for': ['me'] })).pathname
    await visitor.get(first)
    await idle(email, 40)
    const body = new FormData()
    body.set('first-name', 'Ivy of the mill')
    body.set('proof', new File(['%PDF-1.4 secret bytes'], 'proof.pdf', { type: 'application/pdf' }))
    const answer = await visitor.postFiles(first, body)
    expect(location(answer).searchParams.get('work')).toBe('kept')
    const back = await visitor.post(`/staff/sign-in${location(answer).search}`, {
      email: [email],
      password: [password],
    })
    expect(back.headers.get('location')).toBe(first)
    const shown = await (await visitor.get(first)).text()
    expect(shown).toContain('data-kept')
    expect(shown).toMatch(
      /<input[^>]*name="first-name"[^>]*value="Ivy of the mill"|value="Ivy of the mill"[^>]*name="first-name"/,
    )
    expect(shown).not.toContain('proof.pdf')
    // Another one of the same form, for somebody else, has the same address.
    await begin()
    await visitor.post(`${form}/danger`, { 'danger-now': ['no'] })
    await visitor.post(`${form}/who`, { 'who-for': ['me'] })
    const other = await (await visitor.get(first)).text()
    expect(other).not.toContain('Ivy of the mill')
  })
})
