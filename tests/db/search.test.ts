import { describe, expect, it } from 'vitest'
import { findTopic } from '#src/information/topics.ts'
import { type SearchAnswer, search } from '#src/services/search.ts'
import { searchWords } from '#src/search-words.ts'
import { searchQueries } from '#tests/fixtures/search-queries.ts'
import '#tests/support/database.ts'

/** Of real-life queries, in 100: the right page first, and among the first three. */
const LEAST = { first: 85, inThree: 97 } as const

const answerTo = async (typed: string): Promise<SearchAnswer> => {
  const answer = await search(typed)
  if (answer === 'away') throw new Error('The database is away')
  return answer
}
const found = async (typed: string) =>
  (await answerTo(typed)).results.map(({ href }) => href.replace('/information/', ''))

describe('search', () => {
  it('finds the right page for what people really type', async () => {
    const misses: string[] = []
    let first = 0
    let inThree = 0
    for (const [query, page] of searchQueries) {
      const at = (await found(query)).indexOf(page)
      if (at === 0) first++
      if (at >= 0 && at < 3) inThree++
      if (at !== 0) misses.push(`${query} → ${(await found(query)).slice(0, 3).join(', ')} (not ${page})`)
    }
    const of = (count: number) => Math.round((1000 * count) / searchQueries.length) / 10
    process.stdout.write(
      `${searchQueries.length} queries: right page first ${of(first)}%, in the first three ${of(inThree)}%\n${misses.join('\n')}\n`,
    )
    expect(searchQueries.length).toBeGreaterThanOrEqual(120)
    expect(of(first)).toBeGreaterThanOrEqual(LEAST.first)
    expect(of(inThree)).toBeGreaterThanOrEqual(LEAST.inThree)
  })

  it('has words for topics that there are, and a page for every query', () => {
    expect(Object.keys(searchWords.pages).filter((id) => !findTopic(id))).toEqual([])
    expect(searchQueries.map(([, page]) => page).filter((page) => !findTopic(page))).toEqual([])
  })

  it('puts a slip in spelling right, and says so', async () => {
    const { near, results } = await answerTo('demensia')
    expect(near).toEqual([{ typed: 'demensia', near: 'dementia' }])
    expect(results[0]?.href).toBe('/information/dementia')
  })

  it('marks what was typed, and lets no markup through', async () => {
    const { results } = await answerTo('assessment <script>alert(1)</script>')
    const pieces = results.flatMap(({ extract }) => extract)
    expect(pieces.some(({ text, isMarked }) => isMarked && /assessment/i.test(text))).toBe(true)
    expect(pieces.map(({ text }) => text).join('')).not.toMatch(/[\uE010\uE011]/u)
  })

  it.each([
    ['I want to die', ['life']],
    ['my husband hits me', ['harm']],
    ['he is going to kill me and I want to end my life', ['harm', 'life']],
    ['what should I do about falls', []],
    ['hit the target for savings', []],
  ])('hears danger in “%s”', async (typed, dangers) => {
    expect((await answerTo(typed)).dangers.toSorted()).toEqual(dangers)
  })

  it.each([
    '',
    '   ',
    '!!!',
    'the and of',
    "'",
    ':*&|',
    '\\',
    'é'.repeat(300),
    '照顾',
    '%_%',
    "o'clock; drop table submissions",
  ])('takes “%s” without failing', async (typed) => {
    expect(Array.isArray((await answerTo(typed)).results)).toBe(true)
  })
})
