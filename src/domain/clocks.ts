import { complaintIn } from './complaint.ts'
import type { ActKind, DetailOf } from './events.ts'
import type { StandardCounting } from './service-clocks.ts'
import type { SuggestedColour } from './triage.ts'

/**
 * Every promise that has a clock, one declaration a kind: pages, lists, the export and the status page read what they
 * show from here. How to add one: docs/how-to/add-a-clock.md.
 */

/** What a clock is judged by when an event happens: the submission as the event leaves it. */
export interface AboutSubmission {
  readonly form: string
  readonly isSafeguarding: boolean
  /** The most urgent that was suggested or decided. */
  readonly colour: SuggestedColour
  /** An answer that was sent, as it is exported, by the id of its question. */
  readonly answer: (question: string) => unknown
}

/** An event that starts it, where none of its kind runs already. */
export type ClockStart = {
  readonly [K in ActKind]: {
    readonly on: K
    readonly when?: (about: AboutSubmission, detail: DetailOf<K>) => boolean
  }
}[ActKind]

/** An event that ends it. Kept when that is no later than it was due, otherwise late. */
export type ClockStop = {
  readonly [K in ActKind]: {
    readonly on: K
    readonly when?: (detail: DetailOf<K>) => boolean
    /** It no longer has to be kept. */
    readonly as?: 'cancelled'
  }
}[ActKind]

/** How a clock ended. */
export type ClockEnd = 'kept' | 'late' | 'cancelled'

/** Who can owe something. Of a team, it is owed by whoever the submission is assigned to. */
export const teams = { 'front-door': 'Front door team' } as const
export type Team = keyof typeof teams

/**
 * Words in both reading styles. `{due}` becomes the day and time it is due, `{day}` the day. `loud` stands first, in bold.
 */
interface Told {
  readonly loud?: string
  readonly say: string
}
interface BothStyles {
  readonly plain: Told
  readonly easy: Told
}

export interface ClockDeclaration {
  readonly starts: readonly ClockStart[]
  readonly stops: readonly ClockStop[]
  /** Its row of content/standards.json: how long. A row that is missing is an error as the portal starts. */
  readonly standard: string
  /** How the time is counted. */
  readonly counting: StandardCounting
  /** The council's own closure days do not stretch it: the duty team works through them. Left out, they do. */
  readonly ignoresClosures?: (about: AboutSubmission) => boolean
  readonly owedBy: Team
  /** Its due time in the detail of the event that starts it. */
  readonly noted: string
  readonly staff: {
    /** Heading of its box on the page of a submission. Left out, it stands at the top without one. */
    readonly heading?: string
    /** In the list, before its due time. Left out, the due time stands alone. */
    readonly listed?: string
    /** In what is said of one that ended, before when. */
    readonly ended: string
    /** In the history, `{due}` filled in: in the event that began the submission, and in a later one. */
    readonly promised: { readonly first: string; readonly later: string }
    /** Why a request cannot be closed while it runs. Left out, it can. */
    readonly beforeClosing?: string
  }
  /** On the status page. Left out, the person is told nothing of it there. */
  readonly person?: {
    /** `own`: who asked for themself. `safely`: of those, where saying so on a screen is safe. */
    readonly toldTo: 'own' | 'safely'
    /** Said beside the step of the ladder it is about until a decision was made, and only then in these words. */
    readonly onceDecided?: true
    readonly due: BothStyles
    readonly late: BothStyles
    /** Names of pictures. */
    readonly pictures: {
      readonly due: 'eyes' | 'letter' | 'phone' | 'clock'
      readonly late: 'sad' | 'letter'
    }
  }
  /**
   * On the page of our promises, how often it was kept. `{days}` looked back, `{due}`, `{kept}`, and `{percent}` in 100.
   * Left out, it is not counted there.
   */
  readonly counted?: { readonly shown: string; readonly tooFew: string }
}

const declared = {
  triage: {
    starts: [
      { on: 'received' },
      { on: 'decided', when: (_, { outcome }) => outcome === 'more-information' },
      // What makes things worse, or a decided colour too low, is decided about again.
      { on: 'added', when: (_, { kind, undoesColour }) => kind === 'worse' || undoesColour === true },
    ],
    // Only a recorded decision keeps it: reading does not, and nor does closing.
    stops: [{ on: 'decided' }],
    standard: 'triage',
    counting: 'promise-rule',
    ignoresClosures: ({ isSafeguarding, colour }) => isSafeguarding || colour === 'red',
    owedBy: 'front-door',
    noted: 'dueAt',
    staff: {
      ended: 'Decided',
      promised: { first: 'A decision was promised by {due}', later: 'new promise by {due}' },
      beforeClosing: 'Record a decision first: only a decision keeps the promise',
    },
    person: {
      toldTo: 'own',
      onceDecided: true,
      due: {
        plain: { say: 'By {due} a worker will have read what you added and decided if anything changes.' },
        easy: {
          say: 'A worker will read what you added. This will be by {due}. They will decide if anything changes.',
        },
      },
      late: {
        plain: {
          loud: 'We said by {due}. We are late, and we are sorry.',
          say: 'Ring us and give your reference.',
        },
        easy: {
          loud: 'We said by {due}. We are late, and we are sorry.',
          say: 'You can ring us. Tell us your number.',
        },
      },
      pictures: { due: 'eyes', late: 'sad' },
    },
    counted: {
      shown:
        'In the last {days} days a worker should have read {due} requests. They read {kept} of them in time. That is {percent} out of 100.',
      tooFew: 'Too few people have asked us in the last four weeks to give a fair number.',
    },
  },
  'complaint-reply': {
    starts: [
      {
        on: 'received',
        when: ({ answer }) => ['complaint', 'not-sure'].includes(String(complaintIn(answer))),
      },
    ],
    stops: [
      { on: 'complaint-replied' },
      { on: 'decided', when: ({ outcome }) => outcome === 'not-complaint', as: 'cancelled' },
    ],
    standard: 'complaint-response',
    counting: 'its-date',
    owedBy: 'front-door',
    noted: 'replyDueAt',
    staff: {
      heading: 'Reply to the complaint',
      listed: 'Reply to complaint',
      ended: 'Settled',
      promised: {
        first: 'A reply to the complaint by {due}',
        later: 'a reply to the complaint by {due}',
      },
      beforeClosing: 'Record the reply to the complaint first',
    },
    person: {
      toldTo: 'safely',
      due: {
        plain: { say: 'You will have our reply by the end of {day}.' },
        easy: { say: 'You will have our reply by the end of {day}.' },
      },
      late: {
        plain: {
          say: 'We said you would have our reply by the end of {day}. We are late, and we are sorry.',
        },
        easy: { say: 'We said we would reply by {day}. We are late, and we are sorry.' },
      },
      pictures: { due: 'letter', late: 'letter' },
    },
    counted: {
      shown:
        '{due} complaints should have had our answer. {kept} had it in time. That is {percent} out of 100.',
      tooFew: 'Too few people have complained in that time to say how many had our answer when we said.',
    },
  },
} as const satisfies Readonly<Record<string, ClockDeclaration>>

export type ClockKind = keyof typeof declared
/** The rows of content/standards.json that a clock goes by. */
export type ClockStandard = (typeof declared)[ClockKind]['standard']

/** In the order they are shown where several began together. */
export const clocks: Readonly<Record<ClockKind, ClockDeclaration & { readonly standard: ClockStandard }>> =
  declared
