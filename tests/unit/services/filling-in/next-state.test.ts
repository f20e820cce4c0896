import { describe, expect, test } from 'vitest'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { type Walk, walk } from '#src/forms/engine/walk.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { type DraftState, emptyState } from '#src/services/filling-in/draft-state.ts'
import { type DraftBefore, type NextState, nextState } from '#src/services/filling-in/next-state.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'

/** What becomes of a draft once a page of it came back, case by case. */

const surroundings = { today: '2026-11-18', postcodeDistricts: [] }

const before = (state: DraftState, more: Partial<DraftBefore> = {}): DraftBefore => ({
  state,
  device: { isResumed: false, visitHash: 'this' },
  isStale: false,
  ...more,
})

function post(form: Form, name: string, typed: Typed, draft: DraftBefore): NextState {
  const page = findPage(form, name)
  if (!page) throw new Error(name)
  return nextState({ form, page, typed, action: actionOf(typed) }, draft, surroundings)
}

function stateAfter(form: Form, pages: readonly (readonly [string, Typed])[]): DraftState {
  return pages.reduce<DraftState>((state, [name, typed]) => {
    const next = post(form, name, typed, before(state))
    if (next.is !== 'go') throw new Error(`${name}: ${next.is}`)
    return next.state
  }, emptyState())
}

const begun = stateAfter(selfAssessment, [
  ['danger', { 'danger-now': ['no'] }],
  ['who', { 'who-for': ['me'] }],
  ['name', { 'first-name': ['Wilma'] }],
])
const contact = { 'contact-way': ['call'], phone: ['07700 900801'], 'contact-times': ['any'] }
const unreadable = { ...contact, phone: ['not a number'] }
const resumed = { device: { isResumed: true, visitHash: 'another' } }

/** What a walk leads through, without the declarations of its questions. */
const outlineOf = ({ pages, counts, next, notAnswered, missing }: Walk) => ({
  pages: pages.map(({ page, asked, open, done }) => [
    page.name,
    asked.map(({ id, must }) => [id, must]),
    open,
    done,
  ]),
  counts,
  next,
  notAnswered,
  missing: missing.map(({ name }) => name),
})

/** What each button makes of one page: where it leads, and what of the page is an answer, typed, or passed. */
const cases: readonly {
  name: string
  page: string
  typed: Typed
  draft?: DraftBefore
  is: NextState['is']
  to?: string
  isPassed: boolean
  isTyped: boolean
}[] = [
  { name: 'continue', page: 'contact', typed: contact, is: 'go', isPassed: true, isTyped: false },
  { name: 'problems', page: 'contact', typed: unreadable, is: 'problems', isPassed: false, isTyped: true },
  {
    name: 'send',
    page: 'contact',
    typed: { ...contact, _do: ['send'] },
    is: 'go',
    to: 'check',
    isPassed: true,
    isTyped: false,
  },
  {
    name: 'stay',
    page: 'contact',
    typed: { ...unreadable, _do: ['upload'] },
    is: 'go',
    to: 'contact',
    isPassed: false,
    isTyped: true,
  },
  {
    name: 'save',
    page: 'contact',
    typed: { ...unreadable, _do: ['save'] },
    is: 'go',
    to: 'save?page=contact',
    isPassed: false,
    isTyped: true,
  },
  {
    name: 'style',
    page: 'contact',
    typed: { ...unreadable, _do: ['style:easy-read'] },
    is: 'go',
    to: 'contact',
    isPassed: false,
    isTyped: true,
  },
  {
    name: 'style, on a device that came back',
    page: 'contact',
    typed: { ...unreadable, _do: ['style:easy-read'] },
    draft: before(begun, resumed),
    is: 'shown',
    isPassed: false,
    isTyped: true,
  },
  {
    name: 'stale, and the same answer',
    page: 'name',
    typed: { 'first-name': ['Wilma'] },
    draft: before(begun, { isStale: true }),
    is: 'go',
    isPassed: true,
    isTyped: false,
  },
]

describe('what becomes of a draft', () => {
  test.each(cases)('$name', ({ page, typed, draft = before(begun), is, to, isPassed, isTyped }) => {
    const next = post(selfAssessment, page, typed, draft)
    expect(next.is).toBe(is)
    if (!('state' in next)) throw new Error(next.is)
    if (to !== undefined) expect(next).toMatchObject({ to })
    expect(page in next.state.passed).toBe(isPassed)
    expect(page in next.state.typed).toBe(isTyped)
    // The walk that goes with it is the walk of what is kept.
    expect(outlineOf(next.walked)).toEqual(outlineOf(walk(selfAssessment, next.state, surroundings)))
  })

  test('changed elsewhere: nothing is kept, and the question is named', () => {
    const next = post(selfAssessment, 'name', { 'first-name': ['Vilma'] }, before(begun, { isStale: true }))
    expect(next).toMatchObject({ is: 'changed-elsewhere', changed: ['first-name'] })
    expect(next).not.toHaveProperty('state')
  })

  test('a page that is left without its facts says so again, and what was typed is kept as it stands', () => {
    const next = post(selfAssessment, 'contact', unreadable, before(begun))
    expect(next).toMatchObject({ is: 'problems', typed: unreadable })
    expect(next.is === 'problems' && next.problems.map(({ field }) => field)).toContain('phone')
    expect('state' in next && next.state.pointedOut['contact']).toEqual(unreadable)
  })

  test('hidden answers that are left blank on a device that came back stay as they were', () => {
    const kept = post(selfAssessment, 'contact', { 'contact-way': ['unsafe'], _do: ['save'] }, before(begun))
    if (!('state' in kept)) throw new Error(kept.is)
    const answered = { ...kept.state, typed: {} }
    const given = answered.answers['contact-way']
    expect(given).toBeDefined()
    const there = post(selfAssessment, 'contact', { _do: ['save'] }, before(answered, resumed))
    expect('state' in there && there.state.answers['contact-way']).toEqual(given)
    const here = post(selfAssessment, 'contact', { _do: ['save'] }, before(answered))
    expect('state' in here && here.state.answers['contact-way']).toBeUndefined()
  })

  test('a group more, one less, and put back', () => {
    const cared = Object.keys(findPage(carersAssessment, 'cared')?.ask ?? {}).find(
      (id) => findPage(carersAssessment, 'cared')?.ask[id]?.control.shows.group,
    )
    if (!cared) throw new Error('no groups')
    const added = post(carersAssessment, 'cared', { _do: [`add:${cared}`] }, before(emptyState()))
    expect(added).toMatchObject({ is: 'go', to: 'cared', group: `${cared}-1` })
    if (!('state' in added)) return
    expect(added.state.typed['cared']).toEqual({ [`${cared}-1-`]: [''] })
    const removed = post(
      carersAssessment,
      'cared',
      { [`${cared}-1-`]: [''], [`${cared}-1-name`]: ['Bert'], _do: [`remove:${cared}:1`] },
      before(added.state),
    )
    expect(removed).toMatchObject({ is: 'go', to: 'cared', group: cared })
    if (!('state' in removed)) return
    expect(removed.state.removed?.['cared']).toMatchObject({ question: cared, group: 1 })
    const back = post(carersAssessment, 'cared', { _do: [`put-back:${cared}`] }, before(removed.state))
    expect(back).toMatchObject({ is: 'go', group: `${cared}-1` })
    expect('state' in back && back.state.typed['cared']?.[`${cared}-1-name`]).toEqual(['Bert'])
    expect('state' in back && back.state.removed).toEqual({})
  })
})
