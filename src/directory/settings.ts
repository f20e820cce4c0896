import { join } from 'node:path'
import * as v from 'valibot'
import { text } from '#src/settings/content-checks.ts'
import { contentFolder, readContentFile } from '#src/settings/content-files.ts'
import { parseContent } from '#src/settings/council.ts'
import { codeSigns } from '#src/domain/plain-signs.ts'
import { districtOf, fullPostcode } from '#src/domain/postcode.ts'

const sector = v.pipe(text, v.regex(/^[A-Z]{1,2}\d[A-Z\d]? \d$/, 'must be like CR0 2'))
const words = v.array(v.pipe(text, v.toLowerCase()))

/** The shape of content/directory/settings.json. */
const settingsSchema = v.strictObject({
  /** Parts of the area. `near` names the parts beside each. */
  localities: v.pipe(
    v.array(v.strictObject({ name: text, sectors: v.array(sector), near: v.array(text) })),
    v.check(
      (all) => all.every(({ near }) => near.every((name) => all.some((one) => one.name === name))),
      'must name only localities of the list under "near"',
    ),
  ),
  /** By topic: what feeds call it, besides the name of the topic itself. */
  topics: v.record(text, words),
  /** Whom a service can be for, and what feeds call them. */
  audiences: v.record(text, v.strictObject({ label: text, terms: words })),
  /** What feeds call places whose address must stay secret. */
  secretTerms: words,
  /** A report of a mistake that nobody saw to is deleted after so many days. */
  reportDays: v.pipe(
    v.number(),
    v.integer('must be a whole number of days'),
    v.minValue(1, 'must be 1 or more'),
    v.maxValue(365, 'must be 365 or less'),
  ),
})

/** How the directory is read and searched here: what a council changes when its feed has other words. */
export const directorySettings = parseContent(
  'content/directory/settings.json',
  settingsSchema,
  readContentFile('directory/settings.json'),
)

/** The feed with made-up services, beside the settings. */
export const demonstrationFeed = join(contentFolder, 'directory/demonstration.json')

/** Where somebody looks for help, as far as a postcode tells. */
export interface Place {
  /** As it is shown and kept in an address: `CR0` or `CR0 2`, never a whole postcode. */
  code: string
  district: string
  /** Of the same locality, the one that was typed among them. Empty when only a district is known. */
  sectors: readonly string[]
  /** Of the localities beside it. */
  beside: readonly string[]
}

/**
 * What a postcode, or the first part of one, says about a place: `cr02ab`, `CR0 2` and `CR0` are all read.
 * More than the sector is dropped, so that no home can be told from it.
 * @returns undefined when the text is none of these.
 */
export function placeOf(typed: string): Place | undefined {
  const full = fullPostcode(typed)
  const tidy = full?.slice(0, -2) ?? codeSigns(typed)
  const [, district, digit] = tidy.match(/^([A-Z]{1,2}\d[A-Z\d]?)(?: (\d))?$/) ?? []
  if (district === undefined) return undefined
  if (digit === undefined) return { code: district, district, sectors: [], beside: [] }
  const code = `${district} ${digit}`
  const { localities } = directorySettings
  const own = localities.find(({ sectors }) => sectors.includes(code))
  const beside = localities.filter(({ name }) => own?.near.includes(name)).flatMap(({ sectors }) => sectors)
  return { code, district, sectors: [...new Set([code, ...(own?.sectors ?? [])])], beside }
}

/** The sector of a full postcode: `CR0 2`. */
export const sectorOf = (postcode: string): string | undefined =>
  districtOf(postcode) && fullPostcode(postcode)?.slice(0, -2)

/** What people call the part of the area a sector is in. */
export const localityOf = (code: string): string | undefined =>
  directorySettings.localities.find(({ sectors }) => sectors.includes(code))?.name
