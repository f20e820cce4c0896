/** What a decision can be, in the words of the desk and of the person who asked. */
interface OutcomeWords {
  /** At the desk: in the form, the history and the export. */
  readonly label: string
  /**
   * On the status page, to somebody who asked for themself and whom it is safe to tell. Says what happens, never
   * who else is told. Left out, the page says only that a decision was made.
   */
  readonly tells?: string
  /** Somebody else has it now: the form asks who. */
  readonly isPassedOn?: true
  /** The council itself gets in touch, so that its standard of contact is a promise. */
  readonly isOurContact?: true
}

/** Every outcome there is, once. An id is permanent: decisions and events hold it. */
const declared = {
  // Safeguarding concerns. The status page says nothing of these.
  'section-42': { label: 'Section 42 enquiry', isOurContact: true },
  'other-enquiry': { label: 'Other enquiry', isOurContact: true },
  'not-safeguarding': { label: 'Not safeguarding, and passed to …', isPassedOn: true },
  // Assessments and referrals.
  assess: {
    label: 'Care and support assessment',
    tells: 'We will get in touch to plan an assessment. An assessment is a talk about what you need.',
    isOurContact: true,
  },
  'assess-carer': {
    label: 'Carer’s assessment',
    tells: 'We will get in touch to talk about you and your caring.',
    isOurContact: true,
  },
  reablement: {
    label: 'Short-term help at home',
    tells: 'We will get in touch to plan some short-term help.',
    isOurContact: true,
  },
  equipment: {
    label: 'Equipment or changes at home',
    tells: 'We will get in touch about things that can make home easier.',
    isOurContact: true,
  },
  review: {
    label: 'Review of care they have now',
    tells: 'We will get in touch to look at your care again.',
    isOurContact: true,
  },
  'replacement-care': {
    label: 'Care while the carer has a break or is ill',
    tells: 'We will get in touch about care while you cannot be there.',
    isOurContact: true,
  },
  'work-out-charges': {
    label: 'Work out what they pay',
    tells: 'We will work out what you may have to pay. We will tell you.',
  },
  // Formats and languages.
  'send-format': {
    label: 'Send it in the format or language',
    tells: 'We will send you what you asked for.',
  },
  'arrange-support': {
    label: 'Arrange an interpreter or other support',
    tells: 'We will get in touch about the support you asked for.',
    isOurContact: true,
  },
  'record-need': {
    label: 'Need recorded for everything we send',
    tells: 'We know now how you like us to talk and write.',
  },
  // Feedback.
  complaint: {
    label: 'Look into it as a complaint',
    tells: 'We are looking into what you told us. You will have a reply.',
  },
  'not-complaint': {
    label: 'Not a complaint: used as feedback',
    tells: 'We have read what you told us. We will use it to do better.',
  },
  thanked: {
    label: 'Thanks passed on',
    tells: 'We have passed your thanks on.',
  },
  idea: {
    label: 'Idea given to the team it is about',
    tells: 'The team it is about has your idea.',
  },
  // Ask us to contact you.
  'ring-back': {
    label: 'Get in touch and talk it through',
    tells: 'We will get in touch with you to talk about it.',
    isOurContact: true,
  },
  // Any form.
  'open-concern': { label: 'Open a safeguarding concern', isOurContact: true },
  'refer-on': { label: 'Refer on', tells: 'Someone else can help you better. They will be in touch.' },
  advice: {
    label: 'Information and advice',
    tells: 'We will get in touch with information that may help.',
    isOurContact: true,
  },
  'no-action': { label: 'Nothing more to do', tells: 'There is nothing more for us to do now.' },
  'more-information': { label: 'More information needed' },
} as const satisfies Readonly<Record<string, OutcomeWords>>

export type Outcome = keyof typeof declared
export const outcomes: Readonly<Record<Outcome, OutcomeWords>> = declared

/** What may be decided about any form. */
export const ofAnyForm = [
  'refer-on',
  'advice',
  'no-action',
  'more-information',
] as const satisfies readonly Outcome[]
/** What may be decided where an assessment is asked for, besides the assessment. */
export const afterAssessment = [
  'reablement',
  'equipment',
  'review',
  'open-concern',
  ...ofAnyForm,
] as const satisfies readonly Outcome[]

/** An outcome by its id as it was stored; undefined when there is none of that name. */
export const findOutcome = (id: unknown): OutcomeWords | undefined =>
  typeof id === 'string' && Object.hasOwn(outcomes, id) ? outcomes[id as Outcome] : undefined

/**
 * What somebody who asked for themself reads of a decision on the status page. Where somebody may be harming them,
 * who may also look on, every decision after which we get in touch reads the same, and of the others nothing is
 * said. One that has no words of its own reads as those do, so that its silence tells nothing either.
 * @param id as stored. @param isHarmed an answer says that somebody may be harming them.
 */
export function tellsOf(id: unknown, isHarmed: boolean): string | undefined {
  const outcome = findOutcome(id)
  if (outcome?.tells && !isHarmed) return outcome.tells
  return outcome?.isOurContact ? outcomes['ring-back'].tells : undefined
}
