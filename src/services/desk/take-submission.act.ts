import { transact } from '#db/client.ts'
import { lockSubmission } from '#db/queries/submissions.ts'
import { may } from '#src/auth/roles.ts'
import type { EventOf } from '#src/domain/events.ts'
import { handOverReasons, type HandOverReason } from '#src/domain/triage.ts'
import { colleagues } from './colleagues.ts'
import { type ActResult, deskAct } from './desk-act.ts'
import { type DeskRequest, type Done, recordAct } from './staff-act.ts'

/** Puts a submission in somebody's own hands, also out of a colleague's. */
export async function takeSubmission(request: DeskRequest): Promise<Done> {
  if (!may(request.staff.role, takeAct.right)) return { is: 'not-allowed' }
  return assign(request, request.staff.id, { kind: 'taken', detail: {} })
}

/**
 * Gives a submission to a colleague who may decide.
 * @param to the colleague's id, as typed. @param why one of `handOverReasons`, as typed.
 */
export async function handOver(request: DeskRequest & { to: string; why: string }): Promise<ActResult> {
  if (!may(request.staff.role, handOverAct.right)) return { is: 'not-allowed' }
  const to = (await colleagues()).find(({ id }) => id === request.to)
  const problem = (message: string): ActResult => ({
    is: 'problems',
    problems: [{ field: handOverAct.fields.to, message }],
  })
  if (!to) return problem('Select who to hand this over to')
  if (!isReason(request.why)) return problem('Select why you are handing this over')
  return assign(request, to.id, { kind: 'handed-over', detail: { to: to.id, why: request.why } })
}

export const takeAct = deskAct({
  page: 'submission',
  name: 'take',
  right: 'take',
  fields: {},
  form: {
    place: 'beside-who',
    show: ({ row, assignedName }, staff) =>
      row.assignedTo === staff.id ? [] : [{ boxes: [], button: assignedName ? 'Take it over' : 'Take this' }],
  },
  run: takeSubmission,
})

export const handOverAct = deskAct({
  page: 'submission',
  name: 'hand-over',
  right: 'hand-over',
  fields: { to: 'to', why: 'why' },
  form: {
    place: 'below-who',
    show: ({ row, people }) => [
      {
        summary: 'Hand over to a colleague',
        boxes: [
          {
            is: 'one-of',
            field: 'to',
            label: 'To',
            first: 'Select a person',
            options: Object.fromEntries(
              people.filter(({ id }) => id !== row.assignedTo).map(({ id, name }) => [id, name]),
            ),
          },
          {
            is: 'one-of',
            field: 'why',
            label: 'Why',
            first: 'Select a reason',
            options: handOverReasons,
          },
        ],
        button: 'Hand over',
      },
    ],
  },
  run: (request, said) => handOver({ ...request, ...said }),
})

const isReason = (why: string): why is HandOverReason => Object.hasOwn(handOverReasons, why)

async function assign(
  request: DeskRequest,
  assignedTo: string,
  event: EventOf<'taken' | 'handed-over'>,
): Promise<Done> {
  return transact(async (tx) => {
    const row = await lockSubmission(tx, request.reference)
    if (!row) return { is: 'no-such-submission' }
    if (row.assignedTo === assignedTo) return { is: 'done' }
    if (row.version !== request.version) return { is: 'changed' }
    await recordAct(tx, row.id, request, { ...event, change: { assignedTo } })
    return { is: 'done' }
  })
}
