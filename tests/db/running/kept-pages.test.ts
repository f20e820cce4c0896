import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resetDatabase } from '#tests/support/database.ts'
import { type RunningPortal, startPortal, Visitor } from '#tests/support/running-portal.ts'

/**
 * Pages that are kept for everybody, as they go over the wire: the same as drawn, and nobody's own. One web server keeps
 * them, as in production; another on the same database draws each.
 */

let keeping: RunningPortal
let drawing: RunningPortal
beforeAll(async () => {
  await resetDatabase()
  ;[keeping, drawing] = await Promise.all([startPortal({ KEPT_HTML: 'used' }), startPortal()])
})
afterAll(() => Promise.all([keeping?.kill(), drawing?.kill()]))

const FORM = '/forms/ask-us-to-contact-you'

/** Somebody who has come as far as the page after their name. */
async function named(portal: RunningPortal, who: string, name: string): Promise<Visitor> {
  const visitor = new Visitor(portal.address)
  const answers = [
    ['danger', { 'danger-now': ['no'] }],
    ['who', { 'who-for': [who] }],
    [
      'you',
      { 'who-are-you': ['family'], 'helper-name': [`${name}s helper`], 'helper-phone': ['07700 900801'] },
    ],
    ['name', { 'first-name': [name] }],
  ] as const
  let at = `${FORM}/danger`
  for (let step = 0; step < 12 && !at.endsWith('/contact'); step++) {
    const page = at.split('/').at(-1)
    const given = answers.find(([on]) => on === page)?.[1] ?? {}
    const answer = await visitor.post(at, given)
    expect([page, answer.status]).toEqual([page, 303])
    at = (answer.headers.get('location') ?? '').replace(/[?#].*/, '')
  }
  return visitor
}

/** All of an answer but what is of this one request. One that is compressed as it goes does not know how long it will be. */
const said = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers].filter(([name]) => !OF_ONE_REQUEST.includes(name)),
  text: await answer.text(),
})

const OF_ONE_REQUEST = ['date', 'x-request-id', 'content-length', 'transfer-encoding']

describe('a page that was kept', () => {
  test.each([
    ['the start page', FORM],
    ['the first page', `${FORM}/danger`],
    ['a long form’s start page', '/forms/self-assessment'],
  ])('%s goes out as it was drawn', async (_, path) => {
    const drawn = await said(await new Visitor(drawing.address).get(path))
    const [first, second] = [
      await said(await new Visitor(keeping.address).get(path)),
      await said(await new Visitor(keeping.address).get(path)),
    ]
    expect(first).toEqual(drawn)
    expect(second).toEqual(drawn)
    expect(drawn.status).toBe(200)
  })

  test('in Easy Read it is another one', async () => {
    const easy = new Visitor(keeping.address)
    await easy.post('/reading-style', { style: ['easy-read'], to: [`${FORM}/danger`] })
    const plain = await said(await new Visitor(keeping.address).get(`${FORM}/danger`))
    for (const _ of [1, 2]) {
      const page = await said(await easy.get(`${FORM}/danger`))
      expect(page.text).toContain('data-reading="easy-read"')
      expect(plain.text).not.toContain('data-reading="easy-read"')
    }
  })

  test('compressed it is the same page, once for each way that a browser takes it', async () => {
    const ask = (encoding: string) =>
      fetch(`${keeping.address}${FORM}/danger`, { headers: { 'accept-encoding': encoding } })
    const plain = await said(await ask('identity'))
    for (const encoding of ['gzip', 'br', 'br', 'gzip']) {
      const answer = await ask(encoding)
      expect(answer.headers.get('content-encoding')).toBe(encoding)
      expect(answer.headers.get('vary')).toBe('Accept-Encoding')
      expect(await answer.text()).toBe(plain.text)
    }
  })

  test('the visit that begins with a POST gets its cookie, and no kept page brings one', async () => {
    const answer = await new Visitor(keeping.address).get(`${FORM}/danger`)
    expect(answer.headers.getSetCookie()).toEqual([])
  })
})

describe('nobody is shown what another person wrote', () => {
  test('a page whose words say a name is drawn for each', async () => {
    const [zebedee, dougal] = [
      await named(keeping, 'someone-else', 'Zebedee'),
      await named(keeping, 'someone-else', 'Dougal'),
    ]
    const pages = ['name', 'contact'].map((page) => `${FORM}/${page}`)
    for (const path of [...pages, ...pages]) {
      const [one, other] = [await zebedee.get(path), await dougal.get(path)]
      const texts = [await one.text(), await other.text()]
      expect([path, one.status, other.status]).toEqual([path, 200, 200])
      expect(texts[0]).not.toContain('Dougal')
      expect(texts[1]).not.toContain('Zebedee')
    }
  })

  test('who speaks for themself and gave a name gets the page of everybody else', async () => {
    const [bo, ivy] = [await named(keeping, 'me', 'Zebedee'), await named(keeping, 'me', 'Dougal')]
    const [one, other] = [
      await said(await bo.get(`${FORM}/contact`)),
      await said(await ivy.get(`${FORM}/contact`)),
    ]
    expect(other).toEqual(one)
    expect(one.text).not.toMatch(/Zebedee|Dougal/)
  })

  test('an answer is on the page of whoever gave it, and gone from nobody’s', async () => {
    const bo = await named(keeping, 'me', 'Zebedee')
    expect(await (await bo.get(`${FORM}/name`)).text()).toContain('value="Zebedee"')
    expect(await (await new Visitor(keeping.address).get(`${FORM}/danger`)).text()).not.toContain('Zebedee')
  })
})
