import { describe, expect, test } from 'vitest'
import { median, medians, percentile, shareOf } from '#bench/arithmetic.ts'
import { readAnswer } from '#bench/connection.ts'
import { readOptions } from '#bench/options.ts'

const upTo = (most: number) => Array.from({ length: most }, (_, at) => most - at)

describe('the arithmetic of the benchmark', () => {
  test('a percentile is the value that so many are at most, whatever their order', () => {
    expect(percentile(upTo(100), 0.5)).toBe(50)
    expect(percentile(upTo(100), 0.99)).toBe(99)
    expect(percentile(upTo(1000), 0.99)).toBe(990)
    expect(percentile([7, 3], 0.5)).toBe(3)
    expect(percentile([7, 3], 0.99)).toBe(7)
    // By size, not by spelling.
    expect(percentile([9, 10, 100], 1)).toBe(100)
    expect(percentile([], 0.5)).toBeNaN()
  })

  test('a median is the value in the middle, or between the two there', () => {
    expect(median([30, 4, 200])).toBe(30)
    expect(median([4, 1, 3, 2])).toBe(2.5)
    expect(median([5])).toBe(5)
    expect(median([])).toBeNaN()
  })

  test('medians are taken figure by figure, of the rounds that have it', () => {
    expect(medians([{ p50: 1, p99: 9 }, { p50: 3, p99: 5 }, { p50: 2 }])).toEqual({ p50: 2, p99: 7 })
  })

  test('a share is of its ceiling, and of none there is none', () => {
    expect(shareOf(400, 1600)).toBe(0.25)
    expect(shareOf(undefined, 1600)).toBeUndefined()
    expect(shareOf(400, undefined)).toBeUndefined()
    expect(shareOf(400, 0)).toBeUndefined()
  })
})

describe('what the load reads and is told', () => {
  const read = (text: string) => readAnswer(Buffer.from(text))

  test('an answer counts once all of it is there, by its length or by its chunks', () => {
    const byLength = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'
    const byChunks =
      'HTTP/1.1 303 See Other\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\nC\r\nlo 0\r\n\r\nhere\r\n0\r\n\r\n'
    expect(read(byLength)).toMatchObject({ status: 200, body: Buffer.from('hello') })
    expect(read(byChunks)).toMatchObject({ status: 303, body: Buffer.from('hello 0\r\n\r\nhere') })
    for (const whole of [byLength, byChunks])
      for (let cut = 1; cut < whole.length; cut++) expect(read(whole.slice(0, cut))).toBeUndefined()
  })

  test('part of the figures is never written down as all of them', () => {
    expect(readOptions([])).toMatchObject({ isDry: false, rounds: 3, seconds: 3 })
    expect(readOptions(['--only', 'get,journeys'])).toMatchObject({
      isDry: true,
      only: new Set(['get', 'journeys']),
    })
    expect(() => readOptions(['--only', 'gets'])).toThrow('There is no gets. There is: get, journeys')
    expect(() => readOptions(['--seconds', 'many'])).toThrow('--seconds')
    expect(() => readOptions(['--rounds', '1.5'])).toThrow('--rounds')
  })
})
