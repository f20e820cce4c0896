import { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { listReferences } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import type { Json } from '#src/forms/engine/question.ts'
import { asDate } from '#db/moments.ts'
import { isRowId } from '#db/row-id.ts'
import { moneyToExport } from '#src/services/charging/show-money.ts'
import { type ShownSubmission, showSubmission } from './show-submission.ts'

export type Exported =
  | { readonly is: 'document'; readonly document: Readonly<Record<string, unknown>> }
  | { readonly is: 'not-allowed' }
  | { readonly is: 'no-such-submission' }

/**
 * The whole submission as a document for other programs. Taking it is a read like any other, and is the last
 * of its own events.
 */
export async function exportSubmission(
  reference: string,
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<Exported> {
  const shown = await showSubmission(reference, staff, now, 'json')
  if (shown.is !== 'submission') return shown
  const money = await moneyToExport(reference)
  return { is: 'document', document: { ...documentOf(shown.submission), ...(money ? { money } : {}) } }
}

/** `documentVersion` goes up when a field changes its meaning or goes; new fields may come without that. */
function documentOf(submission: ShownSubmission) {
  const { row, snapshot, additions, clocks, decisions, history, files, link, signposts } = submission
  const promise = clocks.find(({ kind }) => kind === 'triage')
  return {
    documentVersion: 1,
    reference: submission.reference,
    form: row.form,
    formVersion: row.formVersion,
    receivedAt: submission.receivedAt.toString(),
    promise: { dueAt: promise?.dueAt.toString() ?? null, keptAt: promise?.endedAt?.toString() ?? null },
    clocks: clocks.map(({ kind, startedAt, dueAt, endedAt, state, owner }) => ({
      kind,
      startedAt: startedAt.toString(),
      dueAt: dueAt.toString(),
      // Its name from before a clock could end otherwise: `state` says how it ended.
      keptAt: endedAt?.toString() ?? null,
      state,
      owner,
    })),
    typedIn: submission.typedIn && {
      by: submission.typedIn.by,
      how: submission.typedIn.how,
      at: submission.typedIn.at.toString(),
    },
    copy: submission.copy && {
      asked: submission.copy.asked,
      sentAt: submission.copy.sentAt?.toString() ?? null,
      isNotNeeded: submission.copy.isNotNeeded,
    },
    letters: submission.letters.map(({ queuedAt, sentAt, failedAt, ...letter }) => ({
      ...letter,
      queuedAt: queuedAt.toString(),
      sentAt: sentAt?.toString() ?? null,
      failedAt: failedAt?.toString() ?? null,
    })),
    correctedEmail: submission.correctedEmail ?? null,
    readsIn: snapshot.reading ?? 'plain',
    suggestedColour: row.suggestedColour,
    colour: row.colour,
    status: row.status,
    flags: row.flags,
    answers: snapshot.answers satisfies Readonly<Record<string, Json>>,
    notAnswered: snapshot.notAnswered,
    additions: additions.map(({ at, ...added }) =>
      added.kind === 'answers'
        ? { at: at.toString(), kind: added.kind, from: added.from, answers: added.entries }
        : added.kind === 'proof'
          ? { at: at.toString(), kind: added.kind, shows: added.of, file: added.fileId }
          : {
              at: at.toString(),
              kind: added.kind,
              words: added.words,
              danger: added.danger ?? null,
              contactStillSafe: added.stillSafe ?? null,
              safeInstead: added.safeInstead ?? null,
            },
    ),
    linked: link
      ? { as: link.is, reference: link.reference ?? null, form: link.is === 'saved-from' ? link.form : null }
      : null,
    signposts: signposts.map(({ id }) => id),
    files: files.map(({ id, question, shows, name, mediaType, size, scan }) => ({
      id,
      question,
      shows,
      name,
      mediaType,
      size,
      scan,
    })),
    decisions: decisions.map((decision) => ({
      number: decision.number,
      madeAt: decision.madeAt.toString(),
      madeBy: decision.madeBy,
      outcome: decision.outcome,
      passedTo: decision.words.passedTo || null,
      colour: decision.colour,
      colourWhy: decision.words.colourWhy || null,
      test: {
        needs: { answer: decision.testNeeds, why: decision.words.test.needs || null },
        harm: { answer: decision.testHarm, why: decision.words.test.harm || null },
        protect: { answer: decision.testProtect, why: decision.words.test.protect || null },
      },
      reason: decision.words.reason,
      nextStep: decision.words.nextStep,
      nextBy: decision.nextBy,
    })),
    notes: submission.notes.map(({ kind, codes, words, madeAt, madeBy }) => ({
      kind,
      codes,
      words,
      madeAt: madeAt.toString(),
      madeBy,
    })),
    events: history.map(({ at, actor, kind, staffName, detail }) => ({
      at: at.toString(),
      actor,
      kind,
      staff: staffName,
      detail,
    })),
  }
}

export type ReferenceList =
  | {
      readonly is: 'list'
      readonly submissions: readonly { reference: string; form: string; receivedAt: string }[]
      /** The place to go on from; undefined on the last page. */
      readonly cursor: string | undefined
    }
  /** Something in the address cannot be read: a sentence that says what to give. */
  | { readonly is: 'problem'; readonly message: string }
  | { readonly is: 'not-allowed' }

const pageSize = 100

/**
 * References of what was received after `since`, newest first, a page at a time.
 * @param asked as typed in the address: `since` a time, `cursor` where the page before ended.
 */
export async function listSubmissions(
  asked: { since: string | null; cursor: string | null },
  staff: SignedInStaff,
): Promise<ReferenceList> {
  if (!may(staff.role, 'read-submissions')) return { is: 'not-allowed' }
  const since = asked.since === null ? undefined : instantIn(asked.since)
  if (since === null) return { is: 'problem', message: 'Give “since” as a time, like 2026-11-20T09:00:00Z.' }
  const before = asked.cursor === null ? undefined : placeIn(asked.cursor)
  if (before === null) return { is: 'problem', message: 'Give “cursor” as it is in “next”, or leave it out.' }
  const rows = await read((db) =>
    listReferences(db, {
      ...(since ? { since: asDate(since) } : {}),
      ...(before ? { before } : {}),
      most: pageSize + 1,
    }),
  )
  const page = rows.slice(0, pageSize)
  const last = page.at(-1)
  return {
    is: 'list',
    submissions: page.map(({ reference, form, receivedAt }) => ({
      reference,
      form,
      receivedAt: receivedAt.toISOString(),
    })),
    cursor: last && rows.length > pageSize ? `${last.receivedAt.toISOString()}~${last.id}` : undefined,
  }
}

/** A place in the list, which stays one when the submission at it is erased. */
function placeIn(cursor: string): { receivedAt: Date; id: string } | null {
  const [time = '', id = ''] = cursor.split('~')
  const receivedAt = instantIn(time)
  return receivedAt && isRowId(id) ? { receivedAt: asDate(receivedAt), id } : null
}

function instantIn(typed: string): Temporal.Instant | null {
  try {
    // A plus sign arrives as a space where the address was not encoded.
    return Temporal.Instant.from(typed.replace(' ', '+'))
  } catch {
    return null
  }
}
