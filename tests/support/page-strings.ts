import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'
import { outcomes } from '#src/domain/outcomes.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { calledProofs } from '#src/forms/financial/last.ts'
import { besideHelp } from '#src/forms/rules/signposts.ts'
import { type ReadString, stringsInCode, stringsOfList } from './read-strings.ts'

const source = resolve(import.meta.dirname, '../../src')

/** Read at the desk, or shown to nobody. */
const NOT_RESIDENTS = [/^pages\/staff\//, /^components\/desk\//, /TypingInStrip/, /^layouts\/(Staff|Shell)/]

/** Only professionals come to see these: a referral may save a concern, and be followed by another. */
const PROFESSIONALS = [/LinkedConcern/, /SendAnother/, /add-to-concern/]

/** Read in plain words only, whatever was chosen: what is said there in Easy Read has an address of its own. */
const PLAIN_ONLY = [
  /^pages\/index\.astro/,
  /^pages\/information\/(index|\[topic\]\/(index|print))\.astro/,
  /^components\/information\/(TopicBody|Formats|PromiseCounts)/,
]

const isOneOf = (file: string, of: readonly RegExp[]) => of.some((one) => one.test(file))

/** What stands for words that are only known while running: names, figures, numbers to ring. */
const UNKNOWN = '10'
const MOMENT = '5pm on Tuesday 24 November'
const DAY = 'Tuesday 24 November'
/** Ends a line, so that what stands above another is not read as one sentence with it. */
const LINE = '\u2028'

/** Elements that stand within a sentence. */
const INLINE = ['a', 'abbr', 'b', 'bdi', 'code', 'em', 'mark', 'span', 'strong', 'time']
/** Attributes that are read out or shown as they are. */
const SAID = ['alt', 'aria-label', 'label', 'text', 'title', 'visuallyHiddenText', 'titleText']

/** Said by search engines, in plain words. */
const FOR_SEARCH = ['description', 'summary']

interface File {
  name: string
  easyRead: boolean
  tree: ts.SourceFile
  /** What the names of the file stand for. */
  names: ReadonlyMap<string, ts.Expression>
}

/** A part of a page in a component, as a tree. @throws Error when the file cannot be read as one. */
function parse(name: string, text: string, easyRead: boolean): File {
  const [, front = '', template = text] = text.match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? []
  const markup = template
    .replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '<$1 />')
    .replace(/<!doctype[^>]*>/i, '')
    .replace(/<!--[\s\S]*?-->/g, '')
  // What `return` leaves early with is no matter here: the front matter is read, never run.
  const whole = name.endsWith('.tsx') ? text : `${front}\n;(<>${markup}</>)`
  const tree = ts.createSourceFile(`${name}.tsx`, whole, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const { parseDiagnostics } = tree as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] }
  // `<Field {id} />` is Astro’s short form of `id={id}`.
  const wrong = parseDiagnostics.filter(({ messageText }) => messageText !== "'...' expected.")
  if (wrong[0]) throw new Error(`${name}: ${ts.flattenDiagnosticMessageText(wrong[0].messageText, ' ')}`)
  const names = new Map<string, ts.Expression>()
  const collect = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer) {
      names.set(node.name.text, node.initializer)
    }
    ts.forEachChild(node, collect)
  }
  collect(tree)
  return { name, easyRead, tree, names }
}

/** Whether a condition holds for who reads this; undefined where it is about something else. */
function holds(node: ts.Expression, file: File): boolean | undefined {
  if (ts.isParenthesizedExpression(node)) return holds(node.expression, file)
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    const inner = holds(node.operand, file)
    return inner === undefined ? undefined : !inner
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
    if (isAnd || kind === ts.SyntaxKind.BarBarToken) {
      const parts = [holds(node.left, file), holds(node.right, file)]
      if (parts.includes(!isAnd)) return !isAnd
      return parts.includes(undefined) ? undefined : isAnd
    }
    if (/=== 'easy-read'$/.test(node.getText())) return file.easyRead
  }
  return /^(?:isEasy|isEasyRead|easyRead|listener\.easyRead)$/.test(node.getText())
    ? file.easyRead
    : undefined
}

