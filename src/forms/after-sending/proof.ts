import { chooseOne } from '../controls/choice.ts'
import { radios } from '../controls/radios.ts'
import { FILE_LIMITS, files } from '../controls/files.ts'
import { holds } from '../engine/conditions.ts'
import type { AnyQuestion } from '../engine/question.ts'
import type { Walk } from '../engine/walk.ts'
import { twin, type Words } from '../engine/words.ts'
import { calledProofs, type ProofKind } from '../financial/last.ts'

/** What a file that is sent after the form can show; `other` is for a worker to find out. */
export type SentProofKind = ProofKind | 'other'

/** A file that came after the form was sent. */
export interface SentProof {
  readonly kind: 'proof'
  readonly of: SentProofKind
  readonly fileId: string
}

/** What staff know of each kind: the kinds that files sent since show, without those nobody can open. */
export type KindsSince = ReadonlySet<SentProofKind>

const PROOF_OF: Readonly<Record<string, ProofKind>> = {
  'fa-savings-kinds': 'savings',
  'fa-savings': 'savings',
  'fa-savings-special': 'savings',
  'fa-home-worth': 'home',
  'fa-property': 'home',
  'fa-income-kinds': 'income',
  'fa-income': 'income',
  'fa-half-pension': 'income',
  'fa-benefit-kinds': 'benefits',
  'fa-benefit': 'benefits',
  'fa-housing': 'housing',
  'fa-dre': 'extra',
  'fa-manages': 'rep',
  'fa-rep': 'rep',
}

/** The kind of proof that an answer is checked against; undefined where none is asked for. */
export const proofKindOf = (question: string): ProofKind | undefined => PROOF_OF[question]

/** How an answer stands to its proof. */
export type ProofState = 'sent-since' | 'among-files' | 'wanted'

/**
 * How an answer stands to its proof: sent since the form was, said to be among the files, still wanted, or none is
 * asked for.
 */
export function proofOf(question: string, walked: Walk, since: KindsSince): ProofState | undefined {
  const kind = proofKindOf(question)
  const called = calledProofs.find((one) => one.kind === kind)
  if (!kind || !called) return undefined
  if (since.has(kind)) return 'sent-since'
  if (holds(called.isAdded, walked.facts)) return 'among-files'
  return holds(called.calledFor, walked.facts) ? 'wanted' : undefined
}

/**
 * Proof that the answers call for, and that came neither with the form nor since; each follows “We still need”. The
 * one list of it, for the person and at the desk.
 */
export const proofWanted = ({ facts }: Walk, since: KindsSince): readonly Words[] =>
  calledProofs
    .filter(
      ({ kind, calledFor, isAdded }) => holds(calledFor, facts) && !holds(isAdded, facts) && !since.has(kind),
    )
    .map(({ words }) => words)

/** Kinds of proof that the answers call for, whether it came or not: there may be more of each. */
export const proofKindsCalled = ({ facts }: Walk): readonly ProofKind[] =>
  calledProofs.filter(({ calledFor }) => holds(calledFor, facts)).map(({ kind }) => kind)

/** How somebody said that more proof will come; undefined where they said that all is sent, or nothing. */
export const proofComesBy = ({ facts }: Walk): 'post' | 'later' | 'help' | undefined =>
  (['post', 'later', 'help'] as const).find((way) => facts.values('fa-proof-later').includes(way))

const SOMETHING_ELSE = 'Something else'

/** What a file of this kind shows. */
export const proofShows = (of: SentProofKind): Words =>
  calledProofs.find(({ kind }) => kind === of)?.shows ?? SOMETHING_ELSE

/** The question that a file sent after the form is kept with: one of the form’s own. */
export const questionOfProof = (of: SentProofKind): string => (of === 'rep' ? 'fa-rep-proof' : 'fa-proof')

/** The names of the fields that send one file. */
export const PROOF_FIELDS = { of: 'proof-of', file: 'proof-file' } as const

/** What is asked beside a file: which of these kinds it is. */
export const askWhatItShows = (kinds: readonly ProofKind[]): AnyQuestion =>
  radios({
    title: twin('What does the file show?', 'What is this paper about?'),
    hint: twin('Choose the one that fits best.', 'Choose one answer.'),
    picture: 'look-for',
    missing: chooseOne('Select what the file shows'),
    options: {
      ...Object.fromEntries(
        calledProofs
          .filter(({ kind }) => kinds.includes(kind))
          .map(({ kind, shows, picture }) => [kind, { label: shows, picture }]),
      ),
      other: { label: SOMETHING_ELSE, picture: 'question' },
    },
  })

/** The file itself. */
export const askForFile: AnyQuestion = files({
  title: twin('Choose the file', 'Choose your photo or file'),
  hint: FILE_LIMITS,
  missing: twin('Choose a file to send', 'Choose a photo or a file to send'),
  picture: 'files',
})

/** Said with what else is to be put right: a browser never keeps the file. */
export const CHOOSE_AGAIN = twin(
  'Choose the file again: a page cannot keep it',
  'Please choose your file again. The page could not keep it.',
)
