import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { currentStaff, signIn } from '#src/auth/session.ts'

const now = new Date('2026-11-23T09:00:00Z')

/** Runs one of the staff commands with these lines piped in. */
async function run(command: string, ...lines: string[]) {
  const child = spawn(process.execPath, [`src/commands/${command}.ts`], { env: process.env })
  child.stdin.end(lines.map((line) => `${line}\n`).join(''))
  const [out, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on('close', resolve)),
  ])
  return { out, errors, code }
}

const signInWith = (password: string) =>
  signIn({ email: 'maya@example.org', password, address: '192.0.2.7', now, secure: false })

test('an account is added, given another password and disabled from a pipe', async () => {
  const added = await run('add-staff', 'Maya@example.org', 'Maya Lin', 'manager', 'heron tiptoe lamp')
  expect(added).toMatchObject({ errors: '', code: 0 })
  expect(added.out).toContain('Added. They can sign in now.')
  expect(added.out).not.toContain('heron')

  const result = await signInWith('heron tiptoe lamp')
  const current = await currentStaff((result.ok && result.cookie.split(';')[0]) || null, now)
  expect(current?.staff).toMatchObject({ name: 'Maya Lin', role: 'manager', isDemonstration: false })

  expect(await run('change-password', 'maya@example.org', 'another three words')).toMatchObject({ code: 0 })
  expect(await signInWith('another three words')).toMatchObject({ ok: true })

  expect(await run('disable-staff', 'maya@example.org')).toMatchObject({ errors: '', code: 0 })
  expect(await signInWith('another three words')).toMatchObject({ ok: false })
})

test('what is wrong is said, and nothing is added', async () => {
  const refused = await run('add-staff', 'sam.okafor', 'Sam', 'chief', 'too short')
  expect(refused.code).toBe(1)
  expect(refused.errors).toBe(
    'Enter an email, like sam.okafor@example.org.\n' +
      'Enter a role: officer, manager, auditor, administrator.\n' +
      'Choose a password of at least 12 characters. Three random words work well.\n',
  )
  const ended = await run('add-staff', 'sam.okafor@example.org', 'Sam')
  expect(ended).toMatchObject({
    code: 1,
    errors: expect.stringContaining('The input ended before an answer to "Role'),
  })
})
