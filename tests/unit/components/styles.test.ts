/** The look as numbers: contrast of every pair of colours that meet, sizes of letters, weight of the sheet. */
import { resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { compile } from 'sass'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const sheet = (name: string) =>
  compile(resolve(root, 'src/styles', name), {
    style: 'compressed',
    loadPaths: [resolve(root, 'node_modules')],
    quietDeps: true,
  }).css

const resident = sheet('resident.scss')
const words = sheet('words.scss')
const staff = sheet('staff.scss')

/** The custom properties of one `:root` block, those of colours only. */
function coloursIn(css: string): Record<string, string> {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+): ?(#[\da-f]{3,6})/gi)].map(([, name = '', hex = '']) => [name, hex]),
  )
}
const dark = coloursIn(
  resident.match(/@media screen and \(prefers-color-scheme: ?dark\)\{:root\{[^}]*\}/)?.[0] ?? '',
)
const light = coloursIn(resident.match(/:root\{color-scheme[^}]*\}/)?.[0] ?? '')

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const whole = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(whole.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [lower = 0, higher = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (higher + 0.05) / (lower + 0.05)
}

const GROUNDS = ['ground', 'surface', 'strip', 'chosen']
const WORDS = ['text', 'quiet-text', 'brand', 'link', 'link-hover', 'link-visited']
const onGrounds = (names: readonly string[]) =>
  GROUNDS.flatMap((ground) => names.map((name) => [name, ground]))
const WORD_PAIRS = [
  ...onGrounds(WORDS),
  // Red is never written on the strip.
  ...['ground', 'surface', 'chosen'].map((ground) => ['danger', ground]),
  ['danger-hover', 'surface'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['ground', 'text'],
  ['red-text', 'red-ground'],
  ['amber-text', 'amber-ground'],
  ['green-text', 'green-ground'],
]
const EDGE_PAIRS = onGrounds(['edge', 'control-edge', 'brand'])

const FOCUS_INNER = light['focus-inner'] ?? ''
const FOCUS_OUTER = light['focus-outer'] ?? ''

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s colours', (_, colours) => {
  const of = (name = '') => {
    const colour = colours[name]
    if (!colour) throw new Error(`There is no colour --${name}`)
    return colour
  }

  test.each(WORD_PAIRS)('%s on %s can be read: 7:1', (words, ground) => {
    expect(contrast(of(words), of(ground))).toBeGreaterThanOrEqual(7)
  })

  test.each(EDGE_PAIRS)('%s on %s can be seen: 3:1', (edge, ground) => {
    expect(contrast(of(edge), of(ground))).toBeGreaterThanOrEqual(3)
  })

  test.each([...GROUNDS, 'brand', 'danger'])('one tone of the focus ring stands out on %s', (ground) => {
    const best = Math.max(contrast(FOCUS_INNER, of(ground)), contrast(FOCUS_OUTER, of(ground)))
    expect(best).toBeGreaterThanOrEqual(3)
  })
})

test('both tones of the focus ring differ enough to stand out on any ground at all', () => {
  // On the worst ground, halfway between the two, each of them has the square root of this.
  expect(Math.sqrt(contrast(FOCUS_INNER, FOCUS_OUTER))).toBeGreaterThanOrEqual(3)
})

test('dark has every colour that light has, but for the ring', () => {
  const names = Object.keys(light).filter((name) => !name.startsWith('focus-'))
  expect(names.length).toBeGreaterThan(20)
  expect(Object.keys(dark)).toEqual(names)
})

describe.each([
  ['resident', resident],
  ['words', words],
  ['staff', staff],
])('%s styles', (_, css) => {
  test('no letters are smaller than 16 pixels', () => {
    const sizes = [...css.matchAll(/font-size: ?([\d.]+)(rem|px)/g)].map(
      ([, number, unit]) => Number(number) * (unit === 'rem' ? 16 : 1),
    )
    expect(sizes.length).toBeGreaterThan(20)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(16)
  })

  test('nothing of GOV.UK that tells whose page it is, and nothing fetched from anywhere', () => {
    expect(css).not.toMatch(/GDS Transport|crown|url\(|@import|@font-face/i)
    // Its blue and its yellow.
    expect(css).not.toMatch(/#1d70b8|#ffdd00/i)
  })
})

test('the sheets of residents leave room in the 16 kB of a first view', () => {
  expect(brotliCompressSync(resident).length).toBeLessThanOrEqual(9_400)
  expect(brotliCompressSync(words).length).toBeLessThanOrEqual(5_600)
})
