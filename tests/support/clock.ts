import { execFileSync } from 'node:child_process'

/**
 * The environment of programs that shall take it to be another time, by Debian's `faketime`: as far from the
 * real time as that moment is now, so that programs started one after the other agree. What measures how long
 * something took, and timers, keep to the real time.
 * @throws Error where `faketime` is not installed.
 */
export function clockAt(moment: string): Record<string, string> {
  const seconds = Math.round((Date.parse(moment) - Date.now()) / 1000)
  if (Number.isNaN(seconds)) throw new Error(`${moment} is no moment.`)
  return {
    LD_PRELOAD: execFileSync('faketime', ['-m', '-f', '+0', 'printenv', 'LD_PRELOAD'], {
      encoding: 'utf8',
    }).trim(),
    FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    // When files were changed stays as it is.
    NO_FAKE_STAT: '1',
  }
}

/** What of this program's own environment sets its clock: for a database server, which gets nothing else of it. */
export function ownClock(): Record<string, string> {
  const own = Object.entries(process.env).filter(([name]) =>
    /^(LD_PRELOAD$|FAKETIME|NO_FAKE_STAT$)/.test(name),
  )
  return Object.fromEntries(own.map(([name, value = '']) => [name, value]))
}

/**
 * The clock of the portals under test where `TEST_PORTAL_CLOCK` sets another one than that of the tests: a browser
 * stands still on a clock that is not the machine's.
 */
export const portalClock = (): Record<string, string> => JSON.parse(process.env['TEST_PORTAL_CLOCK'] ?? '{}')

/** The time on the clock of the portals under test, in milliseconds: what a browser test compares their words with. */
export const portalNow = (): number => Date.now() + Number(portalClock()['FAKETIME'] ?? 0) * 1_000

/**
 * Whether this program's clock is set to another time. The timers of a database server stand still then, so that it
 * ends no statement that takes too long and notices no deadlock.
 */
export const clockIsFaked = process.env['FAKETIME'] !== undefined
