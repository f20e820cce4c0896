import { describe, expect, it } from 'vitest'
import { FORM_IDS } from '#src/domain/form-id.ts'
import { forms } from '#src/forms/all-forms.ts'
import { codeOf, sourcesIn } from '#tests/support/sources.ts'

/** Where a form is declared: the list of ids, the list of forms, and the form itself. */
const DECLARED = [
  'src/domain/form-id.ts',
  'src/forms/all-forms.ts',
  ...FORM_IDS.map((id) => `src/forms/${id}.ts`),
]

const NAMED = FORM_IDS.join('|')
/** As a string of its own, or in the address of the form. A file of that name may be imported. */
const SPELT = new RegExp(`(?<!from )(['"\`])(?:${NAMED})\\1|/forms/(?:${NAMED})(?![\\w.-])`)

describe('the id of a form', () => {
  it('is that of the form found by it', () => {
    expect(Object.entries(forms).map(([id, form]) => [id, form.id])).toEqual(FORM_IDS.map((id) => [id, id]))
  })

  it('goes with a number of its own, which conditions read', () => {
    const numbers = Object.values(forms).map(({ number }) => number)
    expect(numbers).toEqual([...new Set(numbers)])
  })

  it('is seen wherever it is spelt', () => {
    for (const code of [
      `row.form === 'financial-assessment'`,
      `href="/forms/feedback"`,
      'redirect(`/forms/formats-and-languages/`)',
      `"feedback"`,
    ])
      expect(SPELT.test(code), code).toBe(true)
    for (const code of [
      `import { feedback } from '#src/forms/feedback.ts'`,
      `import { feedback } from './feedback.ts'`,
      `title: 'Your feedback'`,
    ])
      expect(SPELT.test(code), code).toBe(false)
  })

  it('is spelt nowhere but where the form is declared', () => {
    const elsewhere = [...sourcesIn('src'), ...sourcesIn('db')].filter((file) => !DECLARED.includes(file))
    expect(elsewhere.length).toBeGreaterThan(300)
    expect(elsewhere.filter((file) => SPELT.test(codeOf(file)))).toEqual([])
  })
})
