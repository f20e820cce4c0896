import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A file in which something is declared, and what it exports. */
export interface DeclaredFile {
  /** From the folder that was read: `desk/close-submission.act.ts`. */
  readonly file: string
  readonly exported: readonly unknown[]
}

/**
 * Imports every file beneath a folder whose name ends alike, in the order of their names. So what is declared in
 * a file of its own is found by its name, and stands in no list. Works for Node as it is and for Vite alike; a call that
 * names its own folder is replaced with the files there are as the programs are built (`src/start/bundle.ts`).
 */
export async function importDeclared(folder: string, ending: string): Promise<readonly DeclaredFile[]> {
  const files = globSync(`**/*${ending}`, { cwd: folder }).toSorted()
  return Promise.all(
    files.map(async (file) => {
      const module: Readonly<Record<string, unknown>> = await import(
        /* @vite-ignore */ pathToFileURL(join(folder, file)).href
      )
      return { file, exported: Object.values(module) }
    }),
  )
}
