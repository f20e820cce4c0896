import * as v from 'valibot'
import { type PictureName, pictures } from '#src/forms/engine/pictures.ts'
import { checkMarkdown, ContentFault, splitFrontMatter, text } from './page-file.ts'

/** One row of Easy Read: a picture, and the sentences beside it as Markdown. */
export interface EasyReadRow {
  picture: PictureName
  markdown: string
}
export interface EasyReadPart {
  /** None on the first part, which stands right under the title. */
  heading: string | undefined
  rows: readonly EasyReadRow[]
}

/** A page in Easy Read, as its file holds it. */
export interface EasyRead {
  title: string
  parts: readonly EasyReadPart[]
}

const frontMatterSchema = v.strictObject({ title: text })

/** The body of a page cut at its second-level headings; what stands before the first has no heading. */
export function cutAtHeadings(body: string): { heading: string | undefined; markdown: string }[] {
  const [before = '', ...rest] = body.split(/^## +(.+)$/m)
  const parts = rest.flatMap((heading, at) =>
    at % 2 === 0 ? [{ heading: heading.trim(), markdown: (rest[at + 1] ?? '').trim() }] : [],
  )
  return [...(before.trim() === '' ? [] : [{ heading: undefined, markdown: before.trim() }]), ...parts]
}

/** Amounts may be made up under such a heading, and nowhere else. */
export const isExample = (heading: string): boolean => /^(?:An |Another )?[Ee]xample\b/.test(heading)

/**
 * A page in Easy Read: rows like “- home: We come to your home.”, under headings.
 * @param own placeholders that it may use besides.
 * @throws ContentFault
 */
export function readEasyRead(source: string, own: readonly string[] = []): EasyRead {
  const { front, body } = splitFrontMatter(source, frontMatterSchema)
  const cut = cutAtHeadings(body)
  for (const { heading = '', markdown } of cut)
    checkMarkdown(`## ${heading}\n${markdown}`, isExample(heading), own)
  const parts = cut.map(({ heading, markdown }) => ({
    heading,
    rows: markdown
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): EasyReadRow => {
        const [, picture = '', said = ''] = line.match(/^- ([a-z-]+): (.+)$/) ?? []
        if (!Object.hasOwn(pictures, picture)) {
          throw new ContentFault(`has “${line}”, which is not like “- home: We come to your home.”`)
        }
        return { picture: picture as PictureName, markdown: said.trim() }
      }),
  }))
  if (parts.length === 0 || parts.some(({ rows }) => rows.length === 0)) {
    throw new ContentFault('must have at least one row under each heading')
  }
  return { title: front.title, parts }
}
