import { addGroupAct, amendAct, removeGroupAct } from '#src/services/charging/amend-figure.ts'
import { determineAct, letterSentAct, showDayAct } from '#src/services/charging/determine-charge.ts'
import { settleReportAct } from '#src/services/directory/show-directory.ts'
import { retryJobAct } from '#src/services/running/retry-job.ts'
import { closeAct } from './close-submission.ts'
import { replyAct } from './complaint-reply.ts'
import { decideAct } from './decide-triage.ts'
import type { DeskAct, StaffRequest } from './desk-act.ts'
import { contactAct } from './record-contact.ts'
import { copySentAct } from './record-copy-sent.ts'
import { releaseFileAct } from './release-file.ts'
import type { DeskRequest } from './staff-act.ts'
import { handOverAct, takeAct } from './take-submission.ts'

/** Every act of the desk, by the page its form stands on. What is not in here cannot be asked for there. */
export const deskActs = {
  submission: [
    takeAct,
    handOverAct,
    contactAct,
    closeAct,
    replyAct,
    copySentAct,
    releaseFileAct,
    decideAct,
  ] satisfies readonly DeskAct<DeskRequest>[],
  money: [
    amendAct,
    addGroupAct,
    removeGroupAct,
    showDayAct,
    determineAct,
    letterSentAct,
    releaseFileAct,
  ] satisfies readonly DeskAct<DeskRequest>[],
  system: [retryJobAct, settleReportAct] satisfies readonly DeskAct<StaffRequest>[],
} as const
