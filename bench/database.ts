/**
 * A program of its own: the embedded PostgreSQL of a data folder, as `npm start` sets it, migrated and with the
 * demonstration in it. It says where it is in one line of JSON, and stops on SIGTERM.
 */
import { existsSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { closeDatabase } from '#db/client.ts'
import { databaseFolder, startEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { seedDemonstration } from '#db/seed/demonstration.ts'
import { keysOf, makeDataFolder } from '#src/start/data-folder.ts'
import { readSettings } from '#src/settings/env.ts'

const { DATA_DIR: folder, DEMO_PASSWORD: password = '' } = readSettings(process.env)
makeDataFolder(folder)
const isNew = !existsSync(databaseFolder(folder))
const keys = keysOf(folder, !isNew)
const database = await startEmbedded(folder, keys)
const environment = {
  EMBEDDED_DATABASE_URL: database.appUrl,
  SEAL_KEYS: keys.sealKeys,
  HASH_KEY: keys.hashKey,
}
Object.assign(process.env, environment)
await migrate(database.ownerUrl)
if (isNew) await seedDemonstration({ password }, Temporal.Now.instant())
await closeDatabase()
process.stdout.write(`${JSON.stringify({ environment, ownerUrl: database.ownerUrl })}\n`)

process.once('SIGTERM', async () => {
  await database.stop()
  process.exit(0)
})
