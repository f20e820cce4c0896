import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import { carersAssessmentSubmissions, fillIn } from '#tests/fixtures/carers-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
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

/** Somebody who speaks for themself and has come as far as the page after their name. */
async function named(portal: RunningPortal, name: string): Promise<Visitor> {
  const visitor = new Visitor(portal.address)
  const answers = [
    ['danger', { 'danger-now': ['no'] }],
    ['who', { 'who-for': ['me'] }],
    ['name', { 'first-name': [name] }],
    ['secret', { 'hide-who': ['no'] }],
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

const carersAnswers = fieldsOf(carersAssessment, fillIn(carersAssessmentSubmissions[0]?.answers ?? {}))

describe('nobody is shown what another person wrote', () => {
  test('a page whose words say a name is drawn for each', async () => {
    const pages = pagesOf(carersAssessment).map(({ name }) => `/forms/${carersAssessment.id}/${name}`)
    const asking = pagesOf(carersAssessment).find(({ ask }) => 'ca-cared' in ask)
    const carer = async (caresFor: string) => {
      const visitor = new Visitor(keeping.address)
      const path = `/forms/${carersAssessment.id}/${asking?.name}`
      const given = Object.fromEntries(
        Object.entries(carersAnswers)
          .filter(([field]) =>
            Object.keys(asking?.ask ?? {}).some((id) => field === id || field.startsWith(`${id}-`)),
          )
          .map(([field, value]) => [field, field === 'ca-cared-1-name' ? [caresFor] : [value].flat()]),
      )
      expect((await visitor.post(path, given)).status).toBe(303)
      return { visitor, caresFor }
    }
    const [one, other] = [await carer('Zebedee'), await carer('Dougal')]
    const said = new Set<string>()
    for (const path of pages) {
      for (const { visitor, caresFor } of [one, other, one]) {
        const html = await (await visitor.get(path)).text()
        const otherName = caresFor === 'Zebedee' ? 'Dougal' : 'Zebedee'
        expect(html, path).not.toContain(otherName)
        if (html.includes(caresFor)) said.add(path)
      }
    }
    expect(said.size, 'pages that say the name').toBeGreaterThan(1)
  })

  test('who speaks for themself and gave a name gets the page of everybody else', async () => {
    const [bo, ivy] = [await named(keeping, 'Zebedee'), await named(keeping, 'Dougal')]
    const [one, other] = [
      await said(await bo.get(`${FORM}/contact`)),
      await said(await ivy.get(`${FORM}/contact`)),
    ]
    expect(other).toEqual(one)
    expect(one.text).not.toMatch(/Zebedee|Dougal/)
  })

  test('an answer is on the page of whoever gave it, and gone from nobody’s', async () => {
    const bo = await named(keeping, 'Zebedee')
    expect(await (await bo.get(`${FORM}/name`)).text()).toContain('value="Zebedee"')
    expect(await (await new Visitor(keeping.address).get(`${FORM}/danger`)).text()).not.toContain('Zebedee')
  })
})
