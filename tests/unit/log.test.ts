import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

const marked = 'Zanzibar marked words'

/** What a process writes that runs these lines. */
function written(lines: string) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', lines], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LOG_LEVEL: 'debug' },
  })
  return {
    status,
    stderr,
    stdout,
    lines: stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

const start = `import { captureConsole, errorFields, log, logOfRequest } from '#src/log.ts'
const marked = '${marked}'\n`

describe('the log', () => {
  test('is JSON, one line each, with the id of the request', () => {
    const { lines } = written(`${start}
      log.warn('started', { port: 3000 })
      logOfRequest('r-1').info('answered', { route: '/forms/[form]', status: 422, milliseconds: 3 })`)
    expect(lines).toMatchObject([
      { level: 'warn', msg: 'started', port: 3000 },
      { level: 'info', msg: 'answered', requestId: 'r-1', route: '/forms/[form]', status: 422 },
    ])
  })

  test('holds no field that is not on its list, and nothing nested', () => {
    const { stdout } = written(`${start}
      log.info('answered', { answer: marked, code: { deep: marked }, route: [marked], status: 200 })`)
    expect(stdout).toContain('"status":200')
    expect(stdout).not.toContain(marked)
  })

  test('of an error holds class, code and frames, never the message', () => {
    const { stdout, lines } = written(`${start}
      const error = Object.assign(new RangeError(marked + '\\n    at ' + marked), { code: '23505', detail: marked })
      log.error('failed', errorFields(error))
      log.error('failed', errorFields(Object.assign(new Error(marked), { code: marked, name: marked })))
      log.error('failed', errorFields(marked))`)
    expect(stdout).not.toContain(marked)
    expect(lines).toMatchObject([{ error: 'RangeError', code: '23505' }, {}, { error: 'string' }])
  })

  test('takes the console of libraries, without their words', () => {
    const { stdout, stderr, lines } = written(`${start}captureConsole()
      const error = new TypeError(marked)
      console.error('[ERROR] Could not render /forms/x?name=' + marked + '\\n' + error.stack)
      console.log(marked, { marked })
      console.warn(error)
      process.emitWarning(marked)`)
    expect(stdout + stderr).not.toContain(marked)
    expect(stderr).toBe('')
    expect(lines).toMatchObject([
      { level: 'error', msg: 'console', error: 'TypeError' },
      { level: 'info', msg: 'console' },
      { level: 'warn', msg: 'console', error: 'TypeError' },
      { level: 'warn', msg: 'warning' },
    ])
  })

  test('has the last words of a crash, and the process ends', () => {
    for (const crash of ['throw new TypeError(marked)', 'await Promise.reject(new TypeError(marked))']) {
      const { stdout, stderr, lines, status } = written(
        `${start}captureConsole()\nsetTimeout(async () => { ${crash} })`,
      )
      expect(status).toBe(1)
      expect(stdout + stderr).not.toContain(marked)
      expect(lines).toMatchObject([{ level: 'error', msg: 'crash', error: 'TypeError' }])
    }
  })

  test('keeps the frames that say where in the code it was', () => {
    const { lines } = written(`${start}
      const { readSettings } = await import('#src/settings/env.ts')
      try { readSettings({ PORT: marked }) } catch (error) { log.error('failed', errorFields(error)) }`)
    expect(lines[0]?.frames).toMatchObject({ 0: expect.stringMatching(/src\/settings\/env\.ts:\d+:\d+$/) })
  })
})
