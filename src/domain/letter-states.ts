/**
 * What can become of a letter, declared once: whatever says that something was sent, is being sent or did not go reads
 * the state its message has in the database, and says it in these words.
 */
export const letterStates = {
  /** In the queue: nobody has tried yet. */
  waiting: 'Being sent',
  /** A try failed in a way that can pass, and another one comes. */
  'trying-again': 'Could not be sent yet, and is tried again',
  /** The mail server of the council has taken it. That it arrived is for nobody here to see. */
  sent: 'Handed over to the mail server',
  'shown-on-desk': 'Shown on this screen only: no mail server is set up',
  /** Given up, and nobody has dealt with that yet. Its address stays until somebody has. */
  failed: 'Did not go',
  /** When it was about to go contact was not safe any more, the address was taken back, or all it told of was seen to. */
  withheld: 'Not sent: contact is not safe or has changed, or nobody needed it any more',
  /** It did not go, and somebody has seen to that. */
  'dealt-with': 'Did not go, and was dealt with',
} as const
export type LetterState = keyof typeof letterStates

/** Nobody can say yet that it went, and nobody has dealt with that it did not. */
export const openStates = ['waiting', 'trying-again', 'failed'] as const satisfies readonly LetterState[]
export type OpenState = (typeof openStates)[number]

/** Why a letter did not go. */
export const letterFailures = {
  'address-refused': 'The mail server does not know the address. It may be misspelt, or closed',
  'not-taken': 'The mail server could not be reached, or would not take it',
  'not-set-up': 'No mail server, or no address of the portal, is set up',
  fault: 'The portal could not write it',
  /** From before reasons were kept. */
  'not-known': 'Why is not known',
} as const
export type LetterFailure = keyof typeof letterFailures

/** What staff did about a letter that did not go. */
export const dealtWays = {
  post: 'Sent by post instead',
  phone: 'Told by phone instead',
  'in-person': 'Given or told in person instead',
  'not-needed': 'They do not need it any more',
  other: 'Something else',
} as const
export type DealtWay = keyof typeof dealtWays

/** What became of a letter where there was nothing to do about it: nobody needed it any more, or nobody could be told. */
export const settledWays = {
  seen: 'Seen at the desk',
  replaced: 'A newer one took its place',
  'form-sent': 'The form was sent',
} as const
export type SettledWay = keyof typeof settledWays
