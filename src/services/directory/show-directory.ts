import { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import {
  countReports,
  countSecretPlaces,
  countServices,
  countWithoutTopic,
  findLastTaken,
  listImports,
  listNames,
  listReports,
} from '#db/queries/directory.ts'
import { open } from '#db/sealing.ts'
import { dayInLondon } from '#src/domain/working-days.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { asInstant } from '#db/moments.ts'

/** How the directory of local help is doing, for those who look after the system. */
export interface DirectoryState {
  services: number
  /** Of them: nobody finds these under a topic, since the feed's words for it are not known here. */
  withoutTopic: number
  /** Of them: where these are is shown to nobody. */
  secretPlaces: number
  imports: readonly {
    at: Temporal.Instant
    feed: string
    isTaken: boolean
    services: number
    leftOut: number
    problems: readonly string[]
  }[]
  /** The newest feed was refused, or none was read for two days: what is listed grows old. */
  isOld: boolean
  reports: readonly {
    id: string
    serviceId: string
    name: string | undefined
    words: string
    at: Temporal.Instant
  }[]
  /** All that wait; the oldest of them are in `reports`. */
  reportsWaiting: number
}

const IMPORTS_SHOWN = 5
const REPORTS_SHOWN = 50
/** It is read every night. */
const OLD_AFTER = { hours: 48 }

/** @returns undefined when this person may not look after the system. */
export async function showDirectory(
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<DirectoryState | undefined> {
  if (!may(staff.role, 'see-system')) return undefined
  return read(async (db) => {
    const imports = await listImports(db, IMPORTS_SHOWN)
    const lastTaken = await findLastTaken(db)
    const reports = await listReports(db, REPORTS_SHOWN)
    const names = new Map(
      (
        await listNames(
          db,
          reports.map(({ serviceId }) => serviceId),
        )
      ).map(({ id, name }) => [id, name]),
    )
    const isStale =
      lastTaken !== undefined && Temporal.Instant.compare(asInstant(lastTaken).add(OLD_AFTER), now) < 0
    return {
      services: await countServices(db, dayInLondon(now)),
      withoutTopic: await countWithoutTopic(db),
      secretPlaces: await countSecretPlaces(db),
      imports: imports.map(({ startedAt, feed, outcome, services, leftOut, problems }) => ({
        at: asInstant(startedAt),
        feed,
        isTaken: outcome === 'taken',
        services,
        leftOut,
        problems,
      })),
      isOld: imports[0]?.outcome === 'refused' || isStale,
      reports: reports.map(({ id, serviceId, words, reportedAt }) => ({
        id,
        serviceId,
        name: names.get(serviceId),
        words: open(words, `directory_reports:${id}`).toString('utf8'),
        at: asInstant(reportedAt),
      })),
      reportsWaiting: await countReports(db),
    }
  })
}
