import type { Page } from 'playwright/test'
import { expectClean } from './accessible.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { kensMoney } from '#tests/fixtures/short-requests.ts'
import { sendAtOnce } from './plain-http.ts'
import { expect, newDevice, PASSWORD, signIn, test } from './portal.ts'

/** Sends a concern as a member of the public. Gives its reference. */
async function sendOne(address = '', change: Partial<Record<keyof typeof kensMoney, string>> = {}) {
  const fields = fieldsOf(safeguardingConcern, { ...kensMoney, ...change })
  return (await sendAtOnce(address, safeguardingConcern, fields)).reference
}

const main = (page: Page) => page.locator('main')

async function decide(page: Page, outcome: string, reason: string) {
  await page.locator(`[name=outcome][value=${outcome}]`).check()
  await page.locator('[name=colour][value=red]').check()
  await page.locator('[name=reason]').fill(reason)
  await page.locator('[name=next-step]').fill('Ring his sister.')
  await page.getByRole('button', { name: /^Record/ }).click()
}

test('an officer works through the test, is told what is missing, and decides', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'officer')
  await page.goto(`/staff/submissions/${reference}`)
  await expect(page.getByText('Not answered yet whether contact is safe: treat it as unsafe')).toBeVisible()
  await expect(page.locator('.test-part').nth(2)).toContainText('The answers point to yes')
  await expect(page.locator('.test-part').nth(2)).toContainText('or get help? No')
  await expect(page.locator('main input[type=radio]:checked')).toHaveCount(0)

  for (const part of ['needs', 'harm']) await page.locator(`[name=test-${part}][value=yes]`).check()
  await page.locator('[name=test-needs-why]').fill('Registered as severely sight impaired.')
  await page.locator('[name=outcome][value=section-42]').check()
  await page.locator('[name=colour][value=green]').check()
  await page.getByRole('button', { name: 'Record this decision' }).click()
  await expect(page).toHaveTitle(/^Error: /)
  const summary = page.locator('.govuk-error-summary')
  await expect(summary.getByRole('listitem')).toHaveText([
    'Select yes, no or find out for protecting themself',
    'Enter why the colour is lower than amber',
    'Enter the reason for your decision',
    'Enter what happens next',
  ])
  await expect(page.locator('[name=test-needs-why]')).toHaveValue('Registered as severely sight impaired.')
  await expect(page.locator('[name=outcome]:checked')).toHaveValue('section-42')
  await expect(page.locator('[name=test-harm]:checked')).toHaveValue('yes')
  await expectClean(page, 'as it is')
  await summary.getByRole('link', { name: 'Enter the reason for your decision' }).click()
  await expect(page.locator('[name=reason]')).toBeFocused()

  await page.locator('[name=test-protect][value=find-out]').check()
  await decide(page, 'section-42', 'He cannot see who is in the room.')
  await expect(page.locator('.decision')).toContainText('Decision 1: Section 42 enquiry')
  await expect(page.locator('.decision')).toContainText('He cannot see who is in the room.')
  await expect(page.locator('.history').first()).toContainText('Decision 1: Section 42 enquiry, red')
  await expect(main(page)).toContainText('in time.')
  const stored = await (await page.request.get(`/staff/submissions/${reference}.json`)).json()
  expect(stored.promise.keptAt).not.toBeNull()
  expect(stored.events.map((event: { kind: string }) => event.kind)).toContain('decided')
})

test('of two officers the later is shown what changed, keeps what was typed, and can decide anew', async ({
  page,
  browser,
  baseURL,
}) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'officer')
  const other = await (await newDevice(browser)).newPage()
  await signIn(other, 'manager')
  for (const desk of [page, other]) await desk.goto(`/staff/submissions/${reference}`)
  await decide(other, 'advice', 'Sister has it in hand.')
  await expect(other.locator('.decision')).toContainText('Information and advice')

  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  await decide(page, 'other-enquiry', 'Bank statements look wrong.')
  expect((await answered).status()).toBe(409)
  const changed = page.locator('.govuk-error-summary')
  await expect(changed).toContainText('This changed after you opened it')
  await expect(changed).toContainText('Priya Nair')
  await expect(changed).toContainText('Sister has it in hand.')
  await expect(page.locator('[name=reason]')).toHaveValue('Bank statements look wrong.')
  await expect(page.locator('[name=outcome]:checked')).toHaveValue('other-enquiry')
  await expectClean(page, 'as it is')
  await page.getByRole('button', { name: 'Record my decision as well' }).click()
  await expect(page.locator('.decision').first()).toContainText('Decision 2: Other enquiry')
})

