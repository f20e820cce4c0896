import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { isLong } from './support/long.ts'

const root = resolve(import.meta.dirname, '..')
const unit = globSync('tests/unit/**/*.test.ts', { cwd: root })

/** Puts other modules or settings in place of the real ones, which another file must not find there. */
const replaces = (file: string) =>
  /\bvi\.(mock|doMock|stubEnv|stubGlobal|resetModules)\(|process\.env\.?\S* \??=[^=]/.test(
    readFileSync(join(root, file), 'utf8'),
  )
const alone = unit.filter(replaces)

const ofUnit = {
  setupFiles: ['tests/support/fast-check.ts'],
  // Long enough for the walks of every branch on a machine that does other things meanwhile.
  testTimeout: isLong ? 1_200_000 : 120_000,
}

export default defineConfig({
  root,
  test: {
    projects: [
      // Most files only look: they share one copy of the forms, which takes longer to load than most take to run.
      {
        root,
        test: {
          name: 'unit',
          include: unit.filter((file) => !replaces(file)),
          isolate: false,
          ...ofUnit,
        },
      },
      { root, test: { name: 'unit-alone', include: alone, ...ofUnit } },
      {
        root,
        test: {
          name: 'db',
          include: ['tests/db/**/*.test.ts'],
          globalSetup: ['tests/support/database-server.ts'],
          setupFiles: ['tests/support/database.ts'],
          testTimeout: isLong ? 600_000 : 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
