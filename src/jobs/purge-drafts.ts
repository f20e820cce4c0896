import { transact } from '#db/client.ts'
import { deleteExpiredDrafts } from '#db/queries/drafts.ts'
import { deleteOrphanFiles } from '#db/queries/files.ts'
import { log } from '#src/log.ts'

/** Deletes drafts whose time is up, and the files nobody sent with them. */
export async function purgeDrafts(): Promise<void> {
  const count = await transact(async (tx) => {
    const drafts = await deleteExpiredDrafts(tx, new Date())
    await deleteOrphanFiles(tx)
    return drafts
  })
  log.info('expired drafts deleted', { count })
}
