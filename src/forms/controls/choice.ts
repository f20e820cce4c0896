import * as v from 'valibot'
import type { Condition } from '../engine/conditions.ts'
import {
  type AnyQuestion,
  type Common,
  type Control,
  type Json,
  type Kind,
  type Option,
  type Problem,
  type Reading,
  type ShownOption,
  type Typed,
  typedIn,
  type WayOut,
  wayOutWords,
} from '../engine/question.ts'
import { orTick, waysOutOnPaper } from '../engine/on-paper.ts'
import { inStyle, twin, type Words } from '../engine/words.ts'
import { tidy } from './tidy.ts'

/** What was picked, and what was written in the text box of an option. */
export type Choice = { picked: string[]; texts?: { [value: string]: string } }

const OPTION_TEXT_MAX = 200

const SELECT = twin('Select', 'Choose')

/** A message that names an answer: its label brings a twin of its own, and a twin holds no other. */
const naming = (label: Words, plain: (label: string) => string, easy: (label: string) => string): Words =>
  twin(plain(inStyle(label, false)), easy(inStyle(label, true)))

export type Options = Readonly<Record<string, Option>>
export type Asks<O extends Options, W extends WayOut, R extends string> = Common<W, R> & { options: O }
/** What the conditions of the options read. */
export type OptionReads<O extends Options> = {
  [V in keyof O]: O[V] extends { when: Condition<infer R> } ? R : never
}[keyof O]

const optionsShown = (options: Options): readonly ShownOption[] =>
  Object.entries(options).map(([value, option]) =>
    typeof option === 'string' ? { value, label: option } : { value, ...option },
  )

const textField = (id: string, value: string) => `${id}-${value}-text`

const optionText = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(OPTION_TEXT_MAX, `Use ${OPTION_TEXT_MAX} characters or fewer`),
)

/** How many may be picked: one, any number, or each of them. */
type HowMany = 'one' | 'any' | 'all'

/** The control shared by every question answered from a list. `isPartOf`: of a longer list, not all offered. */
function choiceControl(
  options: Options,
  howMany: HowMany,
  outs: readonly WayOut[],
  says: { missing: Words; isPartOf: boolean; asks: Common },
): Control<Choice> {
  const many = howMany !== 'one'
  const from = says.isPartOf
    ? twin('that go with your answers before this one', 'on this page')
    : 'on this page'
  const shown = optionsShown(options)
  const known = new Set([...shown.map((option) => option.value), ...outs])
  const exclusive = new Set([...shown.filter((o) => o.exclusive).map((o) => o.value), ...outs])
  /** Said after "or": it clears every other tick. */
  const isAlone = (option: ShownOption) => many && option.exclusive === true
  const label = (value: string): Words =>
    shown.find((option) => option.value === value)?.label ??
    (outs.some((out) => out === value) ? wayOutWords(says.asks, value as WayOut) : value)

  function readTexts(id: string, picked: readonly string[], typed: Typed) {
    const texts: Record<string, string> = {}
    const problems: Problem[] = []
    for (const option of shown) {
      if (!option.text) continue
      const field = textField(id, option.value)
      if (!picked.includes(option.value)) {
        if (tidy(typedIn(typed, field)) === '') continue
        const message = naming(
          option.label,
          (said) => `Choose “${said}”${many ? ' as well' : ''}, or clear what you wrote beside it`,
          (said) => `Choose “${said}”${many ? ' too' : ''}. Or take out what you wrote beside it.`,
        )
        problems.push({ field, message })
        continue
      }
      const read = v.safeParse(optionText, typedIn(typed, field))
      if (!read.success) problems.push({ field, message: read.issues[0].message })
      else if (read.output) texts[option.value] = read.output
      else if (option.textMissing) problems.push({ field, message: option.textMissing })
    }
    return { texts, problems }
  }

  function read(id: string, typed: Typed): Reading<Choice> {
    const picked = [...new Set((typed[id] ?? []).filter((value) => value !== ''))]
    const { texts, problems } = readTexts(id, picked, typed)
    if (picked.length === 0) return problems.length > 0 ? { is: 'problem', problems } : { is: 'blank' }
    // "Not safe" must not be lost beside another tick: it counts meanwhile, and what else is ticked is read with it.
    const isNotSafe = picked.includes('unsafe') && outs.includes('unsafe')
    const notSafe = ['unsafe', ...picked.filter((value) => known.has(value) && !exclusive.has(value))]
    const problem = (message: Words, fitting: string[] = []): Reading<Choice> => ({
      is: 'problem',
      problems: [{ field: id, message }],
      ...(isNotSafe
        ? { value: { picked: notSafe } }
        : fitting.length > 0
          ? { value: { picked: fitting } }
          : {}),
    })
    if (!picked.every((value) => known.has(value))) {
      return problem(many ? `${SELECT} from the answers ${from}` : `${SELECT} one of the answers ${from}`)
    }
    if (!many && picked.length > 1) return problem(`${SELECT} one answer`)
    const alone = picked.find((value) => exclusive.has(value))
    if (alone !== undefined && picked.length > 1) {
      const message = naming(
        label(alone),
        (said) => `Tick the answers that fit, or “${said}” on its own`,
        (said) => `Tick the answers that fit. Or only tick “${said}”.`,
      )
      return problem(
        message,
        picked.filter((value) => !exclusive.has(value)),
      )
    }
    if (howMany === 'all' && picked.length < shown.length) return problem(says.missing)
    const value: Choice = Object.keys(texts).length > 0 ? { picked, texts } : { picked }
    return problems.length > 0 ? { is: 'problem', problems, value } : { is: 'value', value }
  }

  return {
    owns: (id, field) =>
      field === id || shown.some((o) => o.text !== undefined && field === textField(id, o.value)),
    waysOutAreOptions: true,
    firstBox: (id) => id,
    cleaning: (id, field) => (field === id ? 'ticks' : 'words'),
    read,
    fill: (id, value) => ({
      [id]: value.picked,
      ...Object.fromEntries(
        Object.entries(value.texts ?? {}).map(([of, text]) => [textField(id, of), [text]]),
      ),
    }),
    values: (value) => value.picked,
    isSome: (value) => value.picked.some((one) => !exclusive.has(one)),
    write: (value, tell) =>
      value.picked.map((one) => tell(label(one)) + (value.texts?.[one] ? `: ${value.texts[one]}` : '')),
    ticked: (id, field, value) => (field !== id ? undefined : known.has(value) ? label(value) : ''),
    export: (id, value) => ({
      [id]: many ? value.picked : (value.picked[0] ?? null),
      ...Object.fromEntries(
        Object.entries(value.texts ?? {}).map(([of, text]): [string, Json] => [textField(id, of), text]),
      ),
    }),
    paper: (asks) => [
      {
        is: 'words',
        words: !many ? 'Tick one.' : shown.length === 1 ? 'Tick the box.' : 'Tick all that fit.',
      },
      {
        is: 'ticks',
        ticks: [
          ...shown.map((option, at) => ({
            label: option.label,
            option,
            ...(option.text === undefined ? {} : { text: option.text }),
            ...(isAlone(option) && at > 0 ? { or: true as const } : {}),
          })),
          ...(shown.some(isAlone) ? waysOutOnPaper(asks) : orTick(waysOutOnPaper(asks))),
        ],
      },
    ],
    example(values = []) {
      const wanted = values.filter((value) => known.has(value))
      const isOut = wanted.some((value) => outs.some((out) => out === value))
      const some = howMany === 'all' && !isOut ? shown.map(({ value }) => value) : wanted
      const picked = some.length > 0 ? some : shown.slice(0, 1).map(({ value }) => value)
      const texts = shown.flatMap(({ value, textMissing }) =>
        picked.includes(value) && textMissing ? [[value, 'In words']] : [],
      )
      return texts.length > 0 ? { picked, texts: Object.fromEntries(texts) } : { picked }
    },
    shows: { options: shown, pick: many ? 'several' : 'one' },
  }
}