test('taking and handing over show who has it', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'officer')
  await page.goto(`/staff/submissions/${reference}`)
  await page.getByRole('button', { name: 'Take this' }).click()
  await expect(page.getByText('You have this.')).toBeVisible()
  await page.getByText('Hand over to a colleague', { exact: true }).click()
  await page.getByLabel('To: Hand over to a colleague', { exact: true }).selectOption({ label: 'Priya Nair' })
  await page.getByRole('button', { name: 'Hand over' }).click()
  await expect(page.locator('#to-error')).toContainText('Select why you are handing this over')
  await page.locator('[name=why]').selectOption('shift')
  await page.getByRole('button', { name: 'Hand over' }).click()
  await expect(page.getByText('Priya Nair has this.')).toBeVisible()
  await expect(page.locator('.history').first()).toContainText(
    'Handed over to Priya Nair: My shift is ending',
  )
})

test('an auditor reads everything and is refused every change', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'auditor')
  await page.goto(`/staff/submissions/${reference}`)
  await expect(page.getByText('Somebody takes his money.').first()).toBeVisible()
  await expect(main(page).getByRole('button', { name: /Record|Take|Hand/ })).toHaveCount(0)
  await expectClean(page, 'as it is')
  for (const action of ['decide', 'take', 'hand-over', 'release-file']) {
    const answer = await page.request.post(`/staff/submissions/${reference}`, {
      headers: { origin: baseURL ?? '' },
      form: { _do: action, version: '1' },
    })
    expect(answer.status(), action).toBe(403)
    expect(await answer.text()).toContain('An auditor reads everything and changes nothing.')
  }
  const system = await page.request.get('/staff/system')
  expect(system.status()).toBe(403)
})

test('an administrator looks after the system and reads no submissions', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'admin')
  await expect(page).toHaveURL('/staff/system')
  await expectClean(page, 'as it is')
  for (const path of [`/staff/submissions/${reference}`, `/staff/submissions/${reference}.json`]) {
    const answer = await page.request.get(path)
    expect(answer.status()).toBe(403)
    expect(await answer.text()).not.toContain('Ken Madeupson')
  }
})

test('nothing a resident typed runs, hides or pushes the page apart', async ({ page, baseURL }) => {
  const hostile = [
    '<img src=x onerror="document.title=1"><script>document.title=1</script></textarea></title>',
    'invoice\u202Egpj.exe',
    `a${'\u200B'.repeat(30)}b`,
    'x'.repeat(3_000),
    '=cmd|"/c calc"!A1',
    'Z\u0334\u0335\u0336\u0337\u0338'.repeat(60),
  ].join('\n')
  const reference = await sendOne(baseURL, { 'sg-what': hostile, 'sg-adult-name': '\u202E<b>nosmada</b>' })
  await page.setViewportSize({ width: 320, height: 640 })
  await signIn(page, 'officer')
  for (const path of ['/staff?view=all', `/staff/submissions/${reference}`]) {
    await page.goto(path)
    await expect(main(page).getByText('U+202E right-to-left override').first()).toBeVisible()
    await expect(page.locator('main script, main img')).toHaveCount(0)
    await expect(main(page).getByText('<b>nosmada</b>').first()).toBeVisible()
    await expectClean(page, 'as it is')
  }
  await expect(page).toHaveTitle(new RegExp(`^${reference}`))
  await expect(main(page).getByText('U+200B zero-width space × 30').first()).toBeVisible()
  const stored = await (await page.request.get(`/staff/submissions/${reference}.json`)).json()
  expect(stored.answers['sg-what']).toContain('=cmd|"/c calc"!A1')
})

