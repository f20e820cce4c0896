import type { Page } from 'playwright/test'
import { feedback } from '#src/forms/feedback.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { fillIn } from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf } from '#tests/fixtures/long-form-answers.ts'
import { ivysComplaint, kensMoney } from '#tests/fixtures/short-requests.ts'
import { sendAtOnce } from './plain-http.ts'
import { expect, signIn, test } from './portal.ts'

const longStory = Array.from({ length: 30 }, () => 'Somebody takes his money and shouts at him.').join(' ')
const sent: readonly {
  form: Form
  fields: Parameters<typeof sendAtOnce>[2]
  page: string
  button: RegExp
}[] = [
  {
    form: safeguardingConcern,
    fields: fieldsOf(safeguardingConcern, { ...kensMoney, 'sg-what': longStory }),
    page: '',
    button: /^Record this decision$/,
  },
  {
    form: feedback,
    fields: { ...ivysComplaint, 'fb-when': 'Last week', 'fb-want': 'A call.' },
    page: '',
    button: /^Record this decision$/,
  },
  {
    form: financialAssessment,
    fields: fieldsOf(financialAssessment, fillIn({ 'first-name': 'Hilda', 'last-name': 'Testincome' })),
    page: '/money',
    button: /^Decide, and make the letter$/,
  },
]

const picture = async (page: Page, name: string) => {
  const folder = process.env['TEST_PICTURES']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** What of the page scrolls by itself, beside boxes to write in, and what stays in view while the page moves. */
const scrollsOrSticks = () =>
  [...document.querySelectorAll('body *')].flatMap((element) => {
    const { overflowY, position } = getComputedStyle(element)
    const scrolls =
      /auto|scroll/.test(overflowY) &&
      element.scrollHeight > element.clientHeight + 1 &&
      !(element instanceof HTMLTextAreaElement)
    const sticks = position === 'sticky' || position === 'fixed'
    return element.checkVisibility() && (scrolls || sticks) ? [`${element.tagName}.${element.className}`] : []
  })

/**
 * Controls of the main part that the Tab key reaches too early: each has to stand below the one before it, or beside it,
 * or at the top of the column that follows.
 */
const outOfOrder = () => {
  const columns = ['.case__first', '.case__aside', '.case__rest'].flatMap(
    (one) => document.querySelector(one) ?? [],
  )
  const boxes = columns.map((column) => column.getBoundingClientRect())
  const wrong: string[] = []
  for (const [at, box] of boxes.entries()) {
    const before = boxes[at - 1]
    if (before && box.left < before.right - 1 && box.top < before.bottom - 1)
      wrong.push(`${columns[at]?.className} stands neither below nor to the right of what comes before it`)
  }
  for (const column of columns) {
    let bottom = Number.NEGATIVE_INFINITY
    let name = ''
    for (const control of column.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      if (!control.checkVisibility() || (control as HTMLElement).tabIndex < 0) continue
      const box = control.getBoundingClientRect()
      if (box.bottom < bottom - 40 && box.height > 1)
        wrong.push(`${control.outerHTML.slice(0, 80)} after ${name}`)
      bottom = box.top
      name = control.outerHTML.slice(0, 80)
    }
  }
  return wrong
}

/** As narrow as a screen of 1280 px is at these zooms, and as phones are. */
const sizes = [
  { width: 1280, height: 900 },
  { width: 640, height: 450 },
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 320, height: 225 },
]

for (const { form, fields, page: path, button } of sent) {
  test(`the decision about a ${form.id} is reached by scrolling the page, or by one link`, async ({
    page,
  }) => {
    test.setTimeout(120_000)
    const { reference } = await sendAtOnce(page, form, fields)
    await signIn(page, 'officer')
    for (const size of sizes) {
      const at = `${size.width} × ${size.height}`
      await page.setViewportSize(size)
      await page.goto(`/staff/submissions/${reference}${path}`)
      await page.waitForLoadState()
      expect(await page.evaluate(scrollsOrSticks), at).toEqual([])
      expect(await page.evaluate(outOfOrder), at).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), at).toBeLessThanOrEqual(
        size.width,
      )

      // From the top of the page to its end, a screen at a time: the button comes into view.
      const press = page.getByRole('button', { name: button })
      const seen = async () => {
        const box = await press.boundingBox()
        return box !== null && box.y >= 0 && box.y + box.height <= size.height
      }
      let screens = 0
      const height = await page.evaluate(() => document.documentElement.scrollHeight)
      while (!(await seen()) && screens * size.height < height * 4) {
        await page.evaluate((by) => window.scrollBy({ top: by, behavior: 'instant' }), size.height / 2)
        screens++
      }
      expect(await seen(), `${at}: the button`).toBe(true)
      const isOnTop = await press.evaluate((one) => {
        const box = one.getBoundingClientRect()
        const found = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
        return found === one || one.contains(found)
      })
      expect(isOnTop, `${at}: nothing lies over it`).toBe(true)

      // The short way: on the first screen, by keyboard, and the next Tab is in the form.
      await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
      const way = page
        .getByRole('navigation', { name: 'On this page' })
        .getByRole('link', { name: /^Decide/ })
      if (size.height > 300)
        expect((await way.boundingBox())?.y ?? size.height, `${at}: the link`).toBeLessThan(size.height)
      await way.focus()
      await page.keyboard.press('Enter')
      const heading = page.locator(await way.evaluate((link) => link.getAttribute('href') ?? ''))
      await expect(heading).toBeFocused()
      await expect(heading).toBeInViewport()
      await page.keyboard.press('Tab')
      const isInBox = await heading.evaluate(
        (one) => one.parentElement?.contains(document.activeElement) === true,
      )
      expect(isInBox, `${at}: the next Tab`).toBe(true)
      await picture(page, `desk-${form.id}-${size.width}x${size.height}`)
    }
  })
}

test('who may not decide is sent to no form', async ({ page }) => {
  await signIn(page, 'auditor')
  await page.locator('.queue a').first().click()
  const ways = page.getByRole('navigation', { name: 'On this page' }).getByRole('link')
  await expect(ways.filter({ hasText: /^Decide/ })).toHaveCount(0)
  for (const way of await ways.all()) {
    const to = page.locator((await way.getAttribute('href')) ?? '')
    await expect(to).toHaveCount(1)
  }
})
