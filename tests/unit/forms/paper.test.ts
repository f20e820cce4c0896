import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { checkPageOf, type Form, pagesOf } from '#src/forms/engine/form.ts'
import { type Paper, readersOf } from '#src/forms/engine/paper.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { feedback } from '#src/forms/feedback.ts'
import { formatsAndLanguages } from '#src/forms/formats-and-languages.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { showPaper } from '#src/services/show-paper.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const FORMS = [
  selfAssessment,
  carersAssessment,
  professionalReferral,
  safeguardingConcern,
  formatsAndLanguages,
  feedback,
  askUsToContactYou,
]
const questionsOn = (paper: Paper) =>
  [...paper.parts.flatMap((part) => part.pages), ...(paper.check ? [paper.check] : [])].flatMap((page) =>
    page.questions.map((one) => ({ ...one, onlyIf: one.onlyIf ?? page.onlyIf })),
  )
const printed = (form: Form, reader: string) => questionsOn(showPaper(form, reader, now).paper)
const asked = (form: Form, reader: string, id: string) => printed(form, reader).find((one) => one.id === id)

describe('a paper form', () => {
  it('is there for everybody a form has words for', () => {
    expect(FORMS.map((form) => [form.number, showPaper(form, null, now).readers.join(' ')])).toEqual([
      [1, 'me someone'],
      [2, 'me someone'],
      [4, 'professional'],
      [5, 'me someone professional'],
      [6, 'me someone'],
      [7, 'me'],
      [8, 'me someone'],
    ])
    expect(showPaper(selfAssessment, 'nobody', now).reader).toBe('me')
    expect(showPaper(feedback, 'professional', now).reader).toBe('me')
  })

  it.each(FORMS.map((form) => [form.id, form] as const))(
    'asks each question of %s of somebody, but the one that says who they are',
    (_, form) => {
      const given = readersOf(form).flatMap((reader) => reader.given?.id ?? [])
      const all = [...pagesOf(form), checkPageOf(form)].flatMap((page) => Object.keys(page.ask))
      const seen = new Set(
        showPaper(form, null, now).readers.flatMap((reader) => printed(form, reader).map((one) => one.id)),
      )
      // A professional gets a reference, and so is not asked how to send a copy.
      const notAsked = form === professionalReferral ? ['copy-how'] : []
      expect(all.filter((id) => !seen.has(id))).toEqual([...new Set(given), ...notAsked])
    },
  )

  it('speaks to its reader and leaves out what is not for them', () => {
    expect(showPaper(selfAssessment, 'someone', now).given).toEqual({
      title: 'Who is this form about?',
      said: 'Someone else',
    })
    expect(asked(selfAssessment, 'me', 'helper-help')).toMatchObject({ onlyIf: undefined })
    expect(asked(selfAssessment, 'someone', 'helper-help')).toBeUndefined()
    expect(asked(selfAssessment, 'me', 'person-knows')).toBeUndefined()
    expect(asked(selfAssessment, 'someone', 'helper-phone')?.onlyIf).toBeUndefined()
    expect(showPaper(selfAssessment, 'someone', now).listener.slots['name']).toBe('the person')
    const outs = (reader: string) => asked(selfAssessment, reader, 'as-wash')?.question.asks.out
    expect(outs('me')).toEqual(['rather-not-say'])
    expect(outs('someone')).toContain('dont-know')
    expect(asked(safeguardingConcern, 'professional', 'private-now')).toBeUndefined()
  })

  it('says of a follow-up when to answer it, with the number of a question elsewhere', () => {
    expect(asked(selfAssessment, 'me', 'as-wash-why')?.onlyIf).toMatch(
      /^Only answer this if you chose “I manage, but it takes a long time.*”\.$/,
    )
    const { number } = asked(selfAssessment, 'me', 'comm-any') ?? { number: 0 }
    expect(asked(selfAssessment, 'me', 'comm-people')?.onlyIf).toBe(
      `Only answer this if you chose “Yes” for “Do you need help to talk with us or read our letters?”. Look at question ${number}.`,
    )
    expect(asked(selfAssessment, 'me', 'as-self-harm')?.onlyIf).toMatch(/Look at questions \d+ and \d+\.$/)
  })

  it('says a part of a condition once, where page and question ask for the same', () => {
    expect(asked(askUsToContactYou, 'me', 'comm-people')?.onlyIf).toMatch(/^[^,]*\. Look at question \d+\.$/)
  })

  it('says once what a whole page depends on, and when to read one that asks nothing', () => {
    const pages = showPaper(selfAssessment, 'me', now).paper.parts.flatMap((part) => part.pages)
    const safeWay = pages.find((page) => page.questions.some((one) => one.id === 'safe-route'))
    expect(safeWay?.onlyIf).toMatch(/^Only answer this if /)
    expect(safeWay?.questions.map((one) => one.onlyIf)).toEqual([undefined, undefined])
    expect(pages.find((page) => page.title === 'Get help now')?.onlyIf).toMatch(
      /^Only read this if you chose “.*”\. Look at question \d+\.$/,
    )
  })

  it('numbers its questions through', () => {
    for (const form of FORMS) {
      for (const reader of showPaper(form, null, now).readers) {
        const numbers = printed(form, reader).map((one) => one.number)
        expect(numbers).toEqual(numbers.map((_, at) => at + 1))
      }
    }
  })
})
