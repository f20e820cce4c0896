import * as v from 'valibot'
import { phone, realDate, text } from './content-checks.ts'
import { ContentRefused, readContentFile } from './content-files.ts'
import { isIP } from 'node:net'
import { type BudgetName, budgetNames } from '#src/domain/budgets.ts'
import { type ClockStandard, clocks } from '#src/domain/clocks.ts'
import { FORM_IDS, type FormId } from '#src/domain/form-id.ts'
import { billedFor, type ChargeNotice, meanwhiles, payWays } from '#src/forms/financial/charge-notice.ts'
import type { ServiceStandard } from '#src/domain/service-clocks.ts'
import type { CouncilCalendar } from '#src/domain/working-days.ts'

const date = realDate('2026-12-29')
const time = v.pipe(v.string(), v.isoTime('must be a time of day like 17:00'))
const email = v.pipe(v.string(), v.email('must be an email address'))
const wholeNumber = (least: number) =>
  v.pipe(v.number(), v.integer('must be a whole number'), v.minValue(least, `must be ${least} or more`))

const dutyContact = v.strictObject({
  name: text,
  email,
  /** After this long without an answer the next contact is told, or the last one told again. */
  minutesToAcknowledge: wholeNumber(1),
})

const secureAddress = v.pipe(
  v.string(),
  v.startsWith('https://', 'must start with https://'),
  v.url('must be a web address'),
)

const allowance = (least: number) =>
  v.strictObject({
    unit: v.picklist(['working-days', 'days', 'hours', 'weeks', 'months']),
    count: wholeNumber(least),
  })

const codesOf = <Code extends string>(words: Readonly<Record<Code, unknown>>) => Object.keys(words) as Code[]

/**
 * What the letter about a charge says that only the council knows. Whatever is left out here is left out of the letter,
 * and staff are told: nothing is guessed.
 */
const chargeNotice = v.strictObject({
  bill: v.optional(
    v.strictObject({
      /** Whose care the council itself sends bills for. A charge that is paid to a care home is not among them. */
      covers: v.pipe(v.array(v.picklist(billedFor)), v.nonEmpty('must name what bills are sent for')),
      every: allowance(1),
      payWithin: allowance(1),
      ways: v.pipe(v.array(v.picklist(codesOf(payWays))), v.nonEmpty('must name a way to pay')),
      phone,
    }),
  ),
  reviewWithin: v.optional(allowance(1)),
  whileLookingAgain: v.optional(v.picklist(codesOf(meanwhiles))),
  advice: v.optional(
    v.pipe(v.array(v.strictObject({ name: text, phone })), v.nonEmpty('must name somebody, or be left out')),
  ),
}) satisfies v.GenericSchema<unknown, ChargeNotice>

/** Hours for each form: the default, unless the file names the form. A name that is no form's is refused. */
const ownHours = v.optional(wholeNumber(1))
const draftHours = v.pipe(
  v.strictObject({
    default: wholeNumber(1),
    ...(Object.fromEntries(FORM_IDS.map((id) => [id, ownHours])) as Record<FormId, typeof ownHours>),
  }),
  v.transform(
    (hours) =>
      Object.fromEntries(FORM_IDS.map((id) => [id, hours[id] ?? hours.default])) as Record<FormId, number>,
  ),
)

const budget = v.strictObject({
  /** What one network address may in a day: times, or megabytes of files. */
  perAddress: wholeNumber(1),
  /** What all together may. Only files are refused then; of the rest the system page tells. */
  inAll: wholeNumber(1),
})

/** `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. */
const networkAddress = v.pipe(
  v.string(),
  v.check((text) => {
    const [net = '', prefix, ...more] = text.split('/')
    const version = isIP(net)
    if (version === 0 || more.length > 0) return false
    return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
  }, 'must be a network address like 192.0.2.7 or 192.0.2.0/24'),
)

/** The shape of content/council.json. */
export const councilSchema = v.strictObject({
  /** True while the council is made up: the pages then say so. */
  isDemonstration: v.boolean(),
  name: text,
  /** What people call the place: "Alderbrook". */
  area: text,
  /** First halves of the postcodes inside the area: `CR0`. */
  postcodeDistricts: v.array(
    v.pipe(v.string(), v.regex(/^[A-Z]{1,2}\d[A-Z\d]?$/, 'must be the first half of a postcode, like CR0')),
  ),
  phones: v.strictObject({ day: phone, night: phone, text: phone, childrenDay: phone, childrenNight: phone }),
  /** Where paper forms are sent, a line each. */
  postalAddress: v.pipe(v.array(text), v.nonEmpty('must name where letters are sent')),
  nationalPhones: v.strictObject({
    emergency: phone,
    emergencyRelay: phone,
    police: phone,
    nhs: phone,
    samaritans: phone,
  }),
  /** London wall clock times. Closing time is also when a promise falls due. */
  officeHours: v.pipe(
    v.strictObject({ opensAt: time, closesAt: time }),
    v.check(({ opensAt, closesAt }) => opensAt < closesAt, 'must open before it closes'),
  ),
  promiseRule: v.picklist(['A', 'B']),
  /** Days the council closes besides weekends and bank holidays. */
  closureDays: v.array(date),
  emergencyDuty: v.strictObject({ first: dutyContact, second: dutyContact }),
  /** Told of alerts in office hours. Left out where there is none: the emergency duty contacts are told then too. */
  dutyManager: v.optional(dutyContact),
  /** Minutes that something suggested red may stay unread before somebody on duty is told. */
  redUnreadMinutes: wholeNumber(1),
  /** Where "Exit this page" leads: ordinary, harmless, and nobody's business. */
  exitSite: secureAddress,
  /** Where somebody who signs reaches the council through a BSL interpreter on video. Left out where there is none. */
  bslRelay: v.optional(secureAddress),
  chargeNotice: v.optional(chargeNotice),
  /** How many hours an unsent draft of each form is kept. */
  draftHours,
  /** What may be used of the portal in a day: declared in src/domain/budgets.ts. */
  budgets: v.strictObject(
    Object.fromEntries(budgetNames.map((name) => [name, budget])) as Readonly<
      Record<BudgetName, typeof budget>
    >,
  ),
  /** Networks of many people behind few addresses, such as a hospital: `times` what another address may. */
  networks: v.array(
    v.strictObject({
      name: text,
      addresses: v.pipe(v.array(networkAddress), v.nonEmpty()),
      times: wholeNumber(2),
    }),
  ),
  /** Files are not taken while there is less room than this. */
  space: v.strictObject({
    /** Free on the disk of the database that the portal brings. */
    leastFreeMegabytes: wholeNumber(1),
    /** Taken by a database of the council's own (`DATABASE_URL`). */
    mostDatabaseMegabytes: wholeNumber(1),
  }),
})

