/**
 * Runs one of the built programs: `node src/start/run.mjs web`, or `worker`. Plain JavaScript, since turning TypeScript
 * into it would take longer than all the rest of this file.
 */
import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const built = join(import.meta.dirname, '../../dist/server/programs')
const [name = ''] = process.argv.slice(2)
const program = join(built, `${name}.mjs`)

/** Errors whose message is a sentence for whoever starts the program, and says all there is to say. */
const explained = ['ContentRefused', 'SettingsError']

if (!existsSync(program)) {
  process.stderr.write('The portal is not built yet. Run npm run build first.\n')
  process.exit(1)
}
// Filled by the build. Where this user may not write there, it is only read.
enableCompileCache(join(import.meta.dirname, '../../dist/compiled'))
try {
  const { start } = await import(pathToFileURL(program).href)
  await start()
} catch (error) {
  if (!(error instanceof Error && explained.includes(error.name))) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
