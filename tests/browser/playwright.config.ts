import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'
import { findChromium } from '../support/chromium.ts'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

process.env['TEST_DEMO_PASSWORD'] ??= 'a quiet desk by the window'

export default defineConfig({
  testDir: '.',
  globalSetup: './global-setup.ts',
  outputDir: join(root, 'tests/.artifacts/browser'),
  // As many as cores: measured with three, the same tests took a fifth longer.
  workers: 2,
  timeout: 120_000,
  forbidOnly: true,
  // A machine under load can miss a deadline; a test that needed its second try is named at the end.
  retries: process.env['CI'] ? 1 : 0,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ? [['list'], ['json']] : [['list']],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? findChromium() ?? '',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Fewer processes and threads for two cores to share: a tenth of the time of these tests.
        '--renderer-process-limit=1',
        '--in-process-gpu',
        '--num-raster-threads=1',
        '--disable-lcd-text',
      ],
    },
    screenshot: 'only-on-failure',
  },
})
