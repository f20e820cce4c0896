/**
 * What one network address, and all people together, may use of the portal in a day. Each budget is declared here, and
 * only here: its settings, the system page and its refusals follow from it.
 */
export interface Budget {
  /** What is counted, for staff. */
  readonly words: string
  readonly unit: 'times' | 'bytes'
  /** Of an address that has used all of it: `refused`, or `told` on the system page while everything goes on. */
  readonly perAddress: 'refused' | 'told'
  /** The same of all people together. Only files may be refused to everybody: else a few could stop all others. */
  readonly inAll: 'refused' | 'told'
}

/** The day over which they count, from the first that is counted. */
export const BUDGET_HOURS = 24

/** The part of a budget from which the system page warns. */
export const WARNING_PART = 0.8

export const budgets = {
  drafts: { words: 'Forms begun', unit: 'times', perAddress: 'refused', inAll: 'told' },
  sends: {
    words: 'Forms sent, and words added to them',
    unit: 'times',
    perAddress: 'refused',
    inAll: 'told',
  },
  files: { words: 'Files', unit: 'bytes', perAddress: 'refused', inAll: 'refused' },
  letters: { words: 'Codes sent by email', unit: 'times', perAddress: 'refused', inAll: 'told' },
  /** What raises one is what somebody says of harm: it is never refused, and told to the duty contact in bundles. */
  alerts: { words: 'Alerts out of hours', unit: 'times', perAddress: 'told', inAll: 'told' },
} as const satisfies Readonly<Record<string, Budget>>

export type BudgetName = keyof typeof budgets

export const budgetNames = Object.keys(budgets) as BudgetName[]

/** Bytes of a megabyte, in settings and on the system page. */
export const MEGABYTE = 1024 * 1024

/** What a small file costs all the same: a row, a scan, a line at the desk. */
const LEAST_OF_A_FILE = 64 * 1024

/** What a file costs of its budget, in bytes. */
export const costOfFile = (bytes: number): number => Math.max(bytes, LEAST_OF_A_FILE)

/** A limit as the settings say it (times, or megabytes), in what is counted (times, or bytes). */
export const limitOf = (name: BudgetName, setting: number): number =>
  budgets[name].unit === 'bytes' ? setting * MEGABYTE : setting
