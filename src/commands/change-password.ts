import { runCommand } from './ask.ts'
import { changePassword } from '#src/auth/staff-accounts.ts'

// npm run staff:password - gives one person another password and signs them out everywhere.

await runCommand(async (ask) => {
  const email = await ask('Email:')
  await changePassword(email, await ask('New password (it does not show while you type):', true))
}, 'Done. They are signed out everywhere and can sign in with the new password.')
