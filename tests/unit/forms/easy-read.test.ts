import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { additionKinds, questionsOfAddition } from '#src/forms/after-sending/addition.ts'
import { quickQuestions } from '#src/forms/financial/quick-estimate.ts'
import { equality } from '#src/forms/after-sending/equality.ts'
import { optionPicture } from '#src/forms/shared/option-pictures.ts'
import type { Page } from '#src/forms/engine/block.ts'
import type { AnyQuestion } from '#src/forms/engine/question.ts'
import { forms } from '#src/forms/all-forms.ts'
import { pagesOf, type Form, checkPageOf } from '#src/forms/engine/form.ts'
import { say, VOICES } from '#src/forms/engine/words.ts'
import { messagesOfServices, stringsInPages } from '#tests/support/page-strings.ts'
import { type ReadString, stringsInCode, stringsOfForm } from '#tests/support/read-strings.ts'
import { easyReadFindings } from '#tests/support/reading.ts'

/** The forms that have an Easy Read twin: every one but the professionals' own. */
const easyForms: Form[] = Object.values(forms).filter(({ id }) => id !== 'professional-referral')

/** Questions whose answers have no pictures, and why. */
const PLAIN_OPTIONS: Readonly<Record<string, string>> = {
  'eq-ethnic-group': 'no picture stands for a people without insult',
  'eq-ethnic-detail': 'no picture stands for a people without insult',
  'eq-sex': 'a picture would say what a woman or a man looks like',
  'eq-religion': 'one sign for a faith leaves out those who do not use it',
  'eq-orientation': 'a picture would say what somebody’s love looks like',
  'eq-marital': 'rings and hearts say nothing of a marriage that is over',
}

/** The questions of some pages, those inside repeated groups among them. */
const askedOn = (pages: readonly Pick<Page, 'ask'>[]): [string, AnyQuestion][] =>
  pages
    .flatMap(({ ask }) => Object.entries(ask))
    .flatMap(([id, question]): [string, AnyQuestion][] => [
      [id, question],
      ...Object.entries(question.control.shows.group ?? {}).map(([field, inner]): [string, AnyQuestion] => [
        `${id} ${field}`,
        inner,
      ]),
    ])

/** The answers of lists that have no picture in Easy Read: `question, option value`. */
const withoutPicture = (asked: readonly (readonly [string, AnyQuestion])[]) =>
  asked.flatMap(([id, { asks, control }]) =>
    !control.shows.pick
      ? []
      : (control.shows.options ?? [])
          .filter((option) => optionPicture(option, asks) === undefined)
          .map(({ value }) => `${id}, option ${value}`),
  )

const isPlain = (at: string) => Object.keys(PLAIN_OPTIONS).some((id) => at.startsWith(`${id}, `))

/** What only professionals read needs no twin. */
const forEverybody = (strings: readonly ReadString[]) =>
  [...Map.groupBy(strings, ({ text }) => text).values()].filter((same) =>
    same.some(({ voice }) => voice !== 'professional'),
  )

const print = (text: string) => process.stdout.write(`${text}\n`)

describe.each(easyForms)('$id in Easy Read', (form) => {
  it('has short sentences, one idea each, and plain words', () => {
    const texts = forEverybody(stringsOfForm(form, true))
    const found = texts.flatMap(([at]) =>
      at === undefined
        ? []
        : easyReadFindings(at.text).map(
            ({ sentence, figure, change }) =>
              `${at.form} › ${at.page} › ${at.what} (as ${at.voice})\n  “${sentence}”\n  ${figure}. ${change}`,
          ),
    )
    print(`${form.id} in Easy Read: ${texts.length} strings, ${found.length} to mend`)
    expect(found.join('\n\n')).toBe('')
  })

  it('has a picture beside every question', () => {
    const without = [...pagesOf(form), checkPageOf(form)].flatMap((page) =>
      Object.entries(page.ask)
        .filter(([, { asks }]) => asks.picture === undefined)
        .map(([id]) => id),
    )
    expect(without).toEqual([])
  })
})

