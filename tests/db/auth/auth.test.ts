import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { listStaffSessions, updateStaffDisabled } from '#db/queries/staff.ts'
import { attempts, staffAddresses, staffSessions } from '#db/schema/index.ts'
import { may } from '#src/auth/roles.ts'
import { currentStaff, signIn, signOut, signOutEverywhere } from '#src/auth/session.ts'
import { addStaff, changePassword, disableStaff, setDemonstrationPassword } from '#src/auth/staff-accounts.ts'

const password = 'heron tiptoe lamp'
const noMatch = 'That email and password do not match. Check both and try again.'
const monday = new Date('2026-11-23T09:00:00Z')

const plus = (start: Date, time: { seconds?: number; minutes?: number; hours?: number }) =>
  new Date(
    start.getTime() + ((time.hours ?? 0) * 3600 + (time.minutes ?? 0) * 60 + (time.seconds ?? 0)) * 1000,
  )

/** A fresh officer and a fresh address, so that tests do not count each other's tries. */
async function newOfficer(role = 'officer', isDemonstration = false) {
  const email = `officer.${randomUUID()}@example.org`
  await addStaff({ email, name: 'Sam Okafor', role, password, isDemonstration }, new Date())
  return { email, address: newAddress() }
}
function newAddress() {
  return `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`
}

const tryToSignIn = (email: string, address: string, typed: string, now: Date = monday) =>
  signIn({ email, password: typed, address, now, secure: true })

/** Signs in and gives back the Cookie header a browser would then send. */
async function signedIn(email: string, address: string, now: Date = monday): Promise<string> {
  const result = await tryToSignIn(email, address, password, now)
  if (!result.ok) throw new Error(result.message)
  return result.cookie.split(';')[0] ?? ''
}

async function wrongTries(count: number, email: string, address: string, now: Date = monday) {
  for (let turn = 0; turn < count; turn++) {
    expect(await tryToSignIn(email, address, 'not this one', now)).toEqual({ ok: false, message: noMatch })
  }
}

describe('signing in', () => {
  test('gives a session that says who it is, under a careful cookie', async () => {
    const { email, address } = await newOfficer()
    const result = await tryToSignIn(` ${email.toUpperCase()} `, address, password)
    expect(result).toEqual({
      ok: true,
      cookie: expect.stringMatching(/^staff=[a-z2-7]{40}; HttpOnly; Path=\/; SameSite=Lax; Secure$/),
    })
    const current = await currentStaff(
      `visit=1; ${result.ok && result.cookie.split(';')[0]}; x=%E0%A4%A`,
      monday,
    )
    expect(current).toEqual({
      staff: { id: expect.any(String), email, name: 'Sam Okafor', role: 'officer', isDemonstration: false },
      session: { createdAt: monday },
    })
  })

  test('leaves Secure out where the request came without TLS', async () => {
    const { email, address } = await newOfficer()
    const result = await signIn({ email, password, address, now: monday, secure: false })
    expect(result.ok && result.cookie).not.toContain('Secure')
  })

  test('says the same for a wrong password, an unknown email and a disabled account', async () => {
    const { email, address } = await newOfficer()
    const refused = { ok: false, message: noMatch }
    expect(await tryToSignIn(email, address, 'not this one')).toEqual(refused)
    expect(await tryToSignIn('nobody@example.org', newAddress(), password)).toEqual(refused)
    expect(await tryToSignIn('\u0000', newAddress(), '\u0000')).toEqual(refused)
    await disableStaff(email, monday)
    expect(await tryToSignIn(email, address, password)).toEqual(refused)
  })

  test('stores neither session id, email nor address where the table could be read', async () => {
    const { email, address } = await newOfficer()
    await wrongTries(1, email, address)
    const cookie = await signedIn(email, address)
    const id = cookie.replace('staff=', '')
    const stored = await read(async (db) =>
      JSON.stringify([
        await db.select().from(staffSessions),
        await db.select().from(attempts),
        await db.select().from(staffAddresses),
      ]),
    )
    expect(stored).toContain('idHash')
    expect(stored).not.toContain(id)
    expect(stored).not.toContain(email)
    expect(stored).not.toContain(address.slice(0, 18))
    const hashes = await read((db) => db.select({ hash: staffSessions.idHash }).from(staffSessions))
    for (const { hash } of hashes) expect(await currentStaff(`staff=${hash}`, monday)).toBeNull()
  })
})

