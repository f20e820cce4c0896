import type { JobData, JobName } from '#db/jobs.ts'
import type { JobContext } from './job-context.ts'
import { alertDuty } from './alert-duty.ts'
import { importDirectory } from './import-directory.ts'
import { purgeDrafts } from './purge-drafts.ts'
import { scanFile } from './scan-file.ts'
import { sendAlert } from './send-alert.ts'
import { sendLetter } from './send-letter.ts'

/**
 * Does one job. It may run twice for the same job, so it looks first whether its work is done.
 */
export type JobHandler<Name extends JobName> = (data: JobData[Name], context: JobContext) => Promise<void>

/** Who does which job: each has one. */
export const handlers: { readonly [Name in JobName]: JobHandler<Name> } = {
  'alert-duty': alertDuty,
  'send-alert': sendAlert,
  'scan-file': scanFile,
  'send-letter': sendLetter,
  'purge-drafts': purgeDrafts,
  'import-directory': importDirectory,
}
