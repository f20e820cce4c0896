import { transact } from '#db/client.ts'
import { sendJob } from '#db/jobs.ts'
import { log } from '#src/log.ts'
import {
  feedOfSettings,
  importDirectory as importFeed,
  isDirectoryNew,
} from '#src/services/directory/import-feed.ts'
import type { JobContext } from './job-context.ts'

/** Reads the feed of the settings anew. One that cannot be taken is shown to staff, and not tried again tonight. */
export async function importDirectory(_: unknown, { signal, clock }: JobContext): Promise<void> {
  const feed = feedOfSettings()
  if (feed === undefined) return
  const imported = await importFeed(feed, clock(), { signal })
  if (imported.is === 'taken') log.info('directory imported', { count: imported.services })
  else log.warn('directory feed refused', { count: imported.problems.length })
}

/** Where nothing was ever imported the list is not kept empty until the night. */
export async function importFirstDirectory(): Promise<void> {
  if (feedOfSettings() !== undefined && (await isDirectoryNew())) {
    await transact((tx) => sendJob(tx, 'import-directory', {}))
  }
}
