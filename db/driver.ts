import postgres from 'postgres'
import { SettingsError } from '#src/settings/env.ts'

/**
 * The driver as it is published (3.4.9) ends the process when a connection dies inside a transaction, lets what a dead
 * transaction still says reach the database outside of it, and never answers what waits in it. `patches/` mends that,
 * put on by `npm ci`, and says so by this mark (docs/decisions/0031-the-patched-driver.md).
 * @throws SettingsError where it is not put on: nothing of ours starts on such a driver.
 */
export function requireSoundDriver(): void {
  if ('settlesWhenClosed' in postgres) return
  throw new SettingsError(
    'The database driver is not patched, and would end this program when a connection dies. ' +
      'Run npm ci without --ignore-scripts.',
  )
}

/**
 * Connections to a database, made when the first query comes. The only place that makes them.
 * @throws SettingsError where the driver is not patched.
 */
export function connectTo(url: string, options: postgres.Options<Record<string, never>>): postgres.Sql {
  requireSoundDriver()
  return postgres(url, options)
}

/** An error that the database answered with. */
export const { PostgresError } = postgres
