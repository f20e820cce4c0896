/** What every control says of itself, asked of every question there is; and that nobody else tells kinds apart. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldFile } from '#src/components/fields/field-props.ts'
import { equalityQuestions } from '#src/forms/after-sending/equality.ts'
import { forms } from '#src/forms/all-forms.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import type { PaperPart } from '#src/forms/engine/on-paper.ts'
import type { AnyQuestion, Kind, Shows } from '#src/forms/engine/question.ts'
import { readAnswer } from '#src/forms/engine/read-answer.ts'
import { root, sourcesIn, textOf } from '#tests/support/sources.ts'

const CONTROLS = 'src/forms/controls'

/** The kinds as the files of the controls declare them. */
const declaredIn = (file: string): Kind[] => {
  const [, names = ''] = textOf(file).match(/interface Kinds \{([^}]*)\}/) ?? []
  return [...names.matchAll(/'?([a-z-]+)'?: true/g)].map(([, name]) => name as Kind)
}
const kinds = sourcesIn(CONTROLS).flatMap(declaredIn)

/** A question, and those of its groups. */
const withGroup = (id: string, question: AnyQuestion): [string, AnyQuestion][] => [
  [id, question],
  ...Object.entries(question.control.shows.group ?? {}).flatMap(([field, one]) =>
    withGroup(`${id}-1-${field}`, one),
  ),
]
const questions = [
  ...Object.values(forms).flatMap((form) => [...questionsOf(form)]),
  ...Object.entries(equalityQuestions),
].flatMap(([id, question]) => withGroup(id, question))

/** The ids of questions of which something holds. */
const idsWhere = (holds: (id: string, question: AnyQuestion) => boolean) => [
  ...new Set(questions.filter(([id, question]) => holds(id, question)).map(([id]) => id)),
]

describe('every kind', () => {
  test('is declared once', () => {
    expect(kinds.length).toBeGreaterThan(8)
    expect(kinds.toSorted()).toEqual([...new Set(kinds)].toSorted())
  })

  test('is asked somewhere, so that what is tried with every question is tried with it', () => {
    const asked = new Set(questions.map(([, { kind }]) => kind))
    expect(kinds.filter((kind) => !asked.has(kind))).toEqual([])
  })

  test('has a component that shows it', () => {
    expect(kinds.filter((kind) => !existsSync(join(root, 'src/components/fields', fieldFile(kind))))).toEqual(
      [],
    )
  })
})

describe('the made-up answer of every question', () => {
  const today = '2026-11-29'
  const shownAgain = (id: string, { control }: AnyQuestion) => control.fill(id, control.example())

  test('is read without fault as what it is', () => {
    const wrong = idsWhere((id, question) => {
      const read = readAnswer(id, question, shownAgain(id, question), today)
      const expected = { answer: { value: question.control.example() }, problems: [] }
      return !question.control.takesFiles && JSON.stringify(read) !== JSON.stringify(expected)
    })
    expect(wrong).toEqual([])
  })

  test('is never typed where files are taken', () => {
    const typed = idsWhere(
      (id, question) =>
        question.control.takesFiles === true && Object.keys(shownAgain(id, question)).length > 0,
    )
    expect(typed).toEqual([])
  })

  test('stands in fields of its own, can be written for a person, and goes to other programs by its id', () => {
    const wrong = idsWhere((id, { control }) => {
      const value = control.example()
      return (
        Object.keys(control.fill(id, value)).some((field) => !control.owns(id, field)) ||
        control.write(value, (words) => words).every((line) => line.trim() === '') ||
        control.export(id, value)[id] === undefined
      )
    })
    expect(wrong).toEqual([])
  })
})

describe('on paper', () => {
  const isPlace = (part: PaperPart): boolean => {
    if (part.is === 'ticks') return part.ticks.some(({ out }) => out === undefined)
    if (part.is === 'group') return Object.values(part.ask).length > 0
    return part.is !== 'words'
  }

  test('every question has a place to answer it, besides its ways out', () => {
    expect(idsWhere((_, { asks, control }) => !control.paper(asks).some(isPlace))).toEqual([])
  })

  test('every question has its ways out, once each', () => {
    const outsOn = ({ asks, control }: AnyQuestion) =>
      control
        .paper(asks)
        .flatMap((part) => (part.is === 'ticks' ? part.ticks : []))
        .flatMap(({ out }) => out ?? [])
    const wrong = idsWhere((_, question) => outsOn(question).join() !== (question.asks.out ?? []).join())
    expect(wrong).toEqual([])
  })

  /** What can be ticked on the screen besides the ways out. */
  const ticksOnScreen = ({ options = [], none }: Shows) => [
    ...options.map(({ label }) => label),
    ...(none === undefined ? [] : [none]),
  ]

  test('every question has the boxes to tick of the screen, and no others', () => {
    const wrong = idsWhere((_, { asks, control }) => {
      const ticks = control.paper(asks).flatMap((part) => (part.is === 'ticks' ? part.ticks : []))
      const labels = ticks.filter(({ out }) => out === undefined).map(({ label }) => label)
      return labels.join('\n') !== ticksOnScreen(control.shows).join('\n')
    })
    expect(wrong).toEqual([])
  })
})

describe('kinds are told apart by their controls alone', () => {
  const named = `(?:${kinds.join('|')})`
  /** A kind compared with a name, switched on, looked for in a list of names, or looked up in a table. */
  const TELLS_APART = new RegExp(
    [
      `\\bkind\\b\\)?\\s*[!=]==?\\s*['"]${named}['"]`,
      `['"]${named}['"]\\s*[!=]==?\\s*[\\w.?[\\]]*\\bkind\\b`,
      `['"]${named}['"](?:,\\s*['"][\\w-]+['"])*,?\\s*\\]\\.includes\\([^)]*\\bkind\\b`,
      `switch \\([^)]*\\bkind\\)\\s*\\{\\s*case ['"]${named}['"]`,
      `Record<Kind\\b`,
      `\\[(?:\\w+\\??\\.)*question\\??\\.kind\\]`,
    ].join('|'),
  )
  const tellsApart = (text: string) => TELLS_APART.test(text)

  test('the reader of sources sees each way of doing it', () => {
    for (const text of [
      `question.kind === 'files' ? a : b`,
      `const isMany = kind !== "checkboxes"`,
      `ask[id]?.kind === 'repeat'`,
      `'money' === page.ask[id]?.kind`,
      `['repeat', 'files'].includes(question.kind)`,
      `['files'].includes(kind)`,
      `switch (question.kind) {\n  case 'date-parts':`,
      `const first: Record<Kind, string>`,
      `FIRST_BOX[question.kind]`,
    ])
      expect(tellsApart(text), text).toBe(true)
    expect(tellsApart(`clock.kind === 'triage'`)).toBe(false)
  })

  test('no other source does', () => {
    const others = [
      ...sourcesIn('src'),
      ...sourcesIn('db'),
      ...sourcesIn('tests/support'),
      ...sourcesIn('tests/fixtures'),
    ]
    const elsewhere = others.filter((file) => !file.startsWith(`${CONTROLS}/`))
    expect(elsewhere.length).toBeGreaterThan(300)
    expect(elsewhere.filter((file) => tellsApart(textOf(file)))).toEqual([])
  })
})
