import { MOST_BYTES } from '#src/forms/controls/files.ts'
import { findForm } from '#src/forms/all-forms.ts'
import type { NamedPage } from '#src/forms/engine/block.ts'
import { findPage, type Form } from '#src/forms/engine/form.ts'
import { isSharedDevice } from '#src/http/shared-device.ts'
import { readMultipart, readTyped } from '#src/http/upload.ts'
import { addFile, removeFile } from '#src/services/filling-in/add-file.ts'
import { closeIdleReceipts } from '#src/services/filling-in/idle-time.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { findProgress, type OpenedDraft, type PageView } from '#src/services/filling-in/show-page.ts'
import type { PageRequest } from './page-request.ts'

/** A question page as it is to be drawn: asked for, or posted and shown again. */
export interface QuestionPageToDraw {
  readonly view: PageView
  readonly status: 200 | 409 | 422
  /** Titles of the questions that were changed elsewhere. */
  readonly changed: readonly string[]
  /** Come from "Change" on the check page, and going back there. */
  readonly isFromCheck: boolean
  /** The device gets its cookie with this very answer. */
  readonly isFirstCookie: boolean
  /** The draft, where the page was drawn from it and nothing was saved since. */
  readonly opened?: OpenedDraft | undefined
}

/** The form and the page of it that an address names; undefined where there is none. */
export function questionPage(
  params: PageRequest['params'],
): { form: Form; page: NamedPage; hasFiles: boolean } | undefined {
  const form = findForm(params['form'] ?? '')
  const page = form && findPage(form, params['page'] ?? '')
  if (!form || !page) return undefined
  return { form, page, hasFiles: Object.values(page.ask).some(({ control }) => control.takesFiles) }
}

/** The address of a page of a form, and of a question there where it is not the one the page opens with. */
export function questionAddress(
  form: Form,
  name: string,
  { question, fromCheck, firstCookie }: { question?: string; fromCheck?: boolean; firstCookie?: boolean },
): string {
  const query = new URLSearchParams()
  // The next page finds out whether the cookie is kept.
  if (firstCookie) query.set('cookie', 'new')
  if (fromCheck) query.set('from', 'check')
  if (question !== undefined) query.set('question', question)
  return `/forms/${form.id}/${name}${query.size > 0 ? `?${query}` : ''}`
}

/** An answer that leads on. */
export const goTo = (place: string) => new Response(null, { status: 303, headers: { Location: place } })

/**
 * Keeps what was typed on a question page, whatever it is.
 * @returns the answer that leads on; where there is something to put right, what the page is drawn from.
 * @throws RequestRefused where what was posted cannot be read.
 */
export async function saveQuestionPage(
  { request, cookies, locals }: PageRequest,
  { form, page, hasFiles }: { form: Form; page: NamedPage; hasFiles: boolean },
): Promise<Response | QuestionPageToDraw> {
  const { now } = locals
  const home = `/forms/${form.id}`
  const sent = hasFiles
    ? await readMultipart(request, { mostBytes: MOST_BYTES })
    : { typed: await readTyped(request), file: undefined }
  const { typed } = sent
  locals.posted = typed
  const isFirstCookie = locals.visit === undefined
  const visit = locals.visit ?? locals.startVisit()
  const action = actionOf(typed)
  const problems = []
  if (sent.file && (sent.file.name !== '' || sent.file.bytes.length > 0)) {
    if (!(await findProgress(form, visit, now))) {
      await savePage({ form, pageName: page.name, visit, typed, action: { is: 'stay' }, now })
    }
    const problem = await addFile(form, page.name, visit, sent.file, now)
    if (problem) problems.push(problem)
  }
  const [, fileId] = typed['_do']?.[0]?.match(/^remove-file:(.+)$/) ?? []
  if (fileId) await removeFile(form, visit, fileId, now)
  if (action.is === 'style') locals.read(action.style)
  const { reading } = locals
  // A file begins the draft before the page is saved.
  const isNewVisit = isFirstCookie && !hasFiles
  const save = { form, pageName: page.name, visit, isNewVisit, typed, action, now, problems, reading }
  let saved = await savePage(save)
  // What was sent is known here only as long as its receipt may be: nothing was saved, so that it may be asked again.
  if (saved.is === 'already-sent' && (await closeIdleReceipts(visit, isSharedDevice(cookies), now)))
    saved = await savePage(save)
  const isFromCheck = typed['_from']?.[0] === 'check'
  switch (saved.is) {
    case 'no-such-page':
      return goTo(home)
    case 'hidden':
      return goTo('/come-back?answers=hidden')
    case 'already-sent':
      return goTo(`${home}/sent?again=yes`)
    case 'go': {
      const { to, question, group } = saved
      const address = questionAddress(form, to, {
        ...(question === undefined ? {} : { question }),
        fromCheck: to === page.name && isFromCheck,
        firstCookie: isFirstCookie,
      })
      return goTo(group === undefined ? address : `${address}#${group}`)
    }
    default:
      return {
        view: saved.view,
        status: { problems: 422, 'changed-elsewhere': 409, shown: 200 }[saved.is] as 200 | 409 | 422,
        changed: saved.is === 'changed-elsewhere' ? saved.changed : [],
        isFromCheck,
        isFirstCookie,
      }
  }
}
