import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandOf } from '#src/start/programs.ts'

export const root = resolve(import.meta.dirname, '..')

/** How each program is started, from the project's folder: the only place that knows. */
const COMMANDS = {
  web: commandOf('web'),
  worker: commandOf('worker'),
  /** All of it, as `npm start` does. */
  all: ['src/start/start.mjs'],
  database: ['bench/database.ts'],
  bare: ['bench/bare.ts'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type ProgramName = keyof typeof COMMANDS

/** Lets what is started stop as if it had been asked to, when this process is killed before it can ask. */
const WITH_PARENT =
  'data:text/javascript,process.on("disconnect",()=>process.kill(process.pid,"SIGTERM"));process.channel.unref()'

/** The load has a core of its own; everything it is sent to shares the other. */
const LOAD_CORE = '0'
export const MEASURED_CORE = '1'

/** Whether programs can be held to a core of their own. */
export const isPinned =
  cpus().length >= 2 && spawnSync('taskset', ['-c', MEASURED_CORE, 'true'], { stdio: 'ignore' }).status === 0

/** Holds this process, which makes the load, to its core. */
export function pinLoad(): void {
  if (isPinned) spawnSync('taskset', ['-a', '-c', '-p', LOAD_CORE, String(process.pid)], { stdio: 'ignore' })
}

export interface Program {
  readonly name: ProgramName
  readonly pid: number
  readonly child: ChildProcess
  /** What it wrote until now. */
  readonly written: () => string
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

/** What still runs, for a benchmark that ends early. */
const running = new Set<Program>()

/**
 * Starts one of the programs on the measured core. What it writes goes to a file, as in production, and costs the load
 * nothing.
 */
export function startProgram(
  name: ProgramName,
  logFile: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
  /** Options of Node before the program. */
  nodeOptions: readonly string[] = [],
): Program {
  const pin = isPinned ? ['taskset', '-c', MEASURED_CORE] : []
  const [command = '', ...rest] = [
    ...pin,
    process.execPath,
    '--import',
    WITH_PARENT,
    ...nodeOptions,
    ...COMMANDS[name],
    ...args,
  ]
  const log = openSync(logFile, 'a')
  const child = spawn(command, rest, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', log, log, 'ipc'],
    // Ctrl-C reaches this process alone, which stops the others in order.
    detached: true,
  })
  if (child.pid === undefined) throw new Error(`${command} could not be started`)
  const ended = once(child, 'exit')
  const program: Program = {
    name,
    pid: child.pid,
    child,
    written: () => readFileSync(logFile, 'utf8'),
    stop: async () => {
      running.delete(program)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const isEnded = await Promise.race([ended.then(() => true), pause(40_000, false, { ref: false })])
      if (!isEnded) child.kill('SIGKILL')
      await ended
    },
  }
  running.add(program)
  return program
}

/** Stops whatever runs, last started first. */
export async function stopAll(): Promise<void> {
  for (const program of [...running].reverse()) await program.stop()
}

/**
 * Waits until `look` gives something.
 * @throws Error with the end of what the program wrote, when it ended or took too long.
 */
export async function until<T>(
  program: Program,
  look: () => Promise<T | undefined> | T | undefined,
  every = 5,
): Promise<T> {
  const latest = performance.now() + 120_000
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    const hasEnded = program.child.exitCode !== null || program.child.signalCode !== null
    if (hasEnded || performance.now() > latest) {
      throw new Error(
        `${program.name} ${hasEnded ? 'ended' : 'is not ready'}:\n${program.written().slice(-2_000)}`,
      )
    }
    await pause(every)
  }
}
