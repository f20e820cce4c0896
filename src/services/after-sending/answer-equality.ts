import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import { countEquality, updateEqualityAnswered } from '#db/queries/equality.ts'
import { keyedHash, seal } from '#db/sealing.ts'
import { quarterOf } from '#src/domain/quarters.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { countedAnswers, equalityAskedOf, readEquality } from '#src/forms/after-sending/equality.ts'
import { findSentForm, type SentForm } from '#src/services/submissions/sent-form.ts'

/** Whether the receipt of the last form of this kind on this device offers the equality questions, and to whom. */
export type EqualityOffer =
  | { readonly is: 'offered'; readonly to: 'sender' | 'person-beside' }
  | { readonly is: 'answered' }

export type EqualityAnswered =
  | { readonly is: 'counted' }
  | { readonly is: 'problems'; readonly problems: readonly Problem[] }
  | { readonly is: 'not-offered' }

/** What the receipt offers; undefined where the questions are not asked. */
export async function showEqualityOffer(
  form: Form,
  visit: string | undefined,
  found?: SentForm,
): Promise<EqualityOffer | undefined> {
  return (await findOffer(form, visit, found))?.offer
}

async function findOffer(form: Form, visit: string | undefined, found?: SentForm) {
  const sent = found ?? (await findSentForm(form, visit))
  // What staff typed in was sent from their desk: nobody it is about is there to answer.
  if (!sent || sent.submission.typedInBy) return undefined
  const { draft, stored } = sent
  const to = equalityAskedOf(form, stored.snapshot.answers)
  if (!to) return undefined
  const offer: EqualityOffer = draft.equalityAnswered ? { is: 'answered' } : { is: 'offered', to }
  return { draftId: draft.id, offer }
}

/** What words are sealed as: the same for everybody, since nothing says whose they are. */
export const wordsContext = (question: string): string => `equality_counts:${question}`

/**
 * Counts the answers, once for a receipt. Two transactions on purpose: what the database notes of one that
 * changed both the receipt's mark and a count would tie them together. With every question left blank nothing is
 * noted at all.
 */
export async function answerEquality(
  form: Form,
  visit: string | undefined,
  typed: Typed,
  now: Temporal.Instant,
): Promise<EqualityAnswered> {
  const found = await findOffer(form, visit)
  if (!found) return { is: 'not-offered' }
  const given = readEquality(typed)
  if (given.is === 'problems') return given
  const counted = countedAnswers(given.answers)
  if (counted.length === 0) return { is: 'counted' }
  if (!(await read((db) => updateEqualityAnswered(db, found.draftId, true)))) return { is: 'counted' }
  const rows = counted.map(({ question, value, words }) => ({
    question,
    value,
    wordsKey: words === undefined ? '' : keyedHash(`${question} ${words}`, 'equality-words'),
    words: words === undefined ? undefined : seal(words, wordsContext(question)),
  }))
  try {
    await transact((tx) => countEquality(tx, quarterOf(now), rows))
  } catch (error) {
    // Nothing was counted: pressing again may.
    await read((db) => updateEqualityAnswered(db, found.draftId, false))
    throw error
  }
  return { is: 'counted' }
}
