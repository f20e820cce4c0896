import { transact } from '#db/client.ts'
import { deleteOldTries } from '#db/queries/attempts.ts'
import { deleteOldReports } from '#db/queries/directory.ts'
import { deleteExpiredDrafts } from '#db/queries/drafts.ts'
import { deleteOrphanFiles } from '#db/queries/files.ts'
import { deleteOldKeptWork } from '#db/queries/kept-work.ts'
import { deleteEndedSpending } from '#db/queries/spending.ts'
import { deleteExpiredStaffSessions } from '#db/queries/staff.ts'
import { forgottenSince } from '#src/auth/lucia.ts'
import { directorySettings } from '#src/directory/settings.ts'
import { log } from '#src/log.ts'
import { asDate } from '#db/moments.ts'
import { giveUpAbandonedLetters } from '#src/services/submissions/abandoned-letters.ts'
import { droppedSince } from '#src/services/desk/kept-work.ts'
import type { JobContext } from './job-context.ts'

/** Counts of wrong tries are deleted this long after the last, or after its pause: none is of any more use by then. */
const hoursOfTries = 24

/** No request takes as long as this: a file that is still nobody's then will never be anybody's. */
const hoursOfSending = 1

/**
 * Deletes what has had its time: drafts, the files nobody sent with them, staff sessions, what staff typed and did not
 * come back for, sign-in counts, what addresses used of their budgets, and what was reported about local help and nobody
 * saw to. A letter that no job will try again is given up, which staff see.
 */
export async function purgeDrafts(_: unknown, { clock }: JobContext): Promise<void> {
  const now = asDate(clock())
  const count = await transact(async (tx) => {
    const drafts = await deleteExpiredDrafts(tx, now)
    await deleteOrphanFiles(tx, new Date(now.getTime() - hoursOfSending * 3_600_000))
    await deleteExpiredStaffSessions(tx, forgottenSince(now))
    await deleteOldKeptWork(tx, droppedSince(clock()))
    await giveUpAbandonedLetters(tx, now)
    const since = now.getTime() - directorySettings.reportDays * 24 * 3_600_000
    await deleteOldReports(tx, new Date(since))
    await deleteEndedSpending(tx, now)
    await deleteOldTries(tx, new Date(now.getTime() - hoursOfTries * 3_600_000))
    return drafts
  })
  log.info('expired drafts deleted', { count })
}
