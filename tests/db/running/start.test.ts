import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { inSource } from '#src/source-frames.ts'
import { projectFolder } from '#src/project-folder.ts'
import { buildIfNeeded } from '#src/start/build.ts'
import { appUrl } from '#tests/support/database.ts'
import { builtProgram } from '#tests/support/programs-built.ts'
import { freePort } from '#db/free-port.ts'

beforeAll(buildIfNeeded, 300_000)

const folder = mkdtempSync(join(tmpdir(), 'portal-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Files that a program may load before it works, with those of the queue of jobs: each takes time. */
const MOST_FILES = { web: 150, worker: 150 } as const

test.each([
  { program: 'web', says: '"listening"' },
  { program: 'worker', says: '"worker started"' },
] as const)('the built $program starts from few files', async ({ program, says }) => {
  const list = join(folder, `${program}.txt`)
  const child = spawn(process.execPath, builtProgram(program), {
    env: {
      ...process.env,
      EMBEDDED_DATABASE_URL: appUrl,
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      PORT: String(await freePort()),
      NODE_OPTIONS: `--import=${join(projectFolder, 'tests/support/count-files.ts')}`,
      TEST_FILES_LIST: list,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let written = ''
  child.stdout.on('data', (chunk) => {
    written += chunk
  })
  await vi.waitFor(() => expect(written).toContain(says), { timeout: 30_000, interval: 50 })
  child.kill('SIGTERM')
  await once(child, 'exit')
  const files = readFileSync(list, 'utf8').split('\n')
  // So that the count is known to count.
  expect(files.some((file) => file.endsWith(`programs/${program}/program.mjs`))).toBe(true)
  expect(
    files.filter((file) => /\/(?:src|db|content)\/.*\.tsx?$/.test(file) && !file.includes('/node_modules/')),
  ).toEqual([])
  expect(files.length).toBeLessThanOrEqual(MOST_FILES[program])
})

/** What a program says on a copy of the content from which something was taken. */
function startedOn(program: 'web' | 'worker', change: (content: string) => void) {
  const content = mkdtempSync(join(folder, 'content-'))
  cpSync(join(projectFolder, 'content'), content, { recursive: true })
  change(content)
  const { status, stderr } = spawnSync(process.execPath, builtProgram(program), {
    env: { ...process.env, EMBEDDED_DATABASE_URL: appUrl, NODE_ENV: 'production', CONTENT_DIR: content },
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, stderr, content }
}

test.each(['council.json', 'search-words.json', 'charging-rates.json', 'information', 'letters'])(
  'a web server without content/%s does not start, and says what is missing and what to do',
  (missing) => {
    const { status, stderr, content } = startedOn('web', (at) =>
      rmSync(join(at, missing), { recursive: true }),
    )
    expect(status).toBe(1)
    expect(stderr).toBe(
      `${join(content, missing)} is missing. Put it back, or set CONTENT_DIR to the folder that holds all content.\n`,
    )
  },
)

test('a worker without the words of a letter says which', () => {
  const { status, stderr } = startedOn('worker', (at) => rmSync(join(at, 'letters/status-code/plain.md')))
  expect(status).toBe(1)
  expect(stderr).toBe('Some letters cannot be used.\ncontent/letters/status-code/plain.md is missing.\n')
})

test('content that cannot be used is refused with a sentence alone', () => {
  const { status, stderr } = startedOn('web', (at) => writeFileSync(join(at, 'standards.json'), '{'))
  expect(status).toBe(1)
  expect(stderr).toBe('content/standards.json is not JSON.\n')
})

test('a line of a stack in a built program leads to its source', () => {
  const built = join(projectFolder, 'dist/server/programs/web/program.mjs')
  const code = readFileSync(built, 'utf8').split('\n')
  const line = code.findIndex((one) => one.includes('is taken. Set PORT to another.'))
  const column = code[line]?.indexOf('is taken. Set PORT to another.') ?? -1
  const source = readFileSync(join(projectFolder, 'src/server.ts'), 'utf8').split('\n')
  const at = source.findIndex((one) => one.includes('is taken. Set PORT to another.'))
  expect(inSource(`file://${built}:${line + 1}:${column + 1}`)).toMatch(
    new RegExp(`^src/server\\.ts:${at + 1}:\\d+$`),
  )
  expect(inSource('node:fs:1:1')).toBe('node:fs:1:1')
})

test('what is found by its file’s name is in the programs', () => {
  const letters = readdirSync(join(projectFolder, 'src/letters')).filter((name) =>
    name.endsWith('.letter.ts'),
  )
  const worker = readFileSync(join(projectFolder, 'dist/server/programs/worker/program.mjs'), 'utf8')
  expect(letters.length).toBeGreaterThan(2)
  expect(letters.filter((name) => !worker.includes(name))).toEqual([])
})
