import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { committedFloor, compare, namesSeen, neverAsked, routes } from '#tests/support/coverage.ts'
import { COUNTED, routeIn } from '#tests/support/seen.ts'

const floor = { routes: 10, states: 20, flags: 30, branches: 40 }

test('a name that several tests saw counts once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seen-'))
  writeFileSync(join(folder, 'routes-1.txt'), 'GET / 200\nPOST /search 303\n')
  writeFileSync(join(folder, 'routes-2.txt'), 'GET / 200\n')
  expect(namesSeen(folder)).toEqual({
    routes: ['GET / 200', 'POST /search 303'],
    states: [],
    flags: [],
    branches: [],
  })
})

test('fewer of anything than the floor fails, and says of what', () => {
  const { isWell, lines } = compare({ ...floor, flags: 28 }, floor)
  expect(isWell).toBe(false)
  expect(lines).toContain('flags: 28, 2 fewer than the floor of 30')
})

test('more than the floor passes, and asks for the floor to be raised', () => {
  const { isWell, lines } = compare({ ...floor, routes: 12 }, floor)
  expect(isWell).toBe(true)
  expect(lines[0]).toBe('routes: 12, above the floor of 10: raise it in tests/coverage-floor.json')
})

test('the committed floor says something of everything that is counted', () => {
  const committed = committedFloor()
  expect(Object.keys(committed)).toEqual([...COUNTED])
  for (const what of COUNTED) expect(committed[what]).toBeGreaterThan(10)
})

test('a route is read from the line of an answered request, and from no other', () => {
  const line = { level: 'info', message: 'request', method: 'GET', route: '/forms/[form]', status: 200 }
  expect(routeIn(JSON.stringify(line))).toBe('GET /forms/[form] 200')
  expect(routeIn(JSON.stringify({ ...line, status: 499 }))).toBeUndefined()
  expect(routeIn(JSON.stringify({ ...line, route: undefined }))).toBeUndefined()
  expect(routeIn('not "request" at all')).toBeUndefined()
})

test('a route that no test asked for is named', () => {
  expect(routes()).toContain('/forms/[form]/copy.txt')
  expect(routes()).toContain('/information/[topic]')
  const others = routes().filter((route) => route !== '/closed')
  expect(neverAsked(others.map((route) => `GET ${route} 200`))).toEqual(['/closed'])
})
