import { expect, test, vi } from 'vitest'

vi.mock('#src/settings/env.ts', () => ({
  env: { DATABASE_URL: 'postgres://portal@database.example.org/portal' },
  databaseUrl: () => {
    throw new Error('The database was asked.')
  },
}))

test('a demonstration account is refused on an external database, before it is asked', async () => {
  const { addStaff } = await import('#src/auth/staff-accounts.ts')
  const now = new Date('2026-11-20T10:00:00Z')
  const account = {
    email: 'officer@example.org',
    name: 'Sam Okafor',
    role: 'officer',
    password: 'heron tiptoe lamp',
  }
  await expect(addStaff({ ...account, isDemonstration: true }, now)).rejects.toThrow(
    'Demonstration accounts can only be made in the embedded database.',
  )
  await expect(addStaff({ ...account, isDemonstration: false }, now)).rejects.toThrow(
    'The database was asked.',
  )
})
