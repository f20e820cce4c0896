import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { fillIn, selfAssessmentSubmissions } from '#tests/fixtures/self-assessment-submissions.ts'
import { bosRequest } from '#tests/fixtures/short-requests.ts'
import { CONNECTIONS } from './connections.ts'
import { goes, goesTo, learnWay, type Way } from './journey.ts'
import { Resident } from './resident.ts'

/** How many pages of the long form are answered: about as many as the short form has. */
const PAGES_OF_LONG_FORM = 12

/** Residents on the way, and the ways they go. */
export interface People {
  /** The shortest form, from its start page to the receipt. */
  readonly short: Way
  /** The first pages of the longest. */
  readonly twelve: Way
  /** The page in the middle of the short form that these residents have come to. */
  readonly questionPath: string
  readonly atQuestion: readonly Resident[]
  readonly withReceipt: readonly Resident[]
  /** A resident on the check page of the short form. */
  readonly atCheck: Resident
}

/** Learns the ways, and lets residents go them as far as they are needed. */
export async function people(port: number): Promise<People> {
  const newcomers = () => Array.from({ length: CONNECTIONS }, () => new Resident(port))
  const [one, other, atCheck] = [new Resident(port), new Resident(port), new Resident(port)]
  const short = await learnWay(one, askUsToContactYou.id, bosRequest)
  const given = fillIn(selfAssessmentSubmissions[0]?.answers ?? {})
  const twelve = await learnWay(other, selfAssessment.id, fieldsOf(selfAssessment, given), PAGES_OF_LONG_FORM)
  one.close()
  other.close()

  const middle = Math.floor(short.steps.length / 2)
  const [atQuestion, withReceipt] = [newcomers(), newcomers()]
  await Promise.all(
    withReceipt.map((resident) => Array.fromAsync(goes(resident, short, { answered: () => undefined }))),
  )
  await goesTo(atCheck, short, short.steps.length - 1)
  // Last, so that theirs is the draft that was saved last.
  await Promise.all(atQuestion.map((resident) => goesTo(resident, short, middle)))
  return { short, twelve, questionPath: short.steps[middle]?.path ?? '', atQuestion, withReceipt, atCheck }
}
