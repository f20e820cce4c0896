import type { JobData, JobName } from '#db/jobs.ts'
import { alertDuty } from './alert-duty.ts'
import { importDirectory } from './import-directory.ts'
import { purgeDrafts } from './purge-drafts.ts'
import { scanFile } from './scan-file.ts'
import { sendLetter } from './send-letter.ts'

/**
 * Does one job. It may run twice for the same job, so it looks first whether its work is done.
 * @param signal aborts when the job has had its time, or the worker stops.
 */
export type JobHandler<Name extends JobName> = (data: JobData[Name], signal: AbortSignal) => Promise<void>

/** Who does which job. A job without a handler waits in its queue. */
export const handlers: { readonly [Name in JobName]?: JobHandler<Name> } = {
  'alert-duty': alertDuty,
  'scan-file': scanFile,
  'send-letter': sendLetter,
  'purge-drafts': purgeDrafts,
  'import-directory': importDirectory,
}
