import { readFileSync } from 'node:fs'
import Holidays from 'date-holidays'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import {
  bankHolidaysSchema,
  calendar,
  calendarFrom,
  council,
  councilSchema,
  parseContent,
  standards,
  standardsSchema,
} from '#src/settings/council.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../content/${name}`, import.meta.url), 'utf8'))

describe('bank holidays', () => {
  const known = [...calendar.bankHolidays.keys()]

  it('are those of England and Wales, written out here a second time', () => {
    const published: Record<string, string> = {
      2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
      2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
      2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
      2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26',
    }
    const dates = Object.entries(published).flatMap(([year, days]) =>
      days.split(' ').map((each) => `${year}-${each}`),
    )
    expect(known).toEqual(dates)
    expect(calendar.lastYear).toBe(2028)
  })

  it('agree with an independent list', () => {
    const independent = new Holidays('GB', 'ENG')
    const dates = [2025, 2026, 2027, 2028]
      .flatMap((year) => independent.getHolidays(year))
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => holiday.date.slice(0, 10))
      // It also names the weekend day that a substitute stands in for.
      .filter((date) => Temporal.PlainDate.from(date).dayOfWeek <= 5)
    expect(known).toEqual(dates)
  })

  const parse = (file: unknown) =>
    parseContent('content/bank-holidays.json', bankHolidaysSchema, JSON.stringify(file))

  it('may be GOV.UK’s whole file, with its other divisions and fields', () => {
    const file = { ...read('bank-holidays.json'), scotland: { division: 'scotland', events: [] } }
    expect(calendarFrom(parse(file), ['2026-12-29'])).toEqual({
      ...calendar,
      closures: new Set(['2026-12-29']),
    })
  })

  it.each([
    ['a year cut short', (dates: string[]) => dates.slice(0, -1), 'every bank holiday of every year'],
    [
      'a year left out',
      (dates: string[]) => dates.filter((date) => !date.startsWith('2027')),
      'no year left out',
    ],
    ['a date twice', (dates: string[]) => [...dates, '2028-12-26'], 'must not name a date twice'],
    ['a date that is not one', (dates: string[]) => [...dates, '2028-02-30'], 'must be a real date'],
    ['nothing', () => [], 'must name the bank holidays'],
  ])('are refused with %s', (_name, change, reason) => {
    const file = read('bank-holidays.json')
    file['england-and-wales'].events = change(known).map((date) => ({ title: 'Day', date }))
    expect(() => parse(file)).toThrow(reason)
  })
})

describe('the demonstration council', () => {
  it('is marked as one and uses only made-up contact details', () => {
    expect(council.isDemonstration).toBe(true)
    // Ofcom keeps these ranges free for drama.
    for (const phone of Object.values(council.phones))
      expect(phone).toMatch(/^(020 7946 0\d{3}|07700 900\d{3})$/)
    const { bill, advice = [] } = council.chargeNotice ?? {}
    for (const { phone } of [...advice, ...(bill ? [bill] : [])]) expect(phone).toMatch(/^020 7946 0\d{3}$/)
    for (const contact of Object.values(council.emergencyDuty))
      expect(contact.email).toMatch(/@example\.org$/)
  })

  it('shows only these national numbers', () => {
    expect(Object.values(council.nationalPhones)).toEqual(['999', '18000', '101', '111', '116 123'])
  })

  it('keeps drafts of a safeguarding concern for a day and of every other form for 28', () => {
    const { 'safeguarding-concern': safeguarding, ...others } = council.draftHours
    expect(safeguarding).toBe(24)
    expect(new Set(Object.values(others))).toEqual(new Set([28 * 24]))
  })

  it('promises triage by the end of the next working day', () => {
    expect(standards.triage.within).toEqual({ unit: 'working-days', count: 1 })
    expect(council.promiseRule).toBe('A')
  })
})

