import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const installed = () =>
  [
    process.env['CHROMIUM_PATH'],
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ].find((path) => path !== undefined && existsSync(path))

const succeeds = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 10 * 60_000 }).status === 0

/** A Chromium to test with: the one that is there, else Playwright's own, else Debian's when run as root. */
export function findOrInstallChromium(): { path: string | undefined; why: string } {
  const there = installed()
  if (there) return { path: there, why: '' }
  succeeds('playwright', 'install', 'chromium')
  if (!installed() && process.getuid?.() === 0) {
    if (succeeds('apt-get', 'update'))
      succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium')
  }
  return {
    path: installed(),
    why: 'Chromium is missing and could not be installed. Install it (on Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  }
}
