import { transact } from '#db/client.ts'
import { deleteOpenDrafts } from '#db/queries/drafts.ts'
import { visitHash } from './drafts.ts'

/**
 * Forgets what this device was still writing. What was sent stays sent.
 * @param visit the device's cookie.
 */
export async function endVisit(visit: string): Promise<void> {
  await transact((tx) => deleteOpenDrafts(tx, visitHash(visit)))
}
