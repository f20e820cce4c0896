import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import standards from '#content/standards.json' with { type: 'json' }
import { allowanceInWords } from '#src/domain/last-day.ts'
import type { Allowance } from '#src/domain/service-clocks.ts'
import type { Page } from '#src/forms/engine/block.ts'
import { type Condition, type Facts, holds, questionsRead } from '#src/forms/engine/conditions.ts'
import { checkPageOf, type Form, pagesOf, questionsOf, readerOf } from '#src/forms/engine/form.ts'
import { type AnyQuestion, wayOutWords } from '#src/forms/engine/question.ts'
import { stepsOf } from '#src/forms/engine/receipt.ts'
import { say, type Voice, VOICES, type Words } from '#src/forms/engine/words.ts'

/** One string as one reader reads it. */
export interface ReadString {
  text: string
  voice: Voice
  /** Id of the form, or the name of the block or folder it was found in. */
  form: string
  /** Name of the page; `start`, `parts` and `receipt` for what stands on no page of questions. */
  page: string
  /** What to look for in the declaration: `sg-who, hint`. */
  what: string
}

/** Neutral words for every slot, so that what is measured is our wording and not somebody's name. */
const slots: Readonly<Record<string, string>> = {
  name: 'Ann',
  cared: 'Bo',
  'our area': 'Alderbrook',
  'upper limit': '£23,250',
  received: 'Monday 23 November',
  'contact-way': 'in the safe way you told us',
  due: '5pm on Tuesday 24 November',
  ...Object.fromEntries(
    Object.entries(standards).flatMap(([name, { within }]) => [
      [name, 'Monday 7 December'],
      // The file's own check is the council's, when the portal starts.
      [`${name} time`, allowanceInWords(within as Allowance)],
    ]),
  ),
}

/** What is known of a reader before any other answer: the voice, and the answers that decided it. */
interface Reader {
  voice: Voice
  form: number | undefined
  known: Readonly<Record<string, readonly string[]>>
}

/**
 * Whether a condition could come true for this reader, whatever else they answer. Not knowing counts as could,
 * so nothing that somebody reads is missed.
 */
function couldHold(condition: Condition, reader: Reader): boolean {
  return answerTo(condition, reader) !== false
}

function answerTo(condition: Condition, reader: Reader): boolean | undefined {
  switch (condition.op) {
    case 'any':
    case 'all': {
      const decisive = condition.op === 'any'
      const parts = condition.of.map((part) => answerTo(part, reader))
      if (parts.includes(decisive)) return decisive
      return parts.includes(undefined) ? undefined : !decisive
    }
    case 'not': {
      const part = answerTo(condition.of[0], reader)
      return part === undefined ? undefined : !part
    }
    case 'form':
      return reader.form === undefined ? undefined : condition.forms.includes(reader.form)
    case 'derived':
      return condition.name === 'reader' ? condition.values.includes(reader.voice) : undefined
    default: {
      const values = 'id' in condition ? reader.known[condition.id] : undefined
      return values ? holds(condition, factsOf(reader)) : undefined
    }
  }
}

const factsOf = ({ form, known }: Pick<Reader, 'form' | 'known'>): Facts => ({
  form: form ?? 0,
  values: (id) => known[id] ?? [],
  hasSome: (id) => (known[id] ?? []).length > 0,
  number: () => undefined,
  derived: () => undefined,
})

/** Everybody a form can speak to: each answer to the questions that decide whose words are used. */
function readersOf(form: Form): Reader[] {
  const ids = [form.reader.you, form.reader.professional ?? form.reader.you].flatMap(questionsRead)
  let answers: Reader['known'][] = [{}]
  for (const id of new Set(ids)) {
    const options = questionsOf(form).get(id)?.control.shows.options ?? []
    answers = answers.flatMap((one) => options.map(({ value }) => ({ ...one, [id]: [value] })))
  }
  return answers.map((known) => {
    const facts = factsOf({ form: form.number, known })
    return { voice: readerOf(form, (condition) => holds(condition, facts)), form: form.number, known }
  })
}

type Labelled = readonly [what: string, words: Words | undefined]

function wordsOfQuestion(id: string, question: AnyQuestion, reader: Reader): Labelled[] {
  const { title, hint, missing, out, outWhen } = question.asks
  const { options = [], group = {}, groupName } = question.control.shows
  return [
    [`${id}, title`, title],
    [`${id}, hint`, hint],
    [`${id}, missing`, missing],
    [`${id}, group name`, groupName],
    ...options
      .filter(({ when }) => !when || couldHold(when, reader))
      .flatMap(({ value, label, text, textMissing }): Labelled[] => [
        [`${id}, option ${value}`, label],
        [`${id}, text box of ${value}`, text],
        [`${id}, text box of ${value} left blank`, textMissing],
      ]),
    ...(out ?? [])
      .filter((one) => !outWhen?.[one] || couldHold(outWhen[one], reader))
      .map((one): Labelled => [`${id}, way out ${one}`, wayOutWords(question.asks, one)]),
    ...Object.entries(group).flatMap(([field, inner]) => wordsOfQuestion(`${id} ${field}`, inner, reader)),
  ]
}

