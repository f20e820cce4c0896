import { appUrlOf, portOfRunning } from '#db/embedded.ts'
import { keysOf } from './data-folder.ts'
import { readSettings } from '#src/settings/env.ts'

/**
 * For a command that somebody runs while `npm start` runs: without a database of the settings it uses the embedded
 * one of the data folder, with that one's keys. Call it before any setting is read; where nothing runs it does
 * nothing, and the database is missing as before.
 * @throws SettingsError while a setting is wrong, CannotStart when the keys of the running database are missing.
 */
export function useRunningDatabase(): void {
  const { DATABASE_URL, EMBEDDED_DATABASE_URL, DATA_DIR } = readSettings(process.env)
  if ((DATABASE_URL ?? EMBEDDED_DATABASE_URL) !== undefined) return
  const port = portOfRunning(DATA_DIR)
  if (port === undefined) return
  const keys = keysOf(DATA_DIR, true)
  Object.assign(process.env, {
    EMBEDDED_DATABASE_URL: appUrlOf(port, keys),
    SEAL_KEYS: keys.sealKeys,
    HASH_KEY: keys.hashKey,
  })
}
