import {
  type Answer,
  type AnyQuestion,
  type Common,
  type Control,
  type Json,
  type Problem,
  type Question,
  type Reading,
  type Typed,
  typedIn,
  valuesOf,
  type WayOut,
  wayOutWords,
} from '../engine/question.ts'
import { exportAnswer, fillAnswer, outField, readAnswer, writeAnswer } from '../engine/read-answer.ts'
import { type PaperPart, tickedInstead } from '../engine/on-paper.ts'
import { twin, type Words } from '../engine/words.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    repeat: true
  }
}

/** The answers of one group, by field. A field left blank is not there. */
export type Group = { [field: string]: { out: WayOut } | { value: Json } }

const MOST_GROUPS = 30
const noneOf = (id: string) => `${id}-none`
const fieldOf = (id: string, group: number, field: string) => `${id}-${group}-${field}`

/** The numbers of the groups typed on this page, blank ones included, in order. */
export function groupNumbers(id: string, typed: Typed): number[] {
  const numbers = Object.keys(typed).flatMap((field) => {
    if (!field.startsWith(`${id}-`)) return []
    const number = field.slice(id.length + 1).match(/^(\d{1,3})-/)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
  return [...new Set(numbers)].filter((n) => n >= 1).sort((a, b) => a - b)
}

/** The same typed groups without one of them, numbered from 1 again. */
export function withoutGroup(id: string, typed: Typed, remove: number): Typed {
  const kept = groupNumbers(id, typed).filter((n) => n !== remove)
  const others = Object.entries(typed).filter(([field]) => groupNumbers(id, { [field]: [] }).length === 0)
  const renumbered = kept.flatMap((old, at) =>
    Object.entries(typed)
      .filter(([field]) => field.startsWith(`${id}-${old}-`))
      .map(([field, values]) => [`${id}-${at + 1}-${field.slice(`${id}-${old}-`.length)}`, values] as const),
  )
  return Object.fromEntries([...others, ...renumbered])
}

/** A group that was taken out, to be put back where it was. */
export interface RemovedGroup {
  question: string
  group: number
  /** What was typed in it, by the field of the group. */
  fields: Typed
}

/** The group with this number, as it is typed; undefined where nothing is written or ticked in it. */
export function groupTyped(id: string, typed: Typed, group: number): RemovedGroup | undefined {
  const mark = `${id}-${group}-`
  const fields = Object.entries(typed).filter(([field]) => field.startsWith(mark))
  if (!fields.some(([, values]) => values.some((value) => value.trim() !== ''))) return undefined
  return {
    question: id,
    group,
    fields: Object.fromEntries(fields.map(([field, values]) => [field.slice(mark.length), values])),
  }
}

/** The same typed groups with one of them put back: in a blank one's place, or those after it move on by one. */
export function withGroup(typed: Typed, { question, group, fields }: RemovedGroup): Typed {
  const isFree = groupTyped(question, typed, group) === undefined
  const others = Object.entries(typed).filter(
    ([field]) => !isFree || !field.startsWith(`${question}-${group}-`),
  )
  const moved = others.map(([field, values]) => {
    const [number] = groupNumbers(question, { [field]: [] })
    if (number === undefined || number < group || isFree) return [field, values] as const
    return [`${question}-${number + 1}-${field.slice(`${question}-${number}-`.length)}`, values] as const
  })
  const back = Object.entries(fields).map(
    ([field, values]) => [`${question}-${group}-${field}`, values] as const,
  )
  return Object.fromEntries([...moved, ...back])
}

/** A question before its answer on one line: a question mark needs no colon after it. */
const label = (title: string) => (title.endsWith('?') ? title : `${title}:`)

function repeatControl(
  group: Readonly<Record<string, AnyQuestion>>,
  groupName: Words,
  isWhole: boolean,
  { none, most = MOST_GROUPS }: { none?: Words; most?: number },
): Control<Group[]> {
  const fields = Object.entries(group)

  function readGroup(id: string, number: number, typed: Typed, today: string | undefined) {
    const answers: Group = {}
    const problems: Problem[] = []
    const doubts: Problem[] = []
    for (const [field, question] of fields) {
      const reading = readAnswer(fieldOf(id, number, field), question, typed, today)
      if (reading.answer) answers[field] = reading.answer
      problems.push(...reading.problems)
      doubts.push(...(reading.doubts ?? []))
    }
    if (isWhole && (problems.length > 0 || Object.keys(answers).length > 0)) {
      for (const [field, question] of fields) {
        const name = fieldOf(id, number, field)
        const isSaid = problems.some(
          (one) => question.control.owns(name, one.field) || one.field === outField(name),
        )
        if (question.asks.optional || answers[field] || isSaid) continue
        problems.push({ field: name, message: question.asks.missing ?? 'Answer this question' })
      }
    }
    return { answers, problems, doubts }
  }

  function read(id: string, typed: Typed, today?: string): Reading<Group[]> {
    const numbers = groupNumbers(id, typed)
    if (numbers.length > most) {
      return {
        is: 'problem',
        problems: [
          {
            field: id,
            message: twin(`Add ${most} or fewer here`, `You can add ${most} here. Take some out`),
          },
        ],
      }
    }
    const read = numbers.map((number) => readGroup(id, number, typed, today))
    const problems = read.flatMap((one) => one.problems)
    const groups = read.map((one) => one.answers).filter((answers) => Object.keys(answers).length > 0)
    const isNone = none !== undefined && typedIn(typed, noneOf(id)) !== ''
    if (isNone && (groups.length > 0 || problems.length > 0)) {
      const message = `Write an answer or tick “${none}”, not both`
      return { is: 'problem', problems: [...problems, { field: noneOf(id), message }], value: groups }
    }
    if (problems.length > 0) return { is: 'problem', problems, value: groups }
    if (groups.length === 0 && !isNone) return { is: 'blank' }
    const doubts = read.flatMap((one) => one.doubts)
    return { is: 'value', value: groups, ...(doubts.length > 0 ? { doubts } : {}) }
  }

  const each = <T>(answers: Group, use: (field: string, question: AnyQuestion, answer: Answer) => T[]): T[] =>
    fields.flatMap(([field, question]) => {
      const answer = answers[field]
      return answer ? use(field, question, answer) : []
    })

  /** Room for two, where there can be more than one. */
  const onPaper: readonly PaperPart[] =
    most === 1
      ? [{ is: 'group', title: groupName, ask: group }]
      : [
          ...[1, 2].map((number) => ({ is: 'group' as const, title: groupName, number, ask: group })),
          { is: 'words', words: 'More? Write them on another sheet.' },
        ]

  /** The question of a group that a field belongs to, with its own id there. */
  function questionAt(id: string, field: string): { id: string; question: AnyQuestion } | undefined {
    const rest = field.startsWith(`${id}-`) ? field.slice(id.length + 1).match(/^(\d{1,3})-/) : null
    if (!rest) return undefined
    return fields
      .map(([name, question]) => ({ id: `${id}-${rest[1]}-${name}`, question }))
      .find((one) => one.question.control.owns(one.id, field) || field === outField(one.id))
  }

  return {
    owns: (id, field) => (none !== undefined && field === noneOf(id)) || questionAt(id, field) !== undefined,
    waysOutAreOptions: false,
    firstBox: (id) => id,
    cleaning(id, field) {
      const at = questionAt(id, field)
      return at?.question.control.owns(at.id, field) ? at.question.control.cleaning(at.id, field) : 'ticks'
    },
    read,
    refuses: (id, typed) =>
      groupNumbers(id, typed).flatMap((number) =>
        fields.flatMap(([field, { control }]) => [
          ...(control.refuses?.(fieldOf(id, number, field), typed) ?? []),
        ]),
      ),
    fill: (id, groups) =>
      Object.assign(
        groups.length === 0 && none !== undefined ? { [noneOf(id)]: ['none'] } : {},
        ...groups.flatMap((answers, at) =>
          each(answers, (field, question, answer) => [
            fillAnswer(fieldOf(id, at + 1, field), question, answer),
          ]),
        ),
      ),
    values: (groups) =>
      groups.flatMap((answers) => each(answers, (_, question, a) => [...valuesOf(question, a)])),
    isSome: (groups) => groups.length > 0,
    write: (groups, tell) => [
      ...(groups.length === 0 && none !== undefined ? [tell(none)] : []),
      ...groups.map((answers, at) =>
        [
          most === 1 ? tell(groupName) : `${tell(groupName)} ${at + 1}`,
          ...each(answers, (_, question, answer) => [
            `${label(tell(question.asks.title))} ${writeAnswer(question, answer, tell).join(', ')}`,
          ]),
        ].join('\n'),
      ),
    ],
    ticked: (id, field, value) => {
      if (none !== undefined && field === noneOf(id)) return none
      const at = questionAt(id, field)
      if (!at || field !== outField(at.id)) return at?.question.control.ticked?.(at.id, field, value)
      const out = at.question.asks.out?.find((one) => one === value)
      return out ? wayOutWords(at.question.asks, out) : ''
    },
    export: (id, groups) => ({
      [id]: groups.map((answers) =>
        Object.assign(
          {},
          ...each(answers, (field, question, answer) => [exportAnswer(field, question, answer)]),
        ),
      ),
    }),
    paper: (asks) => [
      ...onPaper,
      ...(none === undefined ? [] : [{ is: 'ticks' as const, ticks: [{ label: none }] }]),
      ...tickedInstead(asks),
    ],
    example: () => [
      Object.fromEntries(fields.map(([field, { control }]) => [field, { value: control.example() }])),
    ],
    shows: { group, groupName, ...(none === undefined ? {} : { none }), most, hasButtons: true },
  }
}

/** A group of questions asked as often as needed: add, change, remove. */
export const repeat = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R> & {
    group: Readonly<Record<string, AnyQuestion>>
    /** What one group is called, for its heading: "Person" makes "Person 1". */
    groupName: Words
    /** In a group that is begun, every field not optional must be answered. */
    whole?: true
    /** A box of its own that says there is nothing to add: the answer is then an empty list. */
    none?: Words
    /** How many groups there can be; 1 asks once and offers no more. */
    most?: number
  },
): Question<W, R> => ({
  kind: 'repeat',
  asks,
  control: repeatControl(asks.group, asks.groupName, asks.whole === true, asks),
})
