import * as v from 'valibot'
import type { Common, Control, Question, WayOut } from '../engine/question.ts'
import { tickedInstead } from '../engine/on-paper.ts'
import { twin } from '../engine/words.ts'

declare module '../engine/question.ts' {
  interface Kinds {
    files: true
  }
}

/** A file that was taken in. The bytes and the scan live in the database; the answer only points at them. */
export type StoredFile = { id: string; name: string; size: number }

/** Most files one question takes, and the most bytes of one. Question bank A1. */
export const MOST_FILES = 20
export const MOST_BYTES = 10 * 1024 * 1024
export const FILE_MESSAGE = 'Choose a PDF, photo or Word file under 10 MB'

/** What can be sent, said beside each place for a file. */
export const FILE_LIMITS = twin(
  `PDF, photo or Word file, up to ${MOST_BYTES / 1024 / 1024} MB each. Add them one at a time, ${MOST_FILES} at most.`,
  `It can be a photo, a PDF or a Word file. Add one at a time. You can add ${MOST_FILES}.`,
)

const storedFiles = v.pipe(
  v.array(v.object({ id: v.pipe(v.string(), v.uuid()), name: v.string(), size: v.number() })),
  v.maxLength(MOST_FILES),
)

const inMegabytes = (bytes: number) =>
  bytes < 100_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/**
 * Files are taken in one at a time as they are sent, so a page's fields hold nothing to read: the answer is
 * changed by the upload and remove services only, and a Continue never clears it.
 */
const filesControl: Control<StoredFile[]> = {
  owns: (id, field) => field === id,
  waysOutAreOptions: false,
  takesFiles: true,
  firstBox: (id) => id,
  cleaning: () => 'ticks',
  read: () => ({ is: 'blank' }),
  fill: () => ({}),
  values: (files) => files.map((file) => file.id),
  isSome: (files) => files.length > 0,
  write: (files) => v.parse(storedFiles, files).map((file) => `${file.name} (${inMegabytes(file.size)})`),
  export: (id, files) => ({ [id]: files.map((file) => ({ ...file })) }),
  paper: (asks) => [
    { is: 'words', words: 'Send copies with this form. Keep your own papers. Write what you send:' },
    { is: 'lines', lines: 1 },
    ...tickedInstead(asks),
  ],
  example: () => [{ id: '00000000-0000-4000-8000-000000000000', name: 'letter.pdf', size: 120_000 }],
  shows: { hasButtons: true },
}

/** Evidence: PDF, JPG, PNG, HEIC or DOCX, 10 MB each, 20 in all. */
export const files = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<W, R> => ({ kind: 'files', asks, control: filesControl })
