import { transact } from '#db/client.ts'
import { deleteVisit } from '#db/queries/drafts.ts'
import { visitHash } from './drafts.ts'

/**
 * Forgets this device. What it was still writing is deleted, unless there is a code to come back to it with:
 * then only the code opens it. What was sent stays sent.
 * @param visit the device's cookie.
 */
export async function endVisit(visit: string): Promise<void> {
  await transact((tx) => deleteVisit(tx, visitHash(visit)))
}
