import type { PictureName } from '../engine/pictures.ts'

/**
 * What stands beside an answer in Easy Read, by its value: the same idea has the same picture wherever it is asked.
 * Yes and no have a tick and a cross, which say nothing of which is the better answer.
 */
const COMMON: Readonly<Record<string, PictureName>> = {
  // Yes, no, and between the two
  yes: 'tick',
  no: 'cross',
  none: 'cross',
  nothing: 'cross',
  'no-one': 'cross',
  na: 'cross',
  'not-this': 'cross',
  'no-need': 'cross',
  'no-action': 'cross',
  'no-date': 'cross',
  'no-fixed-address': 'cross',
  'not-sure': 'confused',
  doubt: 'confused',
  cannot: 'confused',
  'cannot-say': 'confused',
  maybe: 'think',
  'with-help': 'help',
  other: 'question',
  'not-asked': 'question',
  true: 'tick',
  right: 'signature',
  authority: 'signature',
  tell: 'talk',

  // How often, how many, how much
  never: 'cross',
  'not-at-all': 'cross',
  'hardly-ever': 'a-little',
  sometimes: 'sometimes',
  some: 'sometimes',
  often: 'again',
  most: 'again',
  repeat: 'again',
  'many-times': 'again',
  'most-days': 'calendar',
  once: 'one',
  one: 'one',
  'once-or-twice': 'two',
  'two-or-more': 'two',
  'a-bit': 'a-little',
  'a-little': 'a-little',
  'a-lot': 'a-lot',
  'not-enough': 'a-little',
  same: 'same',
  varies: 'changing',
  'up-and-down': 'changing',
  both: 'people',

  // When, and for how long
  now: 'clock',
  'for-now': 'time',
  today: 'day',
  'today-tomorrow': 'day',
  day: 'day',
  'past-few-days': 'day',
  week: 'calendar',
  'this-week': 'calendar',
  '5-days': 'calendar',
  recent: 'calendar',
  month: 'month',
  'past-month': 'month',
  later: 'time',
  longer: 'time',
  past: 'time',
  'may-stop': 'time',
  'yes-waiting': 'time',
  hour: 'clock',
  hours: 'clock',
  'under-20': 'clock',
  '20-34': 'clock',
  '35-49': 'clock',
  '50-plus': 'clock',
  stopped: 'stop',

  // Well or not
  fine: 'yes',
  mostly: 'yes',
  safe: 'safe',
  'not-safe': 'warning',
  risk: 'warning',
  'not-covered': 'warning',
  covered: 'together',
  'yes-replied': 'sad',

  // Who
  person: 'person',
  rep: 'people',
  child: 'child',
  'someone-awake': 'eyes',
  'someone-died': 'candle',
  'ex-partner': 'one-person',
  'former-partner': 'one-person',
  '18-24': 'person',
  '25-to-pension-age': 'worker',
  'pension-age': 'older-person',
  anonymous: 'secret',
  'no-detail': 'secret',
}

/** What decides the picture of an answer. */
interface Pictured {
  readonly value: string
  readonly picture?: PictureName
  readonly exclusive?: true
}

/**
 * The picture beside an answer of a list in Easy Read: its own, or the one its value has everywhere.
 * @param asks Of the question: with `plainOptions` none of its answers has a picture.
 * @returns Undefined where there is none.
 */
export function optionPicture(
  { value, picture, exclusive }: Pictured,
  asks: { readonly plainOptions?: true },
): PictureName | undefined {
  if (asks.plainOptions) return undefined
  // None of these is the same idea wherever it stands.
  return picture ?? (exclusive ? 'cross' : COMMON[value])
}
