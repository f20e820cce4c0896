import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Condition } from '#src/forms/engine/conditions.ts'
import { questionsRead } from '#src/forms/engine/conditions.ts'
import { suggestedColour } from '#src/forms/engine/raise-flags.ts'
import { type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { type Progress, type Walk, walk } from '#src/forms/engine/walk.ts'
import { type FlagId, flags } from '#src/forms/rules/flags.ts'
import { fieldsOf, type GivenAnswers, type LongFormSubmission } from '#tests/fixtures/long-form-answers.ts'
import { tries } from '#tests/support/long.ts'
import { today } from './go-through.ts'
import { typeThrough } from './shared/submissions.ts'
import { raisedIn } from '#tests/support/flags-raised.ts'

/** Types page after page as the walk says, until the check page or `stopAt`. Throws where something is wrong. */
export const go = (form: Form, given: GivenAnswers, stopAt?: string): Progress =>
  typeThrough(form, fieldsOf(form, given), stopAt)

export const walked = (form: Form, progress: Progress): Walk =>
  walk(form, progress, { ...today, postcodeDistricts: ['CR0'] })

export const raised = (form: Form, given: GivenAnswers) => raisedIn(form, walked(form, go(form, given)))
export function found<S extends LongFormSubmission>(submissions: readonly S[], t: string): S {
  const submission = submissions.find((one) => one.t === t)
  if (!submission) throw new Error(`No test submission ${t}`)
  return submission
}

/** What a submission raises, and the answers it gives that do not count, but for those left blank. */
function outcomeOf(form: Form, given: GivenAnswers, filled: GivenAnswers) {
  const at = walked(form, go(form, filled))
  const flagsRaised = raisedIn(form, at)
  return {
    flags: flagsRaised.map((flag) => flag.id).toSorted(),
    colour: suggestedColour(flagsRaised),
    missing: at.missing,
    next: at.next,
    lost: Object.keys(given).filter((id) => given[id] !== '' && at.counts[id] === undefined),
  }
}

const optionsOf = (question: AnyQuestion | undefined): string[] =>
  (question?.control.shows.options ?? []).map((option) => option.value)
const givenAs = (question: AnyQuestion | undefined, value: string) =>
  question?.control.shows.pick === 'several' ? [value] : value

/** Answers that make a condition hold (or not hold): one set for each way that it can. */
function waysTo(
  condition: Condition,
  questions: ReadonlyMap<string, AnyQuestion>,
  isWanted = true,
): GivenAnswers[] {
  const any = (of: readonly Condition[]) => of.flatMap((part) => waysTo(part, questions, isWanted))
  const all = (of: readonly Condition[]) =>
    of.reduce<GivenAnswers[]>(
      (ways, part) =>
        ways.flatMap((way) => waysTo(part, questions, isWanted).map((more) => ({ ...way, ...more }))),
      [{}],
    )
  switch (condition.op) {
    case 'any':
      return isWanted ? any(condition.of) : all(condition.of)
    case 'all':
      return isWanted ? all(condition.of) : any(condition.of)
    case 'not':
      return waysTo(condition.of[0], questions, !isWanted)
    case 'is':
    case 'ticked':
    case 'is-not': {
      const question = questions.get(condition.id)
      const isOneOf = (condition.op !== 'is-not') === isWanted
      const values = isOneOf
        ? condition.values
        : optionsOf(question).filter((value) => !condition.values.includes(value))
      return values.map((value) => ({ [condition.id]: givenAs(question, value) }))
    }
    case 'some': {
      const question = questions.get(condition.id)
      const options = (question?.control.shows.options ?? []).filter((one) => one.exclusive !== isWanted)
      return options.map(({ value }) => ({ [condition.id]: givenAs(question, value) }))
    }
    default:
      return [{}]
  }
}

/** Ways to be asked a question: what it depends on, and what those questions depend on. */
function waysToBeAsked(
  id: string,
  questions: ReadonlyMap<string, AnyQuestion>,
  pageWhen?: Condition,
): GivenAnswers[] {
  const when = pageWhen ?? questions.get(id)?.asks.when
  if (!when) return [{}]
  return waysTo(when, questions).flatMap((way) =>
    questionsRead(when)
      .reduce<GivenAnswers[]>(
        (ways, read) =>
          ways.flatMap((one) => waysToBeAsked(read, questions).map((more) => ({ ...more, ...one }))),
        [{}],
      )
      .map((more) => ({ ...more, ...way })),
  )
}

/**
 * Questions, and pages that only tell, that are not reached by typing and Continue, whatever is answered. Each
 * is tried by the answers its own condition asks for.
 * @param fill Completes answers that do not matter.
 */
function notReached(form: Form, fill: (given: GivenAnswers) => GivenAnswers): string[] {
  const questions = questionsOf(form)
  const reached = new Set<string>()
  const visit = (given: GivenAnswers) => {
    for (const { page, asked } of walked(form, go(form, fill(given))).pages) {
      reached.add(page.name)
      for (const { id } of asked) reached.add(id)
    }
  }
  visit({})
  const wanted = pagesOf(form).flatMap((page): [string, Condition | undefined][] => [
    ...Object.keys(page.ask).map((id): [string, undefined] => [id, undefined]),
    ...(page.tellsWhen ? [[page.name, page.tellsWhen] as [string, Condition]] : []),
  ])
  for (const [id, pageWhen] of wanted) {
    if (reached.has(id)) continue
    for (const way of waysToBeAsked(id, questions, pageWhen)) {
      visit(way)
      if (reached.has(id)) break
    }
  }
  return wanted.map(([id]) => id).filter((id) => !reached.has(id))
}

/** Any answers to the questions that others depend on. Stopping to come back safely is left out. */
function anyBranch(form: Form): fc.Arbitrary<GivenAnswers> {
  const questions = questionsOf(form)
  const deciding = [...questions.values()].flatMap(({ asks }) => (asks.when ? questionsRead(asks.when) : []))
  const each = [...new Set(deciding)].map((id) => {
    const question = questions.get(id)
    const options = (question?.control.shows.options ?? []).filter((one) => one.value !== 'no-stop')
    const picked = options.map(({ value, textMissing }) => ({
      [id]: givenAs(question, value),
      ...(textMissing ? { [`${id}-${value}-text`]: 'In words' } : {}),
    }))
    // A way out that only some are offered is left to them.
    const outs = (question?.asks.out ?? []).filter((out) => !question?.asks.outWhen?.[out])
    const choices: GivenAnswers[] = [...picked, ...outs.map((out) => ({ [id]: givenAs(question, out) }))]
    return fc.constantFrom(...choices)
  })
  return fc.tuple(...each).map((given) => Object.assign({}, ...given))
}

/** A way out wherever there is one, and what must be said where there is none. */
export function onlyWaysOut(form: Form, filled: GivenAnswers, said: readonly string[]): GivenAnswers {
  const outs = [...questionsOf(form)].flatMap(([id, { asks, control }]) => {
    const [out] = asks.out ?? []
    if (out === undefined || said.includes(id)) return []
    return [[id, control.shows.pick === 'several' ? [out] : out]]
  })
  return { ...filled, ...Object.fromEntries(outs) }
}

/** Answers that must raise a flag, and near ones that must not. */
export type FlagCase = [FlagId, GivenAnswers, GivenAnswers]

/**
 * What the tests of a long form ask of it, and the tests that every long form has.
 * @param fillIn Completes answers that do not matter with neutral ones.
 */
export function longForm(form: Form, fillIn: (given: GivenAnswers) => GivenAnswers) {
  const at = (given: GivenAnswers, stopAt?: string) => walked(form, go(form, fillIn(given), stopAt))
  const ids = (given: GivenAnswers): string[] =>
    raised(form, fillIn(given))
      .map((flag) => flag.id)
      .toSorted()
  return {
    at,
    /** The flags raised. */
    ids,
    asked: (given: GivenAnswers): string[] =>
      at(given).pages.flatMap((page) => page.asked.map((one) => one.id)),
    /** What is still needed before it can be sent, on coming to a page. */
    missing: (stopAt: string, given: GivenAnswers = {}): string[] =>
      at(given, stopAt).missing.map((fact) => fact.name),

    itRaisesWhatIsExpected(submissions: readonly LongFormSubmission[]) {
      it.each(submissions)('$t raises exactly its flags and colour', (one) => {
        expect(outcomeOf(form, one.answers, fillIn(one.answers))).toEqual({
          flags: one.expect.toSorted(),
          colour: one.colour,
          missing: [],
          next: undefined,
          lost: [],
        })
      })
    },

    /** @param isOwn Which questions’ flags are to be tried here, every one of them. */
    itRaisesEach(cases: readonly FlagCase[], isOwn: (question: string) => boolean) {
      it.each(cases)('%s is raised by %j and not by %j', (id, raising, not) => {
        expect(ids(raising)).toContain(id)
        expect(ids(not)).not.toContain(id)
      })
      it('of this form’s own questions is tried here', () => {
        const tried = new Set<string>(cases.map(([id]) => id))
        const own = Object.entries(flags).filter(([, { when }]) => questionsRead(when).some(isOwn))
        expect(own.length).toBeGreaterThan(0)
        expect(own.filter(([id]) => !tried.has(id)).map(([id]) => id)).toEqual([])
      })
    },

    itTakesEveryBranch() {
      it('each question is reached by typing and Continue', { timeout: 60_000 }, () => {
        expect(notReached(form, fillIn)).toEqual([])
      })
      it('ends at the check page, and asks nothing twice', { timeout: 60_000 }, () => {
        fc.assert(
          fc.property(anyBranch(form), (branch) => {
            expect(at(branch)).toMatchObject({ next: undefined, missing: [] })
          }),
          { numRuns: tries(25) },
        )
      })
    },
  }
}
