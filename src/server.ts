import { join } from 'node:path'
// The pages as they were built, which are in the same bundle.
import { handler } from '#pages'
import { closeDatabase } from '#db/client.ts'
import { requireSoundDriver } from '#db/driver.ts'
import { startSending } from '#db/jobs.ts'
// Read and checked here, at start, and not when the first person asks for an estimate, or gets a letter.
import '#src/letters/letter-words.ts'
import '#src/settings/charging-rates.ts'
import { tryLoadingRates } from '#src/services/charging/confirmed-rates.ts'
import { projectFolder } from '#src/project-folder.ts'
import { answerEarly } from '#src/request/answer-early.ts'
import { env, SettingsError } from '#src/settings/env.ts'
import { drained, portalServer } from './http/portal-server.ts'
import { captureConsole, errorFields, log } from './log.ts'

/** Milliseconds requests under way have to finish after a stop was asked for. */
const longestFinish = 15_000

/** Something outside this program keeps it from serving; the message says what to do. */
class CannotServe extends Error {}

async function serve(): Promise<void> {
  requireSoundDriver()
  const { PORT: port, HOST: host, TRUSTED_PROXIES: trustedProxies } = env
  const clientFolder = join(projectFolder, 'dist/client')
  const server = portalServer({ pages: handler, before: answerEarly, clientFolder, trustedProxies })
  server.once('error', (error: NodeJS.ErrnoException) => {
    explain(
      error.code === 'EADDRINUSE' ? new CannotServe(`Port ${port} is taken. Set PORT to another.`) : error,
    )
    process.exit(1)
  })
  // Information is served without a database too: what sends jobs is not waited for longer than a moment.
  await startSending().catch((error: unknown) => log.warn('jobs cannot be sent yet', errorFields(error)))
  server.listen(port, host, () => log.info('listening', { port }))
  // Nor are amounts that were confirmed at the desk: until they are read, those of the file count.
  tryLoadingRates()

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      log.info('stopping', { signal })
      await drained(server, longestFinish)
      await closeDatabase()
      process.exit(0)
    })
  }
}

function explain(error: unknown): void {
  if (error instanceof CannotServe || error instanceof SettingsError)
    process.stderr.write(`${error.message}\n`)
  else log.error('the web server could not start', errorFields(error))
}

/** Runs the web server in this process until it is told to stop. */
export async function start(): Promise<void> {
  captureConsole()
  try {
    await serve()
  } catch (error) {
    explain(error)
    process.exit(1)
  }
}
