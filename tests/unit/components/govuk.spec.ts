/**
 * Our components against the examples that GOV.UK Frontend ships with its own: the same options must give the
 * same HTML. An option we do not have is named below with the reason; one that is named nowhere is compared and
 * fails, so that a new version of the package is looked at.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { normalHtml } from './normal-html.ts'
import { render } from './rendered.ts'

type Options = Record<string, unknown>
interface Fixture {
  name: string
  options: Options
  html: string
}
interface Built {
  /** Its file in src/components. */
  component: string
  /** How many of the package's examples are compared. */
  examples: number
  /** The options we do not have. The key ends the path of the option; the value says why. */
  without?: Readonly<Record<string, string>>
  /** Examples left out although each of their options is known. */
  except?: Readonly<Record<string, string>>
  props?: (options: Options) => Options
}

const MARKUP = 'markup as a string would not be escaped; ours takes words'
const NOT_USED = 'nothing here needs it yet'
const EVERYWHERE = {
  html: MARKUP,
  titleHtml: MARKUP,
  descriptionHtml: MARKUP,
  beforeInput: MARKUP,
  afterInput: MARKUP,
  beforeInputs: MARKUP,
  afterInputs: MARKUP,
}
const LIST = {
  conditional: 'takes a box to write in, not markup; tested in fields.spec.ts',
}
const NO_LEGEND = 'answers without their question are never shown'

const built: Readonly<Record<string, Built>> = {
  'back-link': { component: 'BackLink', examples: 6 },
  button: {
    component: 'Button',
    examples: 30,
    without: {
      isStartButton: 'the arrow is GOV.UK’s own way of starting',
      href: 'what leads somewhere is a link, and says so: the space bar does nothing on one',
    },
  },
  'character-count': {
    component: 'CharacterCount',
    examples: 20,
    without: {
      maxwords: NOT_USED,
      countType: NOT_USED,
      charactersUnderLimitText: 'the script says it in one language',
      charactersAtLimitText: 'the script says it in one language',
      charactersOverLimitText: 'the script says it in one language',
      wordsUnderLimitText: NOT_USED,
      wordsAtLimitText: NOT_USED,
      wordsOverLimitText: NOT_USED,
    },
    except: {
      'with neither maxlength nor maxwords set': 'a count without a most is no count',
      'to configure in JavaScript': 'a count without a most is no count',
      'with neither maxlength, maxwords nor textarea description set': 'a count without a most is no count',
    },
  },
  checkboxes: {
    component: 'Choices',
    examples: 16,
    without: { ...LIST, describedBy: NOT_USED },
    except: { 'with falsy items': 'types keep them out' },
    props: (options) => ({ kind: 'checkboxes', ...options }),
  },
  'date-input': {
    component: 'DateInput',
    examples: 19,
    without: {
      day: 'items say it',
      month: 'items say it',
      year: 'items say it',
      values: 'items say it',
      pattern: 'the server reads what was typed and says what is wrong',
    },
  },
  'error-message': { component: 'ErrorMessage', examples: 7 },
  'error-summary': { component: 'ErrorSummary', examples: 15 },
  fieldset: { component: 'Fieldset', examples: 16 },
  'file-upload': {
    component: 'FileUpload',
    examples: 14,
    without: {
      javascript: 'dropping files is left to the browser',
      value: 'browsers ignore it',
      multiple: 'one at a time',
    },
  },
  hint: { component: 'Hint', examples: 5 },
  input: {
    component: 'Input',
    examples: 32,
    without: {
      suffix: NOT_USED,
      inputWrapper: NOT_USED,
      pattern: 'the server reads what was typed and says what is wrong',
      autocapitalize: NOT_USED,
      disabled: NOT_USED,
    },
  },
  'inset-text': { component: 'InsetText', examples: 5 },
  label: { component: 'Label', examples: 16 },
  radios: {
    component: 'Choices',
    examples: 21,
    without: LIST,
    except: { 'with falsy items': 'types keep them out' },
    props: ({ value, ...options }) => ({
      kind: 'radios',
      ...options,
      values: value === undefined ? [] : [value],
    }),
  },
  'skip-link': { component: 'SkipLink', examples: 8 },
  'summary-list': {
    component: 'SummaryList',
    examples: 9,
    without: { card: NOT_USED },
    except: { 'with falsy values': 'types keep them out' },
  },
  tag: { component: 'Tag', examples: 11 },
  textarea: { component: 'Textarea', examples: 18 },
  'warning-text': {
    component: 'WarningText',
    examples: 6,
    except: { 'icon fallback text only': 'a warning says something' },
  },
}

const { resolve } = createRequire(import.meta.url)
const fixturesOf = (component: string): Fixture[] =>
  JSON.parse(readFileSync(resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`), 'utf8'))
    .fixtures

/** Every option that is given, by the names that lead to it. What `attributes` holds is free. */
function pathsOf(value: unknown, path: readonly string[] = []): string[][] {
  if (path.at(-1) === 'attributes' || value === null || typeof value !== 'object') return [[...path]]
  const own = path.length > 0 ? [[...path]] : []
  const inside = Array.isArray(value)
    ? value.flatMap((one) => pathsOf(one, path))
    : Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]))
  return [...own, ...inside]
}

function whyLeftOut(
  fixture: Fixture,
  { without = {}, except = {} }: Built,
  component: string,
): string | undefined {
  if (except[fixture.name]) return except[fixture.name]
  if (
    ['radios', 'checkboxes', 'date-input'].includes(component) &&
    !(fixture.options['fieldset'] as Options | undefined)?.['legend']
  )
    return NO_LEGEND
  const reasons: Readonly<Record<string, string>> = { ...EVERYWHERE, ...without }
  return pathsOf(fixture.options)
    .flat()
    .map((name) => reasons[name])
    .find((reason) => reason !== undefined)
}

describe.each(Object.entries(built))('%s', (name, one) => {
  const compared = fixturesOf(name).filter((fixture) => !whyLeftOut(fixture, one, name))

  test('no example is left out unseen', () => {
    expect(compared.length).toBe(one.examples)
  })

  test.each(compared.map((fixture) => [fixture.name, fixture] as const))('%s', async (_, fixture) => {
    const props = one.props?.(fixture.options) ?? fixture.options
    const html = await render(one.component, props)
    expect(normalHtml(html)).toEqual(normalHtml(fixture.html))
  })
})
