import { copyLink } from './copy-link.ts'
import { dutyAlert } from './duty-alert.ts'
import type { Letter } from './letter.ts'
import { resumeCode } from './resume-code.ts'
import { statusCode } from './status-code.ts'

/**
 * Every letter, by the name that messages and the folders of `content/letters/` have. The only list of them: a folder
 * that it does not name keeps the portal from starting.
 */
export const letters = {
  'resume-code': resumeCode,
  'status-code': statusCode,
  'copy-link': copyLink,
  'duty-alert': dutyAlert,
} as const satisfies Readonly<Record<string, Letter>>

export type LetterName = keyof typeof letters

/** The names of the letters to these people. */
export type LetterNameTo<To extends Letter['to']> = {
  [Name in LetterName]: (typeof letters)[Name]['to'] extends To ? Name : never
}[LetterName]

/** Whether this is the name of a letter, as a stored message has it, to such people. */
export const isLetterTo = <To extends Letter['to']>(to: To, name: string): name is LetterNameTo<To> =>
  Object.hasOwn(letters, name) && letters[name as LetterName].to === to

/** What a letter is called, for staff. One that another version sent, and this one does not know, keeps its name. */
export const letterInWords = (name: string): string =>
  Object.hasOwn(letters, name) ? letters[name as LetterName].staff : name
