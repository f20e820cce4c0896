import type { Walk, WalkedPage } from './walk.ts'

/** A place where somebody stops on the way through a form: a page, or one question of a page. */
export interface Stop {
  page: string
  /** The one question shown there; undefined where the whole page is. */
  question: string | undefined
  isDone: boolean
}

/**
 * The stops of a walk in order.
 * @param oneByOne Question by question, as Easy Read asks. A page that asks nothing is a stop of its own.
 */
export const stopsOf = ({ pages }: Walk, oneByOne: boolean): Stop[] =>
  pages.flatMap(({ page, asked, open, done }): Stop[] => {
    if (!oneByOne || asked.length === 0) return [{ page: page.name, question: undefined, isDone: done }]
    return asked.map(({ id }, at) => ({
      page: page.name,
      question: id,
      // What keeps a page from being done although nothing on it is open is met at its end.
      isDone: !open.includes(id) && (done || open.length > 0 || at < asked.length - 1),
    }))
  })

/** The question that a page opens with where it asks one at a time: the first still open, or its first. */
export const firstQuestionOf = ({ open, asked }: WalkedPage): string | undefined => open[0] ?? asked[0]?.id

/**
 * The question that a page shows where it asks one at a time: the one asked for, if it can be reached.
 * @param anyOrder Every question that applies can be.
 */
export function questionAt(
  here: WalkedPage,
  wanted: string | undefined,
  anyOrder = false,
): string | undefined {
  const at = here.asked.findIndex(({ id }) => id === wanted)
  const isReached = anyOrder || here.asked.slice(0, at).every(({ id }) => !here.open.includes(id))
  return at >= 0 && isReached ? wanted : firstQuestionOf(here)
}
