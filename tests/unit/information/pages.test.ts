import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findForm } from '#src/forms/all-forms.ts'
import { signposts } from '#src/forms/rules/signposts.ts'
import { easyReadEnd } from '#src/information/easy-read-end.ts'
import { helplines } from '#src/information/helplines.ts'
import { aboutPages } from '#src/information/about.ts'
import { fillMarkdown, fillText, knownPlaceholders } from '#src/information/placeholders.ts'
import { textOf, toHtml } from '#src/information/render.ts'
import {
  findTopic,
  informationFolder,
  pageOfSignpost,
  readTopics,
  type Topic,
  topicOfSignpost,
  topics,
} from '#src/information/topics.ts'
import { searchQueries } from '#tests/fixtures/search-queries.ts'
import { notYet } from '#tests/fixtures/topics-not-yet.ts'
import type { ReadString } from '#tests/support/read-strings.ts'
import { easyReadOf, stringsOfAbout, stringsOfTopic } from '#tests/support/read-information.ts'
import { easyReadFindings, figuresOf, findingsInStrings, inWords, wordsOf } from '#tests/support/reading.ts'

const print = (text: string) => process.stdout.write(`${text}\n`)
const exists = (id: string) => findTopic(id) !== undefined || notYet.includes(id)
const example = (name: string) => readFileSync(join(informationFolder, 'having-an-assessment', name), 'utf8')

/** What is wrong with a page like the example, changed as told. */
function faultsOf(change: { plain?: (source: string) => string; easyRead?: (source: string) => string }) {
  const folder = mkdtempSync(join(tmpdir(), 'information-'))
  mkdirSync(join(folder, 'a-topic'))
  const write = (file: string, alter: ((source: string) => string) | undefined) => {
    const before = example(file)
    const after = alter ? alter(before) : before
    if (alter) expect(after).not.toBe(before)
    writeFileSync(join(folder, 'a-topic', file), after)
  }
  write('plain.md', change.plain)
  write('easy-read.md', change.easyRead)
  return readTopics(folder).faults
}

describe('the topics', () => {
  it('can all be read', () => {
    expect(readTopics(informationFolder).faults.join('\n')).toBe('')
    const folders = readdirSync(informationFolder, { withFileTypes: true }).filter((one) => one.isDirectory())
    expect(topics.map(({ id }) => id)).toEqual(folders.map(({ name }) => name).toSorted())
  })

  it('are written, or named as not written yet', () => {
    expect(notYet.filter((id) => findTopic(id))).toEqual([])
    expect(searchQueries.map(([, page]) => page).filter((id) => !exists(id))).toEqual([])
  })

  it('are where every signpost leads, each to one page', () => {
    const nowhere = Object.keys(signposts).filter((id) => !pageOfSignpost(id))
    if (notYet.length === 0) expect(nowhere).toEqual([])
    for (const topic of topics) {
      for (const id of topic.signposts) expect(topicOfSignpost(id)).toBe(topic)
    }
    expect(pageOfSignpost('sp-nothing')).toBeUndefined()
  })

  it.each(topics)('$id leads nowhere dead', (topic) => {
    const named = [...topic.related, ...topic.localHelp].filter((id) => !exists(id))
    expect(named).toEqual([])
    expect(topic.related).not.toContain(topic.id)
    expect(linksOf(topic).filter((link) => !leads(link))).toEqual([])
  })

  it('about abuse can be left at once', () => {
    const isOnHarm = ({ signposts: ids, forms }: Topic) =>
      ids.some((id) => signposts[id]?.onScreenOnly) || forms[0] === 'safeguarding-concern'
    expect(topics.filter((topic) => isOnHarm(topic) && !topic.isAbuse).map(({ id }) => id)).toEqual([])
    expect(findTopic('safeguarding')?.isAbuse).toBe(true)
    expect(findTopic('having-an-assessment')?.isAbuse).toBe(false)
  })
})

/** Every address inside the portal that a topic leads to, in plain words and in Easy Read. */
function linksOf(topic: Topic): string[] {
  const sources = [
    topic.summary,
    topic.doNow,
    topic.who,
    topic.expect,
    ...topic.more.map(({ markdown }) => markdown),
    ...topic.easyRead.parts.flatMap(({ rows }) => rows.map(({ markdown }) => markdown)),
  ]
  return sources.flatMap(hrefsIn)
}

/** Whether an address is a page of this portal, a phone number, or a safe site elsewhere. */
function leads(href: string): boolean {
  const [, folder, id = '', style] = href.match(/^\/(forms|information)\/([a-z-]+)(\/easy-read)?$/) ?? []
  if (folder === 'forms') return style === undefined && findForm(id) !== undefined
  if (folder === 'information') return exists(id)
  return (
    [
      '/',
      '/search',
      '/my-request',
      '/come-back',
      '/privacy',
      '/information',
      '/paying-for-care/estimate',
    ].includes(href) || /^(?:(?:tel|sms):\d+|https:\/\/\S+)$/.test(href)
  )
}

