import { AsyncLocalStorage } from 'node:async_hooks'
import type { Temporal } from 'temporal-polyfill'
import { type Db, read, type Tx } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { countSpenders, insertSpending, usedSince } from '#db/queries/spending.ts'
import { keyedHash } from '#db/sealing.ts'
import { timesOf } from '#src/auth/named-networks.ts'
import { addressHolder } from '#src/auth/network-address.ts'
import {
  BUDGET_HOURS,
  type BudgetName,
  budgetNames,
  budgets,
  costOfFile,
  limitOf,
  WARNING_PART,
} from '#src/domain/budgets.ts'
import { twin, type Words } from '#src/forms/engine/words.ts'
import { RequestRefused, savedBefore } from '#src/http/request-refused.ts'
import { council } from '#src/settings/council.ts'
import { findSpace } from './space.ts'

/** Whom what runs now is counted for. None outside of a request: jobs, the demonstration as it is made. */
const payer = new AsyncLocalStorage<{ readonly address: string | undefined }>()

/**
 * Runs what somebody asked for, and counts what it uses for their network address.
 * @param address as the server trusts it; undefined where a member of staff acts.
 */
export const asPayer = <T>(address: string | undefined, run: () => T): T => payer.run({ address }, run)

/** The address is stored nowhere: a keyed hash is, until the day it was counted for is over. */
const keyOf = (name: BudgetName, address: string) =>
  `${name}:${keyedHash(`${name} ${addressHolder(address)}`, 'budget')}`

/**
 * Counts what is used of a budget, for the address that asked. In a transaction last of all, since whoever comes from
 * the same address waits for its end.
 * @returns false where all of it is used, which changes nothing: whoever calls says what then.
 */
export async function spend(
  db: Db | Tx,
  name: BudgetName,
  cost: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const address = payer.getStore()?.address
  if (address === undefined) return true
  const isTold = budgets[name].perAddress === 'told'
  const most = isTold
    ? Number.MAX_SAFE_INTEGER
    : limitOf(name, council.budgets[name].perAddress) * timesOf(address)
  const times = { now: asDate(now), endsAt: asDate(now.add({ hours: BUDGET_HOURS })) }
  return insertSpending(db, { key: keyOf(name, address), cost, most }, times)
}

/**
 * An address has used all of a budget: whatever else the transaction did is undone. A page that has no better answer shows
 * this one.
 */
export class OverBudget extends RequestRefused {
  constructor() {
    super(
      429,
      twin('We cannot begin another form just now', 'We cannot start a new form now'),
      twin(
        'Many forms were begun from your network today, and it may not have been you. Try again tomorrow, or ring us.',
        'There are too many forms today. Try again tomorrow. Or ring us.',
      ),
      savedBefore,
      concernsAreTaken,
    )
  }
}

/** @throws OverBudget where an address has used all of it. */
export async function spendOrRefuse(tx: Tx, name: 'drafts' | 'sends', now: Temporal.Instant): Promise<void> {
  if (!(await spend(tx, name, 1, now))) throw new OverBudget()
}

const concernsAreTaken = twin(
  'If somebody is being hurt or is not safe, the form to report abuse or neglect still works.',
  'Is somebody hurting you, or another person? You can still use the form to tell us.',
)

/** What is said where an address has used all of its budget: what to do, and whom to ring. */
export const refusals = {
  drafts: () =>
    twin(
      `Many forms were begun from your network today, and it may not have been you. What you typed is still on this page. Try again tomorrow, or ring us on ${council.phones.day}. To report abuse or neglect, the form for that still works`,
      `There are too many forms today. Your answers are still here. Try again tomorrow. Or ring us on ${council.phones.day}. You can still tell us that somebody is hurting you.`,
    ),
  sends: () =>
    twin(
      `Many forms were sent from your network today, and it may not have been you. Your answers are saved. Send them tomorrow, or ring us on ${council.phones.day}`,
      `We cannot get more forms today. Your answers are saved. Send them tomorrow. Or ring us on ${council.phones.day}.`,
    ),
  files: () =>
    twin(
      `Many files were sent from your network today, and it may not have been you. Send your answers without this file, and send it later, or ring us on ${council.phones.day}`,
      `We cannot get more files today. You can send your answers now. Send the file later. Or ring us on ${council.phones.day}.`,
    ),
  letters: () =>
    twin(
      `Many codes were sent by email from your network today. Untick email and press the button again: the code comes up on this screen. Or ring us on ${council.phones.day}`,
      `We cannot email more codes today. Do not tick email. Then you see the code here. Or ring us on ${council.phones.day}.`,
    ),
} as const

/** Said of a file while there is too little room for anybody's. */
const noRoom = () =>
  twin(
    `We have no room for files just now. Send your answers without this file, and send it later, or ring us on ${council.phones.day}`,
    `We cannot get files now. You can send your answers now. Send the file later. Or ring us on ${council.phones.day}.`,
  )

/**
 * Counts a file before it is stored.
 * @param bytes of the file.
 * @returns why it is not taken, with the way out; undefined when it is.
 */
export async function spendOnFile(bytes: number, now: Temporal.Instant): Promise<Words | undefined> {
  // The demonstration's own files are few and small: it starts on any disk.
  if (!payer.getStore()) return undefined
  const since = asDate(now.subtract({ hours: BUDGET_HOURS }))
  const used = await read((db) => usedSince.files(db, since))
  const most = limitOf('files', council.budgets.files.inAll)
  if (used + bytes > most || (await findSpace()).isLow) return noRoom()
  const isWithin = await read((db) => spend(db, 'files', costOfFile(bytes), now))
  return isWithin ? undefined : refusals.files()
}

/** How a budget stands, for the system page. Amounts in times or bytes. */
export interface BudgetState {
  readonly name: BudgetName
  readonly used: number
  readonly inAll: number
  readonly perAddress: number
  /** Addresses that have used most of what one may, and more where their network is named. */
  readonly busyAddresses: number
  readonly isNearly: boolean
}

/** How all budgets stand. */
export async function showBudgets(now: Temporal.Instant): Promise<readonly BudgetState[]> {
  const at = asDate(now)
  const since = asDate(now.subtract({ hours: BUDGET_HOURS }))
  return read((db) =>
    Promise.all(
      budgetNames.map(async (name): Promise<BudgetState> => {
        const [inAll, perAddress] = [council.budgets[name].inAll, council.budgets[name].perAddress].map(
          (setting) => limitOf(name, setting),
        ) as [number, number]
        const used = await usedSince[name](db, since)
        const most = Math.ceil(perAddress * WARNING_PART)
        const busyAddresses = await countSpenders(db, `${name}:`, most, at)
        return { name, used, inAll, perAddress, busyAddresses, isNearly: used >= inAll * WARNING_PART }
      }),
    ),
  )
}
