import { read } from '#db/client.ts'
import { listDemonstrationStaff } from '#db/queries/staff.ts'
import { addStaff } from '#src/auth/staff-accounts.ts'

/** Who signs in to the demonstration. All of them are made up. */
export const demonstrationStaff = [
  { email: 'officer@example.org', name: 'Sam Okafor', role: 'officer' },
  { email: 'manager@example.org', name: 'Priya Nair', role: 'manager' },
  { email: 'auditor@example.org', name: 'Tom Ellis', role: 'auditor' },
  { email: 'admin@example.org', name: 'Rosa Delgado', role: 'administrator' },
] as const

/**
 * Fills an empty embedded database with what a demonstration needs. What an earlier start made before it
 * was cut short is left as it is.
 * @param password of every demonstration account made now.
 */
export async function seedDemonstration({ password }: { password: string }): Promise<void> {
  const present = new Set((await read((db) => listDemonstrationStaff(db))).map(({ email }) => email))
  for (const person of demonstrationStaff) {
    if (!present.has(person.email)) await addStaff({ ...person, password, isDemonstration: true })
  }
}
