import { read } from '#db/client.ts'
import { findWorkerSeenAt } from '#db/jobs.ts'
import { isMigrated } from '#db/migrate.ts'

export interface Health {
  /** `degraded`: something is away, and what does not need it still works. */
  readonly status: 'starting' | 'ready' | 'degraded'
  readonly database?: 'ready' | 'away'
  readonly worker?: 'ready' | 'away' | 'unknown'
}

/** Milliseconds after which a database that has not answered counts as away. */
const deadline = 1_000

/** A worker shows itself about every half minute. */
const workerSilence = 120_000

let hasBeenReady = false
let checking: Promise<Health> | undefined

/**
 * How the portal is. Until the database has answered once with every migration in place it is `starting`;
 * after that never again, so that a load balancer keeps a server that can still show pages.
 *
 * Checks share one look at the database, through the same connections as every request: however many ask,
 * they cannot crowd it, and what they see is what a person would.
 * @param now the clock, in milliseconds.
 */
export async function checkHealth(now: number): Promise<Health> {
  checking ??= look(now).finally(() => {
    checking = undefined
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Health>((resolve) => {
    timer = setTimeout(() => resolve(withoutDatabase()), deadline)
  })
  return Promise.race([checking, late]).finally(() => clearTimeout(timer))
}

const withoutDatabase = (): Health =>
  hasBeenReady ? { status: 'degraded', database: 'away', worker: 'unknown' } : { status: 'starting' }

async function look(now: number): Promise<Health> {
  try {
    if (!hasBeenReady) {
      if (!(await isMigrated())) return { status: 'starting' }
      hasBeenReady = true
    }
    const seenAt = await read(findWorkerSeenAt)
    const isWorking = seenAt !== null && now - seenAt.getTime() < workerSilence
    return isWorking
      ? { status: 'ready', database: 'ready', worker: 'ready' }
      : { status: 'degraded', database: 'ready', worker: 'away' }
  } catch {
    return withoutDatabase()
  }
}
