import { runCommand } from './ask.ts'
import { roles } from '#src/auth/roles.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'

// npm run staff:add - adds one account. From a pipe: email, name, role and password, one a line.

await runCommand(async (ask) => {
  const email = await ask('Email:')
  const name = await ask('Name:')
  const role = (await ask(`Role (${roles.join(', ')}):`)).trim()
  const password = await ask('Password (it does not show while you type):', true)
  await addStaff({ email, name, role, password, isDemonstration: false }, new Date())
}, 'Added. They can sign in now.')
