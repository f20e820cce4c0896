/**
 * Faults that the suite must see, of every kind: each is planted alone, in a copy of the tree, and the tests that
 * are to see it are run. `npm run test:faults` plants them all. A fault is found again by its own words and not
 * by a file's name, so that moving code does not lose it; one that can no longer be planted is itself a failure.
 */
export interface Fault {
  readonly name: string
  /** Text that stands once in `src/` or `db/`, and what stands there instead. */
  readonly find: string
  readonly put: string
  /** Where it must be seen, and which test files are run there: parts of their paths. */
  readonly seenBy: 'unit' | 'components' | 'db' | 'browser'
  readonly tests: readonly string[]
}

export const faults: readonly Fault[] = [
  // The promise, and time
  {
    name: 'a bank holiday counts as a working day',
    find: 'date.dayOfWeek <= 5 && !calendar.bankHolidays.has(iso)',
    put: 'date.dayOfWeek <= 5',
    seenBy: 'unit',
    tests: ['working-days'],
  },
  {
    name: 'the promise is a working day late',
    find: 'for (let left = days; left > 0; left--) day = nextWorkingDayAfter',
    put: 'for (let left = days + 1; left > 0; left--) day = nextWorkingDayAfter',
    seenBy: 'unit',
    tests: ['working-days'],
  },
  // Flags
  {
    name: 'the flag of harm to a carer does not fire for one answer',
    find: "when: includes('ca-safe', 'hurts-me', 'might-hurt', 'others-harm'),",
    put: "when: includes('ca-safe', 'hurts-me', 'others-harm'),",
    seenBy: 'unit',
    tests: ['carers-assessment', 'every-branch', 'forms/rules'],
  },
  {
    name: 'a red flag is amber',
    find: "'fl-money-abuse': {\n    colour: 'red',",
    put: "'fl-money-abuse': {\n    colour: 'amber',",
    seenBy: 'unit',
    tests: ['financial-assessment', 'forms/rules'],
  },
  {
    name: '“not safe” raises nothing',
    find: "when: is('as-safe', 'not-safe'),",
    put: "when: is('as-safe', 'no'),",
    seenBy: 'unit',
    tests: ['self-assessment', 'forms/rules', 'declarations'],
  },
  // Answers and drafts
  {
    name: 'what is half typed is lost when something is to be put right',
    find: 'passed:\n      stillPassed.length > 0\n',
    put: 'passed:\n      stillPassed.length > 99\n',
    seenBy: 'db',
    tests: ['filling-in', 'sending', 'easy-read'],
  },
  {
    name: 'a form is sent although a needed fact is missing',
    find: "if (missing) return { is: 'missing', page: pageAsking(form, missing.anyOf) }\n    if (!canSend(form, walked)) return { is: 'missing', page: walked.next ?? '' }",
    put: '',
    seenBy: 'db',
    tests: ['sending', 'unfinished', 'complete-forms'],
  },
  {
    name: 'a date in the future is taken for a date of birth',
    find: 'return date < today\n',
    put: "return date < '9999'\n",
    seenBy: 'unit',
    tests: ['controls'],
  },
  {
    name: 'leaving a page deletes nothing',
    find: 'await transact((tx) => deleteVisit(tx, visitHash(visit)))',
    put: 'void visit',
    seenBy: 'db',
    tests: ['resume', 'sending'],
  },
  // Safety
  {
    name: 'a letter goes where contact is not safe',
    find: 'if (!row || row.isSafeguarding || isScreenOnly(row.flags)) return false',
    put: 'if (!row) return false',
    seenBy: 'db',
    tests: ['desk-actions', 'status', 'desk-jobs'],
  },
  {
    name: 'a copy counts as sent when its email is queued',
    find: 'detail: { letter: copyLink.name, message },\n',
    put: 'detail: { letter: copyLink.name, message },\n        change: { copySentAt: asDate(now) },\n',
    seenBy: 'db',
    tests: ['desk/letters-not-sent'],
  },
  {
    name: 'a letter that failed loses its address',
    find: 'failedAt: isGivenUp ? at : null,\n',
    put: 'failedAt: isGivenUp ? at : null,\n      sealedLetter: null,\n',
    seenBy: 'db',
    tests: ['desk/letters-not-sent'],
  },
  {
    name: 'a letter whose tries are over is tried for ever',
    find: "const isGivenUp = isLastTry || failure === 'address-refused'",
    put: "const isGivenUp = failure === 'address-refused'",
    seenBy: 'db',
    tests: ['desk/letters-not-sent'],
  },
  {
    name: 'a request is closed while a letter has not gone',
    find: "if (letters.includes('failed')) return",
    put: "if (letters.includes('sent')) return",
    seenBy: 'db',
    tests: ['desk/letters-not-sent'],
  },
  {
    name: 'a copy shows an answer that is to be hidden',
    find: "isUnsafe || feeds.includes('HIDE')",
    put: 'isUnsafe',
    seenBy: 'unit',
    tests: ['copy'],
  },
  {
    name: 'a refuge’s place is published',
    find: 'const isPlaceSecret = isSecret || isBeside(service)',
    put: 'const isPlaceSecret = false',
    seenBy: 'unit',
    tests: ['directory'],
  },
  {
    name: 'an infected file can be downloaded',
    find: "(file.releasedAt !== null && file.scan !== 'infected')",
    put: '(file.releasedAt !== null)',
    seenBy: 'db',
    tests: ['desk'],
  },
  {
    name: 'words of danger are not heard in a search',
    find: 'standingIn(spelt, dangers()).map(({ danger }) => danger)',
    put: 'standingIn(spelt, dangers()).slice(1).map(({ danger }) => danger)',
    seenBy: 'db',
    tests: ['search.test'],
  },
  {
    name: 'counts of few people are told',
    find: 'count < LEAST_TOLD',
    put: 'count < 1',
    seenBy: 'unit',
    tests: ['small-counts'],
  },
  // Who may
  {
    name: 'an auditor may decide',
    find: "rights: ['read-submissions', 'see-rates', 'see-equality'],",
    put: "rights: ['read-submissions', 'see-rates', 'see-equality', 'decide'],",
    seenBy: 'db',
    tests: ['desk'],
  },
  {
    name: 'the staff pages are open',
    find: "if (route === '/staff/sign-in' || route === '/staff/sign-out') return undefined",
    put: 'return undefined',
    seenBy: 'unit',
    tests: ['middleware'],
  },
  {
    name: 'what is kept of a page is kept for whoever reads it differently',
    find: '    form.id,\n    page.name,\n    unnamed,\n    asked,',
    put: '    form.id,\n    page.name,\n    asked,',
    seenBy: 'unit',
    tests: ['untouched-page'],
  },
  {
    name: 'a page whose words name somebody is kept for everybody',
    find: '        isNamed = true',
    put: '        isNamed = false',
    seenBy: 'unit',
    tests: ['untouched-page'],
  },
  {
    name: 'a question page is saved before the guards',
    find: 'const isNew = locals.before === undefined',
    put: "const isNew = request.method !== 'POST'",
    seenBy: 'unit',
    tests: ['answer-early'],
  },
  {
    name: 'another site may post',
    find: 'if (sender.origin !== null) return originOf(sender.origin) === here',
    put: 'if (sender.origin !== null) return true',
    seenBy: 'unit',
    tests: ['request-rules', 'middleware', 'origin'],
  },
  {
    name: 'a page may be framed',
    find: "  ['base-uri', \"'none'\"],\n  ['frame-ancestors', \"'none'\"],\n]\n",
    put: "  ['base-uri', \"'none'\"],\n]\n",
    seenBy: 'unit',
    tests: ['http'],
  },
  {
    name: 'a decision on an old page overwrites a colleague’s',
    find: 'if (row.version !== version) {\n      const number',
    put: 'if (row.version < version) {\n      const number',
    seenBy: 'db',
    tests: ['desk'],
  },
  // Charging
  {
    name: 'tariff income is £1 for each £500',
    find: 'const STEP = 250_00',
    put: 'const STEP = 500_00',
    seenBy: 'unit',
    tests: ['charging'],
  },
  {
    name: 'capital of exactly the upper limit is over it',
    find: 'if (low > upper) return { isOver: true, tariff: null, limits }',
    put: 'if (low >= upper) return { isOver: true, tariff: null, limits }',
    seenBy: 'unit',
    tests: ['charging'],
  },
  // What a person sees
  {
    name: 'a label belongs to no box',
    find: "<label class:list={['govuk-label', classes]} for={control} {...attributes}>",
    put: "<label class:list={['govuk-label', classes]} {...attributes}>",
    seenBy: 'components',
    tests: ['fields', 'govuk'],
  },
  {
    name: 'an error leads to no field',
    find: '<a href={href} {...more}>\n                    {text}\n                  </a>',
    put: '<span>{text}</span>',
    seenBy: 'components',
    tests: ['govuk', 'fields'],
  },
  {
    name: 'the title of a page with a mistake does not begin with “Error:”',
    find: "error ? 'Error: ' : ''",
    put: "''",
    seenBy: 'browser',
    tests: ['every-page', 'journeys', 'desk.spec'],
  },
  {
    name: 'every page is wider than a phone',
    find: '@mixin focus-ring {',
    put: 'main { min-width: 700px; }\n@mixin focus-ring {',
    seenBy: 'browser',
    tests: ['accessibility', 'every-page'],
  },
  {
    name: 'pressing Shift three times does not leave',
    find: 'if (presses >= 3) leave()',
    put: 'if (presses >= 300) leave()',
    seenBy: 'browser',
    tests: ['sending', 'around-the-forms', 'accessibility'],
  },
  {
    name: 'grey text on a pale ground',
    find: '@mixin focus-ring {',
    put: 'main p { color: #bbb !important; }\n@mixin focus-ring {',
    seenBy: 'browser',
    tests: ['accessibility', 'every-page'],
  },
  {
    name: 'the heading of a question page is no heading',
    find: "const Around = isPageHeading ? 'h1'",
    put: "const Around = isPageHeading ? 'p'",
    seenBy: 'browser',
    tests: ['every-page', 'accessibility'],
  },
  {
    name: 'a follow-up does not appear with JavaScript',
    find: "box.closest('[data-only-if][hidden]') !== null",
    put: "box.closest('[data-only-if]') !== null",
    seenBy: 'browser',
    tests: ['every-page', 'journeys', 'long-forms', 'around-the-forms', 'other-forms'],
  },
  // What must never be written down
  {
    name: 'an error keeps what the database said',
    find: 'if (error instanceof DrizzleQueryError) return databaseErrorOf(error.cause)',
    put: 'if (error instanceof DrizzleQueryError) return error',
    seenBy: 'db',
    tests: ['marked-word', 'platform'],
  },
]
