import { rateOn } from '#src/settings/charging-rates.ts'
import { council, standards } from '#src/settings/council.ts'
import { directorySettings } from '#src/directory/settings.ts'
import { allRateNames, type RateName } from '#src/domain/charging/rates.ts'
import { allowanceInWords } from '#src/domain/last-day.ts'
import { tel } from '#src/domain/tel.ts'
import { helplines } from './helplines.ts'

/** A fact that a page names and does not hold: what it says, and where a press on it leads. */
interface Fact {
  text: string
  href?: string
}

const { phones, officeHours, postalAddress } = council

const phone = (number: string): Fact => ({ text: number, href: tel(number) })
const words = (text: string): Fact => ({ text })

/** A time of day as a person says it: "9am", "5:30pm". */
function timeInWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

const numbered = <Row>(rows: Readonly<Record<string, Row>>, fact: (row: Row) => Fact) =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, fact(row)]))

/** Everything that `{{kind:name}}` can stand for in a page. */
const facts: Readonly<Record<string, Readonly<Record<string, Fact>>>> = {
  council: {
    name: words(council.name),
    area: words(council.area),
    phone: phone(phones.day),
    'phone-night': phone(phones.night),
    'phone-text': phone(phones.text),
    'phone-children': phone(phones.childrenDay),
    'phone-children-night': phone(phones.childrenNight),
    opens: words(timeInWords(officeHours.opensAt)),
    closes: words(timeInWords(officeHours.closesAt)),
    post: words(postalAddress.join(', ')),
  },
  national: numbered(
    {
      emergency: council.nationalPhones.emergency,
      'emergency-relay': council.nationalPhones.emergencyRelay,
      police: council.nationalPhones.police,
      nhs: council.nationalPhones.nhs,
    },
    phone,
  ),
  helpline: numbered(helplines, (line) =>
    line.isForTexts ? { text: line.phone, href: `sms:${line.phone}` } : phone(line.phone),
  ),
  standard: numbered(standards, ({ within }) =>
    words(within.unit === 'days' && within.count === 0 ? 'the same day' : allowanceInWords(within)),
  ),
  // How long what was not sent is kept, and a report of a mistake that nobody saw to.
  keeps: numbered(
    { ...council.draftHours, 'local-help-report': directorySettings.reportDays * 24 },
    (hours) => words(hours % 24 === 0 && hours > 24 ? `${hours / 24} days` : `${hours} hours`),
  ),
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** What is said until somebody has checked the amount of a new year: no page may guess, and none may fail. */
const NOT_CHECKED: Partial<Record<RateName, string>> = {
  'upper-capital-limit': 'the upper limit',
  'lower-capital-limit': 'the lower limit',
}

function rateFact(name: string, today: string | undefined): Fact | undefined {
  const known = allRateNames.find((one) => one === name)
  if (!known) return undefined
  if (today === undefined) throw new Error(`{{rate:${name}}} stands where no day is known`)
  return words(rateOn(known, today) ?? NOT_CHECKED[known] ?? 'an amount that the law sets')
}

function find(inside: string, today: string | undefined): Fact | undefined {
  const [, kind = '', name = ''] = inside.match(/^([a-z]+):([a-z\d-]+)$/) ?? []
  if (kind === 'rate') return rateFact(name, today)
  const rows = Object.hasOwn(facts, kind) ? facts[kind] : undefined
  return rows && Object.hasOwn(rows, name) ? rows[name] : undefined
}

/** Whether a rate is known by its name is the same on every day. */
const ANY_DAY = '2026-04-06'

/** What stands between the brackets of each placeholder of a text: `council:phone`. */
export const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, inside = '']) => inside)

/**
 * The placeholders of a text that stand for nothing, as they are written.
 * @param own names that a text may use besides, without a kind: `{{code}}` in a letter.
 */
export const unknownPlaceholders = (text: string, own: readonly string[] = []): string[] =>
  [...text.matchAll(PLACEHOLDER)]
    .filter(([, inside = '']) => !own.includes(inside) && !find(inside, ANY_DAY))
    .map(([whole]) => whole)

/** Every placeholder there is, as it is written: `{{council:phone}}`. */
export const knownPlaceholders = (): string[] =>
  [
    ...Object.entries(facts).flatMap(([kind, rows]) => Object.keys(rows).map((name) => `${kind}:${name}`)),
    ...allRateNames.map((name) => `rate:${name}`),
  ].map((inside) => `{{${inside}}}`)

function fill(
  text: string,
  today: string | undefined,
  say: (fact: Fact) => string,
  own: Readonly<Record<string, string>> = {},
): string {
  return text.replace(PLACEHOLDER, (whole, inside: string) => {
    const said = Object.hasOwn(own, inside) ? own[inside] : undefined
    const fact = said === undefined ? find(inside, today) : words(said)
    if (!fact) throw new Error(`${whole} stands for nothing that is known`)
    return say(fact)
  })
}

/**
 * Markdown with its facts put in, phone numbers as links.
 * @param today the day whose rates it names: 2026-11-29.
 * @throws Error when a placeholder is unknown.
 */
export const fillMarkdown = (markdown: string, today: string): string =>
  fill(markdown, today, ({ text, href }) => (href ? `[${text}](${href})` : text))

/**
 * Text with its facts put in, for titles and names, which name no rate: they are the same on every day.
 * @throws Error when a placeholder is unknown, or a rate.
 */
export const fillText = (text: string): string => fill(text, undefined, (fact) => fact.text)

/**
 * Text of a letter with its facts and its own fields put in; it names no rate either.
 * @param own what each of its own placeholders says. It is put in as it stands: nothing inside it is filled again.
 * @throws Error when a placeholder is unknown, or a rate.
 */
export const fillLetter = (text: string, own: Readonly<Record<string, string>>): string =>
  fill(text, undefined, (fact) => fact.text, own)
