import { type Condition, type Facts, questionsRead, remaining } from './conditions.ts'
import { ifInWords, leadByNumber, onlyIfByNumber, onlyIfInWords } from './explain.ts'
import { checkPageOf, type Form, questionsOf, readerOf } from './form.ts'
import type { AnyQuestion } from './question.ts'
import type { NamedPage } from './block.ts'
import { type Listener, say, type Voice, VOICES } from './words.ts'

export interface PaperQuestion {
  /** From 1 through the whole form. */
  number: number
  id: string
  /** With the options and ways out that are offered to these readers. */
  question: AnyQuestion
  /** A sentence saying when to answer it, where that depends on another answer; in Easy Read several, by line. */
  onlyIf: string | undefined
  optional: boolean
  /** What stands above those of its options that depend on another answer, by option. */
  leads: Readonly<Record<string, string>>
}

export interface PaperPage {
  title: string | undefined
  lead: string | undefined
  /** Says when to read or answer all of it. */
  onlyIf: string | undefined
  questions: readonly PaperQuestion[]
}

/** A form to be filled in with a pen. */
export interface Paper {
  parts: readonly { title: string; pages: readonly PaperPage[] }[]
  /** What is asked beside "Send". */
  check: PaperPage | undefined
}

/** Which answer says whose words a form speaks: none where it speaks to everybody alike. */
export interface ReaderAnswer {
  voice: Voice
  /** The question and the one value that means this voice; its page need not be printed then. */
  given: { id: string; value: string } | undefined
}

const factsGiven = (form: Form, given: ReaderAnswer['given'], voice: Voice | undefined): Facts => ({
  form: form.number,
  values: (id) => (id === given?.id ? [given.value] : []),
  hasSome: (id) => id === given?.id,
  number: () => undefined,
  // Other values are worked out from answers, and a blank form has none.
  derived: (name) => (name === 'reader' ? voice : undefined),
})

/** Everybody a form has words for, each with the answer that means them. */
export function readersOf(form: Form): ReaderAnswer[] {
  const { you, professional } = form.reader
  const [id] = questionsRead(you)
  const values = (id && questionsOf(form).get(id)?.control.shows.options) || []
  const isSpokenTo = (given: ReaderAnswer['given']) =>
    readerOf(
      form,
      (condition) => remaining(condition, factsGiven(form, given, undefined), new Set()) === true,
    )
  if (!id || (professional && questionsRead(professional).some((other) => other !== id))) {
    return [{ voice: isSpokenTo(undefined), given: undefined }]
  }
  return VOICES.flatMap((voice) => {
    const meaning = values.filter(({ value }) => isSpokenTo({ id, value }) === voice)
    const [only] = meaning
    if (!only) return []
    return [{ voice, given: meaning.length === 1 ? { id, value: only.value } : undefined }]
  })
}

/** The same condition with each of its parts said once: a page and its question may ask for the same. */
function once(condition: Condition): Condition {
  if (condition.op !== 'any' && condition.op !== 'all') return condition
  const parts = new Map(condition.of.map(once).map((part) => [JSON.stringify(part), part]))
  const [first] = parts.values()
  return parts.size === 1 && first ? first : { op: condition.op, of: [...parts.values()] }
}

/**
 * A form as it is printed for one kind of reader: every question that may apply to them, in order, with the
 * condition of each follow-up as a sentence. What cannot apply to them is left out.
 * @param listener Speaks to `reader`, with every slot of the form's words.
 */
export function paperOf(form: Form, reader: ReaderAnswer, listener: Listener): Paper {
  const tell = (words: string) => say(words, listener)
  const facts = factsGiven(form, reader.given, reader.voice)
  const open = new Set<string>()
  const printed: Record<string, AnyQuestion> = {}
  const numbers = new Map<string, number>()
  const left = (condition: Condition | undefined) =>
    condition === undefined ? true : remaining(condition, facts, open)

  /** With the numbers of the questions it depends on, where they are not on the same page. */
  function sentence(
    condition: Condition | boolean,
    page: NamedPage,
    does: 'answer' | 'read' = 'answer',
  ): string | undefined {
    if (typeof condition === 'boolean') return undefined
    const read = questionsRead(condition)
    const said = once(condition)
    if (listener.easyRead) return onlyIfByNumber(said, printed, numbers, tell, does)
    if (read.every((id) => id in page.ask)) {
      const here = Object.fromEntries(Object.entries(printed).filter(([id]) => id in page.ask))
      return onlyIfInWords(said, here, tell)
    }
    return `${onlyIfInWords(said, printed, tell)} Look at ${atQuestions(read)}.`
  }

  /** What stands above the options that are only for some; nothing where not all of it can be said. */
  function leadsOf(question: AnyQuestion, page: NamedPage): PaperQuestion['leads'] {
    const leads = (question.control.shows.options ?? []).flatMap(({ value, when }) =>
      when ? [[value, lead(once(when), page)] as const] : [],
    )
    // An option without its lead would be read under the one before it.
    if (leads.some(([, said]) => said === undefined)) return {}
    return Object.fromEntries(leads) as PaperQuestion['leads']
  }

  function lead(when: Condition, page: NamedPage): string | undefined {
    if (listener.easyRead) return leadByNumber(when, printed, numbers, tell)
    const read = questionsRead(when)
    const here = Object.fromEntries(Object.entries(printed).filter(([id]) => id in page.ask))
    if (read.every((id) => id in page.ask)) return `If ${ifInWords(when, here, tell)}:`
    return `If ${ifInWords(when, printed, tell)} (${atQuestions(read)}):`
  }

  function atQuestions(ids: readonly string[]): string {
    const at = ids.flatMap((id) => numbers.get(id) ?? []).toSorted((a, b) => a - b)
    const listed = at.length < 2 ? at.join('') : `${at.slice(0, -1).join(', ')} and ${at.at(-1)}`
    return `question${at.length > 1 ? 's' : ''} ${listed}`
  }

  function pageOf(page: NamedPage): PaperPage[] {
    const questions = Object.entries(page.ask).flatMap(([id, declared]): PaperQuestion[] => {
      const when = left(declared.asks.when)
      if (when === false || id === reader.given?.id) return []
      const question = declared.offered?.(left) ?? declared
      open.add(id)
      printed[id] = question
      numbers.set(id, numbers.size + 1)
      const { optional, mustWhen } = question.asks
      return [
        {
          number: numbers.size,
          id,
          question,
          onlyIf: sentence(when, page),
          leads: leadsOf(question, page),
          optional:
            optional === true ||
            left(mustWhen) === false ||
            (form.blanks === 'optional' && !form.needs.some((fact) => fact.anyOf.includes(id))),
        },
      ]
    })
    const told = page.tellsWhen ? left(page.tellsWhen) : false
    if (questions.length === 0 && told === false) return []
    const [first] = questions
    const shared = questions.every(({ onlyIf }) => onlyIf === first?.onlyIf) && questions.length > 1
    return [
      {
        title: page.title && tell(page.title),
        lead: page.lead && tell(page.lead),
        onlyIf: shared ? first?.onlyIf : sentence(told, page, 'read')?.replace('Only answer', 'Only read'),
        questions: shared ? questions.map((one) => ({ ...one, onlyIf: undefined })) : questions,
      },
    ]
  }

  const parts = form.parts.map((part) => ({ title: tell(part.title), pages: part.pages.flatMap(pageOf) }))
  const [check] = pageOf(checkPageOf(form))
  return { parts: parts.filter(({ pages }) => pages.length > 0), check }
}