function wordsOfPage(page: Page, reader: Reader): Labelled[] {
  const asked = Object.entries(page.ask).filter(([, { asks }]) => !asks.when || couldHold(asks.when, reader))
  if (asked.length === 0 && !page.tellsWhen) return []
  return [
    ['page title', page.title],
    ['page lead', page.lead],
    ...asked.flatMap(([id, question]) => wordsOfQuestion(id, question, reader)),
  ]
}

const said = (
  form: string,
  page: string,
  voice: Voice,
  words: readonly Labelled[],
  easyRead = false,
): ReadString[] =>
  words.flatMap(([what, of]) => {
    const text = of === undefined ? '' : say(of, { voice, slots, easyRead })
    return text === '' ? [] : [{ text, voice, form, page, what }]
  })

const once = (strings: readonly ReadString[]): ReadString[] => [
  ...new Map(strings.map((one) => [JSON.stringify(one), one])).values(),
]

/** Every string of a form, as each of its readers reads it, in plain words or in Easy Read. */
export const stringsOfForm = (form: Form, easyRead = false): ReadString[] => {
  const saidHere = (...[of, page, voice, words]: Parameters<typeof said>) =>
    said(of, page, voice, words, easyRead)
  return once(
    readersOf(form).flatMap((reader) => [
      ...saidHere(form.id, 'start', reader.voice, [
        ['title', form.title],
        ...form.about.map((words, at): Labelled => [`about, paragraph ${at + 1}`, words]),
        ['takes', form.takes],
      ]),
      ...saidHere(
        form.id,
        'parts',
        reader.voice,
        form.parts.map(({ title }, at) => [`title of part ${at + 1}`, title]),
      ),
      ...[...pagesOf(form), checkPageOf(form)].flatMap((page) =>
        saidHere(form.id, page.name, reader.voice, wordsOfPage(page, reader)),
      ),
      ...saidHere(
        form.id,
        'needed to send',
        reader.voice,
        form.needs.flatMap(({ name, missing }): Labelled[] => [
          [`needs, ${name}`, name],
          [`needs, ${name}, missing`, missing],
        ]),
      ),
      ...saidHere(form.id, 'receipt', reader.voice, [
        ['receipt, worse', form.receipt?.worse],
        ...stepsOf(form).flatMap((step, at): Labelled[] =>
          step.when && !couldHold(step.when, reader)
            ? []
            : [
                [`receipt, step ${at + 1}`, step.say],
                [`receipt, link of step ${at + 1}`, step.link?.words],
              ],
        ),
        ['receipt, again', form.receipt?.again],
      ]),
    ]),
  )
}

/** Every string of shared pages that no form may use yet, in each voice that could be given them. */
export const stringsOfPages = (name: string, pages: Readonly<Record<string, Page>>): ReadString[] =>
  once(
    VOICES.flatMap((voice) =>
      Object.entries(pages).flatMap(([page, of]) =>
        said(name, page, voice, wordsOfPage(of, { voice, form: undefined, known: {} })),
      ),
    ),
  )

/** Strings that are only a list of words, such as the titles of topics. */
export const stringsOfList = (name: string, words: Readonly<Record<string, Words>>): ReadString[] =>
  VOICES.slice(0, 1).flatMap((voice) => said(name, 'list', voice, Object.entries(words)))

/**
 * Every sentence written in the code of a folder: what controls say about an answer that cannot be read. Found in
 * the syntax tree, so that a new message cannot be left out. What is thrown is for programmers.
 * @param easyRead Of words with an Easy Read twin only that one; left out, both.
 * @param files Those of the folder to read; left out, all of them.
 */
export function stringsInCode(
  folder: string,
  easyRead = false,
  // What a picture shows is read by whoever looks after the pictures; no page says it as a sentence.
  files = readdirSync(folder).filter((file) => file.endsWith('.ts') && file !== 'pictures.ts'),
): ReadString[] {
  return once(
    files.flatMap((file) => {
      const source = ts.createSourceFile(
        file,
        readFileSync(join(folder, file), 'utf8'),
        ts.ScriptTarget.Latest,
      )
      return sentencesIn(source, source, easyRead).flatMap(({ text, line }) =>
        VOICES.flatMap((voice) => said(basename(folder), file, voice, [[`line ${line}`, text]])),
      )
    }),
  )
}

function sentencesIn(
  node: ts.Node,
  source: ts.SourceFile,
  easyRead: boolean,
): { text: string; line: number }[] {
  if (ts.isThrowStatement(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return []
  if (easyRead && ts.isCallExpression(node) && node.expression.getText(source) === 'twin') {
    const [, easy] = node.arguments
    return easy ? sentencesIn(easy, source, easyRead) : []
  }
  const text = literal(node)
  const isSentence = text !== undefined && /^[A-Z“[].* /u.test(text)
  const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
  const inner: { text: string; line: number }[] = isSentence ? [{ text, line }] : []
  if (!isSentence) ts.forEachChild(node, (child) => void inner.push(...sentencesIn(child, source, easyRead)))
  return inner
}

/** The text of a literal; what is put in while running is a number. */
function literal(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  if (!ts.isTemplateExpression(node)) return undefined
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' 10 ').trim()
}
