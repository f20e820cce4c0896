import { expect, test, vi } from 'vitest'

vi.mock('#src/env.ts', () => ({
  env: { DATABASE_URL: 'postgres://portal@database.example.org/portal' },
  databaseUrl: () => {
    throw new Error('The database was asked.')
  },
}))

test('a demonstration account is refused on an external database, before it is asked', async () => {
  const { addStaff } = await import('#src/auth/staff-accounts.ts')
  const account = {
    email: 'officer@example.org',
    name: 'Sam Okafor',
    role: 'officer',
    password: 'heron tiptoe lamp',
  }
  await expect(addStaff({ ...account, isDemonstration: true })).rejects.toThrow(
    'Demonstration accounts can only be made in the embedded database.',
  )
  await expect(addStaff({ ...account, isDemonstration: false })).rejects.toThrow('The database was asked.')
})
