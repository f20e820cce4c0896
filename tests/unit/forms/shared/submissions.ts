import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import type { TriageColour } from '#src/domain/triage.ts'
import { suggestedColour } from '#src/forms/engine/raise-flags.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { outField } from '#src/forms/engine/read-answer.ts'
import { type Progress, type WalkedPage, walk } from '#src/forms/engine/walk.ts'
import { feedback } from '#src/forms/feedback.ts'
import type { FlagId } from '#src/forms/rules/flags.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import type { Fields } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest, ivysComplaint } from '#tests/fixtures/short-requests.ts'
import { continuePast, nothingYet, today } from '../go-through.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'

/** A made-up request: only the fields that matter, with every flag it must raise and the colour that follows. */
export interface Submission {
  t: string
  form: Form
  fields: Fields
  colour: TriageColour
  expect: readonly FlagId[]
}

export const submissions: readonly Submission[] = [
  {
    t: 'R1',
    form: askUsToContactYou,
    fields: { ...bosRequest, 'rc-story': 'I came home from hospital and the stairs are too much.' },
    colour: 'green',
    expect: [],
  },
  {
    t: 'R2',
    form: askUsToContactYou,
    fields: {
      'danger-now': 'no',
      'who-for': 'someone-else',
      'who-are-you': 'friend-or-neighbour',
      'helper-name': 'Ada Dummy',
      'helper-phone': '020 7946 0802',
      'first-name': 'Vera',
      'last-name': 'Sampleton',
      'contact-way': ['letter', 'through-someone'],
      'contact-person': 'Ada Dummy, 020 7946 0802',
      'message-safe': 'yes',
      'hide-who': 'no',
      'rc-story': 'Vera cannot hear the phone and her meals are not coming.',
      'main-language': 'bsl',
      interpreter: 'yes',
      'comm-any': 'yes',
      'info-format': ['large-print'],
      'comm-people': ['bsl-interpreter'],
      'comm-ways': ['face-me'],
    },
    colour: 'green',
    expect: ['fl-comm'],
  },
  {
    t: 'R3',
    form: askUsToContactYou,
    fields: {
      'danger-now': 'not-sure',
      'who-for': 'me',
      'first-name': 'Mina',
      'last-name': 'Notarealname',
      'contact-way': ['text'],
      phone: '07700 900803',
      'message-safe': 'never',
      'hide-who': 'yes',
      'safe-route': 'set-time',
      'safe-route-note': 'Text between 10 and 11, say it is the library.',
      'rc-story': 'I need to talk to someone soon.',
      'main-language': 'english',
      'comm-any': 'no',
    },
    colour: 'red',
    expect: ['fl-danger', 'fl-safe-contact'],
  },
  {
    t: 'N1',
    form: formatsAndLanguages,
    fields: {
      'who-for': 'me',
      'cn-ask': ['format'],
      'cn-when': '5-days',
      'comm-any': 'yes',
      'info-format': ['braille'],
    },
    colour: 'amber',
    expect: ['fl-cn-soon', 'fl-comm'],
  },
  {
    t: 'K1',
    form: feedback,
    fields: {
      'fb-kind': 'complaint',
      'fb-harm': 'no-care',
      'fb-about': 'provider',
      'fb-told': 'yes-replied',
    },
    colour: 'red',
    expect: ['fl-fb-no-care', 'fl-complaint'],
  },
]

/** Fields that raise no flag of their own. What is not here is left blank. */
const NEUTRAL: Fields = {
  ...ivysComplaint,
  'danger-now': 'no',
  'danger-called': 'called',
  'who-for': 'me',
  'who-are-you': 'family',
  'helper-name': 'Sam Testhelper',
  'helper-phone': '020 7946 0800',
  'first-name': 'Alex',
  'address-line1': '1 Sample Close',
  'address-postcode': 'CR0 9ZZ',
  'staying-now': 'yes',
  'contact-way': ['call'],
  phone: '020 7946 0801',
  'contact-times': ['any'],
  'message-safe': 'yes',
  'hide-who': 'no',
  'safe-route': 'i-will-call',
  'rc-story': 'The stairs are too much.',
  'main-language': 'english',
  interpreter: 'no',
  'comm-any': 'no',
  'comm-people': ['none'],
  'comm-ways': ['none'],
  'cn-item': 'The letter of 2 November.',
  'fb-when-out': 'dont-know',
  'fb-want-out': 'dont-know',
}

export const fillIn = (fields: Fields): Fields => ({ ...NEUTRAL, ...fields })

/** The fields of the questions a page shows. */
export function typedOn(page: WalkedPage, fields: Fields): Typed {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]): [string, readonly string[]][] =>
      page.shown.some(({ id, question }) => question.control.owns(id, field) || field === outField(id))
        ? [[field, typeof value === 'string' ? [value] : value]]
        : [],
    ),
  )
}

/** Types page after page as the walk says, until the check page or `stopAt`. */
export function typeThrough(form: Form, fields: Fields, stopAt?: string): Progress {
  let progress = nothingYet
  const visited = new Set<string>()
  for (;;) {
    const { next, pages } = walk(form, progress, today)
    const page = pages.find((one) => one.page.name === next)
    if (next === undefined || !page || next === stopAt) return progress
    if (visited.has(next)) throw new Error(`Asked twice: ${next}`)
    visited.add(next)
    progress = continuePast(form, next, typedOn(page, fields), progress)
  }
}

export function raisedBy(form: Form, progress: Progress) {
  const raised = raisedIn(form, walk(form, progress, today))
  return { ids: raised.map((flag) => flag.id).toSorted(), colour: suggestedColour(raised) }
}
