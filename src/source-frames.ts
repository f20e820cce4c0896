import { readFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectFolder } from './project-folder.ts'

/** A place in one of the built programs, as a stack names it. */
const BUILT = /^(file:\/\/.*\/dist\/server\/programs\/.*\.mjs):(\d+):(\d+)$/

/** Places that were looked up. Errors mostly come from the same ones, and looking one up reads a whole source map. */
const known = new Map<string, string>()
const mostKnown = 1_000

/**
 * Where in the source a line of a stack is that names one of the built programs: `src/http/upload.ts:12:3`. Any other
 * line stays as it is. Node could do this for every error, and would read the maps of all programs as they start.
 */
export function inSource(frame: string): string {
  const [, url, line, column] = BUILT.exec(frame) ?? []
  if (url === undefined) return frame
  const found = known.get(frame)
  if (found !== undefined) return found
  if (known.size >= mostKnown) known.clear()
  const place = placeIn(fileURLToPath(url), Number(line), Number(column)) ?? frame
  known.set(frame, place)
  return place
}

function placeIn(built: string, line: number, column: number): string | undefined {
  let map: { sources: string[]; mappings: string }
  try {
    map = JSON.parse(readFileSync(`${built}.map`, 'utf8'))
  } catch {
    return undefined
  }
  const found = lookUp(map.mappings, line - 1, column - 1)
  const source = found && map.sources[found.source]
  if (!found || source === undefined) return undefined
  return `${relative(projectFolder, resolve(dirname(built), source))}:${found.line + 1}:${found.column + 1}`
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

interface Place {
  readonly source: number
  readonly line: number
  readonly column: number
}

/**
 * The last place that the mappings of a source map name at or before a line and column of the built file, counted from
 * nothing. Read through once and not kept: as objects they would take more memory than the program.
 */
export function lookUp(mappings: string, line: number, column: number): Place | undefined {
  let found: Place | undefined
  let [source, sourceLine, sourceColumn] = [0, 0, 0]
  for (const [at, segments] of mappings.split(';').entries()) {
    if (at > line) break
    let builtColumn = 0
    for (const segment of segments === '' ? [] : segments.split(',')) {
      const [forward = 0, ...place] = numbersIn(segment)
      builtColumn += forward
      if (place.length < 3) continue
      source += place[0] ?? 0
      sourceLine += place[1] ?? 0
      sourceColumn += place[2] ?? 0
      if (at < line || builtColumn > column) continue
      found = { source, line: sourceLine, column: sourceColumn }
    }
  }
  return found
}

/** Numbers as a source map writes them: five bits a sign, the lowest first, and the sign of the number before all. */
function numbersIn(segment: string): number[] {
  const numbers: number[] = []
  let [value, shift] = [0, 0]
  for (const sign of segment) {
    const digit = DIGITS.indexOf(sign)
    value += (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}
