import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { listRunningClocks } from '#db/queries/clocks.ts'
import { listDecisions } from '#db/queries/decisions.ts'
import { type EventRow, listEvents } from '#db/queries/events.ts'
import { findCodeSource, findSubmissionById } from '#db/queries/submissions.ts'
import { type Device, knownDevice, rememberOpened } from '#src/auth/known-device.ts'
import { isPassword } from '#src/auth/password.ts'
import { countTry, forgiveTry, triesOfReference, waitInWords } from '#src/auth/tries.ts'
import { calendar, council, standards } from '#src/settings/council.ts'
import { type ClockKind, clocks } from '#src/domain/clocks.ts'
import { lastDayOf } from '#src/domain/last-day.ts'
import { findOutcome } from '#src/domain/outcomes.ts'
import { readReference } from '#src/domain/reference.ts'
import { problemWithSecret, secretAsKept } from '#src/domain/resume-code.ts'
import { ladderOf, type Step } from '#src/domain/status-ladder.ts'
import type { TriageColour } from '#src/domain/triage.ts'
import { londonInstant } from '#src/domain/working-days.ts'
import { isMoneyAtRisk } from '#src/forms/financial/charge-recipients.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import type { Problem } from '#src/forms/engine/question.ts'
import { twin } from '#src/forms/engine/words.ts'
import { isOwnRequest, isToldOnline, outcomeSaid } from '#src/forms/rules/told-of-decision.ts'
import { asDate, asInstant } from '#db/moments.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { copyEmailFor, isCopyOpenByEmail } from './make-copy.ts'
import { showHours } from '#src/services/information/show-hours.ts'
import { type AskedProof, findAskedProof } from './show-proof.ts'
import { isStatusCode, readStatusCode } from './status-code.ts'
import { type PassHolder, readStatusPass } from './status-pass.ts'

export type Opened =
  | ({ readonly is: 'opened' } & PassHolder)
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  /** Too many wrong tries: the code was not looked at. */
  | { readonly is: 'pause'; readonly seconds: number; readonly message: string }

/** The same words whether the reference or the code is wrong. */
const NO_MATCH = twin(
  'That reference and code do not match. Check both and try again',
  'That is not right. Check your number and your code. Then try again.',
)
const UNREADABLE = {
  reference: twin(
    'Enter your reference. It looks like K7H-4PX-9RD',
    'Write your number. It looks like K7H-4PX-9RD.',
  ),
  code: twin(
    'Enter your code. It has 6 figures, like 123 456. Or enter the word or number you chose',
    'Write your code. It looks like 123 456. Or write your own word or number.',
  ),
} as const

/**
 * Opens the status of a submission with its reference and code, or in place of the code with the word or number
 * chosen when the form was saved, while its hash is kept and staff have given no new code. A wrong reference, a wrong
 * code and a wrong word take the same path to the same answer. Wrong tries are counted for the reference, whether or
 * not there is one, and for the network address, but only for itself on a device that has opened it before.
 * @param typed as typed; `code` is any of the three. @param address the client's network address, as the server trusts it.
 */
