import { expect, test } from 'vitest'
import { type SuggestedColour, suggestions } from '#src/domain/triage.ts'
import { colourToSuggest } from '#src/forms/engine/colour-to-suggest.ts'
import { type Form, pagesOf } from '#src/forms/engine/form.ts'
import { raiseFlags } from '#src/forms/engine/raise-flags.ts'
import { canSend, type Progress, type Walk } from '#src/forms/engine/walk.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import * as self from '#tests/fixtures/self-assessment-submissions.ts'
import { go } from './long-forms.ts'
import { asFarAs, at, everySubmission, type Typed } from './shared/every-submission.ts'

function suggestedFor(form: Form, progress: Progress): SuggestedColour {
  const walked = at(form, progress)
  return colourToSuggest(form, flags, walked, raiseFlags(flags, walked))
}

/** What is suggested where it is sent at each page at which it can be, with the page. */
function cutAtEachPage({ form, whole }: Typed): [string, SuggestedColour][] {
  const { pages } = at(form, whole)
  return pages.flatMap(({ page }, reached): [string, SuggestedColour][] => {
    const progress = asFarAs(whole, pages.slice(0, reached))
    return canSend(form, at(form, progress)) ? [[page.name, suggestedFor(form, progress)]] : []
  })
}

test.each(everySubmission)('$t, sent whole, is suggested the colour it was', ({ form, colour, whole }) => {
  expect(suggestedFor(form, whole)).toBe(colour)
})

test('what is sent early never looks calmer than it is', () => {
  const cut = everySubmission.map((one) => ({ ...one, early: cutAtEachPage(one) }))
  const calm = cut.flatMap(({ t, colour, early }) =>
    early.filter(([, said]) => said === 'green' && colour !== 'green').map(([page]) => `${t} at ${page}`),
  )
  expect(calm).toEqual([])

  const seen = new Set(cut.flatMap(({ early }) => early.map(([, said]) => said)))
  expect([...suggestions].filter((one) => one !== 'green' && !seen.has(one))).toEqual([])
  const ownForms = new Set(cut.flatMap(({ form, early }) => (early.length > 0 ? [form.id] : [])))
  expect(ownForms).toContain('self-assessment')
  const unknown = cut.filter(({ colour, early }) => colour === 'red' && early[0]?.[1] === 'not-asked')
  expect(unknown.length, 'some of what turned out red was not known to be').toBeGreaterThan(0)
})

test('what ends green is suggested none at first, but where nothing that is left could raise a colour', () => {
  const first = everySubmission.flatMap((one) => {
    const [early] = cutAtEachPage(one)
    return one.colour === 'green' && early && early[0] !== pagesOf(one.form).at(-1)?.name
      ? [`${one.form.id}: ${early[1]}`]
      : []
  })
  expect([...new Set(first)].toSorted()).toMatchInlineSnapshot(`
    [
      "ask-us-to-contact-you: green",
      "carers-assessment: not-asked",
      "financial-assessment: not-asked",
      "professional-referral: not-asked",
    ]
  `)
})

test('that little help is needed is not said before it was asked', () => {
  const whole = go(selfAssessment, self.fillIn({}))
  const { pages } = at(selfAssessment, whole)
  const early = pages
    .map((_, reached) => at(selfAssessment, asFarAs(whole, pages.slice(0, reached))))
    .find((walked) => canSend(selfAssessment, walked))
  if (!early) throw new Error('It can be sent nowhere')
  const raised = (walked: Walk) => raiseFlags(flags, walked).map(({ id }) => id)
  expect(early.next).toBeDefined()
  expect(raised(early)).not.toContain('fl-prevention')
  expect(raised(at(selfAssessment, whole))).toContain('fl-prevention')
})
