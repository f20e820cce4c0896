import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { equality } from '#src/forms/after-sending/equality.ts'
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
import { messagesOfServices, stringsInPages } from '#tests/support/page-strings.ts'
import {
  type ReadString,
  stringsInCode,
  stringsOfForm,
  stringsOfList,
  stringsOfPages,
} from '#tests/support/read-strings.ts'
import {
  AIM,
  easyReadFindings,
  figuresOf,
  findingsInStrings,
  hardestStrings,
  hardWords,
  inWords,
  listToTidy,
  readingAge,
  wordsOf,
} from '#tests/support/reading.ts'

const all = Object.values(forms)
const blocks = {
  start,
  who,
  person,
  contact,
  communication,
  'taking-part': takingPart,
  health,
  home,
  emergency,
  sharing,
  equality,
}
const code = (folder: string) => stringsInCode(resolve(import.meta.dirname, '../../../src/forms', folder))

const inForms = all.map((form) => ({ id: form.id, strings: stringsOfForm(form) }))
const inBlocks = Object.entries(blocks).flatMap(([name, { pages }]) => stringsOfPages(name, pages))
const titles = Object.entries(signposts).map(([id, { title }]) => [id, title] as const)
const onWrongPages = [
  ...stringsInCode(resolve(import.meta.dirname, '../../../src/http'), false, [
    'plain-page.ts',
    'request-refused.ts',
    'upload.ts',
  ]),
  ...stringsInCode(resolve(import.meta.dirname, '../../../src/request')),
]
const inPages = [...stringsInPages(), ...messagesOfServices(), ...onWrongPages]
const strings: ReadString[] = [
  ...inForms.flatMap((form) => form.strings),
  ...inBlocks,
  ...code('controls'),
  ...code('engine'),
  ...stringsOfList('signposts', Object.fromEntries(titles)),
  ...inPages,
]
const print = (text: string) => process.stdout.write(`${text}\n`)

describe('plain wording', () => {
  it('is easy to read, string by string', () => {
    expect(findingsInStrings(strings).map(inWords).join('\n\n')).toBe('')
  })

  it.each(inForms)('$id has a reading age, which is reported', ({ id, strings: ofForm }) => {
    const { strings: count, age, medianPage, hardestPage } = figuresOf(ofForm)
    const hardest = hardestPage
      ? `hardest ${hardestPage.name} as ${hardestPage.voice} ${hardestPage.age}`
      : 'no page long enough'
    print(`${id}: ${count} strings, reading age ${age}, pages ${medianPage} (${hardest})`)
    expect(count).toBeGreaterThan(0)
  })

  it('says what is measured and what is hardest', () => {
    const texts = new Set(strings.map(({ text }) => text))
    const hard = new Set([...texts].flatMap(hardWords))
    const words = [...texts].flatMap(wordsOf)
    print(`${new Set(inPages.map(({ text }) => text)).size} strings in pages and their messages`)
    print(`${texts.size} strings of ${words.length} words; ${hard.size} hard words, aim ${AIM}. Hardest:`)
    for (const [age, { form, page, what, text }] of hardestStrings(strings, 5)) {
      print(`  ${age} ${form} › ${page} › ${what}: “${text}”`)
    }
    expect(texts.size).toBeGreaterThan(1000)
  })

  it('measures the estimate pages, the sheet drawn on them and its words', () => {
    const measured = new Set(inPages.map(({ page }) => page))
    for (const page of [
      'pages/paying-for-care/estimate.astro',
      'pages/forms/[form]/estimate.astro',
      'islands/SheetView.tsx',
      'islands/LiveEstimate.tsx',
      'sheet-words.ts',
    ])
      expect(measured).toContain(page)
  })

  it('has no gap before a full stop or a comma in any page', () => {
    expect(stringsInPages().filter(({ text }) => / [.,;:?!](?: |$)/.test(text))).toEqual([])
  })

  it('has a list of plain words with nothing on it that need not be', () => {
    expect(listToTidy(strings)).toEqual([])
  })
})

