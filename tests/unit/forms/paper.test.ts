import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { checkPageOf, type Form, pagesOf } from '#src/forms/engine/form.ts'
import { type Paper, readersOf } from '#src/forms/engine/paper.ts'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { feedback } from '#src/forms/feedback.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import { showPaper } from '#src/services/filling-in/show-paper.ts'
import { easyReadFindings } from '#tests/support/reading.ts'

const now = Temporal.Instant.from('2026-11-18T10:00:00Z')
const all = Object.values(forms)
const questionsOn = (paper: Paper) =>
  [...paper.parts.flatMap((part) => part.pages), ...(paper.check ? [paper.check] : [])].flatMap((page) =>
    page.questions.map((one) => ({ ...one, onlyIf: one.onlyIf ?? page.onlyIf })),
  )
const printed = (form: Form, reader: string) => questionsOn(showPaper(form, reader, now).paper)
const asked = (form: Form, reader: string, id: string) => printed(form, reader).find((one) => one.id === id)

describe('a paper form', () => {
  it('is there for everybody a form has words for', () => {
    const readers = all.map((form) => [form.number, showPaper(form, null, now).readers.join(' ')])
    expect(Object.fromEntries(readers)).toMatchObject({
      1: 'me someone',
      2: 'me someone',
      3: 'me someone',
      4: 'professional',
      5: 'me someone professional',
      6: 'me someone',
      7: 'me',
      8: 'me someone',
    })
    expect(showPaper(selfAssessment, 'nobody', now).reader).toBe('me')
    expect(showPaper(feedback, 'professional', now).reader).toBe('me')
  })

  it.each(all.map((form) => [form.id, form] as const))(
    'asks each question of %s of somebody, but the one that says who they are',
    (_, form) => {
      const given = readersOf(form).flatMap((reader) => reader.given?.id ?? [])
      const ids = [...pagesOf(form), checkPageOf(form)].flatMap((page) => Object.keys(page.ask))
      const seen = new Set(
        showPaper(form, null, now).readers.flatMap((reader) => printed(form, reader).map((one) => one.id)),
      )
      // A professional gets a reference, and so is not asked how to send a copy.
      const notAsked = form === professionalReferral ? ['copy-how'] : []
      expect(ids.filter((id) => !seen.has(id))).toEqual([...new Set(given), ...notAsked])
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
    for (const form of all) {
      for (const reader of showPaper(form, null, now).readers) {
        const numbers = printed(form, reader).map((one) => one.number)
        expect(numbers).toEqual(numbers.map((_, at) => at + 1))
      }
    }
  })
})