export type Council = v.InferOutput<typeof councilSchema>

const standard = v.strictObject({
  standard: text,
  starts: text,
  within: allowance(0),
  source: text,
  confirmedByCouncil: v.boolean(),
  toConfirm: v.optional(text),
}) satisfies v.GenericSchema<unknown, ServiceStandard>

/** The rows that a clock goes by: each declaration says which. */
const standardsOfClocks = Object.fromEntries(
  Object.values(clocks).map((clock) => [clock.standard, standard]),
) as Readonly<Record<ClockStandard, typeof standard>>

/** The shape of content/standards.json. */
export const standardsSchema = v.strictObject({
  ...standardsOfClocks,
  triage: v.strictObject({
    ...standard.entries,
    // The promise a person is given is always closing time on a working day.
    within: v.strictObject({ unit: v.literal('working-days'), count: wholeNumber(1) }),
  }),
  'email-read': standard,
  'contact-red': standard,
  'contact-amber': standard,
  'contact-green': standard,
  'waiting-list-contact': standard,
  'arrange-assessment': standard,
  'finish-assessment': standard,
  'first-review': standard,
  'later-review': standard,
  'complaint-acknowledgement': standard,
})

export type Standards = v.InferOutput<typeof standardsSchema>

/**
 * The shape of content/bank-holidays.json: GOV.UK's own list, with where it is from and when it was
 * checked. Other divisions and fields may stay in the file.
 */
export const bankHolidaysSchema = v.object({
  source: text,
  checkedOn: date,
  'england-and-wales': v.object({
    events: v.pipe(
      v.array(v.object({ title: text, date })),
      v.nonEmpty('must name the bank holidays'),
      v.check(
        (events) => new Set(events.map((event) => event.date)).size === events.length,
        'must not name a date twice',
      ),
      // Eight a year by law: a shorter year would quietly make promises that fall on a bank holiday.
      v.check(
        (events) => yearsOf(events).every((year) => eventsIn(year, events).length >= 8),
        'must have every bank holiday of every year, with no year left out',
      ),
    ),
  }),
})

type BankHolidayEvent = { readonly title: string; readonly date: string }

const yearOf = (event: BankHolidayEvent): number => Number(event.date.slice(0, 4))

const eventsIn = (year: number, events: readonly BankHolidayEvent[]): readonly BankHolidayEvent[] =>
  events.filter((event) => yearOf(event) === year)

function yearsOf(events: readonly BankHolidayEvent[]): readonly number[] {
  const years = events.map(yearOf)
  const first = Math.min(...years)
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, index) => first + index)
}

/** The calendar of the domain from the two files that make it. */
export function calendarFrom(
  bankHolidays: v.InferOutput<typeof bankHolidaysSchema>,
  closureDays: readonly string[],
): CouncilCalendar {
  const { events } = bankHolidays['england-and-wales']
  return {
    bankHolidays: new Map(events.map((event) => [event.date, event.title])),
    closures: new Set(closureDays),
    lastYear: Math.max(...events.map(yearOf)),
  }
}

/**
 * One content file's text, checked. `file` is its name as a person knows it (`content/council.json`).
 * Throws ContentRefused with a sentence that names the file and each wrong field, fit to show at start.
 */
export function parseContent<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
  json: string,
): v.InferOutput<Schema> {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch (cause) {
    throw new ContentRefused(`${file} is not JSON.`, { cause })
  }
  const result = v.safeParse(schema, data, { abortPipeEarly: true })
  if (result.success) return result.output
  const faults = result.issues.map(
    (issue) => `"${v.getDotPath(issue) ?? 'the whole file'}" ${faultOf(issue)}`,
  )
  throw new ContentRefused(`${file} cannot be used: ${faults.join('; ')}.`)
}

function faultOf(issue: v.BaseIssue<unknown>): string {
  if (issue.kind !== 'schema') return issue.message
  if (issue.received === 'undefined') return 'is missing'
  if (issue.expected === 'never') return 'is not a setting of this file'
  return `must be ${issue.expected}`
}

const readContent = <Schema extends v.GenericSchema>(name: string, schema: Schema): v.InferOutput<Schema> =>
  parseContent(`content/${name}`, schema, readContentFile(name))

/** The council this portal serves, from content/council.json. */
export const council: Council = readContent('council.json', councilSchema)

/** What the council promises, from content/standards.json. */
export const standards: Standards = readContent('standards.json', standardsSchema)

/** Bank holidays and the council's own closure days. */
export const calendar: CouncilCalendar = calendarFrom(
  readContent('bank-holidays.json', bankHolidaysSchema),
  council.closureDays,
)
