import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { type Condition, questionsRead } from '#src/forms/engine/conditions.ts'
import { type Form, findPage, pagesOf, questionsOf, readerOf } from '#src/forms/engine/form.ts'
import { valuesOf } from '#src/forms/engine/question.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import {
  branchesOf,
  first,
  holdsIn,
  least,
  NEVER_ASKED,
  onlyWaysOut,
  type Otherwise,
  type Run,
  run,
  type Wanted,
  waysFor,
  waysToBeAsked,
} from '#tests/support/branches.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'
import { figure } from '#tests/support/long.ts'
import { noteSeen } from '#tests/support/seen.ts'

/** Every branch of every form, taken by machine from the conditions alone; no answers are written down here. */

const print = (text: string) => process.stdout.write(`${text}\n`)
const total = { questions: 0, pages: 0, branches: 0, options: 0, runs: 0 }

/** Enough is there to send: every fact that must be, or where there are none, every page done. */
const canSend = (form: Form, { missing, next }: Walk) =>
  missing.length === 0 && (form.needs.length > 0 || next === undefined)

/** The facts without which a form cannot be sent, the name and the story among them: a way out where it is enough. */
function neededOf(form: Form, reader: Wanted): Wanted {
  const questions = questionsOf(form)
  let needed: Wanted = {}
  for (const { name, anyOf } of form.needs) {
    const isThere = (wanted: Wanted) =>
      !run(form, { ...reader, ...wanted }, onlyWaysOut).walked.missing.some((fact) => fact.name === name)
    if (isThere(needed)) continue
    const sofar = needed
    const ways = anyOf.flatMap((id) => {
      const question = questions.get(id)
      const options = (question?.control.shows.options ?? []).map(({ value }) => value)
      const values = [...(question?.asks.out ?? []), ...options, 'in words']
      return values.map((value): Wanted => ({ ...sofar, [id]: [value] }))
    })
    needed = ways.find(isThere) ?? needed
  }
  return needed
}

