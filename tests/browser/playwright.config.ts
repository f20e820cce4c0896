import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const port = Number(process.env['TEST_PORT'] ?? 4519)
const address = `http://127.0.0.1:${port}`

/** Workers read this file again: the folder is made once and handed on. */
process.env['TEST_DATA_DIR'] ??= mkdtempSync(join(tmpdir(), 'portal-browser-'))
process.env['TEST_DEMO_PASSWORD'] ??= 'a quiet desk by the window'

export default defineConfig({
  testDir: '.',
  outputDir: join(root, 'tests/.artifacts/browser'),
  workers: 2,
  timeout: 120_000,
  forbidOnly: true,
  // A machine under load can miss a deadline; a test that needed its second try is named at the end.
  retries: process.env['CI'] ? 1 : 0,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    baseURL: address,
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'with JavaScript', testIgnore: /without-javascript/ },
    {
      name: 'without JavaScript',
      testMatch: /(journeys|without-javascript)/,
      use: { javaScriptEnabled: false },
    },
  ],
  webServer: {
    command: 'node src/start/start.ts',
    cwd: root,
    url: `${address}/health/ready`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: process.env['TEST_DATA_DIR'],
      DEMO: 'on',
      DEMO_PASSWORD: process.env['TEST_DEMO_PASSWORD'],
    },
  },
})
