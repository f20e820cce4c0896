import type { ActKind } from './events.ts'

/**
 * Alerts, declared once: who is told that something urgent waits, how often, what keeps them quiet for a while and what
 * ends them. Decision 33.
 */

/** Why somebody on duty is told. */
export const alertReasons = {
  'out-of-hours': 'This came in when nobody was at the desk.',
  unread: 'This is suggested red, and nobody who may decide read it in time.',
} as const
export type AlertReason = keyof typeof alertReasons

/** Whom the council's settings name to be told, in the order in which they have their turns. */
export const dutyRoles = {
  first: 'Emergency duty, first contact',
  second: 'Emergency duty, second contact',
  'duty-manager': 'Duty manager',
} as const
export type DutyRole = keyof typeof dutyRoles

/** What becomes of an open alert when one of these happens to its submission: see `recordEvent`. */
export const alertsGoBy = {
  /** Nobody is told of it any more. */
  ends: ['decided'],
  /** Nobody is told of it for `minutesAcknowledged`; after that, everybody as from the start. */
  acknowledges: ['taken', 'alert-acknowledged'],
} as const satisfies Readonly<Record<string, readonly ActKind[]>>

/** The letter that tells them. */
export const dutyLetter = 'duty-alert'

/** Minutes for which taking it, or saying that one has seen it, keeps an alert quiet. */
export const minutesAcknowledged = 60

/** The least minutes between two messages to one contact, whatever waits. */
export const minutesBetweenMessages = 15

/** After so many hours in which nobody acknowledged it nobody is told of it any more; it stays open on the desk. */
export const longestAlertHours = 48

/**
 * Whose turn it is to be told of an alert.
 * @param onDuty who is told at this hour, in the order of their turns: one or more.
 * @param told who was told last; null before anybody was.
 */
export function nextToTell(onDuty: readonly DutyRole[], told: DutyRole | null): DutyRole | undefined {
  const before = told === null ? -1 : onDuty.indexOf(told)
  return onDuty[(before + 1) % onDuty.length]
}
