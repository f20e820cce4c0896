import { describe, expect, it } from 'vitest'
import { findForm, forms } from '#src/forms/all-forms.ts'
import type { NamedPage, Page } from '#src/forms/engine/block.ts'
import { type Condition, questionsRead } from '#src/forms/engine/conditions.ts'
import { type Form, pagesOf, questionsOf } from '#src/forms/engine/form.ts'
import { isAskedAfterHidden } from '#src/forms/engine/hidden.ts'
import { type AnyQuestion, WAYS_OUT } from '#src/forms/engine/question.ts'
import { inStyle, say, slotsOf, VOICES } from '#src/forms/engine/words.ts'
import { flags } from '#src/forms/rules/flags.ts'
import { communication } from '#src/forms/shared/communication.ts'
import { contact } from '#src/forms/shared/contact.ts'
import { emergency } from '#src/forms/shared/emergency.ts'
import { health } from '#src/forms/shared/health.ts'
import { home } from '#src/forms/shared/home.ts'
import { person } from '#src/forms/shared/person.ts'
import { sharing } from '#src/forms/shared/sharing.ts'
import { start } from '#src/forms/shared/opening.ts'
import { takingPart } from '#src/forms/shared/taking-part.ts'
import { who } from '#src/forms/shared/who.ts'
import { signposts } from '#src/forms/rules/signposts.ts'

const all = Object.values(forms)
const shared = [start, who, person, contact, communication, takingPart, health, home, emergency, sharing]
const slots = { name: 'Ann', cared: 'Bo', 'our area': 'Alderbrook', 'upper limit': '£23,250' }

/** Every `question=value` that a condition names. */
function namedIn(condition: Condition): { id: string; value: string }[] {
  if ('values' in condition && 'id' in condition) {
    return condition.values.map((value) => ({ id: condition.id, value }))
  }
  return 'of' in condition ? condition.of.flatMap(namedIn) : []
}

const canTake = (question: AnyQuestion, value: string): boolean =>
  (question.asks.out ?? []).some((out) => out === value) ||
  (question.control.shows.options ?? []).some((option) => option.value === value)

/** What decides whether and how a question is asked. */
const conditionsOn = ({ asks, control }: AnyQuestion): Condition[] =>
  [
    asks.when,
    asks.mustWhen,
    ...Object.values(asks.outWhen ?? {}),
    ...(control.shows.options ?? []).map((option) => option.when),
  ].filter((one) => one !== undefined)
const conditionsOf = (page: Page): Condition[] => [
  ...Object.values(page.ask).flatMap(conditionsOn),
  ...(page.after ?? []).map((notice) => notice.when),
  ...[page.stopsWhen, page.tellsWhen].filter((one) => one !== undefined),
]

/** The words of a question, those of its options and its repeated group too. */
function wordsOf(question: AnyQuestion): string[] {
  const { title, hint, missing } = question.asks
  const { options, group, groupName } = question.control.shows
  return [
    title,
    hint,
    missing,
    groupName,
    ...(options ?? []).flatMap((option) => [option.label, option.text]),
    ...Object.values(group ?? {}).flatMap(wordsOf),
  ].filter((words) => words !== undefined)
}
const wordsOfPage = (page: Page): string[] => [
  ...[page.title, page.lead].filter((words) => words !== undefined),
  ...Object.values(page.ask).flatMap(wordsOf),
]
const wordsOfForm = (form: Form): string[] => [
  form.title,
  ...form.about,
  form.takes,
  ...form.parts.map((part) => part.title),
  ...[...pagesOf(form), form.check].flatMap(wordsOfPage),
]

const everyPage: Page[] = [
  ...all.flatMap((form) => [...pagesOf(form), form.check]),
  ...shared.flatMap((block): Page[] => Object.values(block.pages)),
]
const everyQuestion = new Map(everyPage.flatMap((page) => Object.entries<AnyQuestion>(page.ask)))

it.each(Object.values(forms))('$id is found by its name', (form) => {
  expect(findForm(form.id)).toBe(form)
})

