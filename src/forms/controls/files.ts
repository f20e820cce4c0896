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

/** Most files one question takes. Question bank A1. */
export const MOST_FILES = 20

/** Bytes of a megabyte wherever one is spoken of: the larger of the two that phones and computers show. */
const MEGABYTE = 1024 * 1024
const MOST_MEGABYTES = 10

/** The most bytes of one file: as many are taken, and one more is not. */
export const MOST_BYTES = MOST_MEGABYTES * MEGABYTE

/** The limit in words: everything that speaks of it says this. */
const UP_TO = `up to ${MOST_MEGABYTES} MB`

/** Why a file is not taken, and what to do. */
export const FILE_MESSAGES = {
  'other-kind': twin(
    `Choose a PDF, photo or Word file of ${UP_TO}`,
    `Choose a photo, a PDF or a Word file. It can have ${UP_TO}`,
  ),
  // A photo made smaller, or each page by itself, is the usual way out.
  'too-large': twin(
    `Choose a file of ${UP_TO}. You could send each page by itself, or a smaller photo. Or ring us`,
    `Choose a smaller file: ${UP_TO}. Send one page at a time. Or ring us.`,
  ),
  empty: 'That file is empty. Choose another one',
  locked: twin(
    'This file is locked. Send it without a password, or tell us and we’ll ask for it another way.',
    'This file has a password. We cannot open it. Take the password off. Or tell us. We can ask in another way.',
  ),
  'cut-short': twin(
    'Part of this file is missing, so nobody can open it. Send it again, or take a new photo of it',
    'Part of this file is missing. We cannot open it. Send it again. Or take a new photo of it',
  ),
  // It did not get as far as being kept. Everything else did.
  'not-kept': twin(
    'We could not keep that file just now. Your answers are saved. Choose the file again, or go on and send it later',
    'We could not keep your file. Your answers are saved. Choose the file again. Or send it later.',
  ),
} as const

/** Said while a file is on its way, where scripts run: ten megabytes from a slow phone take minutes. */
export const SENDING_MESSAGE = twin(
  'Sending your file. This can take a few minutes. Keep this page open.',
  'We are getting your file. Please wait. Keep this page open.',
)

/** Said at each quarter of it, which src/browser/enhance.ts puts in the place of the 0. */
export const PART_SENT_MESSAGE = '0% of your file is sent.'
/** Said once all of it is sent, while it is looked at here. */
export const ALL_SENT_MESSAGE = twin(
  'All of your file is sent. We are checking it. Keep this page open.',
  'We have all of your file. We are looking at it. Please wait.',
)
/** Said where it did not get here, or no answer came back. What was typed still stands in the page. */
export const NOT_SENT_MESSAGE = twin(
  'Your file was not sent. Check that you are online, then press the button again.',
  'We did not get your file. Are you online? Then press the button again.',
)

/** What can be sent, said beside each place for a file. */
export const FILE_LIMITS = twin(
  `PDF, photo or Word file, ${UP_TO} each. Add them one at a time, ${MOST_FILES} at most.`,
  `It can be a photo, a PDF or a Word file. Add one at a time. You can add ${MOST_FILES}.`,
)

const storedFiles = v.pipe(
  v.array(v.object({ id: v.pipe(v.string(), v.uuid()), name: v.string(), size: v.number() })),
  v.maxLength(MOST_FILES),
)

const inMegabytes = (bytes: number) =>
  bytes < MEGABYTE / 10
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / MEGABYTE).toFixed(1)} MB`

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

/** Evidence: PDF, JPG, PNG, HEIC or DOCX, of limited size and number. */
export const files = <const W extends WayOut = never, R extends string = never>(
  asks: Common<W, R>,
): Question<W, R> => ({ kind: 'files', asks, control: filesControl })