/** A question answered from a list, with those of its options and ways out that are offered. */
export function choice(
  kind: Kind,
  howMany: HowMany,
  options: Options,
  asks: Common,
  isPartOf = false,
): AnyQuestion {
  const missing = asks.missing ?? twin('Select each of these', 'Tick each of these')
  const question: AnyQuestion = {
    kind,
    asks,
    control: choiceControl(options, howMany, asks.out ?? [], { missing, isPartOf, asks }),
  }
  const depends =
    asks.outWhen || Object.values(options).some((option) => typeof option !== 'string' && option.when)
  if (!depends || isPartOf) return question
  /** By what is offered, where that is settled: one for each set that the answers before it can leave. */
  const settled = new Map<string, AnyQuestion>()
  return {
    ...question,
    offered(left) {
      const offeredOptions = Object.entries(options).flatMap(([value, option]): [string, Option][] => {
        if (typeof option === 'string' || !option.when) return [[value, option]]
        const { when, ...always } = option
        const now = left(when)
        return now === false ? [] : [[value, now === true ? always : { ...always, when: now }]]
      })
      const out = (asks.out ?? []).filter((one) => {
        const when = asks.outWhen?.[one]
        return !when || left(when) !== false
      })
      const isSettled = offeredOptions.every(([, option]) => typeof option === 'string' || !option.when)
      const key = JSON.stringify([offeredOptions.map(([value]) => value), out])
      const made =
        (isSettled ? settled.get(key) : undefined) ??
        choice(kind, howMany, Object.fromEntries(offeredOptions), { ...asks, out }, true)
      if (isSettled) settled.set(key, made)
      return made
    },
  }
}

/** What to do where one answer is chosen, as Easy Read says it everywhere. */
export const chooseOne = (plain: Words): Words => twin(plain, 'Choose one answer')
/** The same where several may be ticked. */
export const tickSome = (plain: Words): Words => twin(plain, 'Tick the answers that fit')
