import { type Dirent, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { projectFolder } from '#src/project-folder.ts'

/** What a council edits cannot be used. The message says what to put right, and is all that is shown of it. */
export class ContentRefused extends Error {
  override readonly name = 'ContentRefused'
}

/**
 * Where what a council edits is: the setting CONTENT_DIR, or the project's own `content/`. Read by itself, since files
 * that read content do so as they are imported, before anybody asks for all settings.
 */
export const contentFolder = resolve(projectFolder, process.env.CONTENT_DIR?.trim() || 'content')

/**
 * The text of a file of it, read at start and not imported: a build must not freeze what a council edits.
 * @param name from that folder: `council.json`.
 * @throws ContentRefused where there is no such file.
 */
export const readContentFile = (name: string): string =>
  orRefused(join(contentFolder, name), (file) => readFileSync(file, 'utf8'))

/**
 * What is in a folder of it.
 * @throws ContentRefused where there is no such folder.
 */
export const entriesOf = (folder: string): Dirent[] =>
  orRefused(folder, () => readdirSync(folder, { withFileTypes: true }))

function orRefused<Read>(path: string, read: (path: string) => Read): Read {
  try {
    return read(path)
  } catch (cause) {
    if (!isMissing(cause)) throw cause
    throw new ContentRefused(
      `${path} is missing. Put it back, or set CONTENT_DIR to the folder that holds all content.`,
      { cause },
    )
  }
}

/** Whether an error says that a file or its folder is not there. */
export const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
