import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** Every TypeScript and Astro file in a folder, by path from the root. */
export const sourcesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|astro)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The code of a file without whole lines of comment. */
export const codeOf = (file: string): string => textOf(file).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