describe('answers in Easy Read', () => {
  it.each(easyForms)('of $id have a picture each', (form) => {
    const read = new Set(
      stringsOfForm(form, true)
        .filter(({ voice }) => voice !== 'professional')
        .map(({ what }) => what),
    )
    const without = withoutPicture(askedOn([...pagesOf(form), checkPageOf(form)]))
    expect(without.filter((at) => read.has(at) && !isPlain(at))).toEqual([])
  })

  it.each([
    ['about equality', Object.values(equality.pages)],
    ['of the quick estimate', [{ ask: quickQuestions }]],
    ['beside what is added later', additionKinds.map((kind) => ({ ask: questionsOfAddition(kind, true) }))],
  ])('of the questions %s have a picture each', (_, pages) => {
    expect(withoutPicture(askedOn(pages)).filter((at) => !isPlain(at))).toEqual([])
  })

  it('have none only where one would mean nothing or be unkind', () => {
    const pages = [...easyForms.flatMap((form) => [...pagesOf(form)]), ...Object.values(equality.pages)]
    const plain = askedOn(pages).filter(([, { asks }]) => asks.plainOptions)
    expect([...new Set(plain.map(([id]) => id))].toSorted()).toEqual(Object.keys(PLAIN_OPTIONS).toSorted())
  })
})

describe('messages in Easy Read', () => {
  it('of answers that do not go together are short and plain, whichever answers they name', () => {
    const asked = easyForms.flatMap((form) =>
      [...pagesOf(form), checkPageOf(form)].flatMap((page) => Object.entries(page.ask)),
    )
    const messages = asked.flatMap(([id, { asks, control }]) => {
      const options = control.shows.options ?? []
      if (!control.shows.pick) return []
      const alone = [...options.filter((one) => one.exclusive).map(({ value }) => value), ...(asks.out ?? [])]
      const other = options.find((one) => !one.exclusive)?.value ?? ''
      const typed = [
        ...alone.map((value) => ({ [id]: [value, other] })),
        ...options.filter(({ text }) => text).map(({ value }) => ({ [`${id}-${value}-text`]: ['Words'] })),
      ]
      return typed.flatMap((one) => {
        const read = control.read(id, one)
        return read.is === 'problem' ? read.problems.map(({ message }) => message) : []
      })
    })
    const texts = new Set(
      messages.flatMap((one) =>
        VOICES.map((voice) => say(one, { voice, easyRead: true, slots: { name: 'Ann', cared: 'Bo' } })),
      ),
    )
    print(`Messages that name an answer, in Easy Read: ${texts.size}`)
    expect(texts.size).toBeGreaterThan(0)
    const found = [...texts].flatMap((text) =>
      easyReadFindings(text)
        .filter(({ figure }) => figure.endsWith(' words'))
        .map(({ figure }) => `“${text}”\n  ${figure}`),
    )
    expect(found.join('\n\n')).toBe('')
  })

  it.each(['controls', 'engine'])('of the %s are short and plain', (folder) => {
    const messages = stringsInCode(resolve(import.meta.dirname, '../../../src/forms', folder), true)
    const texts = [...new Set(messages.map(({ text }) => text))]
    print(`Messages of the ${folder} in Easy Read: ${texts.length}`)
    const found = texts.flatMap((text) =>
      easyReadFindings(text).map(({ figure, change }) => `“${text}”\n  ${figure}. ${change}`),
    )
    expect(found.join('\n\n')).toBe('')
  })
})

describe('the pages themselves in Easy Read', () => {
  const code = (folder: string, ...files: string[]) =>
    stringsInCode(
      resolve(import.meta.dirname, '../../../src', folder),
      true,
      files.length > 0 ? files : undefined,
    )
  const onWrongPages = [
    ...code('http', 'plain-page.ts', 'request-refused.ts', 'upload.ts'),
    ...code('request'),
  ]
  const strings = [...stringsInPages(true), ...messagesOfServices(true), ...onWrongPages]

  it('have short sentences, one idea each, and plain words', () => {
    print(`Pages and their messages in Easy Read: ${new Set(strings.map(({ text }) => text)).size} strings`)
    const found = strings.flatMap(({ page, what, text }) =>
      easyReadFindings(text).map(
        ({ sentence, figure, change }) => `${page} › ${what}\n  “${sentence}”\n  ${figure}. ${change}`,
      ),
    )
    expect(found.join('\n\n')).toBe('')
  })

  it.each([
    ['the Easy Read branch of a page', 'You answer some questions. You see one question at a time.'],
    ['a twin', 'Finish. Take my answers off this device'],
    ['a page about something that went wrong', 'Wait two minutes. Then load this page again.'],
    ['a message', 'That is not right. Check your code. Check your word or number. Then try again.'],
  ])('have %s', (_, text) => {
    expect(strings.map((one) => one.text)).toContain(text)
  })

  it('leave out what is said in plain words instead', () => {
    const texts = strings.map(({ text }) => text)
    expect(texts).not.toContain('Finish and clear this device')
    expect(texts.some((text) => text.startsWith('You answer a few questions'))).toBe(false)
  })
})
