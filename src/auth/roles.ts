/** Everything at the desk that needs a right. Reading covers the queue, submissions, their files and history. */
export type Action =
  | 'read-submissions'
  | 'take'
  | 'hand-over'
  | 'decide'
  | 'amend-figure'
  | 'determine-charge'
  | 'see-rates'
  | 'enter-rate'
  | 'confirm-rate'
  | 'record-contact'
  | 'close'
  | 'type-in'
  | 'issue-code'
  | 'acknowledge-alert'
  | 'release-file'
  | 'see-system'
  | 'see-equality'
  | 'manage-staff'

interface RoleRules {
  /** Somebody with this role, as a sentence begins with them. */
  readonly called: string
  /** What somebody with this role reads where the work is not theirs. */
  readonly refused: string
  readonly rights: readonly Action[]
}

const rules = <Name extends string>(
  table: Readonly<Record<Name, RoleRules>>,
): Readonly<Record<Name, RoleRules>> => table

/** Every role, by the name that the desk, the database and `npm run staff:add` use. The only list of them. */
const table = rules({
  officer: {
    called: 'An officer',
    refused: 'This part of the desk is for managers and administrators.',
    rights: [
      'read-submissions',
      'take',
      'hand-over',
      'decide',
      'amend-figure',
      'determine-charge',
      'see-rates',
      'enter-rate',
      'record-contact',
      'close',
      'type-in',
      'issue-code',
      'acknowledge-alert',
      'release-file',
    ],
  },
  manager: {
    called: 'A manager',
    refused: 'This part of the desk is for administrators.',
    rights: [
      'read-submissions',
      'take',
      'hand-over',
      'decide',
      'amend-figure',
      'determine-charge',
      'see-rates',
      'enter-rate',
      'confirm-rate',
      'record-contact',
      'close',
      'type-in',
      'issue-code',
      'acknowledge-alert',
      'release-file',
      'see-system',
      'see-equality',
    ],
  },
  auditor: {
    called: 'An auditor',
    refused: 'An auditor reads everything and changes nothing. Nothing was changed.',
    rights: ['read-submissions', 'see-rates', 'see-equality'],
  },
  administrator: {
    called: 'An administrator',
    refused: 'An administrator looks after accounts and the system, and does not read what residents wrote.',
    rights: ['see-rates', 'see-system', 'see-equality', 'manage-staff'],
  },
})

export type Role = keyof typeof table
export const roles = Object.keys(table) as readonly Role[]

/** What somebody with this role reads where the work is not theirs. */
export const refusedWords = (role: Role): string => table[role].refused

/** What somebody with this role reads where those who decide have the form for it. */
export const readsOnlyWords = (role: Role): string => `${table[role].called} reads and does not decide.`

/**
 * Whether somebody with this role may do this.
 *
 * Least privilege: an administrator looks after accounts and the system and does not read what residents
 * wrote; an auditor reads and changes nothing.
 */
export function may(role: Role, action: Action): boolean {
  return table[role].rights.includes(action)
}
