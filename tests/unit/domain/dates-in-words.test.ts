import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { dayInWords, inWords, timeLeftInWords, waitedInWords } from '#src/domain/dates-in-words.ts'

const at = (iso: string) => Temporal.Instant.from(iso)

describe('a moment in words', () => {
  it.each([
    ['2026-11-23T17:00:00Z', '5pm on Monday 23 November 2026'],
    ['2026-11-23T09:30:00Z', '9:30am on Monday 23 November 2026'],
    ['2026-06-12T16:00:00Z', '5pm on Friday 12 June 2026'],
    ['2026-11-23T09:05:59Z', '9:05am on Monday 23 November 2026'],
    ['2026-11-23T12:00:00Z', 'midday on Monday 23 November 2026'],
    ['2026-11-23T12:01:00Z', '12:01pm on Monday 23 November 2026'],
    ['2026-11-23T00:00:00Z', 'midnight at the start of Monday 23 November 2026'],
    ['2026-06-10T23:15:00Z', '12:15am on Thursday 11 June 2026'],
  ])('%s', (instant, words) => {
    expect(inWords(at(instant))).toBe(words)
  })

  it('names the day it is in London', () => {
    expect(dayInWords(at('2026-06-10T23:15:00Z'))).toBe('Thursday 11 June 2026')
  })
})

describe('time left in words', () => {
  const due = '2026-11-23T17:00:00Z'
  it.each([
    ['2026-11-23T13:40:00Z', due, 'in 3 h 20 min'],
    ['2026-11-23T13:40:01Z', due, 'in 3 h 19 min'],
    ['2026-11-23T14:00:00Z', due, 'in 3 h'],
    ['2026-11-23T16:15:00Z', due, 'in 45 min'],
    ['2026-11-23T16:59:30Z', due, 'in less than 1 min'],
    ['2026-11-23T17:00:00Z', due, 'in less than 1 min'],
    ['2026-11-23T17:00:01Z', due, 'less than 1 min late'],
    ['2026-11-23T19:00:00Z', due, '2 h late'],
    ['2026-11-22T17:00:01Z', due, 'in 23 h 59 min'],
    ['2026-11-22T17:00:00Z', due, 'in 1 day'],
    ['2026-11-21T23:00:00Z', due, 'in 2 days'],
    ['2026-11-20T18:30:00Z', due, 'in 3 days'],
    ['2026-11-26T09:00:00Z', due, '3 days late'],
    ['2026-10-12T16:00:00Z', due, 'in 42 days'],
    ['2026-10-24T23:05:00Z', '2026-10-25T23:30:00Z', 'in 1 day'],
  ])('%s for %s: %s', (now, dueAt, words) => {
    expect(timeLeftInWords(at(now), at(dueAt))).toBe(words)
  })
})

describe('how long something has waited', () => {
  it.each([
    ['2026-11-22T20:00:00Z', 'less than a minute'],
    ['2026-11-22T20:00:59Z', 'less than a minute'],
    ['2026-11-22T20:01:00Z', '1 minute'],
    ['2026-11-22T20:40:59Z', '40 minutes'],
    ['2026-11-22T21:00:00Z', '1 hour'],
    ['2026-11-22T23:20:00Z', '3 hours 20 minutes'],
    ['2026-11-23T20:00:00Z', '1 day'],
    ['2026-11-25T19:59:00Z', '2 days'],
    // A page of a moment before it came in.
    ['2026-11-22T19:00:00Z', 'less than a minute'],
  ])('until %s', (until, words) => {
    expect(waitedInWords(at('2026-11-22T20:00:00Z'), at(until))).toBe(words)
  })
})
