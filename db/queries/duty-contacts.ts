import { and, eq, lte } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { dutyContacts } from '#db/schema/index.ts'
import type { DutyRole } from '#src/domain/alerts.ts'

/**
 * Lets a message to a duty contact be made, unless they were told anything after `since`. Of two workers that ask at the
 * same moment one is let.
 * @returns whether it may be made.
 */
export async function letTell(
  tx: Tx,
  { role, messageId, at, since }: { role: DutyRole; messageId: string; at: Date; since: Date },
): Promise<boolean> {
  const rows = await tx
    .insert(dutyContacts)
    .values({ role, toldAt: at, messageId })
    .onConflictDoUpdate({
      target: dutyContacts.role,
      set: { toldAt: at, messageId },
      setWhere: lte(dutyContacts.toldAt, since),
    })
    .returning({ role: dutyContacts.role })
  return rows.length === 1
}

/**
 * Moves the moment at which a contact was told, for a message that is about to go or that did not.
 * @returns false where a newer message to them was made: this one is not sent any more.
 */
export async function updateToldAt(
  tx: Tx,
  { role, messageId, at }: { role: DutyRole; messageId: string; at: Date },
): Promise<boolean> {
  const rows = await tx
    .update(dutyContacts)
    .set({ toldAt: at })
    .where(and(eq(dutyContacts.role, role), eq(dutyContacts.messageId, messageId)))
    .returning({ role: dutyContacts.role })
  return rows.length === 1
}