export async function openStatus(
  typed: { reference: string; code: string },
  address: string,
  now: Temporal.Instant,
  device?: Device,
): Promise<Opened> {
  const reference = readReference(typed.reference)
  const code = readStatusCode(typed.code)
  const canBeOpener = code !== undefined || problemWithSecret(typed.code) === undefined
  if (!reference || !canBeOpener) {
    const problems = [
      ...(reference ? [] : [{ field: 'reference', message: UNREADABLE.reference }]),
      ...(canBeOpener ? [] : [{ field: 'code', message: UNREADABLE.code }]),
    ]
    return { is: 'problems', problems }
  }
  const found = await read((db) => findCodeSource(db, reference, asDate(now)))
  // A new code ends what devices had opened with the one before.
  const opening = `status ${reference} ${found?.codeNumber ?? 1}`
  const tries = triesOfReference('status', reference, address, knownDevice(device, opening))
  const seconds = await countTry(tries, asDate(now))
  if (seconds !== null) {
    const wait = waitInWords(seconds)
    const message = twin(
      `Too many tries. Wait ${wait}, then try again, or ring us on ${council.phones.day}`,
      `You tried too many times. Wait ${wait}. Then try again. Or ring us on ${council.phones.day}.`,
    )
    return { is: 'pause', seconds, message }
  }
  // Without a submission the code of one that does not exist is compared all the same, and the word too.
  const isCode = code !== undefined && isStatusCode(found ?? { id: randomUUID(), codeNumber: 1 }, code)
  // Whoever lost the code may have lost the word with it: a new code ends both.
  const secretHash = found?.codeNumber === 1 ? found.secretHash : null
  const isRight = isCode || (await isPassword(secretHash, secretAsKept(typed.code)))
  if (!found || !isRight) return { is: 'problems', problems: [{ field: 'reference', message: NO_MATCH }] }
  await transact((tx) => forgiveTry(tx, tries))
  rememberOpened(device, opening)
  return { is: 'opened', submissionId: found.id, codeNumber: found.codeNumber }
}

/**
 * What a device's pass opens now; undefined when it is none, its time is over, or its code was replaced.
 * @param pass the cookie.
 */
export async function openPass(
  pass: string | undefined,
  now: Temporal.Instant,
): Promise<PassHolder | undefined> {
  const holder = readStatusPass(pass, now)
  if (!holder) return undefined
  const row = await read((db) => findSubmissionById(db, holder.submissionId))
  return row?.codeNumber === holder.codeNumber ? holder : undefined
}

/** That something was decided about what they pay. Never an amount: whoever looks on would read it too. */
export interface ChargeStatus {
  readonly at: Temporal.Instant
  /** It is worked out; otherwise we need more from them first. */
  readonly isWorkedOut: boolean
  /** Whether they themself get the letter about it, and when it went. */
  readonly letter: { readonly sentAt: Temporal.Instant | undefined } | undefined
}

/** What has happened to a submission, as far as whoever sent it may read it on a screen. */
export interface Status {
  readonly reference: string
  /** Sent for themself: they see all of the ladder. Everybody else sees that it came, and was read. */
  readonly isOwn: boolean
  readonly steps: readonly Step[]
  /** The promises that run, as far as the person is told of them here. */
  readonly promises: readonly { readonly kind: ClockKind; readonly dueAt: Temporal.Instant }[]
  /** After the decision: the end of the day by which we want to have been in touch. */
  readonly contactBy: Temporal.Instant | undefined
  /** Who does the next step, where saying so on a screen is safe. */
  readonly contactName: string | undefined
  /** When something was added, oldest first. */
  readonly addedAt: readonly Temporal.Instant[]
  /** Nobody has read yet what was added last. */
  readonly isAddedUnread: boolean
  /** When somebody is at the desk again; undefined while somebody is. */
  readonly opensAt: Temporal.Instant | undefined
  /** Contact could do harm: no date and no name are given for it. */
  readonly isScreenOnly: boolean
  /** What was decided, as the person is told it; undefined where that is not safe or not theirs to read. */
  readonly outcomeSays: string | undefined
  /** What was decided last about what they pay; undefined where that is not safe or not theirs to read. */
  readonly charge: ChargeStatus | undefined
  /** The copy they asked for by email is here. */
  readonly hasCopy: boolean
  /** The email with the way to it, while it is being sent, or where it did not go. */
  readonly copyEmail: 'being-sent' | 'not-gone' | undefined
  /** Proof they may send; undefined where none is asked for, or saying so is not safe. */
  readonly proof: AskedProof | undefined
}

