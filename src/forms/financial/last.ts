import { checkboxes } from '../controls/checkboxes.ts'
import { chooseOne } from '../controls/choice.ts'
import { radios, yesNo, yesOrNo } from '../controls/radios.ts'
import { files } from '../controls/files.ts'
import { money } from '../controls/money.ts'
import { block } from '../engine/block.ts'
import { anyOf, type Condition, includes, is, readerIs, some } from '../engine/conditions.ts'
import { twin, type Words } from '../engine/words.ts'
import type { PictureName } from '../engine/pictures.ts'
import { canAskOfHarm, MAY_TELL } from '../shared/harm.ts'
import { who } from '../shared/who.ts'
import { care } from './care.ts'
import { comesAndGoes } from './comes-and-goes.ts'
import { have } from './have.ts'
import { people } from './people.ts'
import { amountMissing, notToHand } from './money-words.ts'

/** Kinds of proof, each with what calls for it. */
const CALLED_FOR = {
  savings: some('fa-savings-kinds'),
  home: anyOf(some('fa-home-worth'), some('fa-property')),
  income: some('fa-income-kinds'),
  benefits: some('fa-benefit-kinds'),
  housing: some('fa-housing'),
  extra: some('fa-dre'),
} as const

const PROOF = {
  savings: twin('savings: statements for the last 3 months', 'money in the bank for 3 months'),
  home: twin('what a home or land is worth, and what is owed', 'homes or land'),
  income: twin('money that comes in: payslips, pension letters', 'money that comes in'),
  benefits: twin('benefits: award letters', 'benefits'),
  housing: twin('what the home costs: rent, council tax', 'bills for the home'),
  extra: twin('extra costs: bills, receipts', 'bills for extra costs'),
} as const

const PICTURE = {
  savings: 'bank',
  home: 'houses',
  income: 'cash',
  benefits: 'letter',
  housing: 'home',
  extra: 'bills',
} as const

