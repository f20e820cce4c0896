import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { buildIfNeeded } from '#src/start/build.ts'
import { findPage, pagesOf } from '#src/forms/engine/form.ts'
import type { AnyQuestion, Typed } from '#src/forms/engine/question.ts'
import { safeguardingConcern as form } from '#src/forms/safeguarding-concern.ts'
import { ownerUrl } from '#tests/support/database.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

const MARK = 'Quizzicalmarmalade'
const FORM = '/forms/safeguarding-concern'
let portal: RunningPortal

beforeAll(async () => {
  buildIfNeeded()
  portal = await startPortal()
}, 300_000)
afterAll(() => portal.kill())

/** Every field of a question that takes words, with the marked word in it. */
function marked(id: string, question: AnyQuestion): Typed {
  const { group, options } = question.control.shows
  if (group) {
    return Object.assign({}, ...Object.entries(group).map(([field, one]) => marked(`${id}-1-${field}`, one)))
  }
  if (options) {
    const withText = options.find((option) => option.text)
    if (!withText) return { [id]: [options[0]?.value ?? ''] }
    return { [id]: [withText.value], [`${id}-${withText.value}-text`]: [MARK] }
  }
  return question.control.takesFiles ? {} : { [id]: [`${MARK} 020 7946 0999 ${MARK}@example.org`] }
}

const markedPage = (name: string): Typed =>
  Object.assign(
    {},
    ...Object.entries(findPage(form, name)?.ask ?? {}).map(([id, question]) => marked(id, question)),
  )

test('a word typed in every field is in no log, address or error page, also when the database fails', async () => {
  const visitor = new Visitor(portal.address)
  const shown: string[] = []
  const errors: { status: number; text: string }[] = []
  const track: Typed = { 'sg-who': ['pro'], 'danger-now': ['not-sure'] }
  for (const { name } of pagesOf(form)) {
    if (name === 's-proof') continue
    const typed = {
      ...markedPage(name),
      ...Object.fromEntries(Object.entries(track).filter(([id]) => id in markedPage(name))),
    }
    for (const press of [1, 2]) {
      const answer = await visitor.post(`${FORM}/${name}`, typed)
      shown.push(answer.headers.get('location') ?? '')
      if (press === 1) await answer.text()
    }
  }
  const pages = await (await visitor.get(`${FORM}/s-what`)).text()
  expect(pages, 'the words did arrive').toContain(MARK)

  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  await owner.unsafe('alter table drafts rename column state to state_away')
  for (const ask of [
    () => visitor.get(`${FORM}/s-what`),
    () => visitor.post(`${FORM}/s-what`, markedPage('s-what')),
    () => visitor.post(`${FORM}/check`, { 'sg-declare': ['true'] }),
  ]) {
    const answer = await ask()
    errors.push({ status: answer.status, text: await answer.text() })
  }
  await owner.unsafe('alter table drafts rename column state_away to state')
  await owner.unsafe("alter table submissions add constraint never check (form = 'none') not valid")
  const refused = await visitor.post(`${FORM}/check`, { 'sg-declare': ['true'] })
  errors.push({ status: refused.status, text: await refused.text() })
  await owner.unsafe('alter table submissions drop constraint never')
  const sent = await visitor.post(`${FORM}/check`, { 'sg-declare': ['true'] })
  expect(sent.headers.get('location')).toBe(`${FORM}/sent`)
  await owner.end()

  expect(errors.map((error) => error.status).every((status) => status >= 500)).toBe(true)
  // What was posted is kept unseen in the page that could not take it, to be sent again, and stands nowhere else in it.
  const keptIn = /<input type="hidden" name="[^"]*" value="[^"]*">/g
  for (const { text } of errors) {
    expect(text.replaceAll(keptIn, '')).not.toContain(MARK)
    expect(text).toContain('020 7946 0100')
    expect(text).not.toMatch(/select|insert|update|stack|\.ts|\.mjs/i)
  }
  const logs = {
    portal: await portal.allWritten(),
    database: readFileSync(inject('database').logFile, 'utf8'),
  }
  expect(logs.portal.split('\n').length).toBeGreaterThan(40)
  expect(logs.database.length).toBeGreaterThan(0)
  expect(logs.portal).not.toContain(MARK)
  expect(logs.database).not.toContain(MARK)
  expect(shown.join(' ')).not.toContain(MARK)
  for (const line of logs.portal.trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow()
}, 120_000)

test('words that are searched for are in no log, also when the database fails', async () => {
  const visitor = new Visitor(portal.address)
  const path = `/search?${new URLSearchParams({ q: `${MARK} hits me` })}`
  const found = await visitor.get(path)
  expect(found.status).toBe(200)
  expect(await found.text(), 'the words did arrive').toContain(MARK)

  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined })
  await owner.unsafe('alter table search_pages rename to search_pages_away')
  // With another word: what was found before is kept.
  const away = await visitor.get(`${path}+now`)
  await owner.unsafe('alter table search_pages_away rename to search_pages')
  await owner.end()
  expect(away.status).toBe(503)
  expect(await away.text()).toContain('We cannot search just now')

  const logs = {
    portal: await portal.allWritten(),
    database: readFileSync(inject('database').logFile, 'utf8'),
  }
  expect(logs.portal).toContain('/search')
  expect(logs.portal, 'the fault is in the log').toContain('42P01')
  expect(logs.database.length).toBeGreaterThan(0)
  expect(logs.portal).not.toContain(MARK)
  expect(logs.database).not.toContain(MARK)
}, 60_000)
