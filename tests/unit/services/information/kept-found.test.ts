import { describe, expect, test } from 'vitest'
import { KeptFound } from '#src/services/information/kept-found.ts'
import { readingNow } from '#src/services/information/reading-now.ts'
import { Turns } from '#src/services/information/turns.ts'

describe('what is kept of what was found', () => {
  const big = { says: 'x'.repeat(400) }
  /** What is kept for what is asked; each that is not is searched for and noted. */
  const keeping = () => {
    const kept = new KeptFound<object>(1_000)
    const searched: string[] = []
    const find = (asked: string, found: object = big) =>
      kept.find(asked, async () => {
        searched.push(asked)
        return found
      })
    return { find, searched }
  }

  test('is found again by what was asked, and by nothing else', async () => {
    const { find, searched } = keeping()
    for (const asked of ['falls', 'falls', 'fall', 'falls']) expect(await find(asked)).toBe(big)
    expect(searched).toEqual(['falls', 'fall'])
  })

  test('is bounded by its size: what was asked for longest ago goes', async () => {
    const { find, searched } = keeping()
    for (const asked of ['one', 'two', 'one', 'three', 'one', 'two']) await find(asked)
    expect(searched).toEqual(['one', 'two', 'three', 'two'])
  })

  test('is nothing that is too large by itself', async () => {
    const { find, searched } = keeping()
    await find('one', { says: 'x'.repeat(2_000) })
    for (const asked of ['one', 'two', 'one', 'two']) await find(asked)
    expect(searched).toEqual(['one', 'one', 'two'])
  })

  test('is searched for once for all who ask the same meanwhile, and again where that failed', async () => {
    const kept = new KeptFound<object>(1_000)
    let times = 0
    const away = async () => {
      times++
      throw new Error('away')
    }
    const all = await Promise.allSettled([kept.find('falls', away), kept.find('falls', away)])
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(times).toBe(1)
    const found = async () => {
      times++
      return big
    }
    expect(await Promise.all([kept.find('falls', found), kept.find('falls', found)])).toEqual([big, big])
    expect(times).toBe(2)
  })
})

describe('a reading of now', () => {
  /** Readings that end when they are told to, each with its own number. */
  const readings = () => {
    const ends: ((error?: Error) => void)[] = []
    const read = () => {
      const number = ends.length
      return new Promise<number>((resolve, reject) => {
        ends.push((error) => (error ? reject(error) : resolve(number)))
      })
    }
    return { ends, now: readingNow(read) }
  }
  const settle = () => new Promise((resolve) => setTimeout(resolve))

  test('began after it was asked for, and many share one', async () => {
    const { ends, now } = readings()
    const first = now()
    await settle()
    const [second, third] = [now(), now()]
    await settle()
    expect(ends.length).toBe(1)
    ends[0]?.()
    expect(await first).toBe(0)
    await settle()
    expect(ends.length).toBe(2)
    const fourth = now()
    ends[1]?.()
    expect(await Promise.all([second, third])).toEqual([1, 1])
    await settle()
    ends[2]?.()
    expect(await fourth).toBe(2)
  })

  test('that fails fails for who shared it, and the next is made', async () => {
    const { ends, now } = readings()
    const first = now()
    await settle()
    const second = now()
    ends[0]?.(new Error('away'))
    await expect(first).rejects.toThrow('away')
    await settle()
    ends[1]?.()
    expect(await second).toBe(1)
  })
})

describe('turns', () => {
  const never = () => new Promise<never>(() => undefined)
  const soon = () => AbortSignal.timeout(20)
  const open = new AbortController().signal

  test('are taken by so many at once, in the order they came', async () => {
    const turns = new Turns(2, 10_000)
    let under = 0
    let most = 0
    const began: number[] = []
    await Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        turns.take(open, async () => {
          began.push(at)
          most = Math.max(most, ++under)
          await new Promise((resolve) => setTimeout(resolve, 2))
          under--
          if (at === 0) throw new Error('fails')
        }),
      ).map((taken) => taken.catch(() => undefined)),
    )
    expect(most).toBe(2)
    expect(began).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('what nobody waits for any more does not begin', async () => {
    const turns = new Turns(1, 10_000)
    const { promise, resolve: end } = Promise.withResolvers<void>()
    const first = turns.take(open, () => promise)
    let hasBegun = false
    const given = turns.take(soon(), async () => {
      hasBegun = true
    })
    await expect(given).rejects.toMatchObject({ code: 'DEADLINE' })
    await expect(turns.take(AbortSignal.abort(), async () => 'begun')).rejects.toMatchObject({
      code: 'DEADLINE',
    })
    end()
    await first
    expect(await turns.take(open, async () => 'the next')).toBe('the next')
    expect(hasBegun).toBe(false)
  })

  test('what never ends stops nobody for good, and takes no second turn from them when it ends after all', async () => {
    const turns = new Turns(1, 30)
    const { promise, resolve: end } = Promise.withResolvers<void>()
    const first = turns.take(open, () => promise)
    expect(await turns.take(open, async () => 'begun')).toBe('begun')
    end()
    await first
    void turns.take(open, never)
    await expect(turns.take(soon(), async () => 'begun')).rejects.toMatchObject({ code: 'DEADLINE' })
  })
})
