import { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countDeadJobs, type DeadJob, findWorkerSeenAt, jobInWords, listDeadJobs } from '#db/jobs.ts'
import { listFailedMessages, listMessages } from '#db/queries/alerts.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { LetterFailure, LetterState } from '#src/domain/letter-states.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { letterInWords } from '#src/letters/all-letters.ts'
import { dutyAlert } from '#src/letters/duty-alert.letter.ts'
import { currentRates } from '#src/settings/charging-rates.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import { missingInNotice } from '#src/forms/financial/charge-notice.ts'
import { type RateToSettle, ratesToSettle } from '#src/domain/charging/rates.ts'
import type { ServiceStandard } from '#src/domain/service-clocks.ts'
import { calendarEndsWithin } from '#src/domain/working-days.ts'
import { asInstant } from '#db/moments.ts'
import { surroundingsAt } from '#src/settings/surroundings.ts'
import { type BudgetState, showBudgets } from './budgets.ts'
import { findSpace, type Space } from './space.ts'
import { isBehindUnknownProxy } from './unknown-proxy.ts'

export interface SystemMessage {
  readonly id: string
  readonly contact: string
  /** What the letter is called, for staff. */
  readonly letter: string
  readonly state: LetterState
  /** Why it has not gone; null where nothing failed. */
  readonly failure: LetterFailure | null
  /** What it is about, and nothing of a person: administrators do not read what residents wrote. */
  readonly about:
    | { readonly is: 'request'; readonly reference: string }
    /** A form somebody is still writing. */
    | { readonly is: 'draft'; readonly form: string; readonly canGoAgain: boolean }
    /** All that waited when it was made. */
    | { readonly is: 'alerts' }
    | { readonly is: 'not-kept' }
  /** When it went, was given up, or was queued. */
  readonly at: Temporal.Instant
}

/** How the portal itself is doing. */
export interface System {
  /** The newest. */
  readonly deadJobs: readonly (Omit<DeadJob, 'sentAt' | 'failedAt' | 'data'> & {
    /** What it does, for staff. */
    words: string
    failedAt: Temporal.Instant
  })[]
  /** All that were given up on. */
  readonly deadJobsInAll: number
  readonly failedMessages: readonly SystemMessage[]
  readonly messages: readonly SystemMessage[]
  /** Null when no worker ever ran. */
  readonly workerSeenAt: Temporal.Instant | null
  /** No worker has been seen for a while: jobs wait. */
  readonly isWorkerAway: boolean
  /** Requests come through a proxy that the settings do not know of. */
  readonly isBehindUnknownProxy: boolean
  /** The settings name nobody to be told of alerts in office hours. */
  readonly isWithoutDutyManager: boolean
  readonly lastHolidayYear: number
  readonly isCalendarEnding: boolean
  readonly unconfirmed: readonly ServiceStandard[]
  /** Charging rates that are not verified today: those that no sum can use, and those that are second-hand. */
  readonly ratesToSettle: readonly RateToSettle[]
  /** What letters about a charge leave out, because the council has not set it. */
  readonly missingInNotice: readonly string[]
  /** What was used of what one address, and all together, may use in a day. */
  readonly budgets: readonly BudgetState[]
  readonly space: Space
}

const deadJobsShown = 50
const messagesShown = 50
const monthsOfWarning = 6
/** A running worker is seen about every half minute. */
const awayAfter = { minutes: 5 }

/** @returns undefined when this person may not look after the system. */
export async function showSystem(staff: SignedInStaff, now: Temporal.Instant): Promise<System | undefined> {
  if (!may(staff.role, 'see-system')) return undefined
  const seen = await read((db) => findWorkerSeenAt(db))
  const workerSeenAt = seen && asInstant(seen)
  const [failed, messages, dead, deadJobsInAll] = await read((db) =>
    Promise.all([
      listFailedMessages(db, messagesShown),
      listMessages(db, messagesShown),
      listDeadJobs(db, deadJobsShown),
      countDeadJobs(db),
    ]),
  )
  const [budgets, space] = [await showBudgets(now), await findSpace()]
  return {
    budgets,
    space,
    deadJobs: dead.map(({ id, name, tries, failedAt }) => ({
      id,
      name,
      words: jobInWords(name),
      tries,
      failedAt: asInstant(failedAt),
    })),
    deadJobsInAll,
    failedMessages: failed.map(messageOf),
    messages: messages.map(messageOf),
    workerSeenAt,
    isWorkerAway: !workerSeenAt || Temporal.Instant.compare(workerSeenAt.add(awayAfter), now) < 0,
    isBehindUnknownProxy: isBehindUnknownProxy(now),
    isWithoutDutyManager: council.dutyManager === undefined,
    lastHolidayYear: calendar.lastYear,
    isCalendarEnding: calendarEndsWithin(now, calendar, monthsOfWarning),
    unconfirmed: Object.values(standards).filter((standard) => !standard.confirmedByCouncil),
    missingInNotice: missingInNotice(council.chargeNotice),
    ratesToSettle: ratesToSettle(currentRates(), surroundingsAt(now).today),
  }
}

type MessageRow = Awaited<ReturnType<typeof listMessages>>[number]

const messageOf = (row: MessageRow): SystemMessage => ({
  id: row.id,
  contact: row.contact,
  letter: letterInWords(row.letter),
  state: row.state,
  failure: row.failure,
  about: aboutOf(row),
  at: asInstant(row.sentAt ?? row.failedAt ?? row.createdAt),
})

function aboutOf({
  letter,
  reference,
  draftForm,
  sealedLetter,
}: Pick<MessageRow, 'letter' | 'reference' | 'draftForm' | 'sealedLetter'>): SystemMessage['about'] {
  if (letter === dutyAlert.name) return { is: 'alerts' }
  if (reference) return { is: 'request', reference }
  if (draftForm === null) return { is: 'not-kept' }
  const form = findForm(draftForm)
  return {
    is: 'draft',
    form: form ? inStyle(form.title, false) : draftForm,
    canGoAgain: sealedLetter !== null,
  }
}
