import { type Condition, holds } from './conditions.ts'
import { type Form, questionsOf, readerOf } from './form.ts'
import { feedsOf } from './hide-rule.ts'
import type { Answer, Answers, AnyQuestion, Feed, Json, Tell, Typed } from './question.ts'
import { exportAnswer, writeAnswer, writeTyped } from './read-answer.ts'
import type { ReadingStyle } from './reading-style.ts'
import type { Walk } from './walk.ts'
import { type Listener, say, sayWithin, type Voice } from './words.ts'

/** A question as it was asked, beside its answer as a person reads it. Complete in itself for ten years. */
export interface SnapshotEntry {
  id: string
  title: string
  kind: string
  state: 'answered' | 'way-out' | 'not-answered'
  /** The answer in words, a line each. Empty when not answered. */
  said: readonly string[]
  /** What was asked and answered as Easy Read worded it, where the person read it so. */
  easyRead?: { title: string; said: readonly string[]; typed?: readonly string[] }
  /** Typed, but not readable as an answer: shown to the worker as it stands, a box by its words. */
  typed?: readonly string[]
  feeds: readonly Feed[]
}

export interface Snapshot {
  /** Of this shape; goes up when the shape changes. */
  snapshotVersion: 1
  form: string
  formVersion: number
  formTitle: string
  /** How the person read it when it was sent: of those who do not read plain words a communication need. */
  reading?: ReadingStyle
  /** The title as Easy Read words it, where any of it was answered so. */
  easyReadTitle?: string
  voice: Voice
  /** The form spoke to its sender as "you", and was about somebody else. */
  isForOther?: true
  parts: readonly {
    title: string
    /** The same as Easy Read words it. */
    easyReadTitle?: string
    pages: readonly { name: string; title: string; entries: readonly SnapshotEntry[] }[]
  }[]
  /** For other programs: keyed by question id. */
  answers: Readonly<Record<string, Json>>
  notAnswered: readonly string[]
}

/** Who the form speaks to, from the answers given so far. */
export function listenerFor(
  form: Form,
  answers: Answers,
  holdsNow: (condition: Condition) => boolean,
  slots: Readonly<Record<string, string>>,
): Listener {
  const voice = readerOf(form, holdsNow)
  const named = form.nameFrom.map((id) => answers[id]).find((answer) => answer && 'value' in answer)
  const name = named && 'value' in named && typeof named.value === 'string' ? named.value : NOBODY_NAMED
  const listener = { voice, slots: { ...slots, name } }
  const others = Object.entries(form.alsoNames ?? {}).map(([slot, { repeat, field, otherwise }]) => [
    slot,
    firstInGroups(answers[repeat], field) ?? sayWithin(otherwise, listener),
  ])
  return { voice, slots: { ...listener.slots, ...Object.fromEntries(others) } }
}

const NOBODY_NAMED = 'the person'

/** The same listener with nobody named: for what a browser keeps, such as the titles in its history. */
export function namingNobody({ alsoNames = {} }: Form, listener: Listener): Listener {
  const unnamed = { ...listener, slots: { ...listener.slots, name: NOBODY_NAMED } }
  const others = Object.entries(alsoNames).map(([slot, { otherwise }]) => [
    slot,
    sayWithin(otherwise, unnamed),
  ])
  return { ...unnamed, slots: { ...unnamed.slots, ...Object.fromEntries(others) } }
}

/**
 * The same listener, with a note of whether anything that is said to them names somebody. Only what is said can tell: a
 * question that names the person to one reader says "you" to another.
 * @returns `isNamed` answers for what was said until then; `unnamed` is the listener with nobody named.
 */
export function noticingNames(form: Form, listener: Listener): Noticing {
  const unnamed = namingNobody(form, listener)
  let isNamed = false
  const slots = { ...unnamed.slots }
  for (const [slot, name] of Object.entries(listener.slots)) {
    if (unnamed.slots[slot] === name) continue
    // Not with the others when they are copied: a copy would say the name unnoticed.
    Object.defineProperty(slots, slot, {
      enumerable: false,
      get: () => {
        isNamed = true
        return name
      },
    })
  }
  return { listener: { ...listener, slots }, unnamed, isNamed: () => isNamed }
}

export interface Noticing {
  readonly listener: Listener
  readonly unnamed: Listener
  readonly isNamed: () => boolean
}

