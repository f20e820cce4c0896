import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertNote, type NoteRow } from '#db/queries/notes.ts'
import { open, seal } from '#db/sealing.ts'
import type { SignedInStaff } from '#src/auth/session.ts'

/** What the words of a note are sealed for: they open in no other row. */
const context = (id: string) => `notes:${id}`

interface NewNote {
  readonly about: { readonly submissionId: string } | { readonly draftId: string }
  readonly kind: NoteRow['kind']
  readonly codes: readonly string[]
  /** In the words of whoever made it; blank where the codes say it all. */
  readonly words: string
}

/**
 * Writes down what a member of staff checked, said or did, its words sealed.
 * @returns its id, which an event may name.
 */
export async function recordNote(
  tx: Tx,
  { staff, now }: { readonly staff: Pick<SignedInStaff, 'id'>; readonly now: Temporal.Instant },
  { about, kind, codes, words }: NewNote,
): Promise<string> {
  const id = randomUUID()
  await insertNote(tx, {
    id,
    ...about,
    kind,
    codes: [...codes],
    words: seal(words, context(id)),
    madeBy: staff.id,
    madeAt: asDate(now),
  })
  return id
}

/** The words of a note. */
export const wordsOfNote = ({ id, words }: Pick<NoteRow, 'id' | 'words'>): string =>
  open(words, context(id)).toString('utf8')
