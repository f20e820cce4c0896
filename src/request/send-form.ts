import type { Form } from '#src/forms/engine/form.ts'
import type { Problem, Typed } from '#src/forms/engine/question.ts'
import { readTyped } from '#src/http/upload.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import type { PageRequest } from './page-request.ts'
import { goTo } from './save-question-page.ts'

/** A check page that is shown again once it was posted. */
export interface PostedCheckPage {
  readonly status: 200 | 422
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** What nobody could be reached without, asked for once. */
  readonly lacking: { readonly page: string; readonly question: string } | undefined
}

/**
 * Sends a form whose check page was posted.
 * @returns the answer that leads on; where there is something to put right, what the page is drawn with.
 * @throws RequestRefused where what was posted cannot be read.
 */
export async function sendForm(
  { request, locals }: PageRequest,
  form: Form,
): Promise<Response | PostedCheckPage> {
  const home = `/forms/${form.id}`
  const typed = await readTyped(request)
  const action = actionOf(typed)
  if (action.is === 'style') {
    locals.read(action.style)
    return { status: 200, typed, problems: [], lacking: undefined }
  }
  const { visit, now, reading, typingIn } = locals
  const submitted = visit
    ? await submitForm(form, visit, typed, now, reading, typingIn?.by)
    : { is: 'no-draft' as const }
  switch (submitted.is) {
    case 'sent':
      return goTo(`${home}/sent`)
    case 'missing':
      return goTo(`${home}/${submitted.page}`)
    case 'no-draft':
      return goTo(`${home}?answers=none`)
    case 'problems':
      return { status: 422, typed, problems: submitted.problems, lacking: undefined }
    default:
      return { status: 422, typed, problems: [], lacking: submitted }
  }
}
