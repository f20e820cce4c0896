import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

/**
 * Chromium without its windows: starts in a quarter of the time and takes half the work for each context, since the
 * whole browser keeps a second renderer beside every one. Nothing that these tests look at is different in it.
 */
const HEADLESS_SHELL = '/usr/bin/chromium-headless-shell'

const firstOf = (paths: readonly (string | undefined)[]) =>
  paths.find((path) => path !== undefined && existsSync(path))

/** The browser to test with of those that are there; undefined when there is none. */
export const findChromium = (): string | undefined =>
  firstOf([
    process.env['CHROMIUM_PATH'],
    HEADLESS_SHELL,
    chromium.executablePath(),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
  ])

const succeeds = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 10 * 60_000 }).status === 0

const isRoot = () => process.getuid?.() === 0

/**
 * A Chromium to test with: Debian's headless shell, installed when run as root; else one that is there, else
 * Playwright's own, else Debian's whole browser.
 */
export function findOrInstallChromium(): { path: string | undefined; why: string } {
  if (firstOf([process.env['CHROMIUM_PATH'], HEADLESS_SHELL]) === undefined && isRoot()) {
    if (succeeds('apt-get', 'update'))
      succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium-headless-shell')
  }
  if (!findChromium()) succeeds('playwright', 'install', 'chromium')
  if (!findChromium() && isRoot()) succeeds('apt-get', 'install', '-y', '--no-install-recommends', 'chromium')
  return {
    path: findChromium(),
    why: 'Chromium is missing and could not be installed. Install it (on Debian: apt-get install chromium-headless-shell) or set CHROMIUM_PATH.',
  }
}
