import type { NamedPage } from '#src/forms/engine/block.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { noticingNames } from '#src/forms/engine/snapshot.ts'
import type { Listener } from '#src/forms/engine/words.ts'
import { isSharedDevice } from '#src/http/shared-device.ts'
import { showConcern } from '#src/services/after-sending/show-concern.ts'
import { helpBeside } from '#src/services/filling-in/help-beside.ts'
import { type PageView, showPage } from '#src/services/filling-in/show-page.ts'
import type { Loaded } from './loaded.ts'
import type { PageRequest } from './page-request.ts'
import { goTo, type QuestionPageToDraw } from './save-question-page.ts'
import { keyOfUntouched } from './untouched-page.ts'

/** A question page that is asked for: what it is drawn from, or the answer that leads to where the reader can go. */
export async function showQuestionPage(
  page: PageRequest,
  asked: { form: Form; page: NamedPage },
): Promise<Response | { question: QuestionPageToDraw; sameForAll?: Loaded['sameForAll'] }> {
  const { url, locals } = page
  const { form } = asked
  const home = `/forms/${form.id}`
  const isCookieRefused = locals.visit === undefined && url.searchParams.get('cookie') === 'new'
  if (isCookieRefused) return goTo(`${home}?answers=no-cookies`)
  const question = url.searchParams.get('question') ?? undefined
  const { reading, visit, now, kept } = locals
  const shown = await showPage(form, asked.page.name, visit, now, { reading, question })
  if (shown.is === 'no-draft') return goTo(`${home}?answers=none`)
  if (shown.is === 'redirect') return goTo(`${home}/${shown.to}`)
  const { listener, unnamed, isNamed } = noticingNames(form, shown.view.listener)
  const toDraw: QuestionPageToDraw = {
    view: { ...shown.view, listener, ...(kept && { typed: kept.typed }) },
    status: 200,
    changed: [],
    isFromCheck: url.searchParams.get('from') === 'check',
    isFirstCookie: false,
    opened: shown.opened,
  }
  const key = await keyOfWhole(page, toDraw, unnamed)
  return { question: toDraw, sameForAll: key === undefined ? undefined : { key, isNamed } }
}

/** A page with groups names itself: without it the browser takes the # of one along, from page to page. */
export const formAction = ({ page }: PageView, url: URL): string | undefined =>
  Object.values(page.ask).some(({ control }) => control.shows.group) ? url.pathname + url.search : undefined

/**
 * Everything that a page is drawn from, its form and what stands around it, where none of it is the reader's own.
 * @param unnamed who is spoken to, with nobody named.
 */
async function keyOfWhole(
  { url, locals, cookies }: PageRequest,
  { view, isFromCheck, opened }: QuestionPageToDraw,
  unnamed: Listener,
): Promise<string | undefined> {
  const { form, page } = view
  if (locals.kept || locals.typingIn) return undefined
  // Written in another way, the same address stands on the page as it was written; and it may say anything.
  if (url.pathname !== `/forms/${form.id}/${page.name}`) return undefined
  const action = formAction(view, url)
  if (action !== undefined && url.search !== '') return undefined
  const help = helpBeside(view)
  if (help.signposts.length + help.offers.length > 0) return undefined
  if (opened && (await showConcern(form, locals.visit, locals.now, opened))) return undefined
  // With the day: what is said of dates and amounts may change with it.
  const { today } = view.walked
  const around = [today, locals.reading, isFromCheck, action, isSharedDevice(cookies), ...view.notices]
  return keyOfUntouched(view, unnamed, [...around, view.back?.page, view.back?.question])
}
