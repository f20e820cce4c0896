import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '#db/migrate.ts'
import { olderDatabase, onDatabase } from '#tests/support/older-database.ts'

let url = ''
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ url, drop } = await olderDatabase('0016_read_by_who_decides'))
})
afterAll(() => drop())

const at = (minute: number) => new Date(Date.UTC(2026, 10, 18, 10, minute))

/** How an older version left a copy: what its event says, and what became of the email with the way to it. */
const copies = {
  handedOver: { how: 'link', state: 'sent', isSealed: false },
  triedAgain: { how: 'link', state: 'failed', isSealed: true },
  addressDeleted: { how: 'link', state: 'failed', isSealed: false },
  waiting: { how: 'link', state: 'waiting', isSealed: true },
  withheld: { how: 'link', state: 'withheld', isSealed: false },
  posted: { how: 'post', state: undefined, isSealed: false },
} as const

test('a copy whose email never went is to be sent again, and no letter that failed says it went', async () => {
  const ids = new Map(Object.keys(copies).map((name) => [name, randomUUID()]))
  const codes = { ofSentForm: randomUUID(), replaced: randomUUID(), newest: randomUUID() }
  await onDatabase(url, async (pool) => {
    const submission = (id: string, copySentAt: Date | null, codeNumber = 1) =>
      pool`insert into submissions ${pool({
        id,
        reference: id.slice(0, 9),
        form: 'feedback',
        form_version: 1,
        received_at: at(0),
        snapshot: Buffer.from('x'),
        is_safeguarding: false,
        suggested_colour: 'green',
        copy_asked: 'email',
        copy_sent_at: copySentAt,
        code_number: codeNumber,
      } as never)}`
    const message = (about: string, key: string, letter: string, state: string, isSealed: boolean) =>
      pool`insert into messages ${pool({
        id: randomUUID(),
        key,
        submission_id: about,
        contact: 'The person who wrote',
        letter,
        state,
        sealed_letter: isSealed ? Buffer.from('x') : null,
        created_at: at(5),
        sent_at: state === 'sent' ? at(6) : null,
      } as never)}`
    for (const [name, { how, state, isSealed }] of Object.entries(copies)) {
      const id = ids.get(name) ?? ''
      await submission(id, at(5))
      await pool`insert into events ${pool({
        submission_id: id,
        at: at(5),
        actor: 'staff',
        kind: 'copy-sent',
        detail: { how },
      } as never)}`
      if (state) await message(id, `copy-link:${id}:1`, 'copy-link', state, isSealed)
    }
    for (const id of Object.values(codes)) await submission(id, null, 2)
    await message(codes.ofSentForm, 'resume-code:x', 'resume-code', 'failed', true)
    await message(codes.replaced, `status-code:${codes.replaced}:1`, 'status-code', 'failed', true)
    await message(codes.newest, `status-code:${codes.newest}:2`, 'status-code', 'failed', true)
  })

  await migrate(url)

  const [submissions, messages] = await onDatabase(url, async (pool) => [
    await pool`select id, copy_sent_at from submissions`,
    await pool`select submission_id, state, failure, failed_at, sealed_letter is null as is_empty, dealt_with from messages`,
  ])
  const sentAt = new Map(submissions?.map((row) => [row['id'], row['copy_sent_at']]))
  expect(Object.fromEntries([...ids].map(([name, id]) => [name, sentAt.get(id)]))).toEqual({
    handedOver: at(6),
    triedAgain: null,
    addressDeleted: null,
    waiting: null,
    withheld: null,
    posted: at(5),
  })
  const of = (id: string | undefined) => messages?.find((row) => row['submission_id'] === id)
  expect(of(ids.get('handedOver'))).toMatchObject({ state: 'sent', failure: null, failed_at: null })
  expect(of(ids.get('triedAgain'))).toMatchObject({
    state: 'trying-again',
    failure: 'not-known',
    is_empty: false,
  })
  expect(of(ids.get('addressDeleted'))).toMatchObject({
    state: 'failed',
    failure: 'not-known',
    failed_at: at(5),
  })
  expect(of(ids.get('waiting'))).toMatchObject({ state: 'waiting', failure: null })
  expect(of(codes.ofSentForm)).toMatchObject({ state: 'dealt-with', dealt_with: 'form-sent', is_empty: true })
  expect(of(codes.replaced)).toMatchObject({ state: 'dealt-with', dealt_with: 'replaced', is_empty: true })
  expect(of(codes.newest)).toMatchObject({ state: 'trying-again', is_empty: false })
})
