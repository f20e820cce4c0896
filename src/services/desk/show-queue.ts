import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { countDeadJobs } from '#db/jobs.ts'
import { countFailedWithoutCase } from '#db/queries/alerts.ts'
import { type ClockRow, listRunningClocks } from '#db/queries/clocks.ts'
import { listOpenLetters, type MessageRow } from '#db/queries/letters.ts'
import {
  countQueue,
  findSubmission,
  listQueue,
  type QueueFilter,
  type SubmissionRow,
} from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { calendar } from '#src/settings/council.ts'
import type { ClockKind } from '#src/domain/clocks.ts'
import { FORM_IDS, type FormId } from '#src/domain/form-id.ts'
import type { OpenState } from '#src/domain/letter-states.ts'
import { readReference } from '#src/domain/reference.ts'
import { type SuggestedColour, suggestions } from '#src/domain/triage.ts'
import { calendarEndsWithin } from '#src/domain/working-days.ts'
import { flagsNow } from '#src/forms/after-sending/addition.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { screenOnlyFlags } from '#src/forms/engine/copy.ts'
import { say } from '#src/forms/engine/words.ts'
import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { asInstant } from '#db/moments.ts'
import { findSpace } from '#src/services/running/space.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { letterInWords } from '#src/letters/all-letters.ts'
import { isCopyToSend } from './copy-asked.ts'
import { adultNameIn } from './show-submission.ts'

const queueViews = {
  waiting: 'To decide',
  mine: 'Mine',
  unassigned: 'Nobody’s yet',
  copies: 'Copies to send',
  letters: 'Letters that did not go',
  all: 'Everything',
} as const
export type QueueView = keyof typeof queueViews
const viewNames = Object.keys(queueViews) as QueueView[]

/** Which part of the queue somebody looks at, from the address. */
export interface QueueAsked {
  readonly view: QueueView
  readonly form: FormId | undefined
  readonly colour: SuggestedColour | undefined
  /** From 1. */
  readonly page: number
}

export interface QueueItem {
  readonly reference: string
  readonly formTitle: string
  /** Empty when nobody gave a name. */
  readonly adultName: string
  readonly flags: readonly Pick<RaisedFlag, 'id' | 'colour' | 'label'>[]
  readonly colour: SuggestedColour
  /** A person decided the colour; otherwise it is suggested. */
  readonly isDecided: boolean
  readonly isUnread: boolean
  /** The person added something that nobody who decides has read. */
  readonly isChanged: boolean
  readonly status: SubmissionRow['status']
  readonly receivedAt: Temporal.Instant
  /** The clocks that run, the oldest first. */
  readonly clocks: readonly { readonly kind: ClockKind; readonly dueAt: Temporal.Instant }[]
  /** Staff typed it in. */
  readonly typedInHow: SubmissionRow['typedInHow']
  /** A copy was asked for, is not sent, and may be. */
  readonly copyToSend: SubmissionRow['copyAsked']
  /** Letters about it that have not gone and that nobody has dealt with, the oldest first. */
  readonly letters: readonly QueueLetter[]
  readonly assignedName: string | null
}

/** A letter that has not gone. */
export interface QueueLetter {
  /** What it is called, for staff. */
  readonly words: string
  readonly state: OpenState
  /** Since when it did not go, or is being sent. */
  readonly since: Temporal.Instant
}

export interface Queue {
  readonly items: readonly QueueItem[]
  readonly asked: QueueAsked
  readonly pages: number
  readonly total: number
  readonly views: readonly { view: QueueView; title: string; count: number }[]
  readonly colourCounts: Readonly<Record<SuggestedColour | 'any', number>>
  readonly forms: { any: number; each: readonly { id: FormId; title: string; count: number }[] }
  /** The known bank holidays run out within six months. */
  readonly isCalendarEnding: boolean
  /** There is too little room for files: people are asked to send them later. */
  readonly isSpaceLow: boolean
  /** Jobs given up on, and messages that could not be sent and are in no list of the queue. */
  readonly troubles: number
}

const pageSize = 25
const monthsOfWarning = 6

/** Reads a view of the queue from the address; whatever is not known there is as if it were not said. */
export function readQueueAsked(params: URLSearchParams): QueueAsked {
  const known = <T extends string>(values: readonly T[], name: string) =>
    values.find((value) => value === params.get(name))
  const page = Number(params.get('page'))
  return {
    view: known(viewNames, 'view') ?? 'waiting',
    form: known(FORM_IDS, 'form'),
    colour: known(suggestions, 'colour'),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  }
}

/**
 * The queue as somebody asked to see it, with how many each other view of it holds. Shows little of what
 * people wrote: a list is seen by whoever stands behind the desk.
 * @returns undefined when this person may not read submissions.
 */
