import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { holds } from '#src/forms/engine/conditions.ts'
import { copyOf } from '#src/forms/engine/copy.ts'
import { type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { isHidden } from '#src/forms/engine/hidden.ts'
import { type Answers, type AnyQuestion, type Typed, WAYS_OUT } from '#src/forms/engine/question.ts'
import { outField } from '#src/forms/engine/read-answer.ts'
import { fillPage, readPage, withAnswers } from '#src/forms/engine/read-page.ts'
import { listenerFor, type SnapshotEntry, takeSnapshot } from '#src/forms/engine/snapshot.ts'
import { walk } from '#src/forms/engine/walk.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { first, run, waysToBeAsked } from '#tests/support/branches.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'

/**
 * "It is not safe for me to answer" ticked beside something else, as it can be without JavaScript, and sent as it
 * stands: every question of every form that offers it, by machine.
 */

const day = { today: '2026-11-23', postcodeDistricts: ['CR0'] }
const slots = { 'our area': 'Alderbrook', 'upper limit': '£23,250' }

/** What can be typed beside the way out: each other box, all of them, and words half typed. */
function besides(id: string, question: AnyQuestion): Typed[] {
  const boxes = (question.control.shows.options ?? []).map(({ value }) => value)
  const outs = (question.asks.out ?? []).filter((out) => out !== 'unsafe')
  if (!question.control.waysOutAreOptions) {
    return [
      { [outField(id)]: ['unsafe'], [`${id}-line2`]: ['By the'] },
      { [outField(id)]: ['unsafe'], [`${id}-line1`]: ['1 Sample Close'] },
      ...boxes.map((box) => ({ [outField(id)]: ['unsafe'], [`${id}-${box}`]: [box] })),
    ]
  }
  const texts = (question.control.shows.options ?? []).flatMap(({ value, text }) =>
    text ? [{ [id]: ['unsafe'], [`${id}-${value}-text`]: ['Half a'] }] : [],
  )
  const others = [...boxes, ...outs]
  return [
    ...others.flatMap((other) => [{ [id]: [other, 'unsafe'] }, { [id]: ['unsafe', other] }]),
    { [id]: [...others, 'unsafe'] },
    { [id]: ['unsafe', 'an option that was there once'] },
    ...texts,
  ]
}

const reached = new Map<string, Answers>()

/** Answers with which a question is asked, its own not among them. */
function answersBefore(form: Form, id: string): Answers {
  const key = `${form.id} ${id}`
  const known = reached.get(key)
  if (known) return known
  for (const way of waysToBeAsked(form, id)) {
    const { pages, counts } = run(form, way, first).walked
    if (!pages.some(({ asked }) => asked.some((one) => one.id === id))) continue
    const { [id]: _, ...answers } = counts
    reached.set(key, answers)
    return answers
  }
  throw new Error(`Nobody is asked ${id}`)
}

/** The form with this typed on the page of a question, Continue pressed in vain, then sent with what is there. */
function sentWith(form: Form, id: string, given: Typed) {
  const page = pagesOf(form).find((one) => id in one.ask)
  if (!page) throw new Error(`No page asks ${id}`)
  const answers = answersBefore(form, id)
  const typed = { ...fillPage(page, answers), ...given }
  const progress = { answers, passed: {} }
  const read = readPage(form, page, typed, progress, day)
  const walked = walk(form, { ...progress, answers: withAnswers(answers, { [id]: read.answers[id] }) }, day)
  const listener = listenerFor(form, walked.counts, (one) => holds(one, walked.facts), slots)
  const raised = raisedIn(form, walked).map((flag) => flag.id)
  const snapshot = takeSnapshot(form, walked, listener, { [page.name]: read.unread }, true, {
    reading: 'easy-read',
    easyRead: [],
  })
  const entries: readonly SnapshotEntry[] = snapshot.parts.flatMap((part) =>
    part.pages.flatMap((one) => one.entries),
  )
  return { read, walked, raised, snapshot, entry: entries.find((one) => one.id === id) }
}

describe.each(Object.values(forms))('$id', (form) => {
  const offering = [...questionsOf(form)].filter(([, { asks }]) => asks.out?.includes('unsafe'))

  it.each(offering)('%s counts as not safe whatever is beside it, and is in no copy', (id, question) => {
    for (const typed of besides(id, question)) {
      const { read, walked, raised, snapshot, entry } = sentWith(form, id, typed)
      expect(read.problems.length, JSON.stringify(typed)).toBeGreaterThan(0)
      expect([typed, walked.counts[id]]).toEqual([typed, expect.objectContaining({ out: 'unsafe' })])
      expect([typed, raised]).toEqual([typed, expect.arrayContaining(['fl-unsafe'])])
      if (id === 'contact-way') expect(raised).toContain('fl-safe-contact')
      expect(isHidden(form, id, question, walked.counts[id])).toBe(true)
      expect(entry).toMatchObject({ state: 'way-out', said: [WAYS_OUT.unsafe] })

      const copy = copyOf(snapshot, raised, form.isSafeguarding)
      if (!copy) continue
      expect(copy.isScreenOnly).toBe(true)
      const asked = copy.parts.flatMap((part) => part.lines.map((line) => line.question))
      expect(asked).not.toContain(entry?.title)
    }
  })

  it.each(offering)('%s is shown to staff by its labels, never by its values', (id, question) => {
    const options = question.control.shows.options ?? []
    for (const typed of besides(id, question)) {
      const { entry } = sentWith(form, id, typed)
      const ticked = options.filter(({ value }) => typed[id]?.includes(value))
      for (const { label } of ticked) {
        const words = inStyle(label, false)
        if (!/[[{]/.test(words)) expect(entry?.typed).toContain(words)
      }
      const lines = [...(entry?.typed ?? []), ...(entry?.easyRead?.typed ?? [])]
      const values = [
        ...options.map(({ value }) => value),
        ...(question.asks.out ?? []),
        ...(typed[id] ?? []),
      ]
      expect(lines.filter((line) => values.includes(line))).toEqual([])
    }
  })
})

it('harm ticked beside it is still harm: both flags are raised', () => {
  const self = Object.values(forms).find((form) => form.id === 'self-assessment')
  const carer = Object.values(forms).find((form) => form.id === 'carers-assessment')
  if (!self || !carer) throw new Error('A form is gone')
  expect(sentWith(self, 'as-safe-what', { 'as-safe-what': ['hurting', 'unsafe'] }).raised).toEqual(
    expect.arrayContaining(['fl-abuse', 'fl-unsafe']),
  )
  expect(sentWith(carer, 'ca-safe', { 'ca-safe': ['near-edge', 'unsafe'] }).raised).toEqual(
    expect.arrayContaining(['fl-carer-strain', 'fl-unsafe']),
  )
})
