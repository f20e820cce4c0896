import { retryDeadJob } from '#db/jobs.ts'
import { isRowId } from '#db/row-id.ts'
import { deskAct } from '#src/services/desk/desk-act.ts'

/** Tries a job again that was given up on. One that is not there any more was tried again by a colleague. */
export const retryJobAct = deskAct({
  page: 'system',
  name: 'retry-job',
  right: 'see-system',
  fields: { job: 'retry' },
  run: async (_request, { job }) => {
    if (isRowId(job)) await retryDeadJob(job)
    return { is: 'done' }
  },
})
