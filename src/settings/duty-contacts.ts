import type { Temporal } from 'temporal-polyfill'
import type { DutyRole } from '#src/domain/alerts.ts'
import { isOfficeOpen } from '#src/domain/office-hours.ts'
import { calendar, type Council, council } from './council.ts'

/** Somebody who is told of alerts. */
export interface DutyContact {
  readonly role: DutyRole
  readonly name: string
  readonly email: string
  readonly minutesToAcknowledge: number
  /** Whose message counts as theirs too: the first role that has their mailbox. */
  readonly mailboxOf: DutyRole
}

/**
 * Who is told of alerts at a moment, in the order of their turns: in office hours the duty manager, otherwise the
 * emergency duty contacts. They are told in office hours too where the council has named no duty manager, since
 * nobody would be.
 */
export function onDutyAt(now: Temporal.Instant, settings: Council = council): DutyContact[] {
  const known = dutyContacts(settings)
  const isManager = ({ role }: DutyContact) => role === 'duty-manager'
  const managers = isOfficeOpen(now, calendar, settings.officeHours) ? known.filter(isManager) : []
  return managers.length > 0 ? managers : known.filter((contact) => !isManager(contact))
}

/** The contact that a council has for a role, also when they are not on duty; undefined where it has none. */
export const dutyContact = (role: DutyRole, settings: Council = council): DutyContact | undefined =>
  dutyContacts(settings).find((contact) => contact.role === role)

function dutyContacts({ emergencyDuty, dutyManager }: Council): DutyContact[] {
  const named = [
    { role: 'first' as const, ...emergencyDuty.first },
    { role: 'second' as const, ...emergencyDuty.second },
    ...(dutyManager ? [{ role: 'duty-manager' as const, ...dutyManager }] : []),
  ]
  const mailbox = ({ email }: { email: string }) => email.toLowerCase()
  return named.map((contact) => ({
    ...contact,
    mailboxOf: named.find((other) => mailbox(other) === mailbox(contact))?.role ?? contact.role,
  }))
}
