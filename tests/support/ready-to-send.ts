import type { Visitor } from './running-portal.ts'

/** The form of the shortest way to something sent. */
export const CONCERN = '/forms/safeguarding-concern'

/** What a neighbour posts, page by page, up to the check page. */
export const NEIGHBOURS_PAGES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  danger: { 'danger-now': ['no'] },
  's-who': { 'sg-who': ['public'] },
  private: {},
  's-you': {},
  's-adult': { 'sg-adult-name': ['Ken Madeupson'] },
  's-what': { 'sg-what': ['Somebody takes his money.'] },
}

/** Posts a safeguarding concern up to its check page, with the facts that must be there. */
export async function readyToSend(visitor: Visitor): Promise<void> {
  await visitor.post(`${CONCERN}/danger`, { 'danger-now': ['no'] })
  await visitor.post(`${CONCERN}/s-who`, { 'sg-who': ['pro'] })
  await visitor.post(`${CONCERN}/s-you`, { 'sg-name': ['Nurse Test'], 'sg-phone': ['020 7946 0501'] })
  await visitor.post(`${CONCERN}/s-job`, {})
  await visitor.post(`${CONCERN}/s-adult`, { 'sg-adult-name': ['Walter Sampleman'] })
  await visitor.post(`${CONCERN}/s-what`, { 'sg-what': ['A bruise nobody can explain.'] })
}

/** Sends it. */
export const sendConcern = (visitor: Visitor): Promise<Response> =>
  visitor.post(`${CONCERN}/check`, { 'sg-declare': ['true'] })