describe.each(all)('$id', (form) => {
  it('has each page and each question once', () => {
    const names = pagesOf(form).map((page) => page.name)
    const ids = [...pagesOf(form), form.check].flatMap((page) => Object.keys(page.ask))
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...names, ...ids].filter((one) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(one))).toEqual([])
    expect(names.filter((name) => ['check', 'sent', 'start'].includes(name))).toEqual([])
  })

  it('reads earlier questions only', () => {
    const before = new Set<string>(form.absent)
    for (const page of [...pagesOf(form), form.check]) {
      for (const [id, question] of Object.entries<AnyQuestion>(page.ask)) {
        const early = conditionsOn(question).flatMap(questionsRead)
        expect([id, early.filter((read) => !before.has(read))]).toEqual([id, []])
        before.add(id)
      }
      const onPage = [
        ...(page.after ?? []).map((one) => one.when),
        ...[page.stopsWhen, page.tellsWhen].filter((one) => one !== undefined),
      ]
      expect(onPage.flatMap(questionsRead).filter((read) => !before.has(read))).toEqual([])
    }
  })

  it('marks each page that gives a hidden answer away by being there', () => {
    // Of a concern every answer is hidden. Whether it was private enough to be asked of harm is told by other pages.
    const isTold = (page: Page) =>
      Object.values<AnyQuestion>(page.ask).length > 0 &&
      Object.values<AnyQuestion>(page.ask).every(
        (question) =>
          isAskedAfterHidden({ ...form, isSafeguarding: false }, question) &&
          !conditionsOn(question).flatMap(questionsRead).includes('private-now'),
      )
    const named = (pages: readonly NamedPage[]) => pages.map(({ name }) => name)
    expect(named(pagesOf(form).filter((page) => page.givesAway))).toEqual(named(pagesOf(form).filter(isTold)))
  })

  it('names only questions and answers it has', () => {
    const questions = questionsOf(form)
    const conditions = [
      ...[...pagesOf(form), form.check].flatMap(conditionsOf),
      form.reader.you,
      ...(form.reader.professional ? [form.reader.professional] : []),
      ...form.needs.flatMap((fact) => fact.orIf ?? []),
    ]
    expect((form.absent ?? []).filter((id) => questions.has(id))).toEqual([])
    const gone = conditions.flatMap(namedIn).filter(({ id, value }) => {
      if (form.absent?.includes(id)) return false
      const question = questions.get(id)
      return !question || !canTake(question, value)
    })
    expect(gone).toEqual([])
    const twins = [...questions.values()].flatMap(({ asks }) => (asks.unless ? [asks.unless] : []))
    const others = Object.values(form.alsoNames ?? {}).map(({ repeat }) => repeat)
    const named = [...twins, ...form.nameFrom, ...others, ...form.needs.flatMap((fact) => fact.anyOf)]
    expect(named.filter((id) => !questions.has(id))).toEqual([])
  })

  it('quotes only flags that exist', () => {
    const quoted = [...questionsOf(form).values()].flatMap(({ asks }) =>
      (asks.feeds ?? []).flatMap((feed) => (feed.startsWith('+fl-') ? [feed.slice(1)] : [])),
    )
    expect(quoted.filter((id) => !Object.hasOwn(flags, id))).toEqual([])
  })

  it('quotes only signposts that exist', () => {
    const quoted = [...questionsOf(form).values()].flatMap(({ asks }) =>
      (asks.feeds ?? []).flatMap((feed) => (feed.startsWith('+sp-') ? [feed.slice(1)] : [])),
    )
    expect(quoted.filter((id) => !Object.hasOwn(signposts, id))).toEqual([])
  })

  it.each(VOICES)('has a heading for every page and question, as %s', (voice) => {
    const tell = (words: string) => say(words, { voice, slots })
    expect(tell(form.title)).not.toBe('')
    for (const page of [...pagesOf(form), form.check]) {
      const asksSeveral = Object.keys(page.ask).length > 1
      expect([page.ask, asksSeveral && !page.title]).toEqual([page.ask, false])
      if (page.title) expect(tell(page.title)).not.toBe('')
    }
    for (const part of form.parts) expect(tell(part.title)).not.toBe('')
  })

  it('has an entry in words for every option, in every voice that can read it', () => {
    for (const question of questionsOf(form).values()) {
      for (const option of question.control.shows.options ?? []) {
        for (const voice of VOICES) expect(say(option.label, { voice, slots })).not.toBe('')
      }
    }
  })

  it('is written in plain words: no scolding, typographic marks, known slots', () => {
    const words = wordsOfForm(form)
    const wrong = words.filter((one) => /["']|invalid|please|must enter|\s\s|^\s|\s$/i.test(one))
    expect(wrong).toEqual([])
    const { cared: _, ...everywhere } = slots
    const given = { ...everywhere, ...form.alsoNames }
    expect(words.flatMap(slotsOf).filter((slot) => !Object.hasOwn(given, slot))).toEqual([])
    const missing = [...questionsOf(form).values()].flatMap(({ asks }) =>
      asks.missing ? [say(asks.missing, { voice: 'you', slots })] : [],
    )
    expect(missing.filter((one) => !/^(Select|Enter|Choose) /.test(one))).toEqual([])
  })

  it('puts “none” last, and its ways out are not options', () => {
    for (const { asks, control } of questionsOf(form).values()) {
      const options = control.shows.options ?? []
      expect(options.slice(0, -1).filter((option) => option.exclusive)).toEqual([])
      expect(options.filter((option) => Object.hasOwn(WAYS_OUT, option.value))).toEqual([])
      expect(new Set(asks.out ?? []).size).toBe(asks.out?.length ?? 0)
    }
  })

  it('has no heading that is the question under it once more', () => {
    const bare = (said: string) => said.toLowerCase().replaceAll(/[^\p{L} ]/gu, '')
    const twice = pagesOf(form).flatMap(({ name, title, ask }) =>
      VOICES.flatMap((voice) =>
        [false, true].flatMap((easyRead) => {
          const tell = (words: string) => bare(say(words, { voice, easyRead, slots }))
          return Object.entries(ask).flatMap(([id, { asks }]) =>
            title !== undefined && tell(title) === tell(asks.title) ? [`${name} ${id} ${voice}`] : [],
          )
        }),
      ),
    )
    expect(twice).toEqual([])
  })

  it('offers no answer twice in other words: “Frailty” beside “Frail or older”', () => {
    const wordsIn = (label: string) =>
      inStyle(label, false)
        .toLowerCase()
        .match(/[\p{L}\d]+/gu) ?? []
    const isOneOf = ([word = '', ...more]: string[], [first = '']: string[]) =>
      more.length === 0 && word.length >= 5 && word !== 'other' && first.slice(0, 5) === word.slice(0, 5)
    const doubled = [...questionsOf(form)].flatMap(([id, { control }]) => {
      const labels = (control.shows.options ?? []).map(({ label }) => wordsIn(label))
      return labels.flatMap((one, at) =>
        labels.flatMap((other, where) =>
          at !== where && isOneOf(one, other) ? [`${id}: ${one} / ${other}`] : [],
        ),
      )
    })
    expect(doubled).toEqual([])
  })

  it('says how big it is', () => {
    const figures = [
      `${pagesOf(form).length} pages`,
      `${questionsOf(form).size} questions`,
      `${new Set(wordsOfForm(form)).size} strings`,
    ]
    process.stdout.write(`${form.id}: ${figures.join(', ')}\n`)
    expect(questionsOf(form).size).toBeGreaterThan(0)
  })
})