const product = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((all, part) => all.flatMap((one) => part.map((more) => `${one}${more}`)), [''])

/** Everything an expression may say in its place in a sentence. */
function sayings(node: ts.Node, file: File): string[] {
  const say = (one: ts.Node) => sayings(one, file)
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isJsxText(node)) return [node.text]
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap((span) => [say(span.expression), [span.literal.text]])
    return product([[node.head.text], ...spans])
  }
  if (ts.isParenthesizedExpression(node)) return say(node.expression)
  if (ts.isJsxExpression(node)) return node.expression ? say(node.expression) : ['']
  if (ts.isJsxFragment(node)) return product(node.children.map(say))
  if (ts.isJsxSelfClosingElement(node)) return [node.tagName.getText() === 'br' ? LINE : '']
  if (ts.isJsxElement(node)) {
    return isInline(node.openingElement.tagName) ? product(node.children.map(say)) : ['']
  }
  if (ts.isConditionalExpression(node)) {
    const isSo = holds(node.condition, file)
    return [...(isSo === false ? [] : say(node.whenTrue)), ...(isSo === true ? [] : say(node.whenFalse))]
  }
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind === ts.SyntaxKind.PlusToken) return product([say(node.left), say(node.right)])
    const isAnd = kind === ts.SyntaxKind.AmpersandAmpersandToken
    const isSo = holds(node.left, file)
    if (isAnd) return [...(isSo === true ? [] : ['']), ...(isSo === false ? [] : say(node.right))]
    return say(node.right)
  }
  if (ts.isCallExpression(node)) return sayingsOfCall(node, file)
  const meaning = ts.isIdentifier(node) ? file.names.get(node.text) : undefined
  return meaning && !isWithin(node, meaning) ? say(meaning) : [UNKNOWN]
}

const isWithin = (node: ts.Node, outer: ts.Node) => node.pos >= outer.pos && node.end <= outer.end

function sayingsOfCall(node: ts.CallExpression, file: File): string[] {
  const [first, second] = node.arguments
  const called = node.expression.getText()
  if (called === 'inWords') return [MOMENT]
  if (called === 'dayInWords') return [DAY]
  if (called === 'twin' && first && second) return sayings(file.easyRead ? second : first, file)
  if (first && ts.isArrowFunction(first))
    return ts.isBlock(first.body) ? [UNKNOWN] : sayings(first.body, file)
  // What says words in the reader’s style: `tell(…)`, `say(…)`, `lineBySentence(…)`, `readAs(…)(…)`.
  return first && /^(?:tell|say|lineBySentence|readAs\(.*\))$/.test(called) ? sayings(first, file) : [UNKNOWN]
}

const isInline = (tag: ts.JsxTagNameExpression) => INLINE.includes(tag.getText())

/** Whether words are a sentence or a label, and not the name of a field, a class or an address. */
const isForReading = (text: string) => /^(?:[A-Z“]|\d+ [a-z]).* /u.test(text)

/** Every wording of a file, sentences whole, as far as one who reads in its style comes to see them. */
function wordingsOf(file: File): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = []
  const add = (node: ts.Node, texts: readonly string[]) => {
    const line = file.tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
    for (const text of texts.flatMap((one) => one.split(LINE))) {
      const words = text.replace(/\s+/g, ' ').trim()
      if (/\p{L}/u.test(words) && words.replaceAll(UNKNOWN, '').trim() !== '')
        found.push({ text: words, line })
    }
  }
  const walk = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isThrowStatement(node)) return
    const name = ts.isJsxAttribute(node) || ts.isVariableDeclaration(node) ? node.name.getText() : ''
    if (file.easyRead && FOR_SEARCH.includes(name)) return
    if (ts.isConditionalExpression(node)) {
      const isSo = holds(node.condition, file)
      if (isSo !== false) walk(node.whenTrue)
      if (isSo !== true) walk(node.whenFalse)
      return
    }
    if (ts.isBinaryExpression(node) && holds(node, file) === false) return
    if (ts.isCallExpression(node) && node.expression.getText() === 'twin') {
      if (isInChildren(node)) return
      if (isForReading(sayings(node, file)[0] ?? '')) add(node, sayings(node, file))
      return
    }
    const isMarkup = ts.isJsxElement(node) || ts.isJsxFragment(node)
    if (isMarkup && !(ts.isJsxElement(node) && isInline(node.openingElement.tagName))) {
      add(node, product(node.children.map((child) => sayings(child, file))))
    }
    if (ts.isJsxAttribute(node) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (SAID.includes(name)) add(node, [node.initializer.text])
      return
    }
    const isText =
      ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)
    if (isText && !isInChildren(node)) {
      const isValue = ts.isPropertyAssignment(node.parent) && SAID.includes(node.parent.name.getText())
      const texts = sayings(node, file)
      if (isValue || isForReading(texts[0] ?? '')) add(node, texts)
      return
    }
    ts.forEachChild(node, walk)
  }
  walk(file.tree)
  return found
}