describe.each(Object.values(forms))('$id', (form) => {
  const questions = questionsOf(form)
  let runs = 0
  const tried = new Map<string, Run>()
  const go = (wanted: Wanted, otherwise: Otherwise = first): Run => {
    const key = JSON.stringify([wanted, [first, least, onlyWaysOut].indexOf(otherwise)])
    const before = tried.get(key)
    if (before) return before
    runs++
    const now = run(form, wanted, otherwise)
    raisedIn(form, now.walked)
    tried.set(key, now)
    return now
  }
  const idsAsked = ({ walked }: Run) =>
    [...walked.pages, ...(walked.check ? [walked.check] : [])].flatMap((page) =>
      page.asked.map(({ id }) => id),
    )

  const readIn = (condition: Condition | undefined) => (condition ? questionsRead(condition) : [])
  const decidedBy = (id: string): string[] => {
    const read = readIn(questions.get(id)?.asks.when)
    return [...read, ...read.flatMap(decidedBy)]
  }

  it('every question and every page can be reached, and nothing on the way cannot be answered', () => {
    const reached = new Set<string>()
    const visit = (one: Run) => {
      expect([one.problems, one.walked.next]).toEqual([[], undefined])
      for (const id of idsAsked(one)) reached.add(id)
      for (const { page } of one.walked.pages) reached.add(page.name)
    }
    visit(go({}))
    for (const id of questions.keys()) {
      for (const way of waysToBeAsked(form, id)) {
        if (reached.has(id)) break
        visit(go(way))
      }
    }
    for (const page of pagesOf(form)) {
      for (const way of page.tellsWhen ? waysFor(form, page.tellsWhen, true) : []) {
        if (reached.has(page.name)) break
        visit(go(way))
      }
    }
    const wanted = [...questions.keys(), ...pagesOf(form).map(({ name }) => name)]
    expect(wanted.filter((one) => !reached.has(one))).toEqual(NEVER_ASKED[form.id] ?? [])
  })

  it('every condition is met by somebody and not by somebody else', () => {
    const taken: string[] = []
    const branches = branchesOf(form)
    const notTaken = branches.flatMap(({ what, condition, asked }) =>
      [true, false].flatMap((isWanted) => {
        const before = asked === undefined ? [{}] : waysToBeAsked(form, asked)
        const ways = waysFor(form, condition, isWanted)
        // A shared page may have words for readers, or read questions, that this form does not have.
        if (ways.length === 0) return []
        const isTaken = ways.some((way) =>
          before.some((more) => {
            const one = go({ ...more, ...way })
            return (
              holdsIn(one, condition) === isWanted && (asked === undefined || idsAsked(one).includes(asked))
            )
          }),
        )
        if (!isTaken) return [`${what}: ${isWanted ? 'never' : 'always'}`]
        taken.push(`${form.id}: ${what}: ${isWanted ? 'met' : 'not met'}`)
        return []
      }),
    )
    total.branches += taken.length
    noteSeen('branches', taken)
    expect(notTaken).toEqual([])
  })

  it('every option and every way out can be taken, and the form still be finished', () => {
    let options = 0
    const notTaken: string[] = []
    for (const [id, { asks, control }] of questions) {
      const shown = control.shows.options ?? []
      const values = [
        ...shown.map(({ value, when }) => ({ value, when })),
        ...(asks.out ?? []).map((out) => ({ value: out, when: asks.outWhen?.[out] })),
      ]
      if (NEVER_ASKED[form.id]?.includes(id)) continue
      for (const { value, when } of values) {
        const offered = when ? waysFor(form, when, true) : [{}]
        // For readers that this form does not have.
        if (offered.length === 0) continue
        options++
        const isTaken = waysToBeAsked(form, id).some((way) =>
          offered.some((more) => {
            const { walked, problems } = go({ ...way, ...more, [id]: [value] })
            const question = questions.get(id)
            const answer = walked.counts[id]
            const isTicked = question && answer && valuesOf(question, answer).includes(value)
            const isDone = walked.next === undefined || findPage(form, walked.next)?.stopsWhen !== undefined
            return isDone && problems.length === 0 && isTicked
          }),
        )
        if (!isTaken) notTaken.push(`${id}=${value}`)
      }
    }
    total.options += options
    expect(notTaken).toEqual([])
  }, 120_000)

  it('can be sent with only ways out, a name and the story, whoever sends it', () => {
    const readers = [form.reader.you, ...(form.reader.professional ? [form.reader.professional] : [])]
    const isNoChoice = (way: Wanted) => Object.values(way).flat().includes('in words')
    const ways = [{}, ...readers.flatMap((of) => [...waysFor(form, of, true), ...waysFor(form, of, false)])]
    const voices = new Set<string>()
    for (const way of ways.filter((one) => !isNoChoice(one))) {
      // A form that must be complete has questions without a way out: those are answered in one word.
      const one = go({ ...neededOf(form, way), ...way }, form.needs.length > 0 ? onlyWaysOut : least)
      voices.add(readerOf(form, (condition) => holdsIn(one, condition)))
      expect([way, one.walked.missing, canSend(form, one.walked)]).toEqual([way, [], true])
    }
    print(`${form.id}: sent with only ways out by ${[...voices].join(', ')}`)
  })

  it('takes each way out in place of a fact that must be there, or asks for the fact elsewhere', () => {
    const refused: string[] = []
    for (const need of form.needs) {
      const decides = new Set([...need.anyOf.flatMap((id) => decidedBy(id)), ...readIn(need.orIf)])
      const choices = [...decides].flatMap((id) =>
        (questions.get(id)?.control.shows.options ?? []).map(({ value }): Wanted => ({ [id]: [value] })),
      )
      for (const id of need.anyOf) {
        for (const out of questions.get(id)?.asks.out ?? []) {
          for (const choice of [{}, ...choices]) {
            const { walked } = go({ ...choice, [id]: [out] }, onlyWaysOut)
            const asked = walked.pages.flatMap((page) => page.asked.map((one) => one.id))
            const isOffered = walked.counts[id] !== undefined && asked.includes(id)
            const isMissing = walked.missing.some(({ name }) => name === need.name)
            const isAskedElsewhere = need.anyOf.some((other) => other !== id && asked.includes(other))
            if (isOffered && isMissing && !isAskedElsewhere)
              refused.push(`${need.name}: ${id}=${out} with ${JSON.stringify(choice)}`)
          }
        }
      }
    }
    expect(refused).toEqual([])
  })

  it('says how big it is', () => {
    const pages = pagesOf(form).length
    total.questions += questions.size
    total.pages += pages
    total.runs += runs
    print(
      `${form.id}: ${questions.size} questions, ${pages} pages, ${2 * branchesOf(form).length} branches, walked ${runs} times`,
    )
    expect(runs).toBeGreaterThan(5)
  })
})

it('says how big all of them are', () => {
  const { questions, pages, branches, options, runs } = total
  figure(
    `All forms: ${questions} questions, ${pages} pages, ${branches} branches, ${options} options and ways out, ${runs} walks`,
  )
  expect(questions).toBeGreaterThan(300)
})