describe('a paper form in Easy Read', () => {
  const easy = (form: Form, reader: string) => questionsOn(showPaper(form, reader, now, 'easy-read').paper)
  const onlyIf = (form: Form, id: string) => easy(form, 'me').find((one) => one.id === id)?.onlyIf
  const numberOf = (form: Form, id: string) => easy(form, 'me').find((one) => one.id === id)?.number
  const papers = all.flatMap((form) =>
    showPaper(form, null, now)
      .readers.map((reader) => showPaper(form, reader, now, 'easy-read'))
      .filter(({ hasEasyRead }) => hasEasyRead)
      .map((shown) => [form, shown] as const),
  )

  it('is there for everybody but professionals', () => {
    expect(papers.map(([{ number }, { reader }]) => `${number} ${reader}`)).toEqual(
      all.flatMap((form) =>
        showPaper(form, null, now)
          .readers.filter((reader) => reader !== 'professional')
          .map((reader) => `${form.number} ${reader}`),
      ),
    )
    const forWork = showPaper(safeguardingConcern, 'professional', now, 'easy-read')
    expect([forWork.hasEasyRead, forWork.listener.easyRead]).toEqual([false, false])
    expect(showPaper(feedback, 'me', now, 'large').listener.easyRead).toBe(false)
  })

  it('asks the same questions under the same numbers, in its own words', () => {
    for (const [form, { reader, paper }] of papers) {
      const ids = (of: Paper) => questionsOn(of).map(({ id, number }) => `${number} ${id}`)
      expect(ids(paper)).toEqual(ids(showPaper(form, reader, now).paper))
    }
    expect(
      showPaper(selfAssessment, 'me', now, 'easy-read').paper.parts.map(({ title }) => title),
    ).not.toEqual(showPaper(selfAssessment, 'me', now).paper.parts.map(({ title }) => title))
  })

  it('says of a follow-up when to answer it, a line for each thing to look at', () => {
    const comm = numberOf(selfAssessment, 'comm-any')
    expect(onlyIf(selfAssessment, 'comm-people')).toBe(
      `Look at question ${comm}.\nDid you tick “Yes”?\nThen answer this.`,
    )
    const wash = numberOf(selfAssessment, 'as-wash')
    expect(onlyIf(selfAssessment, 'as-wash-note')).toBe(
      [
        `Look at question ${wash}.`,
        'Did you tick one of these?',
        '“This is hard for me. It may be slow, or not safe. It may hurt or upset me”',
        '“I need someone to help or remind me”',
        '“I cannot do this, even with help”',
        'Then answer this.',
      ].join('\n'),
    )
    const way = numberOf(selfAssessment, 'contact-way')
    expect(onlyIf(selfAssessment, 'message-safe')).toBe(
      `Look at question ${way}.\nDid you tick “It is not safe for me to answer”?\nThen leave this out.`,
    )
  })

  it('says of several things whether all or one of them must be true, and never "not this and not (that or …)"', () => {
    expect(onlyIf(selfAssessment, 'as-safe')).toBe(
      [
        'Only answer this if all of these are true:',
        `You ticked “Yes” at question ${numberOf(selfAssessment, 'private-now')}.`,
        `You did not tick “Yes, they type my words” or “Yes, they help me choose answers” at question ${numberOf(selfAssessment, 'helper-help')}.`,
      ].join('\n'),
    )
    expect(onlyIf(selfAssessment, 'safe-route')?.split('\n')).toEqual([
      'Only answer this if one of these is true:',
      expect.stringMatching(/^You ticked /),
      expect.stringMatching(/^You ticked /),
      expect.stringMatching(/^You ticked /),
    ])
    const copy = onlyIf(selfAssessment, 'copy-how')?.split('\n') ?? []
    expect(copy).toHaveLength(3)
    expect(copy[0]).toBe('Only answer this if all of these are true:')
    expect(copy.slice(1).filter((line) => !line.startsWith('You ticked '))).toEqual([])
  })

  it('says so in sentences that Easy Read allows, what is quoted and counted up apart', () => {
    const said = papers.flatMap(([, { paper }]) =>
      questionsOn(paper).flatMap(({ onlyIf: when, leads }) => [
        ...(when?.split('\n') ?? []),
        ...Object.values(leads),
      ]),
    )
    const lines = new Set(
      said.map((line) =>
        line.replaceAll(/(?:“[^”]*”(?:, | or )?)+/g, 'Ann ').replaceAll(/\d+(?:(?:, | or )\d+)+/g, '10'),
      ),
    )
    expect(lines.size).toBeGreaterThan(8)
    expect([...lines].flatMap((line) => easyReadFindings(line))).toEqual([])
  })
})

describe('an answer that is only for some', () => {
  const leads = (reading: 'plain' | 'easy-read', id: string) =>
    questionsOn(showPaper(financialAssessment, 'me', now, reading).paper).find((one) => one.id === id)?.leads
  const number = asked(financialAssessment, 'me', 'fa-savings-kinds')?.number

  it('says for whom, with the number of a question on another page', () => {
    expect(leads('plain', 'fa-proof-shows')?.['savings']).toBe(
      `If you gave an answer to “What savings do you have?” (question ${number}):`,
    )
    expect(leads('easy-read', 'fa-proof-shows')?.['savings']).toBe(
      `If you gave an answer at question ${number}:`,
    )
    const homes = ['fa-home-worth', 'fa-property'].flatMap(
      (id) => asked(financialAssessment, 'me', id)?.number ?? [],
    )
    expect(leads('easy-read', 'fa-proof-shows')?.['home']).toBe(
      `If you gave an answer at question ${homes.join(' or ')}:`,
    )
    expect(leads('plain', 'fa-savings-kinds')).toEqual({})
  })
})
