import { isKeptOff } from './hide-rule.ts'
import { type Json, WAYS_OUT } from './question.ts'
import type { Snapshot, SnapshotEntry } from './snapshot.ts'

/** Said on every copy, whatever was left out of it and whatever was answered. Question bank A2, rule 3. */
export const NOT_EVERY_ANSWER = 'This copy does not show every answer.'

/** What a copy says where a question was asked and left blank. */
export const NOT_ANSWERED = 'Not answered yet'

export interface CopyLine {
  question: string
  /** A line each; of a question left blank the one line that says so. */
  answer: readonly string[]
}

/** What somebody sent, as far as a copy of it may show it. */
export interface CopyDocument {
  title: string
  parts: readonly { title: string; lines: readonly CopyLine[] }[]
  /** Contact, or answering, is not safe, or nobody said: it is shown on the screen and leaves it in no other way. */
  isScreenOnly: boolean
}

/** Flags that say that contact, or answering, is not safe. */
export const screenOnlyFlags: readonly string[] = ['fl-safe-contact', 'fl-unsafe']

/** Whether flags say that nothing about a submission may leave the screen of the device it was sent from. */
export const isScreenOnly = (flags: readonly string[]): boolean =>
  flags.some((flag) => screenOnlyFlags.includes(flag))

/**
 * Whether somebody answered both what a message may do and who must not find out. What was sent before that is treated as
 * unsafe: nothing goes by itself, and no copy leaves the screen.
 */
export const isContactAnswered = (answers: Snapshot['answers']): boolean =>
  ['message-safe', 'hide-who'].every((id) => answers[id] !== undefined && answers[id] !== null)

/**
 * Whether nothing of a submission may leave the screen: flags say that it is not safe, or nobody said yet that it is.
 * @param flags Ids of the flags raised.
 */
export const staysOnScreen = (flags: readonly string[], { answers }: Pick<Snapshot, 'answers'>): boolean =>
  isScreenOnly(flags) || !isContactAnswered(answers)

/**
 * The copy of what was sent. Leaves out what must never be in one (`isKeptOff`), each answer with its question. A
 * heading of which nothing is left goes too.
 * @param flags Ids of the flags raised.
 * @param easyRead As the person read it in Easy Read, where they did.
 * @returns Undefined where a reference is all there is: of a safeguarding concern, and for professionals.
 */
export function copyOf(
  snapshot: Snapshot,
  flags: readonly string[],
  isSafeguarding: boolean,
  easyRead = false,
): CopyDocument | undefined {
  if (isSafeguarding || snapshot.voice === 'professional') return undefined
  const parts = snapshot.parts.map(({ title, easyReadTitle, pages }) => ({
    title: (easyRead && easyReadTitle) || title,
    lines: pages
      // What is ticked beside "Send" is about sending, and is asked less where contact is not safe.
      .filter((page) => page.name !== 'check')
      .flatMap((page) => page.entries)
      .filter((entry) => !isHidden(entry, snapshot.answers[entry.id]))
      .map((entry) => lineOf(entry, easyRead)),
  }))
  return {
    title: (easyRead && snapshot.easyReadTitle) || snapshot.formTitle,
    parts: parts.filter(({ lines }) => lines.length > 0),
    isScreenOnly: staysOnScreen(flags, snapshot),
  }
}

function isHidden(entry: SnapshotEntry, answer: Json | undefined): boolean {
  // Words may be "unsafe" too: only a way out, or an answer within another, says so.
  const canSayUnsafe = entry.state === 'way-out' || isOfGroups(answer)
  return isKeptOff(entry.feeds, (canSayUnsafe && names(answer, 'unsafe')) || isTypedUnsafe(entry))
}

/** A list of answers by field. Files are listed alike: one of that name is left out too, which harms nobody. */
const isOfGroups = (answer: Json | undefined): boolean =>
  Array.isArray(answer) && answer.some((one) => typeof one === 'object' && one !== null)

/** Ticked beside something else: by its words, or by its value in what was sent before those were kept. */
const isTypedUnsafe = ({ typed = [] }: SnapshotEntry): boolean =>
  typed.includes(WAYS_OUT.unsafe) || typed.includes('unsafe')

function names(answer: Json | undefined, value: string): boolean {
  if (typeof answer !== 'object' || answer === null) return answer === value
  return Object.values(answer).some((part) => names(part, value))
}

function lineOf(entry: SnapshotEntry, easyRead: boolean): CopyLine {
  const { title, said, typed = entry.typed ?? [] } = (easyRead && entry.easyRead) || entry
  const answer = [...said, ...typed]
  return { question: title, answer: answer.length > 0 ? answer : [NOT_ANSWERED] }
}

/**
 * A copy as plain text, for any program on any device: lines end the way the oldest of them needs.
 * @param head What stands above it: the council, the reference, when it was sent.
 */
export function copyAsText(copy: CopyDocument, head: readonly string[]): string {
  const lines = [
    ...head,
    '',
    copy.title,
    '',
    NOT_EVERY_ANSWER,
    ...copy.parts.flatMap((part) => [
      '',
      '',
      part.title,
      '-'.repeat([...part.title].length),
      ...part.lines.flatMap(({ question, answer }) => [
        '',
        question,
        ...answer.flatMap((line) => line.split('\n').map((piece) => `  ${piece}`)),
      ]),
    ]),
    '',
  ]
  return lines.join('\r\n')
}
