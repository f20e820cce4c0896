import { read } from '#db/client.ts'
import { listActiveStaff } from '#db/queries/staff.ts'
import { may } from '#src/auth/roles.ts'

/** Everybody who can be given a submission or a next step, by name. */
export async function colleagues(): Promise<{ id: string; name: string }[]> {
  const staff = await read((db) => listActiveStaff(db))
  return staff.filter(({ role }) => may(role, 'decide')).map(({ id, name }) => ({ id, name }))
}