describe('what is measured', () => {
  const texts = new Set(strings.map(({ text }) => text))
  it.each([
    ['a title', 'Is anyone badly hurt or in danger right now?'],
    ['a hint', 'Part of a name helps.'],
    ['an option', 'It is not safe to ask them'],
    ['a text box of an option', 'Which language?'],
    ['a way out', 'I’d rather not say'],
    ['a field of a repeated group', 'Enter the child’s first name'],
    ['the name of a group', 'Person or service'],
    ['a message of a control', 'Enter a real date'],
    ['a message about a way out', 'Write an answer or tick “ 10 ”, not both'],
    ['a step of the receipt', 'We pass your thanks on to the worker it is about.'],
    ['a paragraph of the start page', 'It takes about 5 minutes.'],
    ['the missing sentence of a needed fact', 'Select a format or a language'],
    ['each voice', 'Are you in Alderbrook now?'],
    ['each voice, on behalf', 'Are they in Alderbrook now?'],
    ['a signpost', 'Small equipment to try or buy'],
    [
      'a sentence of a page, its links within it',
      'Been here before? With your code you can come back to your answers.',
    ],
    ['a label of a page', 'Choose a word or a 6-digit number'],
    ['a message of a page', 'Enter the word or number you chose'],
    ['a message of a service', 'That reference and code do not match. Check both and try again'],
    ['what somebody is told of a decision', 'We will send you what you asked for.'],
    ['a page about something that went wrong', 'Nothing is lost. What you saved before is still there.'],
  ])('has %s', (_, text) => {
    expect(texts).toContain(text)
  })

  it('says who reads it: a question that only professionals are asked is for them', () => {
    const voices = (what: string) => [
      ...new Set(
        strings
          .filter((one) => one.form === 'safeguarding-concern' && one.what.startsWith(what))
          .map((one) => one.voice),
      ),
    ]
    expect(voices('sg-types-more,')).toEqual(['professional'])
    expect(voices('sg-how-know,')).toEqual(['behalf', 'professional'])
    expect(voices('sg-types,')).toEqual(['you', 'behalf', 'professional'])
  })
})

describe('a finding', () => {
  const at = (text: string, more: Partial<ReadString> = {}): ReadString => ({
    text,
    voice: 'you',
    form: 'a-form',
    page: 'a-page',
    what: 'a-question, title',
    ...more,
  })
  const found = (...of: ReadString[]) => findingsInStrings(of).map(({ figure }) => figure)

  it('names the string, where it stands, the figure and what to change', () => {
    expect(findingsInStrings([at('Utilise this form')]).map(inWords)).toEqual([
      'a-form › a-page › a-question, title (as you)\n  “Utilise this form”\n  “Utilise” is a word to avoid. Write: use',
    ])
  })

  it('lets words pass that are nowhere listed: they are reported', () => {
    expect(found(at('A DBS check before you become an employer'))).toEqual([])
  })

  it('is one for a sentence of 26 words, and none for 25', () => {
    expect(found(at(`${'day '.repeat(25).trim()}. Yes.`))).toEqual([])
    expect(found(at(`${'day '.repeat(26).trim()}.`))).toEqual(['A sentence of 26 words'])
  })

  it('lets a term stand only on a page that explains it', () => {
    const advocate = at('Would an advocate help?')
    expect(found(advocate)).toEqual(['“advocate” is not explained on this page'])
    expect(found(advocate, at('We can find someone to speak up for you.'))).toEqual([])
    const elsewhere = at('We can find someone to speak up for you.', { page: 'another' })
    expect(found(advocate, elsewhere)).toEqual(['“advocate” is not explained on this page'])
  })

  it('lets a term stand in a link to the page that explains it', () => {
    expect(found(at('Advocates', { form: 'signposts' }))).toEqual([])
  })

  const easy =
    'We read what you tell us. Then we ring you. We ask what would help you most. You can say no. You can stop when you want. It is free, and it is for you. We will be kind.'
  const hard =
    'Following receipt of the completed application, eligibility determination procedures necessitate comprehensive consideration of supplementary documentation. Administrative notification concerning determination outcomes will subsequently be disseminated to authorised representatives electronically.'
  it('gives easy text a low age and office language a high one', () => {
    expect(readingAge([easy])).toBeLessThanOrEqual(AIM)
    expect(readingAge([hard])).toBeGreaterThan(AIM + 5)
  })
})

describe('Easy Read', () => {
  it.each([
    'We want to know if you are safe.',
    'Do you need help to wash?',
    'Are sight and hearing hard for you?',
    'You can have an advocate. An advocate is someone who helps you speak up.',
    'You can have an advocate. This means someone who helps you speak up. The advocate is free.',
    'An assessment is a talk about what you need.',
    'Assessments are free. They are talks about what you need.',
    'Ring us on 020 7946 0100.',
  ])('is “%s”', (text) => {
    expect(easyReadFindings(text)).toEqual([])
  })

  it.each([
    ['We want to know if you are safe at home and when you go out.', '15 words'],
    ['We ring and you talk because we care.', 'Joined by “and”, “because”'],
    ['We ring; you talk, but only a little.', 'Joined by “;”, “but”'],
    ['You can have an advocate.', '“advocate” is not a plain word'],
    ['You can have an advocate. You do not pay.', '“advocate” is not a plain word'],
    ['You can have an advocate. You do not pay. An advocate is a helper.', '“advocate” is not a plain word'],
    [
      'Your advocate can help with an assessment. This is a talk about what you need.',
      '“advocate” is not a plain word',
      '“assessment” is not a plain word',
    ],
  ])('is not “%s”', (text, ...figures) => {
    expect(easyReadFindings(text).map(({ figure }) => figure)).toEqual(figures)
  })

  it('says which sentence, and what to do', () => {
    expect(easyReadFindings('Hello. You can have an advocate.')).toEqual([
      {
        sentence: 'You can have an advocate.',
        figure: '“advocate” is not a plain word',
        change: 'Use a plainer word, or say in the next sentence what “advocate” means',
      },
    ])
  })
})
