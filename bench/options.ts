import { parseArgs } from 'node:util'

/** What can be measured, by its name after --only. */
export const PARTS = [
  'get',
  'journeys',
  'pages',
  'around',
  'receipt',
  'information',
  'search',
  'start',
  'bytes',
] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  readonly only: ReadonlySet<Part>
  /** Of load, for each figure in each round. */
  readonly seconds: number
  readonly rounds: number
  /** Whether an hour's load is sent in one go afterwards, with the memory it leaves. */
  readonly isLong: boolean
  readonly isDry: boolean
  readonly isJson: boolean
  /** Whether the web server is watched at work, and a table says where its time went. Everything is slower meanwhile. */
  readonly isProfiled: boolean
}

export const HELP = `npm run bench -- [options]

  --only get,journeys  measure only these: ${PARTS.join(', ')}
  --seconds N          seconds of load for each figure in each round (3)
  --rounds N           rounds, of which the median counts (3)
  --long               afterwards an hour's load in one go, and the memory it leaves
  --profile            where the time of the web server goes; writes no page
  --dry                write nothing to docs/measurements/
  --json               print JSON and no table
`

/** @throws Error with a sentence that says what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      seconds: { type: 'string', default: '3' },
      rounds: { type: 'string', default: '3' },
      long: { type: 'boolean', default: false },
      dry: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  })
  const only = values.only?.split(',') ?? PARTS
  const unknown = only.filter((name) => !PARTS.some((part) => part === name))
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}. There is: ${PARTS.join(', ')}.`)
  const [seconds, rounds] = [Number(values.seconds), Number(values.rounds)]
  if (!(seconds > 0)) throw new Error('--seconds must be a number above 0.')
  if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error('--rounds must be a whole number above 0.')
  return {
    only: new Set(only as readonly Part[]),
    seconds,
    rounds,
    isLong: values.long,
    // Part of the figures would take the place of all of them.
    isDry: values.dry || values.profile || values.only !== undefined,
    isJson: values.json,
    isProfiled: values.profile,
  }
}
