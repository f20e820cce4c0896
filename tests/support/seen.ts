import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/**
 * What is counted of what the tests see:
 * - routes: what portals under test answered, by method, route and status;
 * - states: pages of forms, by how they look at what was answered before;
 * - flags: forms, each with a flag that answers to it raised;
 * - branches: conditions of forms, each once met and once not.
 */
export const COUNTED = ['routes', 'states', 'flags', 'branches'] as const
export type Counted = (typeof COUNTED)[number]

/** Notes what a test saw, for the count at the end of `npm test`. Each name counts once, however often it is seen. */
export function noteSeen(what: Counted, names: Iterable<string>): void {
  const folder = process.env['TEST_SEEN']
  if (folder === undefined) return
  const lines = [...names].map((name) => `${name.replaceAll('\n', ' ')}\n`).join('')
  if (lines) appendFileSync(join(folder, `${what}-${process.pid}.txt`), lines)
}

/** Notes the routes that a portal answers from here on, by the lines of its log. */
export function noteRoutes(log: Readable | null): void {
  if (log === null || process.env['TEST_SEEN'] === undefined) return
  const noted = new Set<string>()
  createInterface({ input: log }).on('line', (line) => {
    const route = routeIn(line)
    if (route === undefined || noted.has(route)) return
    noted.add(route)
    noteSeen('routes', [route])
  })
}

/** A request that was given up before the answer was out: whether one is depends on the moment. */
const GIVEN_UP = 499

/** The method, route and status of a line of the log; undefined where it is not of an answered request. */
export function routeIn(line: string): string | undefined {
  if (!line.includes('"request"')) return undefined
  try {
    const { method, route, status } = JSON.parse(line)
    return typeof route === 'string' && status !== GIVEN_UP ? `${method} ${route} ${status}` : undefined
  } catch {
    return undefined
  }
}