/** Whether it is said within the sentence of an element, which is found whole. */
function isInChildren(node: ts.Node): boolean {
  const { parent } = node
  if (ts.isJsxExpression(parent)) return !ts.isJsxAttribute(parent.parent)
  const goesOn =
    ts.isConditionalExpression(parent) ||
    ts.isBinaryExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isTemplateSpan(parent) ||
    ts.isTemplateExpression(parent) ||
    ts.isCallExpression(parent)
  return goesOn && isInChildren(parent)
}

/**
 * Every wording that stands in a resident’s page, part of a page or layout itself, found in its syntax tree, so
 * that a new one cannot be left out. What is only known while running is a figure or a date.
 * @param easyRead As those read it who read Easy Read; files that are not for them are left out.
 */
export function stringsInPages(easyRead = false): ReadString[] {
  const files = ['pages', 'components', 'layouts', 'islands'].flatMap((folder) =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(astro|tsx)$/.test(file))
      .map((file) => relative(source, join(source, folder, file))),
  )
  const isLeftOut = (file: string) =>
    isOneOf(file, NOT_RESIDENTS) || (easyRead && (isOneOf(file, PLAIN_ONLY) || isOneOf(file, PROFESSIONALS)))
  const strings = files
    .filter((file) => !isLeftOut(file))
    .toSorted()
    .flatMap((file) =>
      wordingsOf(parse(file, readFileSync(join(source, file), 'utf8'), easyRead)).map(
        ({ text, line }): ReadString => ({
          text,
          voice: isOneOf(file, PROFESSIONALS) ? 'professional' : 'you',
          form: 'pages',
          page: file,
          what: `line ${line}`,
        }),
      ),
    )
  return [...new Map(strings.map((one) => [`${one.page} ${one.text}`, one])).values()]
}

/** Rooms of services whose messages staff read, and nobody else. */
const STAFF_ROOMS = ['desk', 'running']
/** Messages beside what residents typed: of every service but those at the desk. */
const servicesOfResidents = readdirSync(join(source, 'services'), {
  recursive: true,
  encoding: 'utf8',
}).filter((file) => /(?<!\.act)\.ts$/.test(file) && !STAFF_ROOMS.some((room) => file.startsWith(`${room}/`)))

/** What somebody is told of a decision, by outcome: the same words in every style. */
const told = Object.fromEntries(Object.entries(outcomes).map(([id, { tells = '' }]) => [id, tells]))

/** Every message of a service, and of the rules it goes by, that a resident reads. */
export const messagesOfServices = (easyRead = false): ReadString[] => [
  ...stringsInCode(join(source, 'services'), easyRead, servicesOfResidents),
  ...stringsInCode(join(source, 'forms'), easyRead, ['after-sending/addition.ts', 'after-sending/proof.ts']),
  ...stringsInCode(join(source, 'components/charging'), easyRead, ['sheet-words.ts']),
  ...stringsOfList('outcomes', told),
  ...stringsOfList(
    'proof',
    Object.fromEntries(calledProofs.map(({ kind, words }) => [kind, inStyle(words, easyRead)])),
  ),
  ...stringsOfList('beside local help', {
    promised: inStyle(besideHelp({ assessment: 'asked-for' }), easyRead),
    'not promised': inStyle(besideHelp({}), easyRead),
  }),
]