test('a file is held back until somebody opens it with a reason, and is only ever a download', async ({
  page,
}) => {
  await signIn(page, 'officer')
  await page.goto('/staff?view=all')
  await page.getByRole('link', { name: 'Bryn Nonesuch' }).click()
  const file = page.locator('.files li').first()
  await expect(file).toContainText('Held back: no virus scanner is set up.')
  const id = (await file.getAttribute('id'))?.replace('file-', '') ?? ''
  expect((await page.request.get(`/staff/files/${id}`)).status()).toBe(403)
  await file.getByText('Open it anyway').click()
  await file.getByRole('button').click()
  await expect(page.locator('.govuk-error-summary')).toContainText('Enter why you need to open this file')
  await page.getByLabel('Why you need to open it').fill('To see the state of the hallway.')
  await page.getByRole('button', { name: 'Let it be downloaded' }).click()
  await expect(page.locator('.files li').first()).toContainText('To see the state of the hallway.')
  const answer = await page.request.get(`/staff/files/${id}`)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    'content-disposition': `attachment; filename="Hallway.png"; filename*=UTF-8''Hallway.png`,
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
  expect(answer.headers()['content-security-policy']).toContain('sandbox')
  expect((await page.request.get('/staff/files/not-a-file')).status()).toBe(404)
})

test('documents for other programs answer in sentences, and only to staff', async ({ page }) => {
  expect((await page.request.get('/staff/submissions.json')).status()).toBe(401)
  await signIn(page, 'officer')
  const list = await (await page.request.get('/staff/submissions.json?since=2020-01-01T00:00:00Z')).json()
  expect(list.submissions.length).toBeGreaterThan(10)
  expect(Object.keys(list.submissions[0]).sort()).toEqual(['form', 'receivedAt', 'reference'])
  const received = list.submissions.map((one: { receivedAt: string }) => one.receivedAt)
  expect(received).toEqual(received.toSorted().toReversed())
  const wrong = await page.request.get('/staff/submissions.json?since=yesterday')
  expect(wrong.status()).toBe(400)
  expect((await wrong.json()).error).toBe('Give “since” as a time, like 2026-11-20T09:00:00Z.')
  expect((await page.request.get('/staff/submissions/BBB-BBB-BBB.json')).status()).toBe(404)
  expect((await page.request.get('/staff/submissions/BBB-BBB-BBB')).status()).toBe(404)
})

test('who rings with a reference is found, and a slip in it is said', async ({ page, baseURL }) => {
  const reference = await sendOne(baseURL)
  await signIn(page, 'officer')
  const find = page.getByRole('search')
  await find.getByLabel('Find by reference').fill('Ken Madeupson')
  await find.getByRole('button').click()
  await expect(page).toHaveTitle(/^Error: /)
  await expect(page).toHaveURL('/staff')
  await expect(page.locator('.govuk-error-summary a')).toHaveText([
    'Enter a reference, nine letters and figures like K7H-4PX-9RD',
  ])
  await expect(find.locator('input')).toHaveValue('Ken Madeupson')
  await expectClean(page, 'a reference to put right')
  await find.locator('input').fill('BBB-BBB-BBB')
  await find.getByRole('button').click()
  await expect(page.locator('.govuk-error-summary a')).toHaveText([
    'There is no request with this reference. Check it and try again',
  ])
  await find.locator('input').fill(` ${reference.toLowerCase().replaceAll('-', ' ')} `)
  await find.getByRole('button').click()
  await expect(page).toHaveURL(`/staff/submissions/${reference}`)
})

// As the administrator, whose sessions no test beside this one needs: ending them is what it does.
test('signing in keeps to the desk, says what is missing, and ends everywhere', async ({ page, browser }) => {
  await page.goto('/staff/sign-in?then=//example.org/staff')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('Enter your email')
  await expectClean(page, 'as it is')
  await page.fill('[name=email]', 'admin@example.org')
  await page.fill('[name=password]', 'not this one at all')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('do not match')
  await expect(page.locator('[name=email]')).toHaveValue('admin@example.org')
  await expect(page.locator('[name=password]')).toHaveValue('')
  await page.fill('[name=password]', PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/staff/system')

  const other = await (await newDevice(browser)).newPage()
  await other.goto('/staff/system?from=elsewhere')
  await other.fill('[name=email]', 'admin@example.org')
  await other.fill('[name=password]', PASSWORD)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other).toHaveURL('/staff/system?from=elsewhere')
  await other.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(other).toHaveURL('/staff/sign-in')
  await page.goto('/staff/system')
  await expect(page).toHaveURL(/\/staff\/sign-in/)
})
