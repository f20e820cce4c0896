import { destination, type Logger, pino } from 'pino'
import { env } from '#src/settings/env.ts'
import { inSource } from '#src/source-frames.ts'

/**
 * What a log line may carry beside its message: codes, counts, ids and route patterns. Nothing else gets
 * into a line, whatever a caller passes, so nothing a person wrote can.
 */
export interface LogFields {
  /** The pattern of a route (`/forms/[form]/[page]`), never the address asked for. */
  route?: string | undefined
  method?: string | undefined
  status?: number | undefined
  milliseconds?: number | undefined
  submissionId?: string | undefined
  draftId?: string | undefined
  staffId?: string | undefined
  fileId?: string | undefined
  alertId?: string | undefined
  job?: string | undefined
  jobId?: string | undefined
  attempt?: number | undefined
  count?: number | undefined
  port?: number | undefined
  pid?: number | undefined
  signal?: string | undefined
  /** Name of an error's class, its code and its stack frames: from `errorFields`. */
  error?: string | undefined
  code?: string | undefined
  constraint?: string | undefined
  frames?: string[] | undefined
}

const fieldNames: ReadonlySet<string> = new Set<keyof LogFields>([
  'route',
  'method',
  'status',
  'milliseconds',
  'submissionId',
  'draftId',
  'staffId',
  'fileId',
  'alertId',
  'job',
  'jobId',
  'attempt',
  'count',
  'port',
  'pid',
  'signal',
  'error',
  'code',
  'constraint',
  'frames',
])

/** One log. Messages are fixed sentences in the code; what varies goes into the fields. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

let root: Logger | undefined

/**
 * Made at the first line, so that reading this file needs no settings. Lines are written while the process goes on, several
 * together: each request has one, and to write each by itself takes a tenth of the time of a question page. What is not
 * written yet is when the process ends.
 */
function rootLogger(): Logger {
  if (root) return root
  const lines = destination({ fd: 1, sync: false, minLength: 4_096, periodicFlush: LONGEST_UNWRITTEN })
  process.on('exit', () => {
    try {
      lines.flushSync()
    } catch {
      // Nobody reads the log any more.
    }
  })
  root = pino(
    {
      level: env.LOG_LEVEL,
      base: { process: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    lines,
  )
  return root
}

/** Milliseconds that a line waits for others to be written with it. What is wrong is written at once. */
export const LONGEST_UNWRITTEN = 100

function logOn(always: { readonly requestId?: string }): Log {
  const write = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, fields?: LogFields) => {
    const to = rootLogger()
    to[level]({ ...always, ...allowed(fields ?? {}) }, message)
    if (level === 'warn' || level === 'error') to.flush()
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
}

/** Copies the fields a line may carry; anything else, or of another type, is left out. */
function allowed(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!fieldNames.has(name)) continue
    if (name === 'frames' && Array.isArray(value)) kept[name] = value.slice(0, 15)
    else if (typeof value === 'number') kept[name] = value
    else if (typeof value === 'string') kept[name] = value.slice(0, 200)
  }
  return kept
}

/** The log of this process: JSON lines on standard output. */
export const log: Log = logOn({})

/** The same log, its lines carrying the id of one request. */
export const logOfRequest = (requestId: string): Log => logOn({ requestId })

/**
 * What may be logged of an error of any origin: class name, code, constraint and stack frames. Never its
 * message: a library's messages quote what it was given.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code, constraint } = error as {
    code?: unknown
    constraint?: unknown
  }
  return {
    error: wordOf(error.name),
    code: wordOf(code),
    constraint: wordOf(constraint),
    frames: framesOf(error.stack ?? ''),
  }
}

/** A code or a class name as it is; anything longer or with other signs in it could be somebody's words. */
function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : undefined
}

const frame = /^\s+at (?:[\w$.<>[\] #]{1,120} )?\(?((?:file:\/\/|node:|\/)[\w./@+~-]{1,300}:\d+:\d+)\)?$/

/** Where in the code it happened, nearest first; lines of a message that only look like a frame are rare and short. */
function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => frame.exec(line)?.[1] ?? [])
    .slice(0, 15)
    .map(inSource)
}

/**
 * From now on what libraries write to the console comes out as JSON lines that hold an error's class name,
 * code and frames, and never its message: Astro writes the address it could not render, with the query, and
 * whole stacks, whose first lines are messages. The last words of a crash are treated the same.
 */
export function captureConsole(): void {
  for (const [method, level] of [
    ['debug', 'debug'],
    ['log', 'info'],
    ['info', 'info'],
    ['warn', 'warn'],
    ['error', 'error'],
    ['trace', 'debug'],
  ] as const) {
    console[method] = (...args: unknown[]) => log[level]('console', consoleFields(args))
  }
  process.on('uncaughtException', (error) => {
    log.error('crash', errorFields(error))
    process.exit(1)
  })
  process.removeAllListeners('warning')
  process.on('warning', (warning) => log.warn('warning', errorFields(warning)))
}

function consoleFields(args: readonly unknown[]): LogFields {
  const error = args.find((arg) => arg instanceof Error)
  if (error) return errorFields(error)
  const text = args.filter((arg) => typeof arg === 'string').join('\n')
  return {
    error: /\b([A-Z]\w{0,60}Error)\b/.exec(text)?.[1],
    frames: framesOf(text),
  }
}
