import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '#src/project-folder.ts'

/** All of GOV.UK Frontend's styles, as the package comes. */
const PACKAGE = 'node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.css'

const namesIn = (text: string): string[] => text.match(/govuk-[\w-]+/g) ?? []
const styledIn = (css: string): string[] => css.match(/(?<=\.)govuk-[\w-]+/g) ?? []

/** Class names of GOV.UK Frontend that are put together as the source runs, where they cannot be found. */
export const composedIn = (source: string): string[] => source.match(/govuk-[\w-]*\$\{[^}]*\}/g) ?? []

/**
 * The classes of GOV.UK Frontend that stand nowhere in our source, so that no page can have them: the build leaves
 * their styles out (astro.config.mjs), and the browser tests refuse a page that has one after all (decision 42).
 * @throws Error when a class is put together from parts: whether it is used could not be told.
 */
export function leftOutClasses(): readonly string[] {
  const used = new Set<string>()
  for (const file of globSync('src/**/*.{astro,ts,tsx}', { cwd: projectFolder })) {
    const source = readFileSync(join(projectFolder, file), 'utf8')
    const [composed] = composedIn(source)
    if (composed) throw new Error(`${file}: ${composed} must be written in full, or its styles are left out.`)
    for (const name of namesIn(source)) used.add(name)
  }
  const all = new Set(styledIn(readFileSync(join(projectFolder, PACKAGE), 'utf8')))
  return [...all].filter((name) => !used.has(name))
}
