import { beforeAll, describe, expect, it } from 'vitest'
import { read, transact } from '#db/client.ts'
import { findNearWords, findPages, type PhraseToFind, replaceSearch } from '#db/queries/search.ts'
import '#tests/support/database.ts'

/** Pages of which nothing but these phrases is known, so that only the rule decides. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  apples: ['apple tree', 'garden fence'],
  pears: ['green pear pie', 'tree house'],
  plums: ['plum stone', 'need a violet'],
  cherries: ['cherry', 'want', 'violet', 'about violet', 'so violet'],
}
const COMMON = ['help', 'need', 'want']

beforeAll(async () => {
  const pages = Object.entries(SAID).map(([id, said]) => ({
    id,
    title: id,
    called: said.join('. '),
    summary: '',
    body: id === 'cherries' ? 'A fence, a fence, a fence.' : '',
  }))
  const phrases = Object.entries(SAID).flatMap(([page, said]) =>
    said.map((phrase): PhraseToFind => ({ phrase, page, danger: undefined })),
  )
  await transact((tx) => replaceSearch(tx, 'a test', { pages, phrases, common: COMMON }))
})

const found = (typed: string) =>
  read((db) => findPages(db, typed, { mark: { from: '<', to: '>' }, most: 10 }))
const scoreOf = async (typed: string, page: string) =>
  (await found(typed)).find(({ id }) => id === page)?.score ?? 0

describe('of two pages', () => {
  it('a phrase counts more as it stands than with words between, and then more than a part of it', async () => {
    const [whole, apart, part] = await Promise.all(
      ['green pear pie', 'pie and pear, all green', 'pear pie'].map((typed) => scoreOf(typed, 'pears')),
    )
    expect(whole).toBeGreaterThan(apart ?? 0)
    expect(apart).toBeGreaterThan(part ?? 0)
    expect(part).toBeGreaterThan(0)
  })

  it('the longer phrase is first, even of several that are shorter', async () => {
    const [first] = await found('need a violet')
    expect(first?.id).toBe('plums')
  })

  it('the one is first that more of the uncommon words lead to', async () => {
    const [first] = await found('tree with a garden')
    expect(first?.id).toBe('apples')
    const [alone, among] = await Promise.all(
      ['cherry', 'cherry, garden and pie'].map((typed) => scoreOf(typed, 'cherries')),
    )
    expect(among).toBeLessThan(alone ?? 0)
  })

  it('words of every search do not decide', async () => {
    const [first] = await found('want a stone')
    expect(first?.id).toBe('plums')
  })

  it('what people call it counts more than what it says', async () => {
    const [first] = await found('fence')
    expect(first?.id).toBe('apples')
  })
})

describe('a word nobody uses here', () => {
  const nearOf = (typed: string) => read((db) => findNearWords(db, typed, COMMON))

  it('is taken for the nearest one', async () => {
    expect(await nearOf('violit')).toEqual([{ typed: 'violit', near: 'violet' }])
  })

  it('has to be nearer when it is short', async () => {
    expect(await nearOf('violins')).toEqual([{ typed: 'violins', near: 'violet' }])
    expect(await nearOf('tress')).toEqual([])
  })

  it('is left alone when every search has it, or when it says nothing', async () => {
    expect(await nearOf('help those needs')).toEqual([])
  })
})
