import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import type { HTMLElement } from 'node-html-parser'
import { classesWithoutStyles } from './page-styles.ts'
import type { HtmlPage } from './plain-http.ts'

/** Works the rules out once: as it comes, html-validate does so for each page, which took longer than the page. */
class OneSetOfRules extends StaticConfigLoader {
  #rules: ReturnType<StaticConfigLoader['getConfigFor']> | undefined
  override getConfigFor(file: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    this.#rules ??= super.getConfigFor(file)
    return this.#rules
  }
}

// What html-validate calls for beyond valid HTML is the formatter’s or the style’s business.
const rules = new OneSetOfRules({
  extends: ['html-validate:standard'],
  rules: {
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'no-redundant-role': 'off',
    // Numbers stay together by style.
    'tel-non-breaking': 'off',
    'long-title': 'off',
    'require-sri': 'off',
  },
})
const validator = new HtmlValidate(rules)

/** What is wrong with the HTML as it was sent. */
export async function faultsInHtml(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages
      .filter(({ severity }) => severity === 2)
      .map(({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}`),
  )
}

const words = (element: HTMLElement | null | undefined) =>
  element?.textContent.replace(/\s+/g, ' ').trim() ?? ''
const byId = (document: HTMLElement, id: string) =>
  document.querySelectorAll('[id]').find((one) => one.getAttribute('id') === id)
const idsIn = (value: string | undefined) => (value ?? '').split(/\s+/).filter(Boolean)

/** What a screen reader calls a box: its label, with the question around it where it is one of a group. */
function nameOf(document: HTMLElement, box: HTMLElement): string {
  const labelledBy = idsIn(box.getAttribute('aria-labelledby'))
  const own =
    labelledBy.length > 0
      ? labelledBy.map((id) => words(byId(document, id))).join(' ')
      : (box.getAttribute('aria-label') ??
        words(
          document
            .querySelectorAll('label')
            .find((one) => one.getAttribute('for') === box.getAttribute('id')),
        ))
  const around: string[] = []
  for (let one: HTMLElement | null = box.parentNode; one; one = one.parentNode) {
    if (one.tagName === 'FIELDSET') around.unshift(words(one.querySelector('legend')))
  }
  return [...around, own].join(': ')
}

/**
 * What every page must hold whatever is on it, read from its HTML alone: valid, one heading of the first level, no
 * two boxes with one name, each error beside a field that names it, no two links that say the same and lead to
 * different places, and styles for each class.
 */
export async function faultsOf(page: HtmlPage): Promise<string[]> {
  const { document } = page
  const headings = document.querySelectorAll('h1').length
  const boxes = document
    .querySelectorAll('main input, main textarea, main select')
    .filter((box) => !['hidden', 'submit'].includes(box.getAttribute('type') ?? ''))
  const names = boxes.map((box) => nameOf(document, box))
  const isRadioOrTick = (box: HTMLElement) => ['radio', 'checkbox'].includes(box.getAttribute('type') ?? '')
  const twice = names.filter((name, at) => names.indexOf(name) !== at)
  const nameless = boxes.filter((box) => /(?:^|: )$/.test(nameOf(document, box)) && !isRadioOrTick(box))
  const untied = document.querySelectorAll('main .govuk-error-message').flatMap((error) => {
    const id = error.getAttribute('id')
    const isNamed = document
      .querySelectorAll('[aria-describedby]')
      .some((one) => idsIn(one.getAttribute('aria-describedby')).includes(id ?? ''))
    return isNamed ? [] : [`no field names the error “${words(error)}”`]
  })
  const astray = document.querySelectorAll('.govuk-error-summary a').flatMap((link) => {
    const target = byId(document, (link.getAttribute('href') ?? '').slice(1))
    return ['INPUT', 'TEXTAREA', 'FIELDSET', 'SELECT'].includes(target?.tagName ?? '')
      ? []
      : [`“${words(link)}” leads to no field`]
  })
  const leads = new Map<string, string>()
  const confusing = document.querySelectorAll('a[href]').flatMap((link) => {
    const said = link.getAttribute('aria-label') ?? words(link)
    const to = link.getAttribute('href') ?? ''
    const before = leads.get(said)
    leads.set(said, before ?? to)
    return before !== undefined && before !== to && said !== ''
      ? [`“${said}” leads to ${before} and ${to}`]
      : []
  })
  const classes = document.querySelectorAll('[class]').flatMap((element) => [...element.classList.values()])
  const sheets = document
    .querySelectorAll('link[rel=stylesheet]')
    .map((sheet) => sheet.getAttribute('href') ?? '')
  return [
    ...(await faultsInHtml(page.html)),
    ...classesWithoutStyles(classes, sheets),
    ...(headings === 1 ? [] : [`${headings} headings of the first level`]),
    ...[...new Set(twice)].map((name) => `two boxes are called “${name}”`),
    ...nameless.map((box) => `the box ${box.getAttribute('name')} has no name`),
    ...untied,
    ...astray,
    ...confusing,
  ]
}
