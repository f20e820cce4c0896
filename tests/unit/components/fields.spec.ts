/** Every kind of question as a form page shows it: names, ids, what is said, and that what people type stays words. */
import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { problemLinks } from '#src/components/fields/field-props.ts'
import { forms } from '#src/forms/all-forms.ts'
import { address } from '#src/forms/controls/address.ts'
import { checkboxes } from '#src/forms/controls/checkboxes.ts'
import { radios, yesNo } from '#src/forms/controls/radios.ts'
import { dateParts } from '#src/forms/controls/date-parts.ts'
import { files } from '#src/forms/controls/files.ts'
import { money } from '#src/forms/controls/money.ts'
import { ownDetail } from '#src/forms/controls/own-detail.ts'
import { repeat } from '#src/forms/controls/repeat.ts'
import { email } from '#src/forms/controls/email.ts'
import { phone } from '#src/forms/controls/phone.ts'
import { text } from '#src/forms/controls/text.ts'
import { textarea } from '#src/forms/controls/textarea.ts'
import { is } from '#src/forms/engine/conditions.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion, Json, Problem, Typed } from '#src/forms/engine/question.ts'
import { normalHtml, wordsOf } from './normal-html.ts'
import { render } from './rendered.ts'

const listener = { voice: 'behalf', slots: { name: 'Ada' } } as const

interface Shown {
  typed?: Typed
  problems?: readonly Problem[]
  heading?: boolean
  optional?: boolean
  value?: Json
  onlyIf?: string
  onlyIfData?: string
  beside?: Readonly<Record<string, AnyQuestion>>
  removed?: { question: string; group: number }
  slots?: Readonly<Record<string, string>>
}
const show = (id: string, question: AnyQuestion, shown: Shown = {}) =>
  render('fields/Field', {
    id,
    question,
    listener: shown.slots ? { ...listener, slots: shown.slots } : listener,
    typed: shown.typed ?? {},
    problems: shown.problems ?? [],
    heading: shown.heading ?? false,
    optional: shown.optional ?? false,
    answer: shown.value === undefined ? undefined : { value: shown.value },
    onlyIf: shown.onlyIf,
    onlyIfData: shown.onlyIfData,
    beside: shown.beside,
    removed: shown.removed,
  })

