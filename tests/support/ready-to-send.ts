import type { Visitor } from './running-portal.ts'

/** The form of the shortest way to something sent. */
export const CONCERN = '/forms/safeguarding-concern'

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