/** A name is one word to whoever reads it. */
const withoutNames = (text: string, names: readonly string[]) =>
  names.toSorted((a, b) => b.length - a.length).reduce((said, name) => said.replaceAll(name, 'Ann'), text)

/** Measures the strings of one page; a word the page itself explains is not hard on it. */
function expectEasy({ id, words, names }: Pick<Topic, 'id' | 'words' | 'names'>, all: readonly ReadString[]) {
  expect(names.filter((name) => !all.some(({ text }) => text.includes(name)))).toEqual([])
  const strings = all.map((one) => ({ ...one, text: withoutNames(one.text, names) }))
  const said = all.map(({ text }) => text.toLowerCase()).join('\n')
  const { age, strings: count } = figuresOf(strings)
  print(`${id}: ${count} strings, reading age ${age}`)
  for (const [word, meaning] of Object.entries(words)) {
    expect(said, `“${word}” must be used`).toContain(word)
    expect(said, `“${word}” must be explained on the page`).toContain(meaning.toLowerCase())
  }
  // The word itself still weighs in the age of the page.
  const explained = new RegExp(`\\b(?:${['\\0', ...Object.keys(words)].join('|')})(?:s|['’]s)?\\b`, 'gi')
  const plainly = strings.map((one) => ({ ...one, text: one.text.replaceAll(explained, 'thing') }))
  const found = findingsInStrings(plainly)
  expect(found.map(inWords).join('\n\n')).toBe('')
}

/** A page in Easy Read keeps its rules. A name is one word in it, and so is where to write to. */
function expectEasyRead(page: Pick<Topic, 'id' | 'easyRead' | 'names'>) {
  const rows = easyReadOf(page)
  // Headings last: a word in one may be explained in the rows.
  const isHeading = (at: string) => at === 'title' || at === 'heading'
  const text = [...rows.filter(({ at }) => !isHeading(at)), ...rows.filter(({ at }) => isHeading(at))]
    .map((row) => withoutNames(row.text, [...page.names, fillText('{{council:post}}')]))
    .join('\n')
  const found = easyReadFindings(text).map(
    ({ sentence, figure, change }) => `${page.id} › Easy Read\n  “${sentence}”\n  ${figure}. ${change}`,
  )
  expect(found.join('\n\n')).toBe('')
  expect(rows.length).toBeGreaterThan(8)
}

const hrefsIn = (markdown: string): string[] =>
  [...toHtml(markdown, '2026-11-29').matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)

describe.each(Object.values(aboutPages))('the page about this site: $id', (page) => {
  const easyRead = page.easyRead.parts
    .flatMap(({ rows }) => rows.map(({ markdown }) => markdown))
    .join('\n\n')

  it('is easy to read', () => {
    expectEasy(page, stringsOfAbout(page))
  })

  it('is Easy Read in Easy Read', () => {
    expectEasyRead(page)
  })

  it('leads nowhere dead', () => {
    const fullText = `/${page.id}?format=plain`
    const links = [...hrefsIn(page.markdown), ...hrefsIn(easyRead)]
    expect(links.filter((link) => link !== fullText && !leads(link))).toEqual([])
  })

  it('says in Easy Read only what the full text says: no number, time or link of its own', () => {
    const full = fillMarkdown(page.markdown, '2026-11-29').toLowerCase()
    const figures = fillText(easyRead).match(/\d[\d ]*(?: (?:minutes|hours|days|months?))?/g) ?? []
    expect(figures.filter((figure) => !full.includes(figure.trim()))).toEqual([])
    const links = hrefsIn(easyRead).filter((link) => !link.startsWith(`/${page.id}`))
    expect(links.filter((link) => !full.includes(link))).toEqual([])
  })
})

it('the accessibility statement leads to who helps with a complaint, in both forms', () => {
  const { markdown, easyRead } = aboutPages.accessibility
  const rows = easyRead.parts.flatMap((part) => part.rows)
  for (const words of [markdown, ...rows.map((row) => row.markdown)]) {
    if (!words.includes('Equality Advisory and Support Service')) continue
    expect(hrefsIn(words)).toContain('https://www.equalityadvisoryservice.com/')
  }
  expect(JSON.stringify(rows)).toContain('Equality Advisory and Support Service')
})

