import { randomBytes, randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { DatabaseError, waitAtMost } from '#db/client.ts'
import { failureOf } from '#db/failure.ts'
import { knownDeviceCookie } from '#src/auth/known-device.ts'
import { currentStaff, endedByTime } from '#src/auth/session.ts'
import { env } from '#src/settings/env.ts'
import { findForm } from '#src/forms/all-forms.ts'
import { readingStyleOf } from '#src/forms/engine/reading-style.ts'
import { inStyle, twin } from '#src/forms/engine/words.ts'
import { isFromHere } from '#src/http/origin-check.ts'
import {
  mayBeGivenBack,
  notSaved,
  type PlainPage,
  plainPage,
  refusalOf,
  typeAgain,
} from '#src/http/plain-page.ts'
import { requestIdHeader, routeHeader } from '#src/http/own-headers.ts'
import { clientAddress, isOverTls } from '#src/http/proxies.ts'
import { RequestRefused } from '#src/http/request-refused.ts'
import { isSharedDevice } from '#src/http/shared-device.ts'
import { type Ended, signInPath } from '#src/http/sign-in-path.ts'
import { broughtBy, readFields } from '#src/http/upload.ts'
import { errorFields, logOfRequest } from '#src/log.ts'
import { keepRatesFresh } from '#src/services/charging/confirmed-rates.ts'
import { closeIdleReceipts } from '#src/services/filling-in/idle-time.ts'
import { asPayer } from '#src/services/running/budgets.ts'
import { dropKeptWork, isOfSameForm, keepWork, pageOf, showKeptWork } from '#src/services/desk/kept-work.ts'
import { noteUnknownProxy } from '#src/services/running/unknown-proxy.ts'
import { findTakenOver, openTyping, TYPING_COOKIE } from '#src/services/desk/type-in.ts'
import type { PageRequest } from './page-request.ts'

/**
 * Runs what answers a page, with what every page gets before and after: who sent the request, the refusal of what another
 * site sent, the guard of the staff pages, and a calm page when one fails. The one way to a page, with Astro or before it.
 * @param route the pattern of the address: a page may hand over to another one later.
 * @param go answers; undefined leaves the request to the pages, which go through here again.
 */
export async function guarded<Answer extends Response | undefined>(
  page: PageRequest,
  route: string,
  go: () => Promise<Answer>,
): Promise<Response | Answer> {
  const { locals, request } = page
  // Loaded or saved before Astro, it has been through all of this.
  const isNew = locals.before === undefined
  if (isNew) fillLocals(page)
  let answer: Response | Answer
  try {
    answer = await waitAtMost(request.method === 'POST' ? LONGEST_WAIT.save : LONGEST_WAIT.page, async () => {
      const made =
        (isNew ? await refusal(page, route) : undefined) ?? (await whole(await asPayerOf(locals, go)))
      if (made) await dropWhatWasSent(page, made)
      return made
    })
  } catch (error) {
    answer = await answerTo(error, page, route)
  }
  return answer && withOwnHeaders(answer, route)
}

/** Milliseconds that somebody waits for the database before the page says that it cannot answer just now. */
const LONGEST_WAIT = { page: 5_000, save: 12_000 }

/**
 * What a request uses counts for the address that asked, unless a member of staff types in for somebody else: all of them
 * share the council's own address.
 */
const asPayerOf = <T>(locals: App.Locals, go: () => T): T =>
  asPayer(locals.typingIn ? undefined : locals.clientAddress, go)

const READING_KEPT_SECONDS = 180 * 24 * 60 * 60

const isUnder = (folder: string, route: string) => route === folder || route.startsWith(`${folder}/`)
const isStaff = (route: string) => isUnder('/staff', route)
const isPrivate = (route: string) => isStaff(route) || isUnder('/forms', route) || route === '/exit'
/**
 * Shows what was sent from this device, or what follows from it. A form to print is the same for everybody; a question page
 * and the check page show the open draft alone, and lead to the receipt where there is none.
 */
const showsReceipts = (route: string) =>
  (isUnder('/forms', route) && !['/forms/[form]/paper', QUESTION_PAGE, CHECK_PAGE].includes(route)) ||
  isUnder('/local-help', route) ||
  route === '/my-request/proof'
/** The pattern of the address of a question page. */
export const QUESTION_PAGE = '/forms/[form]/[page]'
/** The pattern of the address of the page before a form is sent. */
export const CHECK_PAGE = '/forms/[form]/check'
const isDocument = (route: string) => route.endsWith('.json') || isUnder('/health', route)

function fillLocals({ request, cookies, locals, clientAddress: socketAddress }: PageRequest): void {
  const { headers } = request
  const from = {
    socketAddress,
    forwardedFor: headers.get('x-forwarded-for'),
    forwardedProto: headers.get('x-forwarded-proto'),
  }
  locals.requestId = headers.get(requestIdHeader) ?? randomUUID()
  locals.clientAddress = clientAddress(from, env.TRUSTED_PROXIES)
  locals.isTls = isOverTls(from, env.TRUSTED_PROXIES)
  locals.now = Temporal.Now.instant()
  keepRatesFresh(locals.now)
  if (env.TRUSTED_PROXIES === 0 && from.forwardedFor !== null) noteUnknownProxy(locals.now)
  locals.staff = undefined
  locals.kept = undefined
  locals.posted = undefined
  locals.typingIn = undefined
  locals.typingOver = undefined
  const isShared = isSharedDevice(cookies)
  const { name: known, keptSeconds, ...wherever } = knownDeviceCookie
  locals.device = {
    cookie: isShared ? undefined : cookies.get(known)?.value,
    keep: (value) => {
      const kept = { ...wherever, maxAge: keptSeconds, httpOnly: true, sameSite: 'lax' } as const
      if (!isShared) cookies.set(known, value, { ...kept, secure: locals.isTls })
    },
  }
  locals.reading = readingStyleOf(cookies.get('reading')?.value) ?? 'plain'
  locals.read = (style) => {
    locals.reading = style
    // Says nothing about anybody, and is kept, so that the choice need not be made again.
    const kept = { maxAge: READING_KEPT_SECONDS, httpOnly: true, sameSite: 'lax', path: '/' } as const
    cookies.set('reading', style, { ...kept, secure: locals.isTls })
  }
  const visit = cookies.get('visit')?.value
  locals.visit = visit !== undefined && /^[\w-]{43}$/.test(visit) ? visit : undefined
  locals.startVisit = () => {
    if (locals.visit !== undefined) return locals.visit
    locals.visit = randomBytes(32).toString('base64url')
    // Without an end: gone when the browser closes.
    cookies.set('visit', locals.visit, { httpOnly: true, sameSite: 'lax', path: '/', secure: locals.isTls })
    return locals.visit
  }
}

/** The answer to a request that must not get as far as a page. */
async function refusal(context: PageRequest, route: string): Promise<Response | undefined> {
  const { request, locals, url } = context
  const { headers, method } = request
  const sender = {
    method,
    origin: headers.get('origin'),
    secFetchSite: headers.get('sec-fetch-site'),
    referer: headers.get('referer'),
    host: headers.get('host'),
    isTls: locals.isTls,
  }
  if (!isFromHere(sender, env.ORIGIN)) {
    throw new RequestRefused(
      403,
      twin('This did not come from one of our own pages', 'This did not come from our website'),
      twin(
        'To keep you safe we only take what is sent from the pages of this website.',
        'To keep you safe, we can only read what our pages send.',
      ),
      twin('Open the page here and send it again.', 'Open the page here. Then send it again.'),
    )
  }
  if (locals.visit !== undefined && showsReceipts(route)) {
    await closeIdleReceipts(locals.visit, isSharedDevice(context.cookies), locals.now)
  }
  if (isUnder('/forms', route)) return typingIn(context, route)
  if (!isStaff(route)) return undefined
  const current = await currentStaff(headers.get('cookie'), new Date(locals.now.epochMilliseconds))
  locals.staff = current?.staff
  if (route === '/staff/sign-in' || route === '/staff/sign-out') return undefined
  if (isDocument(route))
    return current ? undefined : Response.json({ error: 'Sign in first.' }, { status: 401 })
  const page = pageOf(url)
  if (!current) return toSignIn(context, page)
  locals.kept = await showKeptWork(current.staff.id, page, locals.now)
  return undefined
}

/**
 * To sign in, and back. What was posted by somebody whose session ended by time a short while ago is kept for them; where
 * it cannot be, they are told so.
 * @param page what it is kept as; undefined where the page could not show it again.
 */
async function toSignIn({ request, url, locals }: PageRequest, page: string | undefined): Promise<Response> {
  const goTo = (ended?: Ended) =>
    new Response(null, { status: 303, headers: { Location: signInPath(url.pathname + url.search, ended) } })
  const { headers } = request
  const ended = await endedByTime(headers.get('cookie'), new Date(locals.now.epochMilliseconds))
  if (request.method !== 'POST') return goTo(ended ? { by: ended.by, work: 'none-sent' } : undefined)
  // Another site's page was refused by now. What names no page at all was not sent by a browser of ours.
  const isFromPage = headers.get('origin') !== null || headers.get('sec-fetch-site') === 'same-origin'
  if (!ended || !isFromPage) return goTo({ by: ended?.by ?? 'unknown', work: 'lost' })
  if (page === undefined) return goTo({ by: ended.by, work: 'nothing-typed' })
  return goTo({
    by: ended.by,
    work: await keepWork(ended.staffId, page, await readFields(request), locals.now),
  })
}

/** What was kept of a page, once its form was sent and taken: not before, so that a failure loses nothing. */
async function dropWhatWasSent({ url, locals }: PageRequest, answer: Response): Promise<void> {
  const { kept, posted, staff, typingIn } = locals
  const owner = staff?.id ?? typingIn?.by
  if (!kept || !posted || owner === undefined || answer.status >= 400) return
  if (!isOfSameForm(kept.typed, posted)) return
  try {
    await dropKeptWork(owner, pageOf(url, typingIn?.draftId))
  } catch (error) {
    // What was asked for is done, and the answer says so. The words stay until their time is over.
    logOfRequest(locals.requestId).error('kept work not dropped', errorFields(error))
  }
}

/** While staff type a form in, these pages of it are theirs; what comes after sending is at the desk. */
const typedInPages = ['', '/[page]', '/check', '/come-back-safely', '/idle', '/paper']

/**
 * On the pages of a form that staff type in for somebody: the draft is found by that, not by this device, and
 * only while who types it in is signed in. Who no longer does is told, and nothing is kept as a form of their own.
 */
async function typingIn(context: PageRequest, route: string): Promise<Response | undefined> {
  const { cookies, locals, params, request, url } = context
  const draftId = cookies.get(TYPING_COOKIE)?.value
  if (draftId === undefined) return undefined
  const form = params['form'] ?? ''
  const goTo = (place: string) => new Response(null, { status: 303, headers: { Location: place } })
  const current = await currentStaff(request.headers.get('cookie'), new Date(locals.now.epochMilliseconds))
  const isQuestions = route === QUESTION_PAGE
  const kept = pageOf(url, draftId)
  if (!current) return toSignIn(context, isQuestions ? kept : undefined)
  const typing = await openTyping(draftId, form, current.staff, locals.now)
  if (!typing) {
    const taken = await findTakenOver(draftId, form, current.staff, locals.now)
    const known = findForm(form)
    if (known && (taken || request.method === 'POST')) {
      locals.staff = current.staff
      locals.typingOver = { form: known.id, page: params['page'] ?? '', taken }
      return undefined
    }
    // Somebody else's, or long gone: from here on it is a form like any other.
    cookies.delete(TYPING_COOKIE, { path: `/forms/${form}` })
    return undefined
  }
  const page = route.replace('/forms/[form]', '')
  if (page === '/save') return goTo('/staff/type-in?kept=yes')
  if (typing.isSent || !typedInPages.includes(page)) return goTo(`/staff/type-in/${draftId}`)
  locals.typingIn = typing
  if (isQuestions) locals.kept = await showKeptWork(current.staff.id, kept, locals.now)
  locals.visit = typing.visit
  locals.startVisit = () => typing.visit
  return undefined
}

/**
 * The answer with all of a page's HTML there already: a part that fails while the rest is on its way would end as half a
 * page that says all is well. Pages are drawn as a whole (astro.config.mjs) and say how long they are; what does not is
 * read to its end.
 */
async function whole<Answer extends Response | undefined>(answer: Answer): Promise<Response | Answer> {
  const headers = answer?.headers
  if (!answer?.body || !headers?.get('content-type')?.startsWith('text/html')) return answer
  return headers.has('content-length') ? answer : new Response(await answer.arrayBuffer(), answer)
}

/** With the headers that every page has. Those of a redirect, and of an answer fetched elsewhere, cannot be changed. */
function withOwnHeaders(answer: Response, route: string): Response {
  let own = answer
  try {
    own.headers.set(routeHeader, route)
  } catch {
    own = new Response(answer.body, answer)
    own.headers.set(routeHeader, route)
  }
  if (isPrivate(route) || !own.headers.has('Cache-Control')) own.headers.set('Cache-Control', 'no-store')
  return own
}

async function answerTo(
  error: unknown,
  { request, locals, url }: PageRequest,
  route: string,
): Promise<Response> {
  const refused = error instanceof RequestRefused ? error : refusalOf(statusOf(error), request.method)
  if (refused !== error) logOfRequest(locals.requestId).error('page failed', { route, ...errorFields(error) })
  if (isDocument(route))
    return Response.json({ error: inStyle(refused.title, false) }, { status: refused.status })
  if (refused.status >= 500) {
    const brought = await broughtBy(request)
    if (brought && mayBeGivenBack(brought))
      return asResponse(
        plainPage(notSaved(refused, brought), {
          reading: locals.reading,
          again: { ...brought, action: url.pathname + url.search },
        }),
      )
    if (brought && refused.status === 503)
      return asResponse(plainPage(typeAgain(refused), { back: url.pathname, reading: locals.reading }))
  }
  // Without a body: Astro shows 500.astro, and where even that fails the server its plainest page.
  if (refused.status === 500) return new Response(null, { status: 500 })
  return asResponse(
    plainPage(refused, { back: refused.status < 500 ? url.pathname : '/', reading: locals.reading }),
  )
}

const asResponse = ({ html, status, headers }: PlainPage) => new Response(html, { status, headers })

const statusOf = (error: unknown) =>
  error instanceof DatabaseError && failureOf(error.code) !== 'ours' ? 503 : 500
