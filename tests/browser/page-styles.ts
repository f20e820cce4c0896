import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { leftOutClasses } from '#src/styles/left-out.ts'

const folder = join(import.meta.dirname, '../../dist/client/_astro')

/** The classes that each built sheet has styles for, by the name of its file. */
const styledBy = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.css'))
    .map((file) => [
      file,
      new Set(readFileSync(join(folder, file), 'utf8').match(/(?<=\.)[a-z_][\w-]*/gi) ?? []),
    ]),
)
const leftOut = new Set(leftOutClasses())
/** Scripts put it on every page, and all that goes by it is what they hide on some. */
const SCRIPTS_RUN = 'govuk-frontend-supported'
const isStyled = (name: string) => [...styledBy.values()].some((styled) => styled.has(name))

/**
 * Classes of a page whose styles it does not have: those that the build leaves out as used nowhere, and those that
 * stand in the sheet of other pages alone.
 * @param classes on the page.
 * @param sheets addresses of its style sheets.
 */
export function classesWithoutStyles(classes: Iterable<string>, sheets: readonly string[]): string[] {
  const own = sheets.map((href) => {
    const styled = styledBy.get(basename(href))
    if (!styled) throw new Error(`The build has no sheet ${href}`)
    return styled
  })
  return [...new Set(classes)]
    .filter((name) => name !== SCRIPTS_RUN)
    .filter((name) => leftOut.has(name) || (isStyled(name) && !own.some((styled) => styled.has(name))))
    .map((name) => `no sheet of the page has styles for ${name}`)
}
