import type { Temporal } from 'temporal-polyfill'
import { hiddenAfterMinutes } from '#db/queries/drafts.ts'
import type { Form, FormId } from '#src/forms/engine/form.ts'
import type { Walk } from '#src/forms/engine/walk.ts'
import type { RaisedSignpost } from '#src/forms/rules/signposts.ts'
import { topicOfSignpost } from '#src/information/topics.ts'
import { findSentForm, type SentForm } from '#src/services/submissions/sent-form.ts'
import { asDate } from '#db/moments.ts'
import { type NamedService, nearestServices } from './find-services.ts'

/** What a receipt offers besides the request itself. */
export interface LocalHelp {
  readonly signposts: readonly RaisedSignpost[]
  readonly offers: readonly FormId[]
  /** By signpost: the nearest services of its topic, by name and telephone. Never where they are. */
  readonly nearby: ReadonlyMap<string, readonly NamedService[]>
}

/** Services named under each topic of a receipt. */
const MOST_NAMED = 2

/**
 * The local help and the other forms that the last form of this kind on this device has raised. What answers on harm
 * or self-harm raised is there on the device they were given on, for a while after sending: later, and on a device
 * that came back with a code, somebody else may be reading.
 */
export async function showLocalHelp(
  form: Form,
  visit: string | undefined,
  now: Temporal.Instant,
  found?: SentForm,
): Promise<LocalHelp> {
  const sent = form.isSafeguarding ? undefined : (found ?? (await findSentForm(form, visit)))
  if (!sent?.draft.sentAt) return { signposts: [], offers: [], nearby: new Map() }
  const { draft, stored } = sent
  const { signposts = [], offers = [], snapshot } = stored
  const isFresh =
    sent.draft.sentAt >= asDate(now.subtract({ minutes: hiddenAfterMinutes })) && !draft.isResumed
  const shown = signposts.filter(({ onScreenOnly }) => isFresh || !onScreenOnly)
  return {
    signposts: shown,
    offers,
    nearby: await nearbyOf(shown, postcodeOf(snapshot.answers['address']), now),
  }
}

/** The postcode of an answer that is an address, where it was given. */
function postcodeOf(address: unknown): string | undefined {
  const isGiven = typeof address === 'object' && address !== null && 'postcode' in address
  return isGiven && typeof address.postcode === 'string' ? address.postcode : undefined
}

/**
 * The nearest services for what was just answered, while a form is filled in.
 * @param walked As it is drawn: an address that is not shown there finds nothing near it.
 */
export async function showNearby(
  signposts: readonly RaisedSignpost[],
  { counts }: Walk,
  now: Temporal.Instant,
): Promise<LocalHelp['nearby']> {
  const address = counts['address']
  return nearbyOf(signposts, address && 'value' in address ? postcodeOf(address.value) : undefined, now)
}

async function nearbyOf(
  signposts: readonly RaisedSignpost[],
  near: string | undefined,
  now: Temporal.Instant,
): Promise<LocalHelp['nearby']> {
  const topics = new Map(
    signposts.flatMap(({ id }) => {
      const topic = topicOfSignpost(id)
      return topic ? [[id, topic.id] as const] : []
    }),
  )
  if (topics.size === 0) return new Map()
  const found = await nearestServices([...new Set(topics.values())], near, MOST_NAMED, now)
  return new Map([...topics].map(([id, topic]) => [id, found.get(topic) ?? []]))
}
