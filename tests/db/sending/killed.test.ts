import { beforeAll, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { listClocks } from '#db/queries/clocks.ts'
import { listEvents } from '#db/queries/events.ts'
import { findSubmission, listReferences } from '#db/queries/submissions.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { figure, sample } from '#tests/support/long.ts'
import { CONCERN, readyToSend, sendConcern } from '#tests/support/ready-to-send.ts'
import { startPortal, Visitor } from '#tests/support/running-portal.ts'

/** Parts of the time that sending takes on this machine: from its first moment until the answer has come. */
const MOMENTS = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 'answered'] as const

beforeAll(buildIfNeeded, 300_000)

const references = async () =>
  (await read((db) => listReferences(db, { most: 500 }))).map((row) => row.reference)

test('a server killed at any moment of a submit leaves nothing, or one whole submission with its receipt', async () => {
  const outcomes = { nothing: 0, whole: 0 }
  const send = (visitor: Visitor) => sendConcern(visitor).catch(() => undefined)
  let portal = await startPortal()
  // The first that a server sends takes longer, and each below is the first of its server.
  const first = new Visitor(portal.address)
  await readyToSend(first)
  const began = performance.now()
  expect((await send(first))?.status).toBe(303)
  const whole = performance.now() - began
  await portal.kill()
  portal = await startPortal()
  for (const moment of sample(MOMENTS, 4)) {
    const visitor = new Visitor(portal.address)
    await readyToSend(visitor)
    const before = await references()

    const sending = send(visitor)
    if (moment === 'answered') await sending
    else await new Promise((resolve) => setTimeout(resolve, moment * whole))
    await portal.kill()
    await sending
    portal = await startPortal()
    visitor.address = portal.address

    const added = (await references()).filter((reference) => !before.includes(reference))
    if (added.length === 0) {
      outcomes.nothing++
      expect((await visitor.get(`${CONCERN}/check`)).status, 'the draft is still there to send').toBe(200)
      await visitor.post(`${CONCERN}/check`, {})
    } else {
      outcomes.whole++
      expect(added).toHaveLength(1)
      const row = await read((db) => findSubmission(db, added[0] ?? ''))
      if (!row) throw new Error('The submission is listed but not there')
      expect(openSubmission(row).snapshot.answers).toHaveProperty('sg-what')
      expect(await read((db) => listClocks(db, row.id))).toHaveLength(1)
      expect((await read((db) => listEvents(db, row.id))).map((event) => event.kind)).toContain('received')
    }
    const receipt = await (await visitor.get(`${CONCERN}/sent`)).text()
    const after = (await references()).filter((reference) => !before.includes(reference))
    expect(after).toHaveLength(1)
    expect(receipt).toContain(`data-reference="${after[0]}"`)
  }
  await portal.kill()
  expect(outcomes.nothing, 'killed too late to leave nothing').toBeGreaterThan(0)
  expect(outcomes.whole, 'killed too early to leave a submission').toBeGreaterThan(0)
  figure(
    `killed while sending: ${outcomes.nothing} left nothing, ${outcomes.whole} left one whole submission`,
  )
}, 240_000)
