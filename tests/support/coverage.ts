import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { COUNTED, type Counted } from './seen.ts'

const FLOOR = resolve(import.meta.dirname, '../coverage-floor.json')
const PAGES = resolve(import.meta.dirname, '../../src/pages')

export type Counts = Readonly<Record<Counted, number>>

/** The least that a whole run must see, as committed. */
export const committedFloor = (): Counts => JSON.parse(readFileSync(FLOOR, 'utf8'))

/** All that the tests noted, each name once. @param folder where `noteSeen` wrote. */
export function namesSeen(folder: string): Readonly<Record<Counted, readonly string[]>> {
  const files = readdirSync(folder)
  const namesOf = (what: Counted) => {
    const lines = files
      .filter((file) => file.startsWith(`${what}-`))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    return [...new Set(lines)].filter(Boolean).toSorted()
  }
  return Object.fromEntries(COUNTED.map((what) => [what, namesOf(what)])) as Record<Counted, string[]>
}

/** What is shown in place of a page is no route, and what is made while the portal is built is a file. */
const isRoute = (file: string, text: string) =>
  !/^(404|500)\./.test(file) && !text.includes('export const prerender = true')

/** Every route that the portal answers, by the files of its pages. */
export const routes = (): readonly string[] =>
  readdirSync(PAGES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter(({ parentPath, name }) => isRoute(name, readFileSync(join(parentPath, name), 'utf8')))
    .map(({ parentPath, name }) => {
      const path = join(relative(PAGES, parentPath), name.replace(/\.(astro|ts)$/, ''))
      return `/${path.replace(/(^|\/)index$/, '')}`
    })
    .toSorted()

/** The routes that no test ever asked for. @param names as noted: method, route and status. */
export function neverAsked(names: readonly string[]): string[] {
  const asked = new Set(names.map((name) => name.split(' ')[1]))
  return routes().filter((route) => !asked.has(route))
}

/** What a run saw against the floor, as lines to print. */
export function compare(counts: Counts, floor: Counts): { isWell: boolean; lines: readonly string[] } {
  const lines = COUNTED.map((what) => {
    const [is, least] = [counts[what], floor[what]]
    if (is < least) return `${what}: ${is}, ${least - is} fewer than the floor of ${least}`
    if (is > least)
      return `${what}: ${is}, above the floor of ${least}: raise it in tests/coverage-floor.json`
    return `${what}: ${is}`
  })
  return { isWell: COUNTED.every((what) => counts[what] >= floor[what]), lines }
}