/** What the care costs, how long savings last, pressure over money, proof, and the promise that it is true. */
export const last = block(
  {
    'f-cost': {
      ask: {
        'fa-cost': money({
          title: twin('About how much does this care cost?', 'How much does the care cost?'),
          picture: 'bills',
          hint: twin(
            'All of it, before anybody pays towards it. Nobody ever pays more than their care costs.',
            'Write the cost of all of the care. You never pay more than that.',
          ),
          missing: amountMissing,
          ...notToHand,
          feeds: ['ch-cost'],
        }),
      },
    },
    'f-last': {
      ask: {
        'fa-last': radios({
          title: twin(
            'If [you pay / {name} pays] for care now, how long will savings stay over {upper limit}?',
            'How long will there be more than {upper limit} saved?',
          ),
          picture: 'time',
          missing: chooseOne('Select how long'),
          options: {
            'not-paying': {
              label: twin('Not paying for care now', '[I do / They do] not pay for care now'),
              picture: 'no',
            },
            'under-now': { label: twin('Under it now', 'There is less than that now'), picture: 'purse' },
            '3-months': { label: 'Less than 3 months', picture: 'calendar' },
            longer: { label: 'Longer', picture: 'time' },
          },
          out: ['dont-know'],
        }),
      },
    },
    'f-safe': {
      ask: {
        'fa-safe': yesNo({
          title: twin(
            '[Is anyone taking your money, or pushing you to sign things? / Are you worried that anyone is taking {name}’s money, or pushing them to sign things?]',
            'Is anyone taking [your / {name}’s] money? Or making [you / them] sign things?',
          ),
          hint: MAY_TELL,
          picture: 'stop',
          missing: yesOrNo,
          out: ['dont-know', 'rather-not-say', 'unsafe'],
          when: canAskOfHarm,
          feeds: ['S42b', 'HIDE'],
        }),
      },
    },
    'f-proof': {
      title: 'Proof',
      lead: twin(
        'Statements for 3 months, award letters, bills. Copies or photos are fine. You can send them now or later: nothing here has to be added today.',
        'Show us papers, like letters about benefits or bills. A photo is fine. You can send them now or later.',
      ),
      ask: {
        'fa-proof': files({
          title: twin('Add proof', 'Add your papers'),
          missing: twin('Choose a file we can open', 'Choose a file we can open'),
          picture: 'files',
          optional: true,
          feeds: ['+fl-fa-evidence'],
        }),
        'fa-proof-shows': checkboxes({
          title: twin('What do your files show?', 'What are your papers about?'),
          hint: twin(
            'Tick what you have added. We still need the rest, but it can come later.',
            'Tick what you added. You can send the others later.',
          ),
          picture: 'look-for',
          options: {
            savings: { label: PROOF.savings, picture: PICTURE.savings, when: CALLED_FOR.savings },
            home: { label: PROOF.home, picture: PICTURE.home, when: CALLED_FOR.home },
            income: { label: PROOF.income, picture: PICTURE.income, when: CALLED_FOR.income },
            benefits: { label: PROOF.benefits, picture: PICTURE.benefits, when: CALLED_FOR.benefits },
            housing: { label: PROOF.housing, picture: PICTURE.housing, when: CALLED_FOR.housing },
            extra: { label: PROOF.extra, picture: PICTURE.extra, when: CALLED_FOR.extra },
          },
          optional: true,
          when: anyOf(
            CALLED_FOR.savings,
            CALLED_FOR.home,
            CALLED_FOR.income,
            CALLED_FOR.benefits,
            CALLED_FOR.housing,
            CALLED_FOR.extra,
          ),
          feeds: ['+fl-fa-evidence'],
        }),
        'fa-proof-later': radios({
          title: twin('Any proof still to come?', 'Will you send more papers?'),
          picture: 'letter',
          missing: chooseOne('Select an answer about proof'),
          options: {
            none: { label: twin('All sent', 'No, this is all'), picture: 'tick' },
            post: { label: twin('By post', 'Yes, in the post'), picture: 'letter' },
            later: { label: twin('I will upload it later', 'Yes, online, later'), picture: 'computer' },
            help: { label: twin('I need help to get it', 'I need help to get them'), picture: 'help' },
          },
        }),
      },
    },
    'f-declare': {
      ask: {
        'fa-declare': checkboxes({
          title: twin('Tick to confirm', 'Tick each box if it is true'),
          picture: 'signature',
          hint: twin(
            'False details can mean paying money back.',
            'If it is not true, [you / they] may have to pay money back.',
          ),
          missing: twin('Select the boxes to confirm', 'Tick each box'),
          options: {
            true: twin('This is true and complete', 'All of this is true'),
            tell: twin(
              '[I will / I or {name} will] tell you about changes',
              'We will tell you if this changes',
            ),
            authority: {
              label: twin('I may act for {name}', 'It is OK for me to do this for {name}'),
              when: readerIs('behalf'),
            },
          },
          all: true,
          feeds: ['ch-route'],
        }),
      },
    },
  },
  care,
  who,
  people,
  have,
  comesAndGoes,
)

/** What proof can be about: what the sum is worked out from, or the right to look after the money. */
export type ProofKind = keyof typeof PROOF | 'rep'

/** A kind of proof that answers may call for. */
export interface CalledProof {
  readonly kind: ProofKind
  /** What a file of this kind shows, where somebody chooses it. */
  readonly shows: Words
  readonly picture: PictureName
  /** Follows “We still need”. */
  readonly words: Words
  readonly calledFor: Condition
  /** It came with the form, as they say. */
  readonly isAdded: Condition
}

const LEGAL_PAPER = twin('the paper that shows who looks after the money', 'the legal paper')

/** Every kind of proof, in the order it is asked for. */
export const calledProofs: readonly CalledProof[] = [
  {
    kind: 'rep',
    shows: LEGAL_PAPER,
    picture: 'signature',
    words: LEGAL_PAPER,
    calledFor: is('fa-manages', 'attorney', 'deputy', 'appointee'),
    isAdded: some('fa-rep-proof'),
  },
  ...(Object.keys(PROOF) as (keyof typeof PROOF)[]).map((kind) => ({
    kind,
    shows: PROOF[kind],
    picture: PICTURE[kind],
    words: `${twin('proof of', 'papers about')} ${PROOF[kind]}`,
    calledFor: CALLED_FOR[kind],
    isAdded: includes('fa-proof-shows', kind),
  })),
]