export async function showQueue(
  asked: QueueAsked,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<Queue | undefined> {
  if (!may(staff.role, 'read-submissions')) return undefined
  const filter = (change: Partial<QueueAsked>) => filterOf({ ...asked, ...change }, staff.id)
  const formNames = ['any', ...FORM_IDS] as const

  const counts = await read((db) =>
    countQueue(db, {
      ...keyed('view', viewNames, (view) => filter({ view })),
      ...keyed('colour', ['any', ...suggestions] as const, (colour) =>
        filter({ colour: colour === 'any' ? undefined : colour }),
      ),
      ...keyed('form', formNames, (form) => filter({ form: form === 'any' ? undefined : form })),
    }),
  )
  const total = counts[`view ${asked.view}`]
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(asked.page, pages)
  const [rows, running, letters] = await read(async (db) => {
    const found = await listQueue(db, filter({}), pageSize, (page - 1) * pageSize)
    const ids = found.map(({ id }) => id)
    return [found, await listRunningClocks(db, ids), await listOpenLetters(db, ids)] as const
  })
  return {
    items: rows.map((row) => itemOf(row, running.get(row.id) ?? [], letters.get(row.id) ?? [])),
    asked: { ...asked, page },
    pages,
    total,
    views: viewNames.map((view) => ({ view, title: queueViews[view], count: counts[`view ${view}`] })),
    colourCounts: unkeyed('colour', ['any', ...suggestions] as const, counts),
    forms: {
      any: counts['form any'],
      each: FORM_IDS.map((id) => ({ id, title: shortTitle(id), count: counts[`form ${id}`] })),
    },
    isSpaceLow: (await findSpace()).isLow,
    isCalendarEnding: calendarEndsWithin(now, calendar, monthsOfWarning),
    troubles: may(staff.role, 'see-system') ? await countTroubles() : 0,
  }
}

export type ReferenceLooked =
  | { readonly is: 'found'; readonly reference: string }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'not-allowed' }

/**
 * The request somebody on the phone gives the reference of. Nothing is read of it here: opening it is.
 * @param typed the reference as it was heard, with or without its dashes.
 */
export async function lookUpReference(typed: string, staff: SignedInStaff): Promise<ReferenceLooked> {
  if (!may(staff.role, 'read-submissions')) return { is: 'not-allowed' }
  const reference = readReference(typed)
  const problem = (message: string) => ({
    is: 'problems' as const,
    problems: [{ field: 'reference', message }],
  })
  if (!reference) return problem('Enter a reference, nine letters and figures like K7H-4PX-9RD')
  const row = await read((db) => findSubmission(db, reference))
  return row
    ? { is: 'found', reference }
    : problem('There is no request with this reference. Check it and try again')
}

/** What a form is called in a list. */
export const shortTitle = (id: string): string => {
  const form = findForm(id)
  return form?.isSafeguarding
    ? 'Safeguarding concern'
    : form
      ? say(form.title, { voice: 'you', slots: {} })
      : id
}

async function countTroubles(): Promise<number> {
  return read(async (db) => (await countFailedWithoutCase(db)) + (await countDeadJobs(db)))
}

function filterOf({ view, form, colour }: QueueAsked, staffId: string): QueueFilter {
  return {
    waiting: view !== 'all' && view !== 'copies' && view !== 'letters',
    ...(view === 'letters' ? { hasFailedLetter: true } : {}),
    ...(view === 'copies' ? { copyToSend: { withoutFlags: screenOnlyFlags } } : {}),
    ...(form ? { form } : {}),
    ...(colour ? { colour } : {}),
    ...(view === 'mine' ? { assignedTo: staffId } : {}),
    ...(view === 'unassigned' ? { assignedTo: 'nobody' } : {}),
  }
}

const keyed = <K extends string, Name extends string>(
  kind: K,
  names: readonly Name[],
  filter: (name: Name) => QueueFilter,
) =>
  Object.fromEntries(names.map((name) => [`${kind} ${name}`, filter(name)])) as Record<
    `${K} ${Name}`,
    QueueFilter
  >

const unkeyed = <K extends string, Name extends string>(
  kind: K,
  names: readonly Name[],
  counts: Readonly<Record<`${K} ${Name}`, number>>,
) => Object.fromEntries(names.map((name) => [name, counts[`${kind} ${name}`]])) as Record<Name, number>

function itemOf(
  row: Awaited<ReturnType<typeof listQueue>>[number],
  running: readonly ClockRow[],
  letters: readonly MessageRow[],
): QueueItem {
  const { snapshot, flags, linked } = openSubmission(row)
  return {
    reference: row.reference,
    formTitle: linked ? `${shortTitle(row.form)} saved from a referral` : shortTitle(row.form),
    adultName: adultNameIn(snapshot),
    flags: flagsNow(flags, row.flags).map(({ id, colour, label }) => ({ id, colour, label })),
    colour: row.colour ?? row.suggestedColour,
    isDecided: row.colour !== null,
    isUnread: row.firstReadAt === null,
    isChanged: row.changedAt !== null,
    status: row.status,
    receivedAt: asInstant(row.receivedAt),
    clocks: running.map(({ kind, dueAt }) => ({ kind, dueAt: asInstant(dueAt) })),
    typedInHow: row.typedInHow,
    copyToSend: isCopyToSend(row) ? row.copyAsked : null,
    letters: letters.map(({ letter, state, failedAt, createdAt }) => ({
      words: letterInWords(letter),
      state: state as OpenState,
      since: asInstant(failedAt ?? createdAt),
    })),
    assignedName: row.assignedName,
  }
}
