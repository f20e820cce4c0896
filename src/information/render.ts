import { markdownToHtml, markdownToMdast } from 'satteri'
import { council } from '#src/settings/council.ts'
import { dayInWords } from '#src/domain/dates-in-words.ts'
import { forms } from '#src/forms/all-forms.ts'
import { Temporal } from 'temporal-polyfill'
import { LONDON } from '#src/domain/working-days.ts'
import { asSentence, helplines } from './helplines.ts'
import { interpreters } from './interpreters.ts'
import { fillMarkdown, fillText } from './placeholders.ts'
import { FIXED_HEADINGS, type Topic } from './topics.ts'

/**
 * Markdown of a page as HTML, its facts put in.
 * @param today the day whose rates it names: 2026-11-29.
 * @throws Error when a placeholder is unknown.
 */
export const toHtml = (markdown: string, today: string): string =>
  markdownToHtml(fillMarkdown(markdown, today)).html

/** The same for text inside a line: without the paragraph around it. */
export const toInlineHtml = (markdown: string, today: string): string =>
  toHtml(markdown, today)
    .trim()
    .replace(/^<p>([\s\S]*)<\/p>$/, '$1')

/** What a tree of Markdown is made of, as far as text needs it. */
interface Node {
  type: string
  value?: string
  url?: string
  ordered?: boolean | null
  children?: readonly Node[]
}

const inLine = (node: Node): string => {
  const inside = (node.children ?? []).map(inLine).join('')
  if (node.type === 'link' && node.url && !/^(?:tel|sms):/.test(node.url)) return `${inside} (${node.url})`
  if (node.type === 'break') return '\n'
  return node.value ?? inside
}

function lines(node: Node): string[] {
  const children = node.children ?? []
  switch (node.type) {
    case 'root':
      return children.map((child) => lines(child).join('\n'))
    case 'list':
      return children.map((item, at) => {
        const said = (item.children ?? []).flatMap(lines).join('\n')
        return `${node.ordered ? `${at + 1}.` : '-'} ${said.replaceAll('\n', '\n  ')}`
      })
    case 'table':
      return children.map((row) => (row.children ?? []).map(inLine).join(' | '))
    default:
      return [inLine(node)]
  }
}

/** The same as plain text. */
export const toText = (markdown: string, today: string): string =>
  lines(markdownToMdast(fillMarkdown(markdown, today)) as Node).join('\n\n')

/** A day as a person says it: "Sunday 22 November 2026". @param iso 2026-11-22. */
export const dayOf = (iso: string): string =>
  dayInWords(Temporal.PlainDate.from(iso).toZonedDateTime(LONDON).toInstant())

const underlined = (heading: string, line: string) => `${heading}\n${line.repeat(heading.length)}`

/** The sections of a topic in the order they are read, the same for the page and its plain text. */
export const partsOf = (topic: Topic): readonly { heading: string; markdown: string }[] => [
  { heading: FIXED_HEADINGS.who, markdown: topic.who },
  ...topic.more,
  { heading: FIXED_HEADINGS.expect, markdown: topic.expect },
]

/**
 * A whole topic as plain text, to be saved, read out or sent in an email.
 * @param origin where its links lead: `https://portal.example.org`.
 * @param today the day whose rates it names: 2026-11-29.
 */
export function textOf(topic: Topic, origin: string, today: string): string {
  const { emergency } = council.nationalPhones
  const { day, night } = council.phones
  const section = (heading: string, text: string) => [underlined(heading, '-'), text]
  return [
    underlined(fillText(topic.title), '='),
    `Someone in danger? Call ${emergency}.`,
    toText(topic.summary, today),
    ...section(FIXED_HEADINGS.doNow, toText(topic.doNow, today)),
    ...section(
      'How to ask us',
      [
        ...topic.forms.map((form) => `- ${forms[form].linkSays} (/forms/${form})`),
        `- Ring ${day} in the day, or ${night} at night, at weekends and on holidays.`,
      ].join('\n'),
    ),
    ...partsOf(topic).flatMap(({ heading, markdown }) => section(fillText(heading), toText(markdown, today))),
    ...(topic.helplines.length === 0
      ? []
      : section(
          'Help by phone, anywhere in the country',
          topic.helplines
            .flatMap((id) => helplines[id] ?? [])
            .map((line) => `- ${line.name}: ${line.phone}. ${asSentence(line.for)} ${asSentence(line.when)}`)
            .join('\n'),
        )),
    interpreters.map(({ sentence }) => `- ${sentence.replace('{phone}', day)}`).join('\n'),
    `${council.name}. Last checked on ${dayOf(topic.checked)}.`,
  ]
    .join('\n\n')
    .replaceAll(/\((\/[^)]*)\)/g, `(${origin}$1)`)
}
