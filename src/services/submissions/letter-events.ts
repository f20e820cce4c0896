import type { Tx } from '#db/client.ts'
import type { MessageRow } from '#db/queries/letters.ts'
import type { DetailOf } from '#src/domain/events.ts'
import { recordEvent } from './record-event.ts'

type SystemKind = 'letter-handed-over' | 'letter-failed' | 'letter-withheld'
type More<K extends SystemKind> = Omit<DetailOf<K>, 'letter' | 'message'>

/**
 * Writes down what became of a letter by itself, in the history of the submission it is about. One about a form that is
 * not sent has no history.
 */
export const noteOf =
  ({ id, letter, submissionId }: Pick<MessageRow, 'id' | 'letter' | 'submissionId'>) =>
  async <K extends SystemKind>(tx: Tx, at: Date, kind: K, more: More<K>): Promise<void> => {
    if (submissionId === null) return
    const detail = { letter, message: id, ...more } as unknown as DetailOf<K>
    await recordEvent(tx, { submissionId, at, actor: 'system', kind, detail })
  }