/** The tag with this id, or undefined. */
const tagOf = (html: string, id: string) => html.match(new RegExp(`<[a-z]+[^>]*\\sid="${id}"[^>]*>`))?.[0]
const tagsNamed = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<[a-z]+[^>]*\\sname="${name}"[^>]*>`, 'g'))].map(([tag]) => tag)

const colour = radios({
  title: 'Which does [your / {name}’s] home have?',
  hint: 'Look [— / outside].',
  options: { red: 'Red', other: { label: 'Another', text: 'Which one?' } },
  out: ['dont-know', 'unsafe'],
})
const harms = checkboxes({
  title: 'What kind?',
  options: { a: 'One', b: 'Two', none: { label: 'None of these', exclusive: true } },
  out: ['dont-know'],
})
const person = repeat({
  title: 'Tell us about them',
  groupName: 'Person',
  group: {
    name: text({ title: 'Name', optional: true }),
    lives: yesNo({ title: 'Do they live there?', out: ['dont-know'] }),
    age: text({ title: 'Age', out: ['dont-know'] }),
  },
})
const born = dateParts({ title: 'Date of birth', hint: 'For example, 27 3 1950', out: ['dont-know'] })
const rent = money({ title: 'How much is the rent?', hint: 'A guess is fine.', out: ['dont-know'] })
const home = address({ title: 'Where does {name} live?', hint: 'In a refuge? Leave it.', out: ['unsafe'] })
const evil = '"><script>alert(1)</script>\u202e'

describe('every kind, in every state', () => {
  const kinds: [string, AnyQuestion, Shown][] = [
    ['radios', colour, { typed: { q: ['other'], 'q-other-text': [evil] } }],
    ['checkboxes', harms, { typed: { q: ['a', 'b'] } }],
    [
      'text',
      text({ title: 'Name', hint: 'Part of it helps.', out: ['dont-know', 'unsafe'] }),
      { typed: { q: [evil] } },
    ],
    ['phone', phone({ title: 'Phone', autocomplete: 'tel' }), { typed: { q: ['07700 900123'] } }],
    ['email', email({ title: 'Email' }), { typed: { q: [evil] } }],
    [
      'textarea',
      textarea({ title: 'What happened?', out: ['dont-know'] }),
      { typed: { q: [`\n${evil}</textarea>`] } },
    ],
    [
      'date parts',
      born,
      { typed: { 'q-day': [evil], 'q-month': ['March'], 'q-year': ['1950'], 'q-out': ['dont-know'] } },
    ],
    ['money', rent, { typed: { 'q-amount': [evil], 'q-every': ['month'] } }],
    [
      'address',
      home,
      { typed: { 'q-line1': [evil], 'q-postcode': ['CR0 9ZZ'], 'q-no-fixed-address': ['no-fixed-address'] } },
    ],
    ['repeat', person, { typed: { 'q-1-name': [evil], 'q-2-name': [''] } }],
    [
      'files',
      files({ title: 'Add photos' }),
      { value: [{ id: crypto.randomUUID(), name: evil, size: 2 * 1024 * 1024 }] },
    ],
  ]
  const validator = new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: {
      'void-style': 'off',
      'attribute-boolean-style': 'off',
      'no-trailing-whitespace': 'off',
      'no-implicit-button-type': 'off',
      // JAWS reads what describes a set of boxes only where the role is written out (GOV.UK Frontend).
      'no-redundant-role': 'off',
    },
  })

  test.each(kinds)('%s is valid HTML, and what was typed stays words', async (_, question, shown) => {
    const states: Shown[] = [
      {},
      shown,
      { ...shown, heading: true, optional: true, problems: [{ field: 'q', message: 'Do this' }] },
      { ...shown, onlyIf: 'Only answer this if you chose “Yes”.', onlyIfData: '{"op":"some","id":"x"}' },
    ]
    for (const state of states) {
      const html = await show('q', question, state)
      expect(normalHtml(html).filter((part) => part.startsWith('<script'))).toEqual([])
      const report = await validator.validateString(
        `<form>${html}<button type="submit">Continue</button></form>`,
      )
      expect(
        report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message }) => `${ruleId}: ${message}`),
        ),
      ).toEqual([])
    }
  })

  test.each(kinds)(
    '%s: what to put right is said at the field and reached from the top',
    async (_, question, shown) => {
      const problems = [{ field: 'q', message: 'Do this' }]
      const html = await show('q', question, { ...shown, problems })
      const [link] = problemLinks(problems, [{ id: 'q', question }])
      expect(tagOf(html, link?.href?.slice(1) ?? '')).toMatch(/^<(input|textarea|fieldset)/)
      expect(tagOf(html, 'q'), 'where “Change” leads').toBeDefined()
      expect(wordsOf(html)).toContain('Error: Do this')
      expect(html).toMatch(/aria-describedby="[^"]*\bq-error\b[^"]*"/)
      expect(html).toContain('govuk-form-group--error')
    },
  )

  test.each(kinds)(
    '%s: the question can be the heading of the page, and be optional',
    async (_, question, shown) => {
      expect(await show('q', question, shown)).not.toContain('<h1')
      const html = await show('q', question, { ...shown, heading: true, optional: true })
      expect(html.match(/<h1/g)).toHaveLength(1)
      expect(wordsOf(html.match(/<h1[\s\S]*<\/h1>/)?.[0] ?? '')).toMatch(/\(optional\)$/)
    },
  )
})

describe('radios and checkboxes', () => {
  test('words are said to the reader', async () => {
    const html = await show('q', colour)
    expect(wordsOf(html)).toContain('Which does Ada’s home have? Look outside.')
  })

  test('ways out are answers of the same field, after one "or"', async () => {
    const html = await show('q', colour)
    expect(tagsNamed(html, 'q').map((tag) => tag.match(/value="([^"]*)"/)?.[1])).toEqual([
      'red',
      'other',
      'dont-know',
      'unsafe',
    ])
    expect(wordsOf(html)).toMatch(/Which one\? or I don’t know It is not safe for me to answer$/)
  })

  test('"None of these" and the ways out share the "or", and clear the rest', async () => {
    const html = await show('q', harms)
    expect(wordsOf(html)).toContain('One Two or None of these I don’t know')
    expect(tagsNamed(html, 'q').map((tag) => tag.includes('data-behaviour="exclusive"'))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('what was picked is picked, and its box holds what was typed', async () => {
    const html = await show('q', colour, { typed: { q: ['other'], 'q-other-text': ['Teal'] } })
    expect(tagsNamed(html, 'q').map((tag) => / checked/.test(tag))).toEqual([false, true, false, false])
    expect(tagOf(html, 'q-other-text')).toContain('value="Teal"')
    expect(html).not.toContain('conditional--hidden')
    expect(await show('q', colour)).toContain('govuk-radios__conditional--hidden')
  })

  test('the box of an answer has its own error', async () => {
    const html = await show('q', colour, {
      typed: { q: ['other'] },
      problems: [{ field: 'q-other-text', message: 'Use fewer' }],
    })
    expect(tagOf(html, 'q-other-text')).toContain('aria-describedby="q-other-text-error"')
    expect(tagOf(html, 'q-error')).toBeUndefined()
  })
})

describe('typed questions', () => {
  test('a way out is a tick box of its own, named after the field', async () => {
    const html = await show('q', text({ title: 'Name', out: ['dont-know', 'unsafe'] }), {
      typed: { 'q-out': ['unsafe'] },
    })
    expect(
      tagsNamed(html, 'q-out').map((tag) => [tag.match(/value="([^"]*)"/)?.[1], / checked/.test(tag)]),
    ).toEqual([
      ['dont-know', false],
      ['unsafe', true],
    ])
    expect(tagOf(html, 'q-out')).toBeDefined()
    expect(wordsOf(html)).toContain('Instead of answering “Name”')
  })

  test('a way out that cannot stand says so beside itself', async () => {
    const html = await show('q', text({ title: 'Name', out: ['dont-know'] }), {
      problems: [{ field: 'q-out', message: 'Not both' }],
    })
    expect(tagOf(html, 'q-out-error')).toBeDefined()
    expect(tagOf(html, 'q-error')).toBeUndefined()
  })

  test('the keyboard fits, and nothing typed is corrected', async () => {
    expect(tagOf(await show('q', phone({ title: 'Phone', autocomplete: 'tel' })), 'q')).toMatch(
      /(?=.*type="tel")(?=.*autocomplete="tel")(?=.*spellcheck="false")/,
    )
    expect(tagOf(await show('q', text({ title: 'Name' })), 'q')).toMatch(/(?=.*type="text")(?=.*dir="auto")/)
  })

  test('a long answer says how much room there is, and runs in its own direction', async () => {
    const html = await show('q', textarea({ title: 'What?' }))
    expect(wordsOf(html)).toContain('4,000 characters at most')
    expect(tagOf(html, 'q')).toMatch(/(?=.*dir="auto")(?=.*aria-describedby="q-info")/)
    expect(html).toContain('data-maxlength="4000"')
  })

  test('a text keeps its first line break', async () => {
    const html = await show('q', textarea({ title: 'What?' }), { typed: { q: ['\nsecond line'] } })
    expect(html).toContain('>\n\nsecond line</textarea>')
  })
})

describe('a date in parts', () => {
  test('three boxes of their own names, a month that may be a word', async () => {
    const html = await show('q', born, {
      typed: { 'q-day': ['27'], 'q-month': ['March'], 'q-year': ['1950'] },
    })
    for (const [part, value] of [
      ['day', '27'],
      ['month', 'March'],
      ['year', '1950'],
    ] as const) {
      expect(tagsNamed(html, `q-${part}`)).toHaveLength(1)
      expect(tagOf(html, `q-${part}`)).toContain(`value="${value}"`)
      expect(tagOf(html, `q-${part}`)).toContain(`inputmode="${part === 'month' ? 'text' : 'numeric'}"`)
    }
    expect(wordsOf(html)).toContain('Day Month Year')
  })

  test('what is wrong with one part is said for the date and marks that part', async () => {
    const problems = [{ field: 'q-year', message: 'Date must include a year' }]
    const html = await show('q', born, { problems })
    expect(tagOf(html, 'q-error')).toBeDefined()
    expect(['day', 'month', 'year'].map((part) => tagOf(html, `q-${part}`)?.includes('--error'))).toEqual([
      false,
      false,
      true,
    ])
    expect(problemLinks(problems, [{ id: 'q', question: born }])[0]?.href).toBe('#q-year')
  })

  test('a whole date that is missing marks each part and leads to the first', async () => {
    const problems = [{ field: 'q', message: 'Enter a date of birth' }]
    const html = await show('q', born, { problems })
    expect(html.match(/govuk-input--error/g)).toHaveLength(3)
    expect(problemLinks(problems, [{ id: 'q', question: born }])[0]?.href).toBe('#q-day')
  })
})

describe('money', () => {
  test('an amount with its pound sign, and how often', async () => {
    const html = await show('q', rent, { typed: { 'q-amount': ['1,204.50'], 'q-every': ['4-weeks'] } })
    expect(tagOf(html, 'q-amount')).toMatch(/(?=.*value="1,204.50")(?=.*inputmode="decimal")/)
    expect(html).toMatch(/aria-hidden="true"[^>]*>\s*£/)
    expect(wordsOf(html)).toContain('Amount in pounds')
    const often = tagsNamed(html, 'q-every')
    expect(often).toHaveLength(6)
    expect(often.filter((tag) => / checked/.test(tag)).join()).toContain('value="4-weeks"')
  })

  test('each part says what is wrong with it', async () => {
    const problems = [
      { field: 'q-amount', message: 'Enter an amount in pounds, like 120.50' },
      { field: 'q-every', message: 'Select how often' },
    ]
    const html = await show('q', rent, { problems })
    expect(tagOf(html, 'q-amount')).toContain('aria-describedby="q-amount-error"')
    expect(tagOf(html, 'q-every-error')).toBeDefined()
    expect(tagOf(html, 'q-error')).toBeUndefined()
  })

  test('a single sum is one box, labelled with the question', async () => {
    const once = money({ title: 'How much did it cost?', once: true })
    const problems = [{ field: 'q', message: 'Enter how much' }]
    const html = await show('q', once, { problems })
    expect(html).toMatch(/<label[^>]*for="q-amount"[^>]*>How much did it cost\?</)
    expect(tagOf(html, 'q-amount')).toContain('aria-describedby="q-amount-error"')
    expect(tagsNamed(html, 'q-every')).toEqual([])
    expect(tagOf(html, 'q')).toBeDefined()
    expect(problemLinks(problems, [{ id: 'q', question: once }])[0]?.href).toBe('#q-amount')
  })
})

describe('addresses', () => {
  test('four lines and a box to tick, then the way out', async () => {
    const html = await show('q', home, {
      typed: { 'q-line1': ['1 Sample Close'], 'q-no-fixed-address': ['no-fixed-address'] },
    })
    expect(wordsOf(html)).toMatch(
      /Address line 1 Address line 2 \(optional\) Town or city Postcode .* No fixed address or .* It is not safe/,
    )
    expect(tagOf(html, 'q-line1')).toMatch(/(?=.*value="1 Sample Close")(?=.*dir="auto")/)
    expect(tagOf(html, 'q-no-fixed-address')).toMatch(/(?=.*type="checkbox")(?=.* checked)/)
    expect(tagOf(html, 'q-out')).toContain('value="unsafe"')
  })

  test('a doubt about the postcode is said at the postcode', async () => {
    const html = await show('q', home, { problems: [{ field: 'q-postcode', message: 'Enter a full one' }] })
    expect(tagOf(html, 'q-postcode')).toContain('aria-describedby="q-postcode-error"')
    expect(tagOf(html, 'q-line1')).not.toContain('aria-describedby')
  })
})

describe('details that are the reader’s own', () => {
  const offered = (question: AnyQuestion, isYou: boolean) => question.offered?.(() => isYou) ?? question
  test.each([
    ['bday', born, ['bday-day', 'bday-month', 'bday-year']],
    ['street-address', home, ['address-line1', 'address-line2', 'address-level2', 'postal-code']],
  ])('%s may be filled in by the browser, and only then', async (token, question, tokens) => {
    const own = ownDetail(token, question)
    const filled = await show('q', offered(own, true))
    expect([...filled.matchAll(/autocomplete="([^"]*)"/g)].map(([, one]) => one)).toEqual(tokens)
    expect(await show('q', offered(own, false))).not.toContain('autocomplete')
  })
})

describe('answers that depend on another of the page', () => {
  const group = radios({ title: 'Which group?', options: { a: 'Asian', b: 'Black' } })
  const detail = radios({
    title: 'Which fits best?',
    options: {
      indian: { label: 'Indian', when: is('group', 'a') },
      'other-asian': { label: 'Another', text: 'Own words', when: is('group', 'a') },
      caribbean: { label: 'Caribbean', when: is('group', 'b') },
    },
    out: ['rather-not-say'],
  })
  const html = show('q', detail, { beside: { group, q: detail } })

  test('stand under what they depend on, said once for each run', async () => {
    expect(wordsOf(await html)).toBe(
      'Which fits best? If you chose “Asian”: Indian Another Own words If you chose “Black”: Caribbean or I’d rather not say',
    )
  })

  test('carry their condition for the script, with their text box', async () => {
    const conditions = [...(await html).matchAll(/data-only-if="([^"]*)"/g)].map(([, one]) => one)
    expect(conditions).toHaveLength(6)
    expect(new Set(conditions).size).toBe(2)
  })

  test('the first of them is where a problem leads', async () => {
    expect(tagOf(await html, 'q')).toContain('value="indian"')
    expect(tagOf(await html, 'q-3')).toContain('value="other-asian"')
  })
})

describe('what to put right, at the top', () => {
  const asked = [
    { id: 'helper-phone', question: phone({ title: 'Phone', unless: 'helper-email' }) },
    { id: 'helper-email', question: email({ title: 'Email', unless: 'helper-phone' }) },
    { id: 'who', question: yesNo({ title: 'Who?' }) },
    {
      id: 'sums',
      question: repeat({ title: 'Sums', groupName: 'Sum', group: { rent, born } }),
    },
  ]
  const linksOf = (...problems: Problem[]) =>
    problemLinks(problems, asked).map(({ text: words, href }) => [words, href])

  test('of two questions of which one is enough, it is said once', () => {
    expect(
      linksOf(
        { field: 'helper-phone', message: 'Enter your phone number or email' },
        { field: 'helper-email', message: 'Enter your phone number or email' },
      ),
    ).toEqual([['Enter your phone number or email', '#helper-phone']])
    expect(
      linksOf({ field: 'helper-email', message: 'Enter an email address' }, { field: '', message: 'Look' }),
    ).toEqual([
      ['Enter an email address', '#helper-email'],
      ['Look', undefined],
    ])
  })

  test('leads to the first box of a question in a group', () => {
    expect(
      linksOf(
        { field: 'sums-2-rent', message: 'a' },
        { field: 'sums-2-born', message: 'b' },
        { field: 'sums-2-rent-every', message: 'c' },
        { field: 'sums', message: 'd' },
      ).map(([, href]) => href),
    ).toEqual(['#sums-2-rent-amount', '#sums-2-born-day', '#sums-2-rent-every', '#sums'])
  })
})

describe('repeats', () => {
  test('each group can be gone to, by its own address on the page', async () => {
    const html = await show('q', person, { typed: { 'q-1-name': ['Bo'], 'q-2-': [''] } })
    for (const id of ['q', 'q-1', 'q-2']) expect(tagOf(html, id)).toContain('tabindex="-1"')
  })

  test('say which group was removed, with a button that puts it back', async () => {
    const html = await show('q', person, { removed: { question: 'q', group: 2 } })
    expect(wordsOf(html)).toContain('Person 2 was removed.')
    expect(html).toMatch(/value="put-back:q"[^>]*>\s*Put it back/)
    const other = await show('q', person, { removed: { question: 'p', group: 2 } })
    expect(wordsOf(other)).not.toContain('removed')
  })
  test('a first group is there before anything is typed, with nothing to remove', async () => {
    const html = await show('q', person)
    expect(tagOf(html, 'q-1-name')).toContain('name="q-1-name"')
    expect(wordsOf(html)).toContain('Person 1')
    expect(html).not.toContain('remove:')
    expect(html).toMatch(/<button[^>]*value="add:q"[^>]*formnovalidate/)
    expect(wordsOf(html)).toMatch(/Add another person$/)
  })

  test('each group has its fields, its ways out, its own error and its own Remove', async () => {
    const html = await show('q', person, {
      typed: { 'q-1-name': ['Bo'], 'q-2-lives': ['dont-know'], 'q-2-age-out': ['dont-know'] },
      problems: [{ field: 'q-2-age', message: 'Too long' }],
    })
    expect(tagsNamed(html, 'q-2-lives').some((tag) => /value="dont-know".* checked/.test(tag))).toBe(true)
    expect(tagOf(html, 'q-2-age-out')).toContain(' checked')
    expect(tagOf(html, 'q-2-age')).toContain('aria-describedby="q-2-age-error"')
    expect(tagOf(html, 'q-1-age-error')).toBeUndefined()
    expect(html).toMatch(/value="remove:q:1"[\s\S]*value="remove:q:2"/)
    expect(wordsOf(html)).toContain('Remove Person 2')
    expect(wordsOf(html)).toContain('Name (optional)')
  })

  test('of two groups either can be removed, one still blank too', async () => {
    const html = await show('q', person, { typed: { 'q-1-name': [''], 'q-2-name': [''] } })
    expect(html).toMatch(/value="remove:q:1"[\s\S]*value="remove:q:2"/)
  })

  test('a single group that holds something can be removed', async () => {
    expect(await show('q', person, { typed: { 'q-1-name': ['Bo'] } })).toContain('remove:q:1')
  })
})

describe('files', () => {
  test('those stored are listed under the question, each with Remove; another can be added', async () => {
    const id = crypto.randomUUID()
    const html = await show('q', files({ title: 'Add photos' }), {
      value: [{ id, name: 'kitchen.jpg', size: 2 * 1024 * 1024 }],
    })
    expect(wordsOf(html)).toContain('kitchen.jpg (2.0 MB)')
    expect(wordsOf(html)).toContain('Remove kitchen.jpg')
    expect(html).toContain(`value="remove-file:${id}"`)
    expect(tagOf(html, 'q')).toMatch(/(?=.*type="file")(?=.*accept="[^"]*\.heic)/)
    expect(html).toContain('value="upload:q"')
    expect(html.indexOf('Add photos')).toBeLessThan(html.indexOf('kitchen.jpg'))
  })
})

describe('follow-ups', () => {
  test('say when to answer, for people and for the script', async () => {
    const html = await show('q', text({ title: 'Name' }), {
      onlyIf: 'Only answer this if you chose “Yes”.',
      onlyIfData: '{"op":"is","id":"a","values":["yes"]}',
    })
    expect(wordsOf(html)).toMatch(/^Only answer this if you chose “Yes”\. Name/)
    expect(html).toMatch(/<div class="[^"]*\bfollow-up\b[^"]*" data-only-if="[^"]+">/)
  })

  test('a question that depends on nothing is not one', async () => {
    expect(await show('q', text({ title: 'Name' }))).not.toContain('follow-up')
  })
})

describe('a link to a question', () => {
  const asked = Object.values(forms).flatMap((form) => [...questionsOf(form).values()])
  const oneOfEach = [...Map.groupBy(asked, ({ kind }) => kind)].flatMap(([kind, [one]]) =>
    one ? [[kind, one] as const] : [],
  )

  test.each(oneOfEach)('of the kind %s leads to something that can be focused', async (_, question) => {
    // What the words name does not matter here.
    const slots = new Proxy<Record<string, string>>({}, { get: () => 'Ada' })
    const always = question.offered?.(() => true) ?? question
    const html = await show('q', always, { slots })
    expect(tagOf(html, question.control.firstBox('q'))).toMatch(/^<(input|textarea|select)\b|\stabindex="-1"/)
  })
})

test('a kind that nobody can show is a mistake', async () => {
  // @ts-expect-error No control declares it.
  await expect(show('q', { ...text({ title: 'Name' }), kind: 'telepathy' })).rejects.toThrow('telepathy')
})

test('a problem of no field is said without a link', async () => {
  const html = await render('ErrorSummary', { problems: [{ field: '', message: 'Look again' }] })
  expect(wordsOf(html)).toContain('Look again')
  expect(html).not.toContain('<a')
})
