import { setTimeout as pause } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { closeDatabase } from '#db/client.ts'
import { requireSoundDriver } from '#db/driver.ts'
import { failureOf } from '#db/failure.ts'
import { type JobData, type JobName, jobNames, mostTries, scheduleJobs, workerBoss } from '#db/jobs.ts'
import { databaseUrl, SettingsError } from '#src/settings/env.ts'
import { captureConsole, errorFields, log } from '#src/log.ts'
import { handlers, type JobHandler } from './handlers.ts'
import { importFirstDirectory } from './import-directory.ts'

/** What the job tables keep of a handler's error: its name and code. Messages may quote people. */
class JobFailed extends Error {
  override readonly name = 'JobFailed'
}

/** Milliseconds running jobs have to finish after a stop was asked for. */
const longestFinish = 15_000

/**
 * Starts fetching jobs and making scheduled ones.
 * @returns how to stop: running jobs finish, or go back to their queue.
 */
export async function startWorker(url: string): Promise<() => Promise<void>> {
  requireSoundDriver()
  const boss = await workerBoss(url)
  boss.on('error', (error) => log.error('job queue', errorFields(error)))
  try {
    await boss.start()
    for (const name of jobNames) await work(boss, name)
    await scheduleJobs(boss)
    await importFirstDirectory()
  } catch (error) {
    // Half of it may be at work already: it must not go on beside the next try.
    await boss.stop({ graceful: false }).catch(() => undefined)
    throw error
  }
  log.info('worker started')
  return async () => {
    await boss.stop({ timeout: longestFinish })
    await closeDatabase()
    log.info('worker stopped')
  }
}

async function work<Name extends JobName>(
  boss: Awaited<ReturnType<typeof workerBoss>>,
  name: Name,
): Promise<void> {
  const handle: JobHandler<Name> = handlers[name]
  await boss.work<JobData[Name]>(name, { pollingIntervalSeconds: 1 }, async ([job]) => {
    if (!job) return
    const started = performance.now()
    const fields = { job: name, jobId: job.id, attempt: job.retryCount + 1 }
    try {
      await handle(job.data, {
        signal: job.signal,
        clock: () => Temporal.Now.instant(),
        isLastTry: fields.attempt >= mostTries(name),
      })
    } catch (error) {
      const what = errorFields(error)
      log.error('job failed', { ...what, ...fields })
      throw new JobFailed([what.error, what.code].filter(Boolean).join(' '))
    }
    log.info('job done', {
      ...fields,
      milliseconds: Math.round(performance.now() - started),
    })
  })
}

/** Milliseconds between two tries to start. */
const pauseBeforeStart = 1_000

/** Starts as soon as there is a database, as the web server does: one that is away is waited for, and said in the log. */
async function startWhenThere(url: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await startWorker(url)
    } catch (error) {
      if (!isAway(error)) throw error
      log.warn('the worker waits for its database', errorFields(error))
      await pause(pauseBeforeStart)
    }
  }
}

/** Errors of the queue's own driver carry a code too, but for a connection that ended under it. */
const isAway = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message?: unknown }
  return typeof code === 'string'
    ? failureOf(code) !== 'ours'
    : typeof message === 'string' && /^Connection terminated|^timeout e/.test(message)
}

/** Runs the worker in this process until it is told to stop. */
export async function start(): Promise<void> {
  captureConsole()
  try {
    const stop = await startWhenThere(databaseUrl())
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        void stop().finally(() => process.exit())
      })
    }
  } catch (error) {
    if (error instanceof SettingsError) process.stderr.write(`${error.message}\n`)
    else log.error('the worker could not start', errorFields(error))
    process.exit(1)
  }
}
