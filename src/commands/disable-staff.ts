import { runCommand } from './ask.ts'
import { disableStaff } from '#src/auth/staff-accounts.ts'

// npm run staff:disable - stops one person signing in and ends their sessions.

await runCommand(
  async (ask) => disableStaff(await ask('Email:'), new Date()),
  'Done. They cannot sign in any more and are signed out everywhere.',
)
