import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { feedback } from '#src/forms/feedback.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { bosRequest, ivysComplaint, kensMoney } from '#tests/fixtures/short-requests.ts'
import { sendAtOnce, toCheckAtOnce } from './plain-http.ts'
import { expect, newDevice, press, receiptOn, signIn, test } from './portal.ts'
import { sameNames } from './same-names.ts'

const concern = fieldsOf(safeguardingConcern, kensMoney)
const money = fieldsOf(
  financialAssessment,
  fillIn({
    'first-name': 'Hilda',
    'last-name': 'Testincome',
    'fa-savings-kinds': ['savings'],
    'fa-savings': [{ kind: 'savings', amount: '15100', whose: 'own' }],
  }),
)
const complaint = { ...ivysComplaint, 'fb-when': 'Last week', 'fb-want': 'A call.' }

const beginTyping = async (page: Page) => {
  await page.goto('/staff/type-in')
  await page.locator('[name=form][value=feedback]').check()
  await page.locator('[name=how][value=phone]').check()
  for (const [part, value] of Object.entries({ day: '1', month: '11', year: '2026', time: '9:30' }))
    await page.locator(`[name=received-${part}]`).fill(value)
  await press(page, 'Begin')
}

/**
 * Every page of the desk by its file in `src/pages/staff/`, as addresses on which as many of a kind stand as can:
 * two requests of one person, two forms begun at the same minute, every form of every act.
 */
async function pagesOf(page: Page, desk: Page): Promise<Record<string, readonly string[]>> {
  const sent: Record<string, string> = {}
  for (const [name, form, fields] of [
    ['concern', safeguardingConcern, concern],
    ['again', safeguardingConcern, concern],
    ['complaint', feedback, complaint],
    ['request', askUsToContactYou, bosRequest],
    ['money', financialAssessment, money],
  ] as const) {
    sent[name] = `/staff/submissions/${(await sendAtOnce(page, form, fields)).reference}`
  }
  const colleague = await (await newDevice(page.context().browser() ?? never())).newPage()
  await signIn(colleague, 'manager')
  for (const who of [desk, desk, colleague, colleague]) await beginTyping(who)
  await desk.goto('/staff/type-in')
  const over =
    (await desk
      .getByRole('link', { name: /^Take over/ })
      .first()
      .getAttribute('href')) ?? ''
  await colleague.context().close()
  const person = await (await newDevice(page.context().browser() ?? never())).newPage()
  await toCheckAtOnce(person, feedback, complaint)
  await person.locator('[name=declare]').first().check()
  await person.locator('[name=copy-how][value=post]').check()
  await press(person, 'Send')
  const copy = `/staff/submissions/${(await receiptOn(person)).reference}`
  await person.context().close()
  return {
    'index.astro': ['/staff', '/staff?view=all', '/staff?view=mine'],
    'submissions/[reference].astro': ['concern', 'complaint', 'request', 'money']
      .map((one) => sent[one] ?? '')
      .concat(copy),
    'submissions/[reference]/copy.astro': [`${copy}/copy`],
    'submissions/[reference]/money.astro': [
      `${sent['money']}/money`,
      `${sent['money']}/money?amend=fa-savings`,
    ],
    'new-code.astro': [
      '/staff/new-code',
      `/staff/new-code?reference=${sent['complaint']?.split('/').at(-1)}`,
    ],
    'type-in/index.astro': ['/staff/type-in', '/staff/type-in?kept=yes'],
    'type-in/[draft]/take-over.astro': [over],
    'alerts/index.astro': ['/staff/alerts'],
    'rates.astro': ['/staff/rates'],
    'uprating.astro': ['/staff/uprating'],
    'system.astro': ['/staff/system'],
    'equality.astro': ['/staff/equality'],
    'sign-in.astro': ['/staff/sign-in?ended=idle&work=kept'],
    // Reached by sending something, and walked in the tests of what they are for.
    'files/[id].astro': [],
    'submissions/[reference]/letter/[number].astro': [],
    'submissions/[reference]/letter/draft.astro': [],
    'type-in/[draft].astro': [],
    'type-in/taken-over.astro': [],
  }
}
const never = (): never => {
  throw new Error('There is no browser.')
}

test('no two controls of a page of the desk have one name and do different things', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  const desk = await (await newDevice(browser)).newPage()
  await signIn(desk, 'officer')
  const pages = await pagesOf(page, desk)
  const files = globSync('**/*.astro', { cwd: join(import.meta.dirname, '../../src/pages/staff') })
  expect(Object.keys(pages).toSorted()).toEqual(files.toSorted())
  const boss = await (await newDevice(browser)).newPage()
  await signIn(boss, 'manager')
  const nobody = await (await newDevice(browser)).newPage()
  const asked: Readonly<Record<string, Page>> = {
    'system.astro': boss,
    'equality.astro': boss,
    'sign-in.astro': nobody,
  }
  const found: string[] = []
  for (const [file, paths] of Object.entries(pages)) {
    const who = asked[file] ?? desk
    for (const path of paths) {
      const answer = await who.goto(path)
      expect([answer?.status(), who.url().endsWith(path)], path).toEqual([200, true])
      found.push(...(await sameNames(who)).map((one) => `${file}: ${one}`))
    }
  }
  // After a mistake, with everything that is typed back in its place.
  await desk.goto(pages['submissions/[reference].astro']?.[0] ?? '')
  await desk.getByRole('button', { name: 'Record this decision' }).click()
  await expect(desk.locator('.govuk-error-summary')).toBeVisible()
  found.push(...(await sameNames(desk)).map((one) => `a decision to put right: ${one}`))
  expect(found).toEqual([])
})

test('a name given twice is found, whatever gives it', async ({ page }) => {
  await page.goto('/staff/sign-in')
  const add = (html: string) =>
    page.evaluate((given) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', given)
    }, html)
  expect(await sameNames(page)).toEqual([])
  const link = '<a href="/one">Open</a>'
  // The same thing twice, the answers of two questions, and what is not shown to anybody.
  await add(`${link}${link}`)
  for (const asked of ['Is it safe?', 'Is it theirs?'])
    await add(
      `<fieldset><legend>${asked}</legend><label><input type="radio" name="${asked}"> Yes</label></fieldset>`,
    )
  await add('<a href="/two" hidden>Open</a>')
  expect(await sameNames(page)).toEqual([])
  for (const other of [
    '<a href="/two">Open</a>',
    '<button name="do" value="open">Open</button>',
    '<details><summary>More</summary><label>Open <input name="folded"></label></details>',
    '<a href="/three" aria-label="Open"><span>Other words</span></a>',
  ]) {
    await add(`<div id="added">${other}</div>`)
    expect(await sameNames(page), other).toHaveLength(1)
    expect(await page.locator('details[open]').count(), 'folded again').toBe(0)
    await page.locator('#added').evaluate((one) => one.remove())
  }
})
