import type { Temporal } from 'temporal-polyfill'
import { type Form, questionsOf } from '#src/forms/engine/form.ts'
import { type Paper, paperOf, type ReaderAnswer, readersOf } from '#src/forms/engine/paper.ts'
import type { Answers } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { walk } from '#src/forms/engine/walk.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { type Listener, say, type Voice } from '#src/forms/engine/words.ts'
import { listenerOf, surroundingsAt } from '#src/settings/surroundings.ts'

/** How the readers of a paper form are named in its address. */
const READERS = { me: 'you', someone: 'behalf', professional: 'professional' } as const
export type ReaderName = keyof typeof READERS

export interface ShownPaper {
  paper: Paper
  listener: Listener
  /** Whom it is printed for. */
  reader: ReaderName
  /** Who else it can be printed for, itself among them; one alone where the form speaks to everybody alike. */
  readers: readonly ReaderName[]
  /** Whether these readers can have it in Easy Read: what only professionals are asked has no twin. */
  hasEasyRead: boolean
  /** The question that says whose words these are, answered already. */
  given: { title: string; said: string } | undefined
}

const nameOf = (voice: Voice): ReaderName =>
  (Object.keys(READERS) as ReaderName[]).find((name) => READERS[name] === voice) ?? 'me'

/**
 * A form to be printed blank, in the words of whoever it is for.
 * @param asked the reader as named in the address; anything else is the first the form has words for.
 * @param reading how it is to be read; large print and calm are plain words.
 */
export function showPaper(
  form: Form,
  asked: string | null,
  now: Temporal.Instant,
  reading: ReadingStyle = 'plain',
): ShownPaper {
  const readers = readersOf(form)
  const chosen = readers.find(({ voice }) => nameOf(voice) === asked) ?? readers[0]
  if (!chosen) throw new Error(`The form “${form.id}” speaks to nobody`)
  const hasEasyRead = chosen.voice !== 'professional'
  const listener = listenerOf(
    form,
    walk(form, { answers: answersOf(form, chosen), passed: {} }, surroundingsAt(now)),
    hasEasyRead ? reading : 'plain',
  )
  return {
    paper: paperOf(form, chosen, listener),
    listener,
    reader: nameOf(chosen.voice),
    readers: readers.map(({ voice }) => nameOf(voice)),
    hasEasyRead,
    given: givenInWords(form, chosen, listener),
  }
}

function answersOf(form: Form, { given }: ReaderAnswer): Answers {
  const question = given && questionsOf(form).get(given.id)
  const answer = question && readAnswer(given.id, question, { [given.id]: [given.value] }).answer
  return answer ? { [given.id]: answer } : {}
}

function givenInWords(form: Form, { given }: ReaderAnswer, listener: Listener): ShownPaper['given'] {
  const question = given && questionsOf(form).get(given.id)
  const option = question?.control.shows.options?.find(({ value }) => value === given?.value)
  if (!question || !option) return undefined
  return { title: say(question.asks.title, listener), said: say(option.label, listener) }
}
