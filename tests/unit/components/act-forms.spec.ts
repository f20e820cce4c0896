import { expect, test } from 'vitest'
import type { FormToDraw } from '#src/components/desk/act-forms.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import type { ShownSubmission } from '#src/services/desk/show-submission.ts'
import { visitAct } from '#tests/fixtures/desk-acts/record-visit.act.ts'
import { render } from './rendered.ts'

const staff = {
  id: 'officer',
  email: 'officer@example.org',
  name: 'Sam Okafor',
  role: 'officer',
  isDemonstration: false,
} as const

/** The form of the act for one file, drawn. */
async function drawn(typed: Typed = {}, problems: readonly Problem[] = [], leftToDo?: string) {
  const shown = { files: [{ id: 'one', name: 'One.pdf' }], leftToDo } as unknown as ShownSubmission
  const forms: FormToDraw[] = visitAct
    .forms(shown, staff)
    .map((form) => ({ act: visitAct, form, typed, problems }))
  return render('desk/ActForms', { forms, version: 3 })
}

test('an act that has no component is drawn from its declaration', async () => {
  const html = await drawn()
  expect(html).toMatch(/^<details>\s*<summary>Record a visit about One\.pdf<\/summary>/)
  expect(html).toContain('<form method="post" action="#files" novalidate autocomplete="off">')
  expect(html).toContain('<input type="hidden" name="version" value="3">')
  expect(html).toContain('<input type="hidden" name="visit-file" value="one">')
  expect(html).toMatch(/Only where it is safe\./)
  for (const name of ['visit-at-day', 'visit-at-time', 'visit-how', 'visit-words', 'visit-safe'])
    expect(html, name).toContain(`name="${name}"`)
  expect(html).toMatch(/<option value>\s*Select one\s*<\/option>\s*<option value="post"[^>]*>\s*By post/)
  // Where the act says that a problem of its words is put right.
  expect(html).toMatch(/<label[^>]* for="words-of-one"/)
  expect(html).toMatch(/<textarea[^>]* id="words-of-one"/)
  expect(html).toMatch(/id="words-of-one-hint"[^>]*>\s*In short\./)
  expect(html).toMatch(/I rang first/)
  expect(html).toMatch(/<button[^>]* value="visit" name="_do"/)
  // Whoever hears one control by itself hears what it is about.
  const subject = (words: string) =>
    new RegExp(`${words}<span class="govuk-visually-hidden">: Record a visit about One\\.pdf</span>`)
  for (const label of ['How', 'What you saw', 'Time']) expect(html).toMatch(subject(label))
  expect(html).toMatch(/Record the visit\s*<span class="govuk-visually-hidden"> about One\.pdf<\/span>/)
})

test('what was typed comes back, opened, with what is to be put right', async () => {
  const html = await drawn(
    { 'visit-words': ['At <home>'], 'visit-how': ['email'], 'visit-safe': ['yes'], 'visit-at-day': ['31'] },
    [
      { field: 'visit-words', message: 'Enter it in fewer words' },
      { field: 'visit-at-day', message: 'Enter a real day' },
    ],
  )
  expect(html).toMatch(/^<details open>/)
  expect(html).toContain('At &lt;home&gt;</textarea>')
  expect(html).toMatch(/<option value="email" selected/)
  expect(html).toMatch(/<input[^>]* name="visit-safe"[^>]* checked/)
  expect(html).toMatch(/value="31"/)
  expect(html.match(/Enter it in fewer words|Enter a real day/g)).toHaveLength(2)
})

test('what cannot be done yet says why, in place of the boxes', async () => {
  const html = await drawn({}, [], 'Decide first.')
  expect(html).toMatch(/<p class="govuk-body">Decide first\.<\/p>/)
  expect(html).not.toContain('<form')
  // Somebody who was told what to put right sees the boxes it is put right in.
  expect(await drawn({}, [{ field: 'visit-how', message: 'Select how' }], 'Decide first.')).toContain('<form')
})
