import { sql } from 'drizzle-orm'
import type { Clock, PgBoss, Queue } from 'pg-boss'
import type { DutyRole } from '#src/domain/alerts.ts'
import { appRole, DatabaseError, type Db, deadlines, readBeside, type Tx } from './client.ts'

/**
 * Every kind of job and what it carries: ids and counts only, never anything a person wrote, because a job
 * is stored unsealed and a failed one is shown on a screen.
 */
export interface JobData {
  /** Look for what nobody has read, and for whose turn it is to be told of alerts. */
  'alert-duty': Record<string, never>
  /** Send a message about alerts to a duty contact. */
  'send-alert': { readonly messageId: string; readonly to: DutyRole }
  'scan-file': { readonly fileId: string }
  /** Send a letter to a person: its address and words are sealed with the message. */
  'send-letter': { readonly messageId: string }
  'purge-drafts': Record<string, never>
  /** Read the feed of local services anew. */
  'import-directory': Record<string, never>
}

export type JobName = keyof JobData

type QueueRules = Pick<
  Queue,
  'policy' | 'retryLimit' | 'retryDelay' | 'retryBackoff' | 'retryDelayMax' | 'expireInSeconds'
>

interface JobRules {
  /** What the job does, for staff on the system page. */
  readonly words: string
  /** When it comes by itself: a cron expression, in UTC. */
  readonly schedule?: string
  /** Seconds. A job is tried again with growing pauses; after the last try it goes to the dead letters. */
  readonly queue: QueueRules
}

/** Each job beside what it carries. Who does it stands in `src/jobs/handlers.ts`. */
const jobs: { readonly [Name in JobName]: JobRules } = {
  'alert-duty': {
    words: 'Look whom to tell of alerts',
    schedule: '* * * * *',
    // It comes again the next minute.
    queue: {
      retryLimit: 1,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 30,
      expireInSeconds: 60,
    },
  },
  'send-alert': {
    words: 'Tell a duty contact of alerts',
    queue: {
      retryLimit: 8,
      retryDelay: 5,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: 60,
    },
  },
  'scan-file': {
    words: 'Scan a file for viruses',
    queue: {
      retryLimit: 10,
      retryDelay: 15,
      retryBackoff: true,
      retryDelayMax: 1800,
      expireInSeconds: 300,
    },
  },
  'send-letter': {
    words: 'Send a letter by email',
    queue: {
      retryLimit: 8,
      retryDelay: 30,
      retryBackoff: true,
      retryDelayMax: 1800,
      expireInSeconds: 60,
    },
  },
  'purge-drafts': {
    words: 'Delete drafts whose time is over',
    schedule: '7 * * * *',
    queue: {
      retryLimit: 3,
      retryDelay: 60,
      retryBackoff: true,
      retryDelayMax: 900,
      expireInSeconds: 300,
    },
  },
  'import-directory': {
    words: 'Read the list of local services anew',
    schedule: '23 3 * * *',
    queue: {
      retryLimit: 3,
      retryDelay: 300,
      retryBackoff: true,
      retryDelayMax: 3600,
      expireInSeconds: 900,
    },
  },
}

/** What a database is told of each queue. */
export const jobRules: unknown = jobs

export const jobNames = Object.keys(jobs) as JobName[]

/** What a job does, for staff. One that an older version queued and this one no longer knows keeps its name. */
export const jobInWords = (name: string): string =>
  jobNames.includes(name as JobName) ? jobs[name as JobName].words : name

/** The queue, loaded when it is first used: a web server that starts answers pages before it sends a job. */
const queue = () => import('pg-boss')

const deadLetters = 'dead-letters'
const yearInSeconds = 365 * 24 * 3600
export const jobSchema = 'pgboss'
const schema = jobSchema

export interface SendOptions {
  /** Not before this moment. */
  readonly startAfter?: Date
  readonly retryLimit?: number
}

/**
 * Puts a job in its queue as part of the caller's transaction: it exists when that commits, and not before.
 * A job runs at least once, so its handler must not mind running twice.
 * @returns the id of the job.
 */
export async function sendJob<Name extends JobName>(
  tx: Tx,
  name: Name,
  data: JobData[Name],
  options: SendOptions = {},
): Promise<string> {
  const boss = await sender()
  const { fromDrizzle } = await queue()
  const id = await boss.send(name, data, {
    ...options,
    db: fromDrizzle(tx, sql),
  })
  if (id === null) throw new Error(`The queue ${name} took no job.`)
  return id
}

/** A job that failed for the last time. */
export interface DeadJob {
  readonly id: string
  readonly name: string
  /** The ids it carried. */
  readonly data: Readonly<Record<string, unknown>>
  readonly sentAt: Date
  readonly failedAt: Date
  readonly tries: number
}

const deadOnes = sql`${sql.raw(schema)}.job where job.name = ${deadLetters} and job.state < 'active'`

/** What exhausted its tries and waits for a person, newest first. */
export async function listDeadJobs(db: Db, most: number): Promise<DeadJob[]> {
  const rows = await db.execute<{
    id: string
    name: string
    data: Readonly<Record<string, unknown>> | null
    sent_at: string
    failed_at: string
    tries: number
  }>(sql`
    select id, coalesce(source_name, name) as name, data, coalesce(source_created_on, created_on) as sent_at,
      created_on as failed_at, coalesce(source_retry_count, 0) + 1 as tries
    from ${deadOnes} order by created_on desc, id limit ${most}`)
  return rows.map(({ id, name, data, sent_at, failed_at, tries }) => ({
    id,
    name,
    data: data ?? {},
    sentAt: new Date(sent_at),
    failedAt: new Date(failed_at),
    tries,
  }))
}

