import { timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#db/sealing.ts'

const FIGURES = 6

/** What the code of a submission is made of. */
export interface CodeSource {
  readonly id: string
  /** Goes up with every new code. */
  readonly codeNumber: number
}

/**
 * The code that opens "What is happening with my request" beside the reference: six figures, worked out from
 * the submission's id and the number of the code with HASH_KEY. It is stored nowhere, so a copy of the database
 * holds no code and nothing to guess one against. A new number makes a new code, and the old one opens nothing.
 */
export function statusCodeOf({ id, codeNumber }: CodeSource): string {
  // The first is made as it was before there were others, so that codes already written down still open.
  const source = codeNumber === 1 ? id : `${id} ${codeNumber}`
  const bytes = Buffer.from(keyedHash(source, 'status-code'), 'base64url')
  return String(bytes.readUIntBE(0, 6) % 10 ** FIGURES).padStart(FIGURES, '0')
}

/** A code as it is read aloud and written down: "123 456". */
export const codeInWords = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

/** The figures of a code as somebody typed it; undefined when it cannot be one. */
export function readStatusCode(typed: string): string | undefined {
  const figures = typed.replace(/[\s.-]/g, '')
  return new RegExp(`^\\d{${FIGURES}}$`).test(figures) ? figures : undefined
}

/** Whether this is the code of that submission. Takes as long whatever the answer. */
export const isStatusCode = (of: CodeSource, code: string): boolean =>
  timingSafeEqual(Buffer.from(statusCodeOf(of)), Buffer.from(code))
