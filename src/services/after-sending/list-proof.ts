import type { Temporal } from 'temporal-polyfill'
import type { Db, Tx } from '#db/client.ts'
import { listAdditions } from '#db/queries/additions.ts'
import { listFiles } from '#db/queries/files.ts'
import type { KindsSince, SentProof } from '#src/forms/after-sending/proof.ts'
import { openAddition } from './add-to-submission.ts'

/** A file that came after the form. */
export interface ReceivedProof extends SentProof {
  readonly at: Temporal.Instant
  /** The scan found something harmful in it: nobody can open it. */
  readonly isInfected: boolean
}

/** Files that came after the form, oldest first. */
export async function listSentProof(db: Db | Tx, submissionId: string): Promise<readonly ReceivedProof[]> {
  const sent = (await listAdditions(db, submissionId))
    .map(openAddition)
    .flatMap((added) => (added.kind === 'proof' ? [added] : []))
  if (sent.length === 0) return []
  const files = await listFiles(db, submissionId)
  const infected = new Set(files.filter(({ scan }) => scan === 'infected').map(({ id }) => id))
  return sent.map((one) => ({ ...one, isInfected: infected.has(one.fileId) }))
}

/** What they show. What nobody can open shows nothing, and is wanted again. */
export const kindsSince = (sent: readonly ReceivedProof[]): KindsSince =>
  new Set(sent.filter(({ isInfected }) => !isInfected).map(({ of }) => of))