describe('how long a session lasts', () => {
  test('30 minutes without use end it', async () => {
    const { email, address } = await newOfficer()
    const cookie = await signedIn(email, address)
    const used = plus(monday, { minutes: 10 })
    expect(await currentStaff(cookie, used)).not.toBeNull()
    expect(await currentStaff(cookie, plus(used, { minutes: 29 }))).not.toBeNull()
    expect(await currentStaff(cookie, plus(used, { minutes: 29 + 31 }))).toBeNull()
    expect(await currentStaff(cookie, plus(used, { minutes: 29 + 90 }))).toBeNull()
  })

  test('a session never used ends after 30 minutes', async () => {
    const { email, address } = await newOfficer()
    const cookie = await signedIn(email, address)
    expect(await currentStaff(cookie, plus(monday, { minutes: 30, seconds: 1 }))).toBeNull()
  })

  test('12 hours end it however much it is used', async () => {
    const { email, address } = await newOfficer()
    const cookie = await signedIn(email, address)
    for (let minutes = 0; minutes < 12 * 60; minutes += 20) {
      expect(await currentStaff(cookie, plus(monday, { minutes }))).not.toBeNull()
    }
    expect(await currentStaff(cookie, plus(monday, { hours: 11, minutes: 59 }))).not.toBeNull()
    expect(await currentStaff(cookie, plus(monday, { hours: 12, seconds: 1 }))).toBeNull()
  })

  test('an account disabled ends its sessions at once, by whatever hand', async () => {
    const one = await newOfficer()
    const cookie = await signedIn(one.email, one.address)
    await disableStaff(one.email, monday)
    expect(await currentStaff(cookie, monday)).toBeNull()

    const two = await newOfficer()
    const other = await signedIn(two.email, two.address)
    await transact((tx) => updateStaffDisabled(tx, two.email, monday))
    expect(await currentStaff(other, monday)).toBeNull()
  })
})

describe('signing out', () => {
  test('here ends this session only; everywhere ends them all', async () => {
    const { email, address } = await newOfficer()
    const colleague = await newOfficer()
    const [desk, phone, home] = [
      await signedIn(email, address),
      await signedIn(email, address),
      await signedIn(email, address),
    ]
    const theirs = await signedIn(colleague.email, colleague.address)

    const removal = 'staff=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax; Secure'
    expect(await signOut(desk, monday, true)).toBe(removal)
    expect(await currentStaff(desk, monday)).toBeNull()
    expect(await currentStaff(phone, monday)).not.toBeNull()

    expect(await signOutEverywhere(phone, monday, true)).toBe(removal)
    expect(await currentStaff(phone, monday)).toBeNull()
    expect(await currentStaff(home, monday)).toBeNull()
    expect(await currentStaff(theirs, monday)).not.toBeNull()
  })

  test('without a session only removes the cookie', async () => {
    const { email, address } = await newOfficer()
    const cookie = await signedIn(email, address)
    for (const header of [null, '', 'staff=', 'staff=nonsense', `staff=${'a'.repeat(40)}`, `x${cookie}`]) {
      expect(await signOutEverywhere(header, monday, false)).toContain('Max-Age=0')
      expect(await currentStaff(header, monday)).toBeNull()
    }
    expect(await currentStaff(cookie, monday)).not.toBeNull()
  })
})