describe('the voices', () => {
  it.each(all)('$id gives a question words in each voice that is asked it', (form) => {
    // A title may be a dash only for the adult themself, and only where a condition keeps the question from them.
    for (const [id, { asks }] of questionsOf(form)) {
      for (const voice of VOICES) {
        const said = say(asks.title, { voice, slots })
        if (said === '') expect([id, voice, asks.when !== undefined]).toEqual([id, 'you', true])
      }
    }
  })
})

describe('the flags and signposts', () => {
  it('read only questions and answers that exist', () => {
    const gone = Object.entries({ ...flags, ...signposts }).flatMap(([flag, { when }]) => [
      ...namedIn(when)
        .filter(({ id, value }) => {
          const question = everyQuestion.get(id)
          return !question || !canTake(question, value)
        })
        .map(({ id, value }) => `${flag}: ${id}=${value}`),
      ...questionsRead(when)
        .filter((id) => !everyQuestion.has(id))
        .map((id) => `${flag}: ${id}`),
    ])
    expect(gone).toEqual([])
  })

  it('have a label and a next step, in typographic marks', () => {
    const words = Object.values(flags).flatMap((flag) => [flag.label, flag.next])
    expect(words.filter((one) => one === '' || /["']/.test(one))).toEqual([])
  })
})

describe('“Exit this page”', () => {
  it('is on every form but the professionals’ own', () => {
    const without = all.filter(({ canExit }) => !canExit).map(({ id }) => id)
    expect(without).toEqual(['professional-referral'])
  })
})

describe('finding a form', () => {
  it.each(['', 'constructor', '__proto__', 'safeguarding-concern/', 'complaints'])(
    'finds nothing for “%s”',
    (id) => {
      expect(findForm(id)).toBeUndefined()
    },
  )
})
