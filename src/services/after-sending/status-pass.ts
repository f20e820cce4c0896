import { timingSafeEqual } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { keyedHash } from '#db/sealing.ts'
import { isRowId } from '#db/row-id.ts'

/** The cookie that holds a pass, sent to the pages of the status only. */
export const statusCookie = { name: 'request', path: '/my-request' } as const

/** Minutes without a page asked for after which reference and code are asked for again: the screen may be shared. */
export const PASS_MINUTES = 30

const sign = (body: string): string => keyedHash(body, 'status-pass')

/** What a pass opens: one submission, with the code it was opened with. */
export interface PassHolder {
  readonly submissionId: string
  /** A pass got with a code that another one has replaced opens nothing. */
  readonly codeNumber: number
}

/** What a device keeps once reference and code were right: good for one submission and half an hour. */
export function statusPass({ submissionId, codeNumber }: PassHolder, now: Temporal.Instant): string {
  const body = `${submissionId}.${codeNumber}.${now.add({ minutes: PASS_MINUTES }).epochMilliseconds}`
  return `${body}.${sign(body)}`
}

/** What a pass says it opens; undefined when it is none of ours, or its time is over. */
export function readStatusPass(pass: string | undefined, now: Temporal.Instant): PassHolder | undefined {
  const [, body = '', signature] = pass?.match(/^(.+)\.([\w-]+)$/) ?? []
  const [submissionId = '', codeNumber, until] = body.split('.')
  if (!isRowId(submissionId) || !signature || !isSame(signature, sign(body))) return undefined
  return Number(until) > now.epochMilliseconds ? { submissionId, codeNumber: Number(codeNumber) } : undefined
}

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other))
