import { transact } from '#db/client.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import { codeIn, contactResults, contactWays, mostDaysUnrecorded } from '#src/domain/desk-actions.ts'
import { isScreenOnly } from '#src/forms/engine/copy.ts'
import { type Problem, type Typed, typedIn } from '#src/forms/engine/question.ts'
import { readMoment } from '#src/forms/shared/past-moment.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { type DeskRequest, recordAct } from './staff-act.ts'

/**
 * Records that somebody tried to reach the person: how, when, and what came of it, as an event of codes. Where
 * contact can do harm, or nobody said that it is safe, it also asks that only a safe way was used.
 * @param typed the fields of `contactAct`; a day, month, year and time under `at`.
 */
export async function recordContact(request: DeskRequest & { typed: Typed }): Promise<ActResult> {
  const { reference, staff, version, typed, now } = request
  if (!may(staff.role, contactAct.right)) return { is: 'not-allowed' }
  const { fields } = contactAct
  const how = codeIn(contactWays, typedIn(typed, fields.how))
  const result = codeIn(contactResults, typedIn(typed, fields.result))
  const when = readMoment(fields.at, typed, now, mostDaysUnrecorded)
  const isSafe = typedIn(typed, fields.safe) === 'yes'
  return transact(async (tx) => {
    const row = await lockSubmission(tx, reference)
    if (!row) return { is: 'no-such-submission' }
    const problems: Problem[] = [
      ...(how ? [] : [{ field: fields.how, message: 'Select how you tried to reach them' }]),
      ...(when.is === 'problems' ? when.problems : []),
      ...(result ? [] : [{ field: fields.result, message: 'Select what came of it' }]),
      ...(isScreenOnly(row.flags) && !isSafe
        ? [{ field: fields.safe, message: 'Confirm that you used only a way they named as safe' }]
        : []),
    ]
    if (problems.length > 0 || when.is === 'problems' || !how || !result) return { is: 'problems', problems }
    if (row.version !== version) return { is: 'changed' }
    await recordAct(tx, row.id, request, {
      kind: result === 'spoke' ? 'contact-made' : 'contact-tried',
      detail: { how, result, triedAt: when.moment.toString() },
    })
    return { is: 'done' }
  })
}

export const contactAct = deskAct({
  page: 'submission',
  name: 'contact-tried',
  right: 'record-contact',
  fields: { how: 'tried-how', at: 'tried-at', result: 'tried-result', safe: 'tried-safe' },
  form: {
    place: 'in-touch',
    show: ({ row }) => [
      {
        summary: 'We tried to reach them',
        above: 'Use only the ways that “How it is safe to reach them” names.',
        boxes: [
          { is: 'one-of', field: 'how', label: 'How', first: 'Select one', options: contactWays },
          { is: 'moment', field: 'at', label: 'When' },
          {
            is: 'one-of',
            field: 'result',
            label: 'What came of it',
            first: 'Select one',
            options: contactResults,
          },
          ...(isScreenOnly(row.flags)
            ? [
                {
                  is: 'tick' as const,
                  field: 'safe' as const,
                  label: 'Was it safe?',
                  confirms: 'I used only a way they named as safe, and no other',
                },
              ]
            : []),
        ],
        button: 'Record it',
      },
    ],
  },
  run: (request, _said, typed) => recordContact({ ...request, typed }),
})
