import type { Sealed } from '#db/schema/sealed.ts'
import { open, seal } from '#db/sealing.ts'
import type { ChargingPolicy, Circumstances } from '#src/domain/charging/circumstances.ts'
import type { Estimate } from '#src/domain/charging/estimate.ts'
import type { NoticeName } from '#src/forms/engine/block.ts'
import type { RaisedFlag } from '#src/forms/engine/raise-flags.ts'
import type { FormId } from '#src/forms/engine/form.ts'
import type { Answers, Typed } from '#src/forms/engine/question.ts'
import type { SaidStep } from '#src/forms/engine/receipt.ts'
import type { Snapshot, SnapshotEntry } from '#src/forms/engine/snapshot.ts'
import type { RaisedSignpost } from '#src/forms/rules/signposts.ts'

/** What is sealed with a submission: the questions as asked, and the flags as they stood. */
export interface StoredSubmission {
  snapshot: Snapshot
  flags: readonly RaisedFlag[]
  /** What the answers raised for the person to read, shown again on the receipt. */
  notices: readonly NoticeName[]
  /** What another form in the same sitting may be offered, where the person says yes. */
  tellable?: Answers
  /** What the person was told happens next. */
  next: readonly SaidStep[]
  /** The same in Easy Read. */
  nextEasily?: readonly SaidStep[]
  /** Local help that the answers raised, and other forms that fit them: shown on the receipt and to staff. */
  signposts?: readonly RaisedSignpost[]
  offers?: readonly FormId[]
  /** Of a concern that was saved from another form. */
  linked?: Linked
  /** What the care may cost the person, with the rates it was worked out with. */
  charging?: StoredEstimate
  /** Of a financial assessment: what its sum is worked out from, as it stood on the day it was sent. */
  circumstances?: Circumstances
  /** Of a financial assessment: the answers that count as they were read, so that staff can count another beside one. */
  sentAnswers?: Answers
}

/** What a concern that was saved from another form keeps beside its snapshot, so that more can be added to it. */
export interface Linked {
  /** The form it was saved from. */
  readonly from: FormId
  /** What that form gave last as answers of the concern. */
  readonly carried: Answers
  /** The concern's answers as they stand, whoever gave them. */
  readonly answers: Answers
  /** Typed in the concern's own form and not readable as an answer. */
  readonly unread: Readonly<Record<string, Typed>>
  /** What came along as it was asked there. */
  readonly told: {
    readonly title: string
    readonly entries: readonly SnapshotEntry[]
    /** Their answers, by question id. */
    readonly answers?: Snapshot['answers']
  }
  /** What the answers there raise. Until that form is sent, which may be never, this is the only record of them. */
  readonly raised?: readonly RaisedFlag[]
}

/** An estimate as it is sealed with a submission: with the rates and the council's rules it was made with. */
export interface StoredEstimate {
  readonly policy: ChargingPolicy
  readonly estimate: Estimate
  /** Whose money it is, where somebody else answered; null where it was the sender's own. */
  readonly name: string | null
}

const context = (submissionId: string) => `submissions:${submissionId}`

/** Seals what is kept with a submission, for its row and no other. */
export const sealSubmission = (submissionId: string, stored: StoredSubmission): Sealed =>
  seal(JSON.stringify(stored), context(submissionId))

/** Opens what was sealed with a submission. */
export const openSubmission = (row: { id: string; snapshot: Sealed }): StoredSubmission =>
  JSON.parse(open(row.snapshot, context(row.id)).toString('utf8')) as StoredSubmission