describe('after too many wrong tries', () => {
  test('a pause begins, doubles up to 15 minutes, and ends', async () => {
    const { email, address } = await newOfficer()
    await wrongTries(5, email, address)

    let now = monday
    for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
      expect(await tryToSignIn(email, address, password, now)).toMatchObject({ waitSeconds: seconds })
      const justBefore = plus(now, { seconds: seconds - 1 })
      expect(await tryToSignIn(email, address, password, justBefore)).toMatchObject({ waitSeconds: 1 })
      now = plus(now, { seconds })
      await wrongTries(1, email, address, now)
    }
    now = plus(now, { minutes: 15 })
    expect(await tryToSignIn(email, address, password, now)).toMatchObject({ ok: true })
    await wrongTries(4, email, address, now)
    expect(await tryToSignIn(email, address, password, now)).toMatchObject({ ok: true })
  })

  test('the person is told how long', async () => {
    const { email, address } = await newOfficer()
    await wrongTries(5, email, address)
    const message = async (now: Date) => {
      const result = await tryToSignIn(email, address, password, now)
      return result.ok ? '' : result.message
    }
    const words = (wait: string) => `Too many tries. Wait ${wait}, then try again, or ask your administrator.`
    expect(await message(monday)).toBe(words('30 seconds'))
    expect(await message(plus(monday, { seconds: 29 }))).toBe(words('1 second'))
    const later = plus(monday, { seconds: 30 })
    await wrongTries(1, email, address, later)
    expect(await message(later)).toBe(words('1 minute'))
    const muchLater = plus(later, { minutes: 1 })
    await wrongTries(1, email, address, muchLater)
    expect(await message(plus(muchLater, { seconds: 10 }))).toBe(words('2 minutes'))
  })

  test('a quiet hour forgets: wrong tries now and then never add up', async () => {
    const { email, address } = await newOfficer()
    for (let hours = 0; hours < 12; hours++) await wrongTries(1, email, address, plus(monday, { hours }))
    const tomorrow = plus(monday, { hours: 24 })
    await wrongTries(5, email, address, tomorrow)
    const later = plus(tomorrow, { hours: 1, minutes: 1 })
    await wrongTries(5, email, address, later)
    expect(await tryToSignIn(email, address, password, later)).toMatchObject({ waitSeconds: 30 })
  })

  test('20 at once count exactly: 5 are looked at, 15 are not', async () => {
    const { email, address } = await newOfficer()
    const results = await Promise.all(
      Array.from({ length: 20 }, () => tryToSignIn(email, address, 'not this one')),
    )
    expect(results.filter((result) => !result.ok && result.waitSeconds === undefined)).toHaveLength(5)
    expect(results.filter((result) => !result.ok && result.waitSeconds === 30)).toHaveLength(15)
  })

  test('the same holds for an email without an account', async () => {
    const [email, address] = [`nobody.${randomUUID()}@example.org`, newAddress()]
    await wrongTries(5, email, address)
    expect(await tryToSignIn(email, address, password)).toMatchObject({ waitSeconds: 30 })
  })

  test('one address is paused over all accounts after 20, and an IPv6 holder cannot hop', async () => {
    const { email } = await newOfficer()
    const holder = newAddress().replace('::1', '')
    for (let turn = 1; turn <= 20; turn++) {
      await wrongTries(1, `nobody.${randomUUID()}@example.org`, `${holder}::${turn}`)
    }
    expect(await tryToSignIn(email, `${holder}::beef`, password)).toMatchObject({ waitSeconds: 30 })
    expect(await tryToSignIn(email, newAddress(), password)).toMatchObject({ ok: true })
  })

  test('right passwords do not add up to a pause', async () => {
    const address = newAddress()
    const officers = await Promise.all(Array.from({ length: 25 }, () => newOfficer()))
    for (const { email } of officers) {
      expect(await tryToSignIn(email, address, password)).toMatchObject({ ok: true })
    }
  })

  test('strangers cannot keep an officer out where they signed in before', async () => {
    const { email, address } = await newOfficer()
    await signedIn(email, address)

    let looked = 0
    for (let turn = 0; turn < 40; turn++) {
      const result = await tryToSignIn(email, newAddress(), 'not this one')
      if (!result.ok && result.waitSeconds === undefined) looked++
    }
    expect(looked).toBe(30)
    const elsewhere = newAddress()
    expect(await tryToSignIn(email, elsewhere, password)).toMatchObject({ waitSeconds: 5 })
    expect(await tryToSignIn(email, address, password)).toMatchObject({ ok: true })
    // Elsewhere the holder waits a little, and no longer for trying early.
    expect(await tryToSignIn(email, elsewhere, password)).toMatchObject({ waitSeconds: 5 })
    expect(await tryToSignIn(email, elsewhere, password, plus(monday, { seconds: 5 }))).toMatchObject({
      ok: true,
    })
  })

  test('an address signed in from long ago is a stranger again', async () => {
    const { email, address } = await newOfficer()
    await signedIn(email, address)
    const spring = plus(monday, { hours: 91 * 24 })
    for (let turn = 0; turn < 30; turn++) await tryToSignIn(email, newAddress(), 'not this one', spring)
    expect(await tryToSignIn(email, address, password, spring)).toMatchObject({ waitSeconds: 5 })
  })
})

