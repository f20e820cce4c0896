import { addGroupAct, amendAct, removeGroupAct } from '#src/services/charging/amend-figure.act.ts'
import { determineAct, showDayAct } from '#src/services/charging/determine-charge.act.ts'
import { letterSentAct } from '#src/services/charging/letter-sent.act.ts'
import { settleReportAct } from '#src/services/directory/settle-report.act.ts'
import { retryJobAct } from '#src/services/running/retry-job.act.ts'
import { closeAct } from './close-submission.act.ts'
import { replyAct } from './complaint-reply.act.ts'
import { decideAct } from './decide-triage.act.ts'
import type { DeskAct, StaffRequest } from './desk-act.ts'
import { contactAct } from './record-contact.act.ts'
import { copySentAct } from './record-copy-sent.act.ts'
import { releaseFileAct } from './release-file.act.ts'
import type { DeskRequest } from './staff-act.ts'
import { handOverAct, takeAct } from './take-submission.act.ts'

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
