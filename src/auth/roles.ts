/** Who somebody is at work. The words the desk and `npm run staff:add` use. */
export const roles = ['officer', 'manager', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Everything at the desk that needs a right. Reading covers the queue, submissions, their files and history. */
export type Action =
  | 'read-submissions'
  | 'take'
  | 'hand-over'
  | 'decide'
  | 'amend-figure'
  | 'determine-charge'
  | 'record-contact'
  | 'close'
  | 'type-in'
  | 'issue-code'
  | 'acknowledge-alert'
  | 'release-file'
  | 'see-system'
  | 'see-equality'
  | 'manage-staff'

const rights: Readonly<Record<Action, readonly Role[]>> = {
  'read-submissions': ['officer', 'manager', 'auditor'],
  take: ['officer', 'manager'],
  'hand-over': ['officer', 'manager'],
  decide: ['officer', 'manager'],
  'amend-figure': ['officer', 'manager'],
  'determine-charge': ['officer', 'manager'],
  'record-contact': ['officer', 'manager'],
  close: ['officer', 'manager'],
  'type-in': ['officer', 'manager'],
  'issue-code': ['officer', 'manager'],
  'acknowledge-alert': ['officer', 'manager'],
  'release-file': ['officer', 'manager'],
  'see-system': ['manager', 'administrator'],
  'see-equality': ['manager', 'auditor', 'administrator'],
  'manage-staff': ['administrator'],
}

/**
 * Whether somebody with this role may do this.
 *
 * Least privilege: an administrator looks after accounts and the system and does not read what residents
 * wrote; an auditor reads and changes nothing.
 */
export function may(role: Role, action: Action): boolean {
  return rights[action].includes(role)
}
