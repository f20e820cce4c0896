import type { Temporal } from 'temporal-polyfill'
import { read } from '#db/client.ts'
import { listEqualityCounts } from '#db/queries/equality.ts'
import { open } from '#db/sealing.ts'
import { may } from '#src/auth/roles.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { quarterInWords, quarterOf } from '#src/domain/quarters.ts'
import { type ToldCount, toldCounts } from '#src/domain/small-counts.ts'
import { type AnyQuestion, WAYS_OUT } from '#src/forms/engine/question.ts'
import { type Listener, say } from '#src/forms/engine/words.ts'
import { equalityQuestions } from '#src/forms/after-sending/equality.ts'
import { wordsContext } from '#src/services/after-sending/answer-equality.ts'

/** One question's answers in one quarter, as far as they may be told. */
export interface EqualityTable {
  readonly question: string
  readonly rows: readonly {
    readonly label: string
    readonly told: ToldCount
    /** What was written beside the option by five people or more. */
    readonly words: readonly { readonly words: string; readonly count: number }[]
  }[]
  /** Undefined where it would tell what a row does not. */
  readonly total: number | undefined
}

export interface EqualityQuarter {
  readonly title: string
  readonly tables: readonly EqualityTable[]
}

const listener: Listener = { voice: 'you', slots: {} }

type Row = Awaited<ReturnType<typeof listEqualityCounts>>[number]

/**
 * What the equality answers tell, by finished quarter, the newest first. Not the quarter that runs: a count seen
 * today and again tomorrow would tell what one person answered between. Nor any sum over quarters, by which a
 * hidden count could be worked out.
 * @returns undefined when this person may not see it.
 */
export async function showEquality(
  staff: SignedInStaff,
  now: Temporal.Instant,
): Promise<readonly EqualityQuarter[] | undefined> {
  if (!may(staff.role, 'see-equality')) return undefined
  const rows = await read((db) => listEqualityCounts(db, quarterOf(now)))
  return [...Map.groupBy(rows, (row) => row.quarter)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([quarter, ofQuarter]) => ({
      title: quarterInWords(quarter),
      tables: Object.entries(equalityQuestions).map(([id, question]) =>
        tableOf(
          id,
          question,
          ofQuarter.filter((row) => row.question === id),
        ),
      ),
    }))
}

function tableOf(id: string, question: AnyQuestion, rows: readonly Row[]): EqualityTable {
  const options = [
    ...(question.control.shows.options ?? []).map(({ value, label }) => ({ value, label })),
    ...(question.asks.out ?? []).map((value) => ({ value, label: WAYS_OUT[value] })),
  ]
  const of = (value: string) => rows.filter((row) => row.value === value)
  const { counts, total } = toldCounts(
    Object.fromEntries(options.map(({ value }) => [value, sum(of(value))])),
  )
  return {
    question: say(question.asks.title, listener),
    rows: options.map(({ value, label }) => {
      const told = counts[value] ?? { is: 'few' }
      const words = told.is === 'count' ? wordsTold(id, of(value)) : []
      return { label: say(label, listener), told, words }
    }),
    total,
  }
}

const sum = (rows: readonly Row[]): number => rows.reduce((all, row) => all + row.count, 0)

/** Those who wrote nothing count among the others, so that no small rest is left to be worked out. */
function wordsTold(question: string, rows: readonly Row[]): { words: string; count: number }[] {
  const { counts } = toldCounts(Object.fromEntries(rows.map((row) => [row.wordsKey, row.count])))
  return rows.flatMap(({ wordsKey, words }) => {
    const told = counts[wordsKey]
    if (!words || told?.is !== 'count') return []
    return [{ words: open(words, wordsContext(question)).toString('utf8'), count: told.count }]
  })
}
