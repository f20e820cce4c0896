import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { findService, insertReport } from '#db/queries/directory.ts'
import { keyedHash, seal } from '#db/sealing.ts'
import { addressHolder } from '#src/auth/network-address.ts'
import { countTry, limitForBoth } from '#src/auth/tries.ts'
import { asDate } from '#db/moments.ts'

/** Of a report, in characters. */
export const LONGEST_REPORT = 500

export type Reported =
  | { is: 'kept' }
  | { is: 'blank' }
  /** By so many characters. */
  | { is: 'too-long'; by: number }
  /** Too many from one address in a short time: seconds until the next is taken. */
  | { is: 'wait'; seconds: number }
  | { is: 'no-service' }

/**
 * Keeps what somebody says is wrong with an entry, sealed, until staff have seen to it.
 * @param address of the network it came from; only a keyed hash of it is counted.
 */
export async function reportMistake(report: {
  serviceId: string
  typed: string
  address: string
  now: Temporal.Instant
}): Promise<Reported> {
  const { serviceId, address, now } = report
  const words = report.typed.replaceAll('\r\n', '\n').trim()
  const length = [...words].length
  if (length === 0) return { is: 'blank' }
  if (length > LONGEST_REPORT) return { is: 'too-long', by: length - LONGEST_REPORT }
  if (!(await read((db) => findService(db, serviceId)))) return { is: 'no-service' }
  const key = keyedHash(addressHolder(address), 'attempts-directory-report')
  const seconds = await countTry({ own: { key, limit: limitForBoth }, shared: [] }, asDate(now))
  if (seconds !== null) return { is: 'wait', seconds }
  const id = randomUUID()
  const sealed = seal(words, `directory_reports:${id}`)
  await read((db) => insertReport(db, { id, serviceId, words: sealed, reportedAt: asDate(now) }))
  return { is: 'kept' }
}
