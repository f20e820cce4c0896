import { type DeclaredFile, importDeclared } from '#src/declared-files.ts'
import { isLetter, type Letter, type LetterToWriter } from './letter.ts'

/**
 * Every letter that the files `*.letter.ts` of a folder declare, by its name.
 * @throws Error where such a file does not declare one letter, of its own name.
 */
export const readDeclaredLetters = async (folder: string): Promise<ReadonlyMap<string, Letter>> =>
  lettersIn(await importDeclared(folder, '.letter.ts'))

function lettersIn(files: readonly DeclaredFile[]): ReadonlyMap<string, Letter> {
  return new Map(
    files.map(({ file, exported }) => {
      const [one, ...others] = exported.filter(isLetter)
      if (!one || others.length > 0 || file !== `${one.name}.letter.ts`)
        throw new Error(`${file} does not export one letter that has the name of its file.`)
      return [one.name, one]
    }),
  )
}

/** Every letter, by the name that messages and the folders of `content/letters/` have. */
export const letters = lettersIn(await importDeclared(import.meta.dirname, '.letter.ts'))

/** The letter to people who wrote that a stored message is; undefined where this version knows none of this name. */
export function letterToWriter(name: string): LetterToWriter | undefined {
  const found = letters.get(name)
  return found?.to === 'writer' ? found : undefined
}

/** What a letter is called, for staff. One that another version sent, and this one does not know, keeps its name. */
export const letterInWords = (name: string): string => letters.get(name)?.staff ?? name