/**
 * The status of a submission. Says nothing of what it is about or who else has it now; what was decided only
 * to somebody who asked for themself, in words that give nothing away, and of a safeguarding concern never.
 * @param submissionId of the pass.
 * @returns Undefined when it is no longer there.
 */
export async function showStatus(submissionId: string, now: Temporal.Instant): Promise<Status | undefined> {
  const found = await read(async (db) => {
    const row = await findSubmissionById(db, submissionId)
    if (!row) return undefined
    const [events, decisions, additions] = [
      await listEvents(db, row.id),
      await listDecisions(db, row.id),
      await listAdditions(db, row.id),
    ]
    const hasCopy = await isCopyOpenByEmail(db, row)
    const copyEmail = hasCopy ? undefined : await copyEmailFor(db, row)
    const proof = await findAskedProof(db, row)
    const running = (await listRunningClocks(db, [row.id])).get(row.id) ?? []
    return { row, running, events, decision: decisions.at(-1), additions, hasCopy, copyEmail, proof }
  })
  if (!found) return undefined
  const { row, running, events, decision, additions, hasCopy, copyEmail, proof } = found
  const hours = showHours(row, now)
  const { snapshot } = openSubmission(row)
  const sent = { flags: row.flags, isSafeguarding: row.isSafeguarding, snapshot }
  const isOwn = isOwnRequest(sent)
  const staysOnScreen = isScreenOnly(row.flags)
  const isTold = isToldOnline(sent)
  const named = isTold ? decision : undefined
  const outcome = findOutcome(named?.outcome)
  return {
    reference: row.reference,
    isOwn,
    steps: ladderOf(
      events.map((event) => ({ ...event, at: asInstant(event.at) })),
      isOwn ? (staysOnScreen ? 'all-but-contact' : 'all') : 'start',
      row.firstReadAt ? asInstant(row.firstReadAt) : undefined,
    ),
    promises: running.flatMap(({ kind, dueAt }) => {
      const toldTo = clocks[kind]?.person?.toldTo
      const isSaid = toldTo === 'own' ? isOwn : toldTo === 'safely' && isTold
      return isSaid ? [{ kind, dueAt: asInstant(dueAt) }] : []
    }),
    contactBy: named && outcome?.isOurContact ? contactBy(named) : undefined,
    contactName: named?.nextBy ?? undefined,
    addedAt: additions.map(({ at }) => asInstant(at)),
    isAddedUnread: row.changedAt !== null,
    opensAt: hours.isOpen ? undefined : hours.opensAt,
    isScreenOnly: staysOnScreen,
    outcomeSays: outcomeSaid(sent, decision?.outcome),
    // Whoever takes their money may read this too, and would look out for the letter.
    charge: isTold && !isMoneyAtRisk(row.flags) ? chargeIn(events) : undefined,
    hasCopy,
    copyEmail,
    proof: proof?.isHeldBack ? undefined : proof,
  }
}

/** The last determination, from its events: they hold codes, and no amount. */
function chargeIn(events: readonly EventRow[]): ChargeStatus | undefined {
  const last = events.findLast((event) => event.kind === 'charge-determined')
  if (!last) return undefined
  const sent = events.findLast(
    (event) =>
      event.kind === 'charge-letter-sent' &&
      event.detail.number === last.detail.number &&
      (event.detail.to ?? 'person') === 'person',
  )
  const { to } = last.detail
  const isToThem = to?.includes('person') ?? true
  return {
    at: asInstant(last.at),
    isWorkedOut: last.detail.outcome !== 'need-more',
    letter: isToThem ? { sentAt: sent && asInstant(sent.at) } : undefined,
  }
}

/** By the council's own standard for the colour that was decided, counted from the decision. */
function contactBy({ colour, madeAt }: { colour: TriageColour; madeAt: Date }) {
  const { within } = standards[`contact-${colour}`]
  return londonInstant(lastDayOf(within, asInstant(madeAt), calendar), council.officeHours.closesAt)
}