describe('a wrong file is refused in a sentence naming the file and the field', () => {
  const council = read('council.json')
  it.each([
    [{ ...council, name: undefined }, '"name" is missing.'],
    [{ ...council, name: ' ' }, '"name" must not be empty.'],
    [{ ...council, nmae: 'Alderbrook' }, '"nmae" is not a setting of this file.'],
    [{ ...council, isDemonstration: 'no' }, '"isDemonstration" must be boolean.'],
    [{ ...council, promiseRule: 'C' }, '"promiseRule" must be ("A" | "B").'],
    [
      { ...council, officeHours: { opensAt: '9am', closesAt: '17:00' } },
      '"officeHours.opensAt" must be a time of day like 17:00.',
    ],
    [
      { ...council, officeHours: { opensAt: '17:00', closesAt: '09:00' } },
      '"officeHours" must open before it closes.',
    ],
    [{ ...council, closureDays: ['29 December'] }, '"closureDays.0" must be a date like 2026-12-29.'],
    [{ ...council, closureDays: ['2026-02-30'] }, '"closureDays.0" must be a real date, like 2026-12-29.'],
    [
      { ...council, postcodeDistricts: ['CR0 1AA'] },
      '"postcodeDistricts.0" must be the first half of a postcode, like CR0.',
    ],
    [{ ...council, exitSite: 'javascript:alert(1)' }, '"exitSite" must start with https://'],
    [
      { ...council, draftHours: { ...council.draftHours, feedback: 0 } },
      '"draftHours.feedback" must be 1 or more.',
    ],
    [
      { ...council, draftHours: { ...council.draftHours, feedbak: 24 } },
      '"draftHours.feedbak" is not a setting of this file.',
    ],
    [{ ...council, draftHours: { feedback: 24 } }, '"draftHours.default" is missing.'],
    [
      { ...council, chargeNotice: { ...council.chargeNotice, whileLookingAgain: 'hope' } },
      '"chargeNotice.whileLookingAgain" must be ("pay-and-pay-back" | "need-not-pay").',
    ],
    [
      { ...council, chargeNotice: { ...council.chargeNotice, advice: [] } },
      '"chargeNotice.advice" must name somebody, or be left out.',
    ],
    [
      { ...council, chargeNotice: { bill: { ...council.chargeNotice.bill, covers: [] } } },
      '"chargeNotice.bill.covers" must name what bills are sent for.',
    ],
    [{ ...council, budgets: { ...council.budgets, files: undefined } }, '"budgets.files" is missing.'],
    [
      { ...council, budgets: { ...council.budgets, sends: { perAddress: 0, inAll: 1 } } },
      '"budgets.sends.perAddress" must be 1 or more.',
    ],
    [
      { ...council, networks: [{ name: 'Hospital', addresses: ['192.0.2.0/33'], times: 20 }] },
      '"networks.0.addresses.0" must be a network address like 192.0.2.7 or 192.0.2.0/24.',
    ],
    [
      { ...council, networks: [{ name: 'Hospital', addresses: ['hospital.example.org'], times: 20 }] },
      '"networks.0.addresses.0" must be a network address like 192.0.2.7 or 192.0.2.0/24.',
    ],
    [null, '"the whole file" must be Object.'],
  ])('%#: %s', (file, sentence) => {
    expect(() => parseContent('content/council.json', councilSchema, JSON.stringify(file))).toThrow(
      `content/council.json cannot be used: ${sentence}`,
    )
  })

  it('names every fault at once', () => {
    const file = { ...council, name: undefined, area: 7 }
    expect(() => parseContent('content/council.json', councilSchema, JSON.stringify(file))).toThrow(
      '"name" is missing; "area" must be string.',
    )
  })

  it('refuses what is not JSON, and a triage standard that is not in working days', () => {
    expect(() => parseContent('content/council.json', councilSchema, '{ oops')).toThrow(
      'content/council.json is not JSON.',
    )
    const file = read('standards.json')
    file.triage.within = { unit: 'hours', count: 24 }
    expect(() => parseContent('content/standards.json', standardsSchema, JSON.stringify(file))).toThrow(
      'content/standards.json cannot be used: "triage.within.unit" must be "working-days".',
    )
  })
})
