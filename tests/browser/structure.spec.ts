import { violations } from './accessible.ts'
import { expect, test } from './portal.ts'
import { piecesOf } from './structure.ts'

/** Ways to break a page, of each kind that axe knows: as whoever writes a page or a component might. */
const MISTAKES: Readonly<Record<string, () => void>> = {
  'a picture without a text': () => document.querySelector('main')?.append(document.createElement('img')),
  'a box without its label': () => document.querySelector('label[for]')?.removeAttribute('for'),
  'a label that leads to nothing': () => document.querySelector('label[for]')?.setAttribute('for', 'nothing'),
  'a link without words': () => document.querySelector('main a')?.replaceChildren(),
  'a heading left out': () => document.querySelector('main h2')?.replaceWith(document.createElement('h4')),
  'a heading without words': () => document.querySelector('main h2')?.replaceChildren(),
  'no heading of the page': () => document.querySelector('h1')?.replaceWith(document.createElement('p')),
  'no title': () => document.querySelector('title')?.remove(),
  'no language': () => document.documentElement.removeAttribute('lang'),
  'a language that does not exist': () => document.querySelector('main p')?.setAttribute('lang', 'zz'),
  'no main part': () => {
    const main = document.querySelector('main')
    main?.replaceWith(...main.childNodes)
  },
  'a second main part': () => document.body.append(document.createElement('main')),
  'two parts of one name': () => {
    const nav = document.createElement('nav')
    nav.setAttribute('aria-label', document.querySelector('nav')?.getAttribute('aria-label') ?? '')
    document.querySelector('main')?.append(nav)
  },
  'a role that does not exist': () => document.querySelector('main p')?.setAttribute('role', 'paragraf'),
  'an ARIA attribute that does not exist': () =>
    document.querySelector('main p')?.setAttribute('aria-labeled', 'yes'),
  'an ARIA attribute where it may not be': () =>
    document.querySelector('main p')?.setAttribute('aria-checked', 'true'),
  'a list with something else in it': () =>
    document.querySelector('footer ul')?.append(document.createElement('div'), 'words'),
  'words outside every part': () => {
    const words = document.createElement('p')
    words.textContent = 'words'
    document.body.append(words)
  },
}

/** Axe is run only where a page holds something new: what it would find has to show as something new. */
test('what axe would find is a new piece of the page', async ({ page }) => {
  const open = () => page.goto('/local-help')
  await open()
  const before = await piecesOf(page)
  await open()
  expect(await piecesOf(page), 'the same page is made of the same').toEqual(before)
  expect(await violations(page), 'as it is').toEqual([])
  for (const [mistake, make] of Object.entries(MISTAKES)) {
    await open()
    await page.evaluate(make)
    const pieces = await piecesOf(page)
    expect(
      pieces.some((piece) => !before.includes(piece)),
      mistake,
    ).toBe(true)
    expect(await violations(page), mistake).not.toEqual([])
  }
})