/** What was typed in a field of the first group of a repeated question. */
function firstInGroups(answer: Answer | undefined, field: string): string | undefined {
  const groups = answer && 'value' in answer && Array.isArray(answer.value) ? answer.value : []
  const [first] = groups
  const given =
    typeof first === 'object' && first !== null && !Array.isArray(first) ? first[field] : undefined
  const isGiven = typeof given === 'object' && given !== null && 'value' in given
  return isGiven && typeof given.value === 'string' ? given.value : undefined
}

/** How a person read the form that a snapshot is taken of. */
export interface HowRead {
  reading: ReadingStyle
  /** Questions answered in Easy Read, whatever the page looks like now. */
  easyRead: readonly string[]
}

/**
 * Freezes what was asked and answered, in plain words whoever read it; what was read in Easy Read is kept beside.
 * @param unread What was typed on each page and could not be read as an answer, field by field.
 * @param isSent Whether the check page is part of it: only once it was sent.
 */
export function takeSnapshot(
  form: Form,
  walked: Walk,
  listener: Listener,
  unread: Readonly<Record<string, Typed>>,
  isSent = false,
  { reading, easyRead }: HowRead = { reading: 'plain', easyRead: [] },
): Snapshot {
  const tell = (words: string) => say(words, { ...listener, easyRead: false })
  const tellEasily = (words: string) => say(words, { ...listener, easyRead: true })
  const isEasy = reading === 'easy-read' || easyRead.length > 0
  const easyTitle = (words: string) => (isEasy ? { easyReadTitle: tellEasily(words) } : {})
  const entry = (
    id: string,
    question: AnyQuestion,
    answer: Answer | undefined,
    typedHere: Typed = {},
    declared = question,
  ) => {
    const inWords = (as: Tell) => {
      const said = answer ? writeAnswer(question, answer, as) : []
      // A box that is not offered any more has its words all the same.
      const typed = writeTyped(id, declared, typedHere, as).filter((line) => !said.includes(line))
      return { said, ...(typed.length > 0 ? { typed } : {}) }
    }
    return {
      id,
      title: tell(question.asks.title),
      kind: question.kind,
      state: answer === undefined ? 'not-answered' : 'out' in answer ? 'way-out' : 'answered',
      ...inWords(tell),
      ...(reading === 'easy-read' || easyRead.includes(id)
        ? { easyRead: { title: tellEasily(question.asks.title), ...inWords(tellEasily) } }
        : {}),
      feeds: feedsOf(question),
    } satisfies SnapshotEntry
  }
  const parts = form.parts.map((part) => ({
    title: tell(part.title),
    ...easyTitle(part.title),
    pages: part.pages.flatMap((page) => {
      const here = walked.pages.find((one) => one.page.name === page.name)
      if (!here || here.asked.length === 0) return []
      const entries = here.asked.map(({ id, question }) =>
        entry(id, question, walked.counts[id], unread[page.name], page.ask[id]),
      )
      return [{ name: page.name, title: pageTitle(page.title, entries, tell), entries }]
    }),
  }))
  if (isSent && walked.check) {
    const entries = walked.check.asked.map(({ id, question }) => entry(id, question, walked.counts[id]))
    const title = pageTitle(form.check.title, entries, tell)
    parts.push({ title, pages: [{ name: walked.check.page.name, title, entries }] })
  }
  const questions = questionsOf(form)
  return {
    snapshotVersion: 1,
    form: form.id,
    formVersion: form.version,
    formTitle: tell(form.title),
    ...easyTitle(form.title),
    ...(reading === 'plain' ? {} : { reading }),
    voice: listener.voice,
    ...(form.reader.forOther && holds(form.reader.forOther, walked.facts) ? { isForOther: true } : {}),
    parts: parts.filter((part) => part.pages.length > 0),
    answers: Object.assign(
      {},
      ...Object.entries(walked.counts).flatMap(([id, answer]) => {
        const question = questions.get(id)
        return question ? [exportAnswer(id, question, answer)] : []
      }),
    ),
    notAnswered: walked.notAnswered,
  }
}

const pageTitle = (
  title: string | undefined,
  entries: readonly SnapshotEntry[],
  tell: (w: string) => string,
) => (title ? tell(title) : (entries[0]?.title ?? ''))
