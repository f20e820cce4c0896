import { existsSync } from 'node:fs'
import { databaseFolder, startEmbedded } from '#db/embedded.ts'
import { keysOf, lockDataFolder, makeDataFolder } from '#src/start/data-folder.ts'
import { ownClock } from './clock.ts'

/** Starts the embedded database of the folder given, says where, and holds it until it is stopped. */
const [folder = ''] = process.argv.slice(2)
try {
  makeDataFolder(folder)
  const lock = lockDataFolder(folder)
  const keys = keysOf(folder, existsSync(databaseFolder(folder)))
  const server = await startEmbedded(folder, keys, { environment: ownClock() })
  process.on('SIGTERM', async () => {
    await server.stop()
    lock.release()
    process.exit()
  })
  process.stdout.write(
    `${JSON.stringify({ ...server, wasLeftBehind: lock.wasLeftBehind, uid: process.getuid?.() })}\n`,
  )
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
