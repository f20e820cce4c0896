import * as v from 'valibot'
import { isDangerous } from './clean.ts'
import { FeedRefused } from './feed-refused.ts'
import { mayBeSecret } from './secret-places.ts'
import { type FeedService, serviceSchema } from './service.ts'

export interface ReadServices {
  services: FeedService[]
  /** Records that are faulty in what a service cannot be without. */
  faulty: number
  /** What was left out or mended, or could not be read: a sentence each, which quotes nothing but ids and names of fields. */
  notes: string[]
}

/** As many sentences as staff are told at once. */
const MOST_SAID = 10
/** Faults in one record, after which it is left out. */
const MOST_MENDED = 20

/** Without these a record is no service, or says more than it may: who it is for, and whether it is there at all. */
const NEEDED = new Set([
  'id',
  'name',
  'status',
  'minimum_age',
  'maximum_age',
  'eligibility_description',
  'alert',
])
/** Words that may be cut where they are too long. Anything else that is too long is left out. */
const PROSE = new Set([
  ...['description', 'notes', 'details', 'application_process', 'eligibility_description', 'alert'],
  ...['fees', 'fees_description', 'interpretation_services', 'amount_description'],
])
/** Said by a feed and not read, these are missed. */
const MISSED = ['url', 'email', 'minimum_age', 'maximum_age', 'assured_date'] as const

type Raw = Record<string | number, unknown>
const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null

/**
 * Every service of a feed, checked and cleaned. A harmless fault is mended, or its record left out, and said.
 * @throws FeedRefused where somebody means harm (something that would run), where a faulty record may be one of a place
 *   that must stay secret (left out, it could no longer keep its address from being shown with another), and where more
 *   than half of the records are faulty: then it is the feed that is broken.
 */
export function readServices(raw: readonly unknown[]): ReadServices {
  const notes: string[] = []
  const seen = new Set<string>()
  const services = raw.flatMap((record, at) => {
    const read = readRecord(record, `Service ${at + 1}`)
    notes.push(...read.notes)
    if (!read.service) return []
    const { id } = read.service
    if (seen.has(id)) {
      refuseSecret(record, `Service ${at + 1}`)
      notes.push(`Two services have the id ${id}. The second was left out.`)
      return []
    }
    seen.add(id)
    return [read.service]
  })
  const faulty = raw.length - services.length
  const said = notes.slice(0, MOST_SAID)
  if (notes.length > MOST_SAID) said.push(`And ${notes.length - MOST_SAID} more faults.`)
  if (faulty * 2 > raw.length) throw new FeedRefused(...said)
  return { services, faulty, notes: said }
}

function readRecord(record: unknown, name: string): { service?: FeedService; notes: string[] } {
  const mended = structuredClone(record)
  const notes: string[] = []
  for (let round = 0; round <= MOST_MENDED; round++) {
    const result = v.safeParse(serviceSchema, mended, { abortPipeEarly: true })
    if (result.success) {
      const called = `${name} (${result.output.id})`
      return { service: result.output, notes: [...notes, ...missedIn(mended, result.output, called)] }
    }
    const harm = result.issues.find(({ message }) => isDangerous(message))
    if (harm) throw new FeedRefused(faultOf(name, harm))
    refuseSecret(record, name)
    const [issue] = result.issues
    if (!mend(mended, issue)) return { notes: [`${faultOf(name, issue)} It was left out.`] }
    notes.push(`${faultOf(name, issue)} This part was left out or cut.`)
  }
  return { notes: [`${name} has too many faults. It was left out.`] }
}

/** @throws FeedRefused */
function refuseSecret(record: unknown, name: string): void {
  if (!mayBeSecret(record)) return
  throw new FeedRefused(
    `${name} has a fault, and may be a place that must stay secret. So nothing was changed.`,
  )
}

const faultOf = (name: string, issue: v.BaseIssue<unknown>) =>
  `${name}: “${v.getDotPath(issue) ?? 'the whole of it'}” ${saidOf(issue)}.`

/** Valibot's own sentences would quote what was received. */
function saidOf(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'is missing'
  return /^(?:must|holds)/.test(issue.message) ? issue.message : 'is not what it should be'
}

/**
 * Takes the faulty part out of a record: words that are too long are cut, a list that is too long too; of a list the whole
 * item goes, since what is wrong in it may limit the rest of it.
 * @returns whether the record can do without it.
 */
function mend(record: unknown, issue: v.BaseIssue<unknown>): boolean {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number)
  const [top] = keys
  const last = keys.at(-1)
  const holder = keys
    .slice(0, -1)
    .reduce((within: unknown, key) => (isRaw(within) ? within[key] : undefined), record)
  if (top === undefined || last === undefined || !isRaw(holder)) return false
  const value = holder[last]
  const most = issue.type === 'max_length' ? Number(issue.expected?.match(/\d+/)?.[0]) : Number.NaN
  if (Array.isArray(value) && most > 0) {
    holder[last] = value.slice(0, most)
    return true
  }
  if (typeof value === 'string' && most > 0 && PROSE.has(String(last))) {
    holder[last] = `${value.slice(0, most - 1)}…`
    return true
  }
  const item = keys.findLastIndex((key) => typeof key === 'number')
  if (item < 0) {
    if (NEEDED.has(String(top))) return false
    delete holder[last]
    return true
  }
  const list = keys
    .slice(0, item)
    .reduce((within: unknown, key) => (isRaw(within) ? within[key] : undefined), record)
  if (!Array.isArray(list)) return false
  list.splice(Number(keys[item]), 1)
  return true
}

/** What a feed says and could not be read, of what is otherwise right. */
function missedIn(raw: unknown, service: FeedService, called: string): string[] {
  const given = (key: string) =>
    isRaw(raw) && raw[key] !== undefined && raw[key] !== null && String(raw[key]).trim() !== ''
  const fields = MISSED.filter((key) => given(key) && service[key] === undefined).map(
    (key) => `${called}: “${key}” could not be read.`,
  )
  const schedules = [
    ...service.schedules,
    ...service.service_at_locations.flatMap((one) => [...one.schedules, ...(one.location?.schedules ?? [])]),
  ]
  return schedules.some(({ unread }) => unread)
    ? [...fields, `${called}: its opening times could not be read. People are told to ask for them.`]
    : fields
}