describe('accounts', () => {
  test('an account that cannot be added says everything that needs changing', async () => {
    const wanted = { email: 'sam', name: ' ', role: 'chief', password: 'too short', isDemonstration: false }
    await expect(addStaff(wanted, new Date())).rejects.toThrow(
      [
        'Enter an email, like sam.okafor@example.org.',
        'Enter a name, like Sam Okafor.',
        'Enter a role: officer, manager, auditor, administrator.',
        'Choose a password of at least 12 characters. Three random words work well.',
      ].join('\n'),
    )
  })

  test('a demonstration account may have the short password its DEMO_PASSWORD gives', async () => {
    const email = `officer.${randomUUID()}@example.org`
    await addStaff(
      { email, name: 'Sam Okafor', role: 'officer', password: 'demo', isDemonstration: true },
      new Date(),
    )
    expect(await tryToSignIn(email, newAddress(), 'demo')).toMatchObject({ ok: true })
  })

  test('one email has one account', async () => {
    const { email } = await newOfficer()
    const again = {
      email: email.toUpperCase(),
      name: 'Sam',
      role: 'auditor',
      password,
      isDemonstration: false,
    }
    await expect(addStaff(again, new Date())).rejects.toThrow('There is already an account with this email.')
  })

  test('disabling somebody unknown says so', async () => {
    await expect(disableStaff('nobody@example.org', monday)).rejects.toThrow(
      'There is no account with this email that can sign in.',
    )
  })

  test('another password replaces the old one and ends sessions', async () => {
    const { email, address } = await newOfficer()
    const cookie = await signedIn(email, address)
    await expect(changePassword(email, 'too short')).rejects.toThrow('at least 12 characters')
    await expect(changePassword('nobody@example.org', password)).rejects.toThrow('There is no account')
    await changePassword(email, 'another three words')
    expect(await currentStaff(cookie, monday)).toBeNull()
    expect(await tryToSignIn(email, address, password)).toMatchObject({ ok: false })
    expect(await tryToSignIn(email, address, 'another three words')).toMatchObject({ ok: true })
  })

  test('an auditor signs in and cannot decide', async () => {
    const { email, address } = await newOfficer('auditor')
    const current = await currentStaff(await signedIn(email, address), monday)
    const role = current?.staff.role ?? 'manager'
    expect(may(role, 'read-submissions')).toBe(true)
    expect(may(role, 'decide')).toBe(false)
  })

  test('a session is listed by its hash until it ends', async () => {
    const { email, address } = await newOfficer()
    const current = await currentStaff(await signedIn(email, address), monday)
    const id = current?.staff.id ?? ''
    expect(await read((db) => listStaffSessions(db, id, monday))).toHaveLength(1)
    expect(await read((db) => listStaffSessions(db, id, plus(monday, { hours: 1 })))).toHaveLength(0)
  })

  test('a new demonstration password ends demonstration sessions and touches nobody else', async () => {
    const demonstration = await newOfficer('officer', true)
    const real = await newOfficer()
    const theirs = await signedIn(demonstration.email, demonstration.address)
    const others = await signedIn(real.email, real.address)

    await setDemonstrationPassword(password)
    expect(await currentStaff(theirs, monday)).not.toBeNull()

    await setDemonstrationPassword('another three words')
    expect(await currentStaff(theirs, monday)).toBeNull()
    expect(await currentStaff(others, monday)).not.toBeNull()
    expect(await tryToSignIn(demonstration.email, demonstration.address, password)).toMatchObject({
      ok: false,
    })
    expect(
      await tryToSignIn(demonstration.email, demonstration.address, 'another three words'),
    ).toMatchObject({ ok: true })
  })
})
