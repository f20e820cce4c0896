import * as v from 'valibot'
import { emailAddress } from '#src/domain/email.ts'
import { plainSigns } from '#src/domain/plain-signs.ts'
import { readDay } from './schedule.ts'

/** What no text of a service needs: things that run, load or frame something. */
const RUNS = /<\s*\/?\s*(?:script|iframe|object|embed|svg|math|style|link|meta|base|form|img|video|audio)\b/i
const HANDLER = /<[^>]*\s(?:on\w+\s*=|(?:href|src)\s*=\s*["']?\s*(?:javascript|data|vbscript)\s*:)/i
const TAG = /<\/?[a-z][^<>]*>/gi
const NEW_LINE = /<(?:br|\/p|\/li|\/h[1-6]|\/div)\b[^<>]*>/gi
const UNSEEN = /(?![\t\n\r])\p{Cc}|\p{Cf}|[\uFFFE\uFFFF]/gu
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  '#39': "'",
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  pound: '£',
}

const decoded = (text: string) =>
  text.replaceAll(/&(#?\w{2,6});/g, (whole, name: string) => ENTITIES[name.toLowerCase()] ?? whole)

/** Whether a text holds nothing that would run in a browser, as it stands or with its entities decoded. */
export const isHarmless = (text: string) =>
  [text, decoded(text)].every((form) => !RUNS.test(form) && !HANDLER.test(form))

/** Plain words: marks of formatting become lines, what cannot be seen goes. */
export const cleanText = (text: string): string =>
  decoded(text.replaceAll(NEW_LINE, '\n').replaceAll(TAG, ' '))
    // What was written as entities is words now: no tag comes out of it.
    .replaceAll(TAG, ' ')
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(UNSEEN, '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

const blankIsNone = (text: string) => (text === '' ? undefined : text)

/** The faults that are no slips: somebody meant harm, or was made to. */
export const RUNS_SOMETHING = 'holds a script or something else that runs'
const OPENS_SOMETHING = 'must be a web address: it is one that runs or opens something else'

export const isDangerous = (fault: string): boolean => fault === RUNS_SOMETHING || fault === OPENS_SOMETHING

/** Words that must be there. @param longest in characters, after cleaning. */
export const words = (longest: number) =>
  v.pipe(
    v.string('must be text'),
    v.check(isHarmless, RUNS_SOMETHING),
    v.transform(cleanText),
    v.maxLength(longest, `must have at most ${longest} characters`),
    v.nonEmpty('must not be empty'),
  )

/** Words that may be missing, null or blank. */
export const maybeWords = (longest: number) =>
  v.pipe(
    v.nullish(v.string('must be text'), ''),
    v.check(isHarmless, RUNS_SOMETHING),
    v.transform(cleanText),
    v.maxLength(longest, `must have at most ${longest} characters`),
    v.transform(blankIsNone),
  )

const isSafeScheme = (text: string) =>
  !/^\s*(?:javascript|data|vbscript|file|blob|about)\s*:/i.test(
    text.replaceAll(UNSEEN, '').replaceAll(/[\t\n\r]/g, ''),
  )

/** A web address, or nothing where there is none that can be used; `www.example.org` is one too. */
export const maybeUrl = v.pipe(
  v.nullish(v.string('must be text'), ''),
  v.maxLength(2_048, 'must have at most 2048 characters'),
  v.check(isSafeScheme, OPENS_SOMETHING),
  v.transform((typed) => {
    const text = typed.trim()
    if (text === '') return undefined
    const url = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`)
    const isUsable =
      url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username
    return isUsable && !/\s/.test(text) ? url.href : undefined
  }),
)

const emailShape = v.pipe(v.string(), v.email())

/** An email address, or nothing where it is not one. */
export const maybeEmail = v.pipe(
  v.nullish(v.string('must be text'), ''),
  v.maxLength(320, 'must have at most 320 characters'),
  v.transform((text) => {
    const address = emailAddress(plainSigns(text))
    return v.is(emailShape, address) ? address : undefined
  }),
)

/** A day, `2026-11-22`, also of a moment; nothing where it is none. */
export const maybeDay = v.pipe(v.nullish(v.string('must be text'), ''), v.transform(readDay))

/** A number, also where it is written as text, as a price or as an age: “£5.00”, “18+”; nothing where it is none. */
export const maybeNumber = v.pipe(
  v.nullish(v.union([v.number(), v.string()]), ''),
  v.transform((given) => {
    const text = plainSigns(String(given)).replace(/^£ ?|(?<=\d),(?=\d{3})|\+$| ?years?(?: old)?$/gi, '')
    const number = text === '' ? Number.NaN : Number(text)
    return Number.isFinite(number) && Math.abs(number) < 1e7 ? number : undefined
  }),
)
