import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time for programs in hundredths of a second, on every machine we know of. */
const MS_PER_TICK = 10

interface Stat {
  readonly parent: number
  /** Of its own. */
  readonly ms: number
  /** Of children that have ended. */
  readonly msOfEnded: number
}

/** What /proc says of a process; undefined when it is gone, or where there is no /proc. */
function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in brackets may hold anything; the fields after it are counted from the third.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = (field: number) => Number(fields[field - 3]) * MS_PER_TICK
    return { parent: Number(fields[1]), ms: ticks(14) + ticks(15), msOfEnded: ticks(16) + ticks(17) }
  } catch {
    return undefined
  }
}

/** Milliseconds of processor time that a process has used. */
export const cpuOf = (pid: number): number => statOf(pid)?.ms ?? 0

/** Milliseconds that a database server has used, with all its processes, also those that have ended. */
export function cpuOfDatabase(pid: number): number {
  const own = statOf(pid)
  if (!own) return 0
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(statOf)
    .filter((stat) => stat?.parent === pid)
  return own.ms + own.msOfEnded + children.reduce((sum, stat) => sum + (stat?.ms ?? 0), 0)
}

/** Memory of a process that is in use, in MiB. */
export function memoryOf(pid: number): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

/** Milliseconds that a core was busy since the machine started, whoever used it. */
export function busyOf(core: number): number {
  try {
    const line = readFileSync('/proc/stat', 'latin1')
      .split('\n')
      .find((one) => one.startsWith(`cpu${core} `))
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = (line ?? '')
      .split(' ')
      .slice(1)
      .map(Number)
    return (user + nice + system + irq + softirq + steal) * MS_PER_TICK
  } catch {
    return 0
  }
}
