import type { AboutPage } from '#src/information/about.ts'
import type { EasyRead } from '#src/information/easy-read-file.ts'
import { fillMarkdown, fillText } from '#src/information/placeholders.ts'
import { FIXED_HEADINGS, type Topic } from '#src/information/topics.ts'
import type { ReadString } from './read-strings.ts'

/** Markdown as the blocks of words somebody reads: paragraphs, items of lists, cells of tables. */
const blocksOf = (markdown: string): string[] =>
  fillMarkdown(markdown, '2026-11-29')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('**', '')
    .split(/\n\s*\n|\n(?=\s*(?:-|\d+\.|\||#{2,3}) ?)/)
    .flatMap((block) => (block.trim().startsWith('|') ? block.split('|') : [block]))
    .map((block) =>
      block
        .trim()
        .replace(/^(?:-|\d+\.|#{2,3}) +/, '')
        .replaceAll(/\s+/g, ' '),
    )
    .filter((block) => /\p{L}/u.test(block))

/** Every string of a topic in plain words. The whole topic is one page: a word is explained once on it. */
export function stringsOfTopic(topic: Topic): ReadString[] {
  const parts = [
    { heading: FIXED_HEADINGS.doNow, markdown: topic.doNow },
    { heading: FIXED_HEADINGS.who, markdown: topic.who },
    ...topic.more,
    { heading: FIXED_HEADINGS.expect, markdown: topic.expect },
  ]
  const said = (what: string, text: string): ReadString => ({
    text,
    voice: 'you',
    form: 'information',
    page: topic.id,
    what,
  })
  return [
    said('title', fillText(topic.title)),
    said('menu', fillText(topic.menu)),
    ...blocksOf(topic.summary).map((text) => said('summary', text)),
    ...parts.flatMap(({ heading, markdown }) => [
      said('heading', fillText(heading)),
      ...blocksOf(markdown).map((text) => said(`under “${heading}”`, text)),
    ]),
  ]
}

/** Every string of a page in Easy Read, a row at a time. */
export const easyReadOf = ({ easyRead }: { easyRead: EasyRead }): { at: string; text: string }[] => [
  { at: 'title', text: easyRead.title },
  ...easyRead.parts.flatMap(({ heading, rows }) => [
    ...(heading === undefined ? [] : [{ at: 'heading', text: heading }]),
    ...rows.map(({ picture, markdown }) => ({
      at: `row “${picture}”`,
      text: blocksOf(markdown).join(' '),
    })),
  ]),
]

/** Every string of a page about this site. */
export const stringsOfAbout = (page: AboutPage): ReadString[] =>
  [page.title, page.summary, ...blocksOf(page.markdown)].map((text) => ({
    text,
    voice: 'you',
    form: 'about',
    page: page.id,
    what: 'text',
  }))
