import { describe, expect, test } from 'vitest'
import { addressHolder } from '#src/auth/network-address.ts'
import { hashPassword, isPassword } from '#src/auth/password.ts'
import { type Action, may, type Role } from '#src/auth/roles.ts'
import { workOf } from '#tests/support/work.ts'

describe('what each role may do', () => {
  /** Every right there is. */
  const all = {
    'read-submissions': true,
    take: true,
    'hand-over': true,
    decide: true,
    'amend-figure': true,
    'determine-charge': true,
    'see-rates': true,
    'enter-rate': true,
    'confirm-rate': true,
    'record-contact': true,
    close: true,
    'type-in': true,
    'issue-code': true,
    'acknowledge-alert': true,
    'release-file': true,
    'see-system': true,
    'see-equality': true,
    'manage-staff': true,
  } as const satisfies Record<Action, true>
  const rights = Object.keys(all) as Action[]
  const ofOthers: Action[] = ['see-system', 'see-equality', 'manage-staff']
  const desk = rights.filter((right) => !ofOthers.includes(right))
  // Whoever enters an amount is not alone in confirming it: one of the two is a manager.
  const ofOfficer = desk.filter((right) => right !== 'confirm-rate')
  const allowed: [Role, Action[]][] = [
    ['officer', ofOfficer],
    ['manager', [...desk, 'see-system', 'see-equality']],
    ['auditor', ['read-submissions', 'see-rates', 'see-equality']],
    ['administrator', ['see-rates', ...ofOthers]],
  ]
  test.each(allowed)('%s', (role, actions) => {
    expect(rights.filter((right) => may(role, right))).toEqual(actions)
  })
})

describe('passwords', () => {
  test('are hashed with Argon2id at the OWASP cost, each with its own salt', async () => {
    const [one, two] = await Promise.all([
      hashPassword('heron tiptoe lamp'),
      hashPassword('heron tiptoe lamp'),
    ])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  test('match only themselves, and nothing matches where there is no account', async () => {
    const hash = await hashPassword('heron tiptoe lamp')
    expect(await isPassword(hash, 'heron tiptoe lamp')).toBe(true)
    expect(await isPassword(hash, 'heron tiptoe lamP')).toBe(false)
    expect(await isPassword(null, 'heron tiptoe lamp')).toBe(false)
  })

  test('are the same however a keyboard spells an accent', async () => {
    expect(await isPassword(await hashPassword('caf\u00e9 tiptoe lamp'), 'cafe\u0301 tiptoe lamp')).toBe(true)
  })

  test('are hashed while other work goes on', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 1)
    await Promise.all(Array.from({ length: 8 }, () => hashPassword('heron tiptoe lamp')))
    clearInterval(ticking)
    expect(turns).toBeGreaterThan(3)
  })

  test('take as much work to check for an unknown email', async () => {
    const hash = await hashPassword('heron tiptoe lamp')
    await isPassword(null, 'warm up')
    const least = async (stored: string | null) => {
      const work: number[] = []
      for (let turn = 0; turn < 7; turn++) work.push(await workOf(() => isPassword(stored, 'not this one')))
      return Math.min(...work)
    }
    const [known, unknown] = [await least(hash), await least(null)]
    expect(unknown / known).toBeGreaterThan(0.5)
    expect(unknown / known).toBeLessThan(2)
  })
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2:ffff::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['unknown', 'unknown'],
])('the holder of %s is %s', (address, holder) => {
  expect(addressHolder(address)).toBe(holder)
})
