import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { findTopic } from '#src/information/topics.ts'
import { hearDangers, type SearchAnswer, search } from '#src/services/information/search.ts'
import { ways } from '#src/information/ways.ts'
import { type Danger, searchWords } from '#src/settings/search-words.ts'
import { searchQueries } from '#tests/fixtures/search-queries.ts'
import { heldOutQueries } from '#tests/fixtures/search-queries-held-out.ts'
import '#tests/support/database.ts'

/** Of real-life queries, in 100: the right page first, and among the first three. */
const LEAST = { first: 85, inThree: 97 } as const
/** The same for the second list: what was reached, so that it cannot get worse unseen. */
const LEAST_HELD_OUT = { first: 78, inThree: 95 } as const

const now = Temporal.Instant.from('2026-11-29T12:00:00Z')

const answerTo = async (typed: string): Promise<SearchAnswer> => {
  const answer = await search(typed, now)
  if (answer === 'away') throw new Error('The database is away')
  return answer
}
const inWords = (danger: Danger, said: readonly string[]) =>
  said.map((typed): [string, Danger[]] => [typed, [danger]])
const found = async (typed: string) =>
  (await answerTo(typed)).results.map(({ href }) => href.replace('/information/', ''))

describe('search', () => {
  // The second list was written by somebody who had not seen the words the search knows.
  it.each([
    { name: 'written before the search', queries: searchQueries, least: LEAST, tells: true },
    // What is missed here is not told, so that nobody is led to tune the search by it.
    { name: 'written by somebody else', queries: heldOutQueries, least: LEAST_HELD_OUT, tells: false },
  ])(
    'finds the right page for what people really type: queries $name',
    async ({ name, queries, least, tells }) => {
      const misses: string[] = []
      let first = 0
      let inThree = 0
      for (const [query, page] of queries) {
        const pages = await found(query)
        const at = pages.indexOf(page)
        if (at === 0) first++
        else misses.push(`  ${query} → ${pages.slice(0, 3).join(', ')} (not ${page})`)
        if (at >= 0 && at < 3) inThree++
      }
      const of = (count: number) => Math.round((1000 * count) / queries.length) / 10
      process.stdout.write(
        `${queries.length} queries ${name}: right page first ${of(first)}%, in the first three ${of(inThree)}%\n${tells ? misses.map((miss) => `${miss}\n`).join('') : ''}`,
      )
      expect(of(first)).toBeGreaterThanOrEqual(least.first)
      expect(of(inThree)).toBeGreaterThanOrEqual(least.inThree)
    },
    120_000,
  )

  it('shows what a link says and not where it leads', async () => {
    const extracts = (await answerTo('falls')).results.map(({ extract }) =>
      extract.map(({ text }) => text).join(''),
    )
    expect(extracts.join('\n')).toContain('Look for help with falls')
    expect(extracts.filter((extract) => extract.includes('(/'))).toEqual([])
  })

  it('is asked enough to tell', () => {
    expect(searchQueries.length).toBeGreaterThanOrEqual(120)
    expect(new Set(searchQueries.map(([, page]) => page)).size).toBeGreaterThanOrEqual(40)
  })

  it('has words for topics that there are, and a page for every query', () => {
    expect(Object.keys(searchWords.pages).filter((id) => !findTopic(id))).toEqual([])
    expect(searchQueries.map(([, page]) => page).filter((page) => !findTopic(page))).toEqual([])
  })

  it.each([
    ['what is happening with my request', ['/my-request']],
    ['what hapened to my mum’s form', ['/my-request']],
    ['professional referral', ['/forms/professional-referral']],
    ['refer a patient', ['/forms/professional-referral']],
    ['carer’s assessment', ['/forms/carers-assessment']],
    ['mum’s assessment', []],
    ['how do I talk to dad about care', []],
    ['I want to talk to someone', ['/forms/ask-us-to-contact-you']],
    ['how much will I pay', ['/paying-for-care/estimate']],
    ['clubs near me', ['/local-help']],
    ['report abuse', ['/forms/safeguarding-concern']],
    ['falls', []],
    ['my husband hits me', []],
  ])('leads besides the topics to what “%s” looks for', async (typed, hrefs) => {
    expect((await answerTo(typed)).ways.map(({ href }) => href)).toEqual(hrefs)
  })

  it('has words for every page that is no topic, and for no other', () => {
    expect(Object.keys(searchWords.ways).toSorted()).toEqual(Object.keys(ways).toSorted())
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
    {
      rule: 'apostrophes of any kind, or none',
      typed: ["can't hear", 'can’t hear', 'cant hear', 'cannot hear'],
    },
    { rule: 'letters of any size', typed: ['BLUE BADGE', 'blue badge', 'Blue Badge'] },
  ])('finds the same with $rule', async ({ typed }) => {
    const all = await Promise.all(typed.map(found))
    expect(new Set(all.map((pages) => pages.join())).size).toBe(1)
    expect(all[0]?.length).toBeGreaterThan(0)
  })

  it('knows spellings that are too far off to be near, and tells only those that matter', async () => {
    const { near, results } = await answerTo('carnt get a fisio')
    expect(near).toEqual([{ typed: 'fisio', near: 'physio' }])
    expect(results[0]?.href).toBe('/information/health-services')
  })

  it.each<[string, Danger[]]>([
    ['I want to die', ['life']],
    ['my husband hits me', ['harm']],
    ['i wanna die', ['life']],
    ['thinking about sucide', ['life']],
    ['I can’t go on', ['life']],
    ['cant go on', ['life']],
    ['he hits and kicks me', ['harm']],
    ['he is going to kill me and I want to end my life', ['harm', 'life']],
    ['what should I do about falls', []],
    ['hit the target for savings', []],
    ['knitting group', []],
    ['dying at home', []],
    ['abuse', ['harm']],
    ['financial abuse', ['harm']],
    ['refuge', ['harm']],
    ['controlling husband', ['harm']],
    ['my son takes my pension', ['harm']],
    ['being starved', ['harm']],
    ['slavery', ['harm']],
    ['stab myself', ['harm', 'life']],
    ['fitting a grab rail', []],
    ["can't get up the stairs", []],
    ['my self assessment', []],
    ['remind mum to take her tablets', []],
    ['odd jobs', []],
    ['when does it end', []],
    ...inWords('life', [
      // Led to the page about it, in words that are no danger by themselves.
      'depression',
      'hopeless',
      'I would kill for a cup of tea',
      'kil myself',
      'kms',
      'drown myself',
      'drowm myself',
      'shoot myself',
      'kill my self',
      'i want to hang my self',
      'he wants to hang him self',
      'hurt my self',
      'my self harm',
      'self-harm',
      'over dose',
      'overdoze',
      'suaside',
      'i have taken all my pills',
      'i have swallowed my tablets',
      // Nearer to other words than to those of danger.
      'i swallowd my tablest',
      'my mum took all her tablets',
      'my nan took too many of her tablets',
      'took a packet of paracetamol',
    ]),
    ...inWords('emergency', [
      'cant breath',
      'cant stop bleeding',
      'dad cant move his arm and speech slurred',
      'hart attack',
      'had a stroke',
      'mum has fallen and cant get up',
      'nan fell and cant get up',
      'can’t lift dad off the floor',
      'cant wake my husband up',
      'unconcious',
      'gas leak',
      'emergency',
      'urgent help',
      'emergency duty team',
      'ambulance',
      'ambulence',
    ]),
    ...inWords('harm', [
      'he put his hands around my neck',
      'hits my nan',
      'scard of him',
      'hit the children',
      'my uncle is violant',
      'stranggled',
      'has taken all my money',
    ]),
  ])('hears danger in “%s”', async (typed, dangers) => {
    expect((await answerTo(typed)).dangers.toSorted()).toEqual(dangers)
    // Typed in a box of another page it is heard just the same.
    const heard = await hearDangers(typed, now)
    expect(heard !== 'away' && heard.toSorted()).toEqual(dangers)
  })

  it.each([
    ['my husband hits me', true],
    ['refuge', true],
    ['depression', true],
    ['grab rail', false],
    ['what should I do about falls', false],
  ])('has “Exit this page” where abuse may be looked for: “%s”', async (typed, isAboutAbuse) => {
    expect((await answerTo(typed)).isAboutAbuse).toBe(isAboutAbuse)
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
    '\0',
    '\ud83d',
    'dad\0 falls',
    "http://example.org/a\\b?c='d'&e:*",
    '/usr/local/a\\b.c',
    '$& $1 \uE010',
    '-1.5e300 !(a|b) <-> c',
    "o'clock; drop table submissions",
  ])('takes “%s” without failing', async (typed) => {
    expect(Array.isArray((await answerTo(typed)).results)).toBe(true)
  })
})