describe.each(topics)('$id', (topic) => {
  it('is easy to read', () => {
    expectEasy(topic, stringsOfTopic(topic))
  })

  it('is short: the answer in two lines', () => {
    expect(wordsOf(topic.summary).length).toBeLessThanOrEqual(45)
  })

  it('is Easy Read in Easy Read, down to its end', () => {
    const { title, parts } = topic.easyRead
    const lines = topic.helplines.flatMap((id) => helplines[id] ?? [])
    const names = [...topic.names, ...lines.map(({ name, phone }) => `${name}: ${phone}`)]
    expectEasyRead({ ...topic, names, easyRead: { title, parts: [...parts, ...easyReadEnd(topic)] } })
  })

  it('says by when in Easy Read', () => {
    const said = fillMarkdown(JSON.stringify(topic.easyRead.parts), '2026-11-29')
    expect(said).toMatch(/by the next working day|up to \d+ working days|the same day|within one month/)
  })

  it('promises danger no more than a worker can keep, and says in Easy Read that nobody reads at night', () => {
    const { easyRead, doNow, who, expect: by, more } = topic
    const rows = easyRead.parts.flatMap((part) => part.rows)
    const plain = [doNow, who, by, ...more.map(({ markdown }) => markdown)].join('\n')
    const easy = rows.map(({ markdown }) => markdown).join('\n')
    // Only by its name: the council may change the standard.
    expect(`${plain}\n${easy}`).not.toContain('same day')
    if (!easy.includes('{{standard:contact-red}}')) return
    // The time runs from when a worker has read it, not from when it is sent.
    expect(easy.replaceAll('{{standard:contact-red}} that a worker reads it', '')).not.toContain(
      'contact-red',
    )
    const atNight = rows.filter(({ picture }) => picture === 'night').map(({ markdown }) => markdown)
    expect(atNight).toContain('Nobody reads the form at night. Then ring us on {{council:phone-night}}.')
    expect(plain).toMatch(/not watched at night/)
  })

  it('leads in Easy Read to pages in Easy Read', () => {
    const links = topic.easyRead.parts.flatMap(({ rows }) =>
      rows.flatMap(({ markdown }) => hrefsIn(markdown)),
    )
    const pages = links.filter((href) => href.startsWith('/information/'))
    expect(pages.filter((href) => !href.endsWith('/easy-read'))).toEqual([])
  })

  it('leads to help besides ours', () => {
    const outside = [topic.doNow, topic.who, topic.expect, ...topic.more.map(({ markdown }) => markdown)]
      .flatMap(hrefsIn)
      .filter((href) => href.startsWith('https://'))
    expect([...topic.helplines, ...outside].length).toBeGreaterThan(0)
  })

  it('is also plain text, with its facts put in and whole addresses', () => {
    const text = textOf(topic, 'https://portal.example.org', '2026-11-29')
    expect(text).toContain(fillText(topic.title))
    expect(text).not.toMatch(/\{\{|\]\(|\*\*|\((?:\/)/)
    expect(text).toContain('020 7946 0100')
    expect(text).toContain('zadzwoń pod numer 020 7946 0100')
  })
})

it.each([
  ['housing', 'Does someone at home hurt you? You do not have to stay.'],
  ['direct-payments', 'Mostly you cannot pay your husband, wife or partner.'],
])('%s warns in Easy Read as in plain words', (id, warning) => {
  const rows = findTopic(id)?.easyRead.parts.flatMap((part) => part.rows) ?? []
  expect(rows.map(({ markdown }) => markdown)).toContain(warning)
})

describe('a fact', () => {
  it('is put in when the page is drawn, with a phone number as a link', () => {
    expect(fillMarkdown('Ring {{council:phone}} in {{council:area}}.', '2026-11-29')).toBe(
      'Ring [020 7946 0100](tel:02079460100) in Alderbrook.',
    )
    expect(fillText('Within {{standard:contact-amber}}, {{standard:contact-red}}')).toBe(
      'Within 5 working days, the same day',
    )
    expect(fillMarkdown('{{rate:upper-capital-limit}} {{council:closes}}', '2024-11-29')).toBe('£23,250 5pm')
  })

  it('is said without an amount on a day whose rates nobody has checked, and no page fails', () => {
    expect(fillMarkdown('Over {{rate:upper-capital-limit}}', '2040-04-10')).toBe('Over the upper limit')
    expect(fillMarkdown('{{rate:lower-capital-limit}} or less', '2040-04-10')).toBe('the lower limit or less')
    expect(readTopics(informationFolder).faults).toEqual([])
  })

  it('that is not known stops the page', () => {
    expect(() => fillText('{{council:fax}}')).toThrow('{{council:fax}}')
    expect(() => fillText('{{constructor:name}}')).toThrow('{{constructor:name}}')
    expect(() => fillText('{{ council phone }}')).toThrow()
  })

  it('never comes out empty', () => {
    expect(knownPlaceholders().length).toBeGreaterThan(20)
    for (const one of knownPlaceholders()) expect(fillMarkdown(one, '2026-11-29'), one).toMatch(/\S/)
  })
})

describe('a page with a fault says so, and what to do', () => {
  it.each([
    [
      'a heading that is missing',
      /## What you can do now\n/,
      '## Now\n',
      'must have “## What you can do now” once',
    ],
    ['a title that is no question', /^title: .*$/m, 'title: Assessments', '“title” must be a question'],
    ['a section that is not', /^section: .*$/m, 'section: misc', '“section” must be one of getting-help'],
    [
      'a signpost that is not',
      /^signposts: .*$/m,
      'signposts: [sp-none]',
      '“sp-none” is not the name of a signpost',
    ],
    [
      'a helpline that is not',
      /^helplines: .*$/m,
      'helplines: [none]',
      '“none” is not the name of a helpline',
    ],
    ['a field that is not', /^owner: .*$/m, 'owner: Us\nauthor: me', '“author”'],
    ['an unknown fact', 'It is', '{{council:fax}} It is', 'has {{council:fax}}, which stands for nothing'],
    ['an unknown fact in the body', 'Any adult', '{{rate:none}} adult', 'has {{rate:none}}'],
    ['a phone number', 'Any adult', 'Ring 020 7946 0100. Any adult', 'has a phone number in it'],
    ['a short phone number', 'Any adult', 'Ring 999. Any adult', 'has a phone number in it'],
    ['an amount of money', 'Any adult', 'Any £23,250 adult', 'has an amount of money in it'],
    ['HTML', 'Any adult', '<b>Any</b> adult', 'has HTML in it'],
    ['italics', 'Any adult', 'Any *adult*', 'has italics in it'],
    ['no block at the top', /^---\n/, '', 'must begin with a block'],
  ])('%s', (_, before, after, fault) => {
    const faults = faultsOf({ plain: (source) => source.replace(before, after) })
    expect(faults).toEqual([expect.stringContaining(`content/information/a-topic/plain.md`)])
    expect(faults[0]).toContain(fault)
  })

  it('lets an example have made-up amounts', () => {
    const withExample = (source: string) =>
      source.replace('## What we talk about', '## An example\n\nAnn has £100.\n\n## What we talk about')
    expect(faultsOf({ plain: withExample })).toEqual([])
    const inEasyRead = (heading: string) =>
      faultsOf({ easyRead: (source) => `${source}\n## ${heading}\n\n- bank: Ann has £100.\n` })
    expect(inEasyRead('An example')).toEqual([])
    expect(inEasyRead('What you pay')).toHaveLength(1)
  })

  it.each([
    ['a picture that is not', '- talk: You', '- unicorn: You', 'has “- unicorn: You'],
    ['a row without one', '- talk: You', '- You', 'has “- You'],
  ])('in Easy Read: %s', (_, before, after, fault) => {
    const faults = faultsOf({ easyRead: (source) => source.replace(before, after) })
    expect(faults).toEqual([expect.stringContaining(fault)])
  })

  it('names a file that is missing, and a signpost that two pages claim', () => {
    const folder = mkdtempSync(join(tmpdir(), 'information-'))
    for (const id of ['one', 'two']) {
      mkdirSync(join(folder, id))
      writeFileSync(
        join(folder, id, 'plain.md'),
        example('plain.md').replace(/^signposts: .*$/m, 'signposts: [sp-pets]'),
      )
    }
    writeFileSync(join(folder, 'one', 'easy-read.md'), example('easy-read.md'))
    expect(readTopics(folder).faults).toEqual(['content/information/two/easy-read.md is missing.'])
    writeFileSync(join(folder, 'two', 'easy-read.md'), example('easy-read.md'))
    expect(readTopics(folder).faults).toEqual(['sp-pets leads to two pages: one, two.'])
  })
})

describe('a rate in a page', () => {
  const text = 'More than {{rate:upper-capital-limit}}'

  it('is the one of the day that the page is read on', () => {
    expect(fillMarkdown(text, '2024-11-29')).toBe('More than £23,250')
    // It was read in the press only.
    expect(fillMarkdown(text, '2026-11-29')).toBe('More than about £23,250')
    expect(fillMarkdown(text, '2040-04-06')).toBe('More than the upper limit')
  })

  it('stands in no title, which is the same on every day', () => {
    expect(() => fillText(text)).toThrow('stands where no day is known')
    for (const topic of topics) {
      for (const { heading } of topic.more) expect(fillText(heading)).not.toBe('')
      expect([topic.title, topic.menu, topic.easyRead.title].map(fillText)).not.toContain('')
    }
  })
})