/** All that wait for a person. */
export async function countDeadJobs(db: Db): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`select count(*)::int as count from ${deadOnes}`)
  return rows[0]?.count ?? 0
}

/** Puts a dead job back in its queue, with all its tries. @returns false when it is no longer dead. */
export async function retryDeadJob(id: string): Promise<boolean> {
  const boss = await sender()
  return (await boss.redrive(deadLetters, { ids: [id] })) === 1
}

/** How often a job is tried before it is given up. */
export const mostTries = (name: JobName): number => (jobs[name].queue.retryLimit ?? 0) + 1

/**
 * The job of this kind that carries this and is not at its end, as a part of another question.
 * @param carried one of its ids, by its name, as a column or a value.
 */
export function liveJobOf<Name extends JobName>(
  name: Name,
  carried: { readonly [Key in keyof JobData[Name]]?: unknown },
) {
  const [[key, value] = []] = Object.entries(carried)
  return sql`(select from ${sql.raw(schema)}.job where job.name = ${name}
    and job.data ->> ${key}::text = ${value}::text and job.state in ('created', 'retry', 'active'))`
}

/** When a worker last looked at the schedules, about every half minute while one runs; null before the first. */
export async function findWorkerSeenAt(db: Db): Promise<Date | null> {
  const rows = await db.execute<{ cron_on: string | null }>(sql`select cron_on from pgboss.version`)
  const seen = rows[0]?.cron_on
  return seen ? new Date(seen) : null
}

/** Timers that never keep a process from ending. */
const quietClock: Clock = {
  now: () => Date.now(),
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds).unref(),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
  setInterval: (run, milliseconds) => setInterval(run, milliseconds).unref(),
  clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
}

let sending: Promise<PgBoss> | undefined

/**
 * The boss of a process that only sends and looks, and never does any work. It starts at the first job, or before with
 * `startSending`. Its own questions go beside the pool, since a job is sent from inside a transaction.
 * @throws DatabaseError when it has not started after `longestStart`: nobody holds a transaction open for longer.
 */
async function sender(): Promise<PgBoss> {
  sending ??= startSender().catch((error: unknown) => {
    sending = undefined
    throw error
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DatabaseError('CONNECT_TIMEOUT')), longestStart)
  })
  return Promise.race([sending, late]).finally(() => clearTimeout(timer))
}

/** Milliseconds. */
const longestStart = 2_000

/**
 * Starts what sends jobs, so that the first people who send something need not wait for it.
 * @throws DatabaseError when it has not started after two seconds: it goes on starting, or does so with the first job.
 */
export async function startSending(): Promise<void> {
  await sender()
}

async function startSender(): Promise<PgBoss> {
  const { PgBoss, fromDrizzle } = await queue()
  const boss = new PgBoss({
    schema,
    clock: quietClock,
    migrate: false,
    supervise: false,
    schedule: false,
    db: {
      executeSql: (text, values) => readBeside((db) => fromDrizzle(db, sql).executeSql(text, values)),
    },
  })
  // Reading the list of queues again failed; the one it has still serves.
  boss.on('error', () => undefined)
  return boss.start()
}

/** The boss of the worker process: fetches, retries, schedules and tidies up, as the application's role. */
export async function workerBoss(url: string): Promise<PgBoss> {
  const { PgBoss } = await queue()
  const settings = {
    role: appRole,
    statement_timeout: deadlines.statement,
    lock_timeout: deadlines.lock,
    idle_in_transaction_session_timeout: deadlines.idleInTransaction,
  }
  return new PgBoss({
    connectionString: url,
    schema,
    application_name: 'portal worker',
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    connectionTimeoutMillis: 5_000,
    max: 6,
    migrate: false,
    // Rebuilding an index takes its owner.
    reindex: false,
  })
}

/** Makes the schedules as the table above has them. */
export async function scheduleJobs(boss: PgBoss): Promise<void> {
  for (const name of jobNames) {
    const cron = jobs[name].schedule
    if (cron) await boss.schedule(name, cron, {})
    else await boss.unschedule(name)
  }
}

/**
 * Makes or upgrades the job tables and queues, as the owner of the database.
 * @param url of a login that may create schemas.
 */
export async function migrateJobs(url: string): Promise<void> {
  const failures: Error[] = []
  const { PgBoss } = await queue()
  const boss = new PgBoss({
    connectionString: url,
    schema,
    application_name: 'portal migrations',
    max: 2,
    supervise: false,
    schedule: false,
    bamIntervalSeconds: 10,
  })
  boss.on('error', (error) => failures.push(error))
  await boss.start()
  try {
    // After an upgrade indexes are built one by one in the background: wait for the last.
    while (
      (await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress')
    ) {
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    await makeQueue(boss, deadLetters, {
      retryLimit: 0,
      retentionSeconds: yearInSeconds,
    })
    for (const name of jobNames) await makeQueue(boss, name, { ...jobs[name].queue, deadLetter: deadLetters })
  } finally {
    await boss.stop({ graceful: false })
  }
  if (failures[0]) throw failures[0]
}

async function makeQueue(
  boss: PgBoss,
  name: string,
  { policy, ...rules }: Omit<Queue, 'name'>,
): Promise<void> {
  if (await boss.getQueue(name)) await boss.updateQueue(name, rules)
  else await boss.createQueue(name, { ...rules, ...(policy ? { policy } : {}) })
}

/** What the application may do with the job tables, for the owner to say after `migrateJobs`. */
export const jobRights = [
  `grant usage on schema ${schema} to ${appRole}`,
  `grant select, insert, update, delete on all tables in schema ${schema} to ${appRole}`,
  `grant usage on all sequences in schema ${schema} to ${appRole}`,
  `grant execute on all functions in schema ${schema} to ${appRole}`,
]
