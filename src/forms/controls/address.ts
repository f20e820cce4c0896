import { fullPostcode } from '#src/domain/postcode.ts'
import {
  type Common,
  type Control,
  type Problem,
  type Question,
  type Reading,
  tooMany,
  type Typed,
  typedIn,
  type WayOut,
} from '../engine/question.ts'
import { tidy } from './text.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { twin } from '../engine/words.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    address: true
  }
}

const LINES = ['line1', 'line2', 'town', 'postcode'] as const
type Line = (typeof LINES)[number]

/** An address as typed; a full postcode the way it is written. With `noFixedAddress`, perhaps nothing else. */
export type Address = { [line in Line]?: string } & { noFixedAddress?: true }

const NO_FIXED = 'no-fixed-address'
const NO_FIXED_WORDS = twin('No fixed address', 'No home address')
const LONGEST = 200
const lineOf = (id: string, line: Line) => `${id}-${line}`
const noFixedOf = (id: string) => `${id}-${NO_FIXED}`

function read(id: string, typed: Typed): Reading<Address> {
  const fields = [...LINES.map((line) => lineOf(id, line)), noFixedOf(id)]
  const problems: Problem[] = fields
    .filter((field) => tooMany(typed, field))
    .map((field) => ({ field, message: 'Give one answer here' }))
  const ticked = typedIn(typed, noFixedOf(id))
  if (ticked !== '' && ticked !== NO_FIXED) {
    problems.push({ field: noFixedOf(id), message: 'Tick only the boxes on this page' })
  }
  const address: Address = ticked === NO_FIXED ? { noFixedAddress: true } : {}
  for (const line of LINES) {
    const text = tidy(typedIn(typed, lineOf(id, line)))
    if ([...text].length > LONGEST) {
      problems.push({ field: lineOf(id, line), message: `Use ${LONGEST} characters or fewer` })
    } else if (text !== '') address[line] = text
  }
  if (problems.length > 0) return { is: 'problem', problems }
  if (Object.keys(address).length === 0) return { is: 'blank' }
  if (!address.line1 && !address.postcode && !address.noFixedAddress) {
    const message = twin(
      'Enter the first line of the address, or a postcode',
      'Write the first line of the address, or a postcode',
    )
    return { is: 'problem', problems: [{ field: lineOf(id, 'line1'), message }] }
  }
  if (!address.postcode) return { is: 'value', value: address }
  const postcode = fullPostcode(address.postcode)
  if (postcode) return { is: 'value', value: { ...address, postcode } }
  const message = twin(
    'Enter a full UK postcode, or carry on without it',
    'Write a full postcode, or go on without it',
  )
  return { is: 'value', value: address, doubts: [{ field: lineOf(id, 'postcode'), message }] }
}

const linesOf = (address: Address): string[] =>
  LINES.flatMap((line) => (address[line] === undefined ? [] : [address[line]]))

const addressControl: Control<Address> = {
  owns: (id, field) => field === noFixedOf(id) || LINES.some((line) => field === lineOf(id, line)),
  waysOutAreOptions: false,
  firstBox: (id) => lineOf(id, 'line1'),
  cleaning: (id, field) =>
    field === lineOf(id, 'postcode') ? 'signs' : field === noFixedOf(id) ? 'ticks' : 'words',
  read,
  fill: (id, address) => ({
    ...Object.fromEntries(
      LINES.flatMap((line) => (address[line] === undefined ? [] : [[lineOf(id, line), [address[line]]]])),
    ),
    ...(address.noFixedAddress ? { [noFixedOf(id)]: [NO_FIXED] } : {}),
  }),
  values: (address) => [...(address.noFixedAddress ? [NO_FIXED] : []), ...linesOf(address)],
  // “No fixed address” alone is nowhere to send anything, and nor is a postcode, which many homes share.
  isSome: ({ line1 }) => line1 !== undefined,
  write: (address, tell) => [...(address.noFixedAddress ? [tell(NO_FIXED_WORDS)] : []), ...linesOf(address)],
  ticked: (id, field, value) =>
    field !== noFixedOf(id) ? undefined : value === NO_FIXED ? NO_FIXED_WORDS : '',
  export: (id, address) => ({ [id]: { ...address } }),
  paper: (asks) => [
    { is: 'named-lines', names: ['First line', 'Second line', 'Town', 'Postcode'] },
    ...tickedInstead(asks, [{ label: NO_FIXED_WORDS }]),
  ],
  example: (values = []) =>
    values.includes(NO_FIXED) ? { noFixedAddress: true } : { line1: '1 Sample Close', postcode: 'CR0 9ZZ' },
  shows: { options: [{ value: NO_FIXED, label: NO_FIXED_WORDS }], maxLength: LONGEST },
}

/**
 * An address by hand: `<id>-line1`, `-line2`, `-town`, `-postcode`, or the box `<id>-no-fixed-address`. Line 1
 * or a postcode is enough; a postcode that is not a full one is a doubt, said once.
 */
export const address = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<'no-fixed-address' | W, R> => ({ kind: 'address', asks, control: addressControl })
