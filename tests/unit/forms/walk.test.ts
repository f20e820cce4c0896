import { describe, expect, it } from 'vitest'
import { findPage } from '#src/forms/engine/form.ts'
import type { Answer } from '#src/forms/engine/question.ts'
import { isLabelledOptional, type Progress, walk } from '#src/forms/engine/walk.ts'
import { continuePast, nothingYet, today } from './go-through.ts'
import { lenientForm, strictForm } from './small-forms.ts'

const picked = (...values: string[]): Answer => ({ value: { picked: values } })
const typed = (words: string): Answer => ({ value: words })
const at = (progress: Progress, form = lenientForm) => walk(form, progress, today)
const pagesAt = (progress: Progress) => at(progress).pages.map((one) => one.page.name)
const answered = (answers: Record<string, Answer>, ...passed: string[]): Progress => ({
  answers,
  passed: Object.fromEntries(
    passed.map((name) => [name, Object.keys(findPage(lenientForm, name)?.ask ?? {})]),
  ),
})
const ids = (progress: Progress, page: string) =>
  at(progress)
    .pages.find((one) => one.page.name === page)
    ?.asked.map((one) => one.id)

describe('the walk', () => {
  it('starts at the first page', () => {
    expect(at(nothingYet).next).toBe('first')
  })

  it('takes the branch of the answers', () => {
    expect(pagesAt(answered({ who: picked('me') }))).toEqual(['first', 'third', 'fourth', 'fifth'])
    expect(pagesAt(answered({ who: picked('other') }))).toEqual([
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
    ])
    expect(pagesAt(answered({ who: picked('me'), kinds: picked('none') }))).toEqual([
      'first',
      'third',
      'fourth',
    ])
  })

  it('shows a follow-up of the same page with what it depends on, and asks it only when that holds', () => {
    const page = (helping: string) =>
      at(answered({ who: picked('other'), helping: picked(helping) })).pages.find(
        (p) => p.page.name === 'second',
      )
    expect(page('no')?.shown.map((one) => [one.id, one.onlyIf])).toEqual([
      ['helping', undefined],
      ['helping-how', { op: 'is', id: 'helping', values: ['yes'] }],
    ])
    expect(page('no')?.asked.map((one) => one.id)).toEqual(['helping'])
    expect(page('yes')?.asked.map((one) => one.id)).toEqual(['helping', 'helping-how'])
  })

  it('does not show a follow-up whose own question is not asked', () => {
    expect(pagesAt(answered({ who: picked('me') }))).not.toContain('second')
    expect(pagesAt(nothingYet)).not.toContain('second')
  })

  it('keeps answers of a branch no longer taken, and does not count them', () => {
    const before = { who: picked('other'), helping: picked('yes'), 'helping-how': typed('A lot') }
    expect(Object.keys(at(answered(before)).counts)).toEqual(['who', 'helping', 'helping-how'])
    const turned = answered({ ...before, who: picked('me') })
    expect(Object.keys(at(turned).counts)).toEqual(['who'])
    expect(at(turned).notAnswered).not.toContain('helping')
    expect(Object.keys(at({ ...turned, answers: before }).counts)).toContain('helping-how')
  })

  it('does not let a stale answer open a branch further on', () => {
    const stale = answered({ who: picked('me'), helping: picked('yes'), 'helping-how': typed('A lot') })
    expect(at(stale).facts.values('helping')).toEqual([])
    expect(at(stale).notices).toEqual([])
  })

  it('reads a blank as “I don’t know” where it has that way out, if nothing but the facts can stop the form', () => {
    const blank = answered({ who: picked('other') })
    expect(at(blank).facts.values('helping')).toEqual(['dont-know'])
    expect(at(blank).facts.values('kinds')).toEqual(['dont-know'])
    expect(at(blank).facts.values('who')).toEqual(['other'])
    expect(at(blank).facts.values('last')).toEqual([])
    expect(walk(strictForm, blank, today).facts.values('helping')).toEqual([])
    expect(at(blank).facts.hasSome('kinds')).toBe(false)
  })

  it('has a page done when it was passed, blank or not', () => {
    const progress = continuePast(lenientForm, 'first', { who: ['me'] }, nothingYet)
    expect(at(progress).next).toBe('third')
    const further = continuePast(lenientForm, 'third', { called: ['Ann'] }, progress)
    expect(at(further).next).toBe('fourth')
    expect(at(continuePast(lenientForm, 'fourth', {}, further)).next).toBe('fifth')
  })

  it('comes back to a page jumped over', () => {
    const jumped = answered({ who: picked('me'), kinds: picked('a') }, 'first', 'fourth')
    expect(at(jumped).next).toBe('third')
  })

  it('comes back to a passed page that now asks something new', () => {
    const passed = answered({ who: picked('me'), called: typed('Ann') }, 'first', 'third', 'fourth', 'fifth')
    expect(at(passed).next).toBeUndefined()
    const older = { ...passed, passed: { ...passed.passed, third: ['called', 'place', 'number'] } }
    expect(at(older).next).toBe('third')
    const turned = { ...passed, answers: { ...passed.answers, who: picked('other') } }
    expect(at(turned).next).toBe('second')
  })

  it('waits on a page whose answer stops it', () => {
    const stopped = answered(
      { who: picked('me'), called: typed('Ann'), kinds: { out: 'unsafe' } },
      'first',
      'third',
      'fourth',
      'fifth',
    )
    expect(at(stopped).next).toBe('fourth')
  })

  it('can be sent early with its facts, and not without', () => {
    expect(at(nothingYet).missing.map((fact) => fact.name)).toEqual(['who', 'where'])
    expect(at(answered({ who: picked('me') })).missing.map((fact) => fact.name)).toEqual(['where'])
    expect(at(answered({ who: picked('me'), place: typed('The park') })).missing).toEqual([])
    expect(at(answered({ who: picked('me'), called: { out: 'dont-know' } })).missing).toHaveLength(1)
  })

  it('does not go past the page of a fact that is missing', () => {
    const blank = answered({ who: picked('me') }, 'first', 'third', 'fourth', 'fifth')
    expect(at(blank).next).toBe('third')
  })

  it('asks for every answer where the form must be complete', () => {
    const blank = answered({ who: picked('me'), called: typed('Ann') }, 'first', 'third', 'fourth', 'fifth')
    const musts = (progress: Progress, page: string) =>
      walk(strictForm, progress, today)
        .pages.find((one) => one.page.name === page)
        ?.asked.filter((one) => one.must)
        .map((one) => one.id)
    expect(musts(blank, 'third')).toEqual(['called', 'place', 'ring', 'write'])
    expect(walk(strictForm, blank, today).next).toBe('third')
    const rung = { ...blank, answers: { ...blank.answers, place: typed('x'), write: typed('a@example.org') } }
    expect(musts(rung, 'third')).toEqual(['called', 'place', 'write'])
    expect(walk(strictForm, rung, today).next).toBe('fourth')
    expect(
      at(blank)
        .pages.flatMap((one) => one.asked)
        .filter((one) => one.must),
    ).toEqual([])
  })

  it('lists what applies and has no answer, in order', () => {
    expect(at(answered({ who: picked('me'), called: { out: 'dont-know' } })).notAnswered).toEqual([
      'place',
      'number',
      'ring',
      'write',
      'kinds',
      'people',
      'proof',
      'last',
    ])
  })

  it('tells of notices with the page that raised them', () => {
    const told = answered({ who: picked('other'), helping: picked('no') })
    expect(at(told).notices).toEqual([{ page: 'second', show: 'council-numbers' }])
  })

  it('does not label a question optional while it must be answered', () => {
    const more = findPage(lenientForm, 'fourth')?.ask['more']
    const phone = findPage(lenientForm, 'third')?.ask['ring']
    if (!more || !phone) throw new Error('the small form has changed')
    const me = at(answered({ who: picked('me') })).facts
    expect([isLabelledOptional(more, me), isLabelledOptional(phone, me)]).toEqual([true, false])
  })

  it('asks a question only under its condition', () => {
    expect(ids(answered({ who: picked('me') }), 'fourth')).toEqual(['kinds', 'people', 'proof'])
    expect(ids(answered({ who: picked('me'), kinds: picked('a') }), 'fourth')).toEqual([
      'kinds',
      'people',
      'proof',
      'more',
    ])
  })
})
