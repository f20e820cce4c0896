import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countOpenAlerts, listOpenAlerts } from '#db/queries/alerts.ts'
import { listStaffNames } from '#db/queries/staff.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { letterStates } from '#src/domain/letter-states.ts'
import type { SuggestedColour } from '#src/domain/triage.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { type ShownAlert, shownAlert } from './alert-of-submission.ts'
import { shortTitle } from './show-queue.ts'
import { adultNameIn } from './show-submission.ts'

/** How many alerts wait, in a line. Nobody has acknowledged those it counts as calling. */
export interface AlertLine {
  readonly open: number
  readonly calling: number
  /** Of those that are calling. */
  readonly red: number
  readonly safeguarding: number
  /** The most urgent of those. */
  readonly reddest:
    | {
        readonly reference: string
        readonly colour: SuggestedColour
        readonly waitingSince: Temporal.Instant
      }
    | undefined
}

/** An alert in the list of all. */
export interface ListedAlert extends ShownAlert {
  readonly reference: string
  readonly formTitle: string
  /** Empty when nobody gave a name. */
  readonly adultName: string
  readonly colour: SuggestedColour
  /** A person decided the colour; otherwise it is suggested. */
  readonly isDecided: boolean
  readonly assignedName: string | null
  /** The newest message that counted it; null before there was one. */
  readonly told: { readonly how: string; readonly contact: string; readonly at: Temporal.Instant } | null
}

export interface AlertList {
  readonly alerts: readonly ListedAlert[]
  readonly open: number
  /** From 1. */
  readonly page: number
  readonly pages: number
}

const pageSize = 50

/** The page of the list that an address asks for, from 1. */
export function readAlertsPage(params: URLSearchParams): number {
  const page = Number(params.get('page'))
  return Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1
}

/** How many alerts wait and the most urgent of them; undefined where there is none, or they may not read submissions. */
export async function alertLine(staff: SignedInStaff, now: Temporal.Instant): Promise<AlertLine | undefined> {
  if (!may(staff.role, 'read-submissions')) return undefined
  const at = asDate(now)
  return read(async (db) => {
    const counts = await countOpenAlerts(db, at)
    if (counts.open === 0) return undefined
    const [first] = counts.calling > 0 ? await listOpenAlerts(db, { now: at, most: 1 }) : []
    return {
      ...counts,
      reddest: first && {
        reference: first.reference,
        colour: first.colour ?? first.suggestedColour,
        waitingSince: asInstant(first.waitingSince),
      },
    }
  })
}

/**
 * Every open alert, the most urgent first. Shows what the queue shows of each, and as little.
 * @param asked the page, from 1. @returns undefined when they may not read submissions.
 */
export async function listAlerts(
  asked: number,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<AlertList | undefined> {
  if (!may(staff.role, 'read-submissions')) return undefined
  const at = asDate(now)
  return read(async (db) => {
    const { open } = await countOpenAlerts(db, at)
    const pages = Math.max(1, Math.ceil(open / pageSize))
    const page = Math.min(asked, pages)
    const rows = await listOpenAlerts(db, { now: at, most: pageSize, offset: (page - 1) * pageSize })
    const names = new Map((await listStaffNames(db)).map(({ id, name }) => [id, name]))
    const alerts = rows.map((row) => ({
      ...shownAlert(row, now),
      reference: row.reference,
      formTitle: shortTitle(row.form),
      adultName: adultNameIn(openSubmission({ id: row.submissionId, snapshot: row.snapshot }).snapshot),
      colour: row.colour ?? row.suggestedColour,
      isDecided: row.colour !== null,
      assignedName: (row.assignedTo && names.get(row.assignedTo)) ?? null,
      told: row.told && {
        how: letterStates[row.told.state],
        contact: row.told.contact,
        at: asInstant(row.told.sentAt ?? row.told.at),
      },
    }))
    return { alerts, open, page, pages }
  })
}
