import { read, transact, type Tx } from '#db/client.ts'
import type { JobData } from '#db/jobs.ts'
import { findMessageById, listCallingAlerts } from '#db/queries/alerts.ts'
import { updateToldAt } from '#db/queries/duty-contacts.ts'
import { updateMessageAsWithheld } from '#db/queries/letters.ts'
import type { DetailOf } from '#src/domain/events.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { dutyAlert } from '#src/letters/duty-alert.letter.ts'
import type { FieldsOf } from '#src/letters/letter.ts'
import { writeLetter } from '#src/letters/letter-words.ts'
import { dutyContact } from '#src/settings/duty-contacts.ts'
import { env } from '#src/settings/env.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { handOver } from './hand-over.ts'
import { asDate, asInstant } from '#db/moments.ts'
import type { JobContext } from './job-context.ts'

/** The most references that one message names. */
const mostNamed = 10

/**
 * Sends a message about alerts to a duty contact. What it says is looked at in the moment of sending: it is withheld
 * where somebody has seen to all of it since, or where a newer message to them was made while this one could not be sent.
 * A mail server that fails holds up no turn: it is tried again, and what did not go counts as told to nobody.
 */
export async function sendAlert(
  { messageId, to }: JobData['send-alert'],
  context: JobContext,
): Promise<void> {
  const { clock } = context
  const message = await read((db) => findMessageById(db, messageId))
  if (message?.state !== 'waiting' && message?.state !== 'trying-again') return
  const contact = dutyContact(to)
  const now = asDate(clock())
  const calling = await transact(async (tx) => {
    // From here on they count as told, so that no newer message is made while this one is on its way.
    const isNewest = contact && (await updateToldAt(tx, { role: contact.mailboxOf, messageId, at: now }))
    const found = isNewest ? await listCallingAlerts(tx, now) : []
    if (found.length === 0) await updateMessageAsWithheld(tx, messageId)
    return found
  })
  if (!contact || calling.length === 0) return
  const note = async <K extends 'alert-told' | 'alert-not-told'>(
    tx: Tx,
    at: Date,
    kind: K,
    detail: DetailOf<K>,
  ) => {
    for (const { submissionId } of calling)
      await recordEvent(tx, { submissionId, at, actor: 'system', kind, detail })
  }
  const countAsNotTold = (tx: Tx) =>
    updateToldAt(tx, { role: contact.mailboxOf, messageId, at: message.createdAt })
  const letter = () => writeLetter(dutyAlert, whatWaits(calling), env.ORIGIN)
  try {
    await handOver(message, contact.email, letter, context, {
      sent: (tx, at) => note(tx, at, 'alert-told', { to, how: 'email', others: calling.length - 1 }),
      failed: async (tx, at, why) => {
        await countAsNotTold(tx)
        await note(tx, at, 'alert-not-told', { to, why })
      },
    })
  } catch (error) {
    await transact(countAsNotTold)
    throw error
  }
}

/**
 * What a message says: counts, since when, and references, but none of a person whom contact can harm, since a
 * message is read on a screen that anybody may see.
 */
function whatWaits(calling: Awaited<ReturnType<typeof listCallingAlerts>>): FieldsOf<typeof dutyAlert> {
  const named = calling.filter(({ flags }) => !isScreenOnly(flags)).slice(0, mostNamed)
  const oldest = Math.min(...calling.map(({ waitingSince }) => waitingSince.getTime()))
  return {
    waiting: { all: calling.length, red: calling.filter(({ colour }) => colour === 'red').length },
    since: asInstant(new Date(oldest)),
    which: { named: named.map(({ reference }) => reference), others: calling.length - named.length },
  }
}
