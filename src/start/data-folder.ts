import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'

/** Something about the folder or the machine stops the portal from starting. The message says what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart'
}

const isRoot = process.getuid?.() === 0

/**
 * Makes the folder the embedded database, its keys and its log live in. Root's may be walked through, so
 * that the database, which never runs as root, gets to its own part; what is in it is closed to others.
 */
export function makeDataFolder(folder: string): void {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true })
      chmodSync(folder, isRoot ? 0o711 : 0o700)
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new CannotStart(
      `The folder ${folder} cannot be written to. It may belong to another user, for example to root from ` +
        'an earlier start. Give it to yourself, or set DATA_DIR to another folder.',
    )
  }
}

const keysShape = v.object({
  sealKeys: v.string(),
  hashKey: v.string(),
  ownerPassword: v.string(),
  appPassword: v.string(),
})

/** What the embedded database is opened with, and what its content is sealed with. */
export type EmbeddedKeys = v.InferOutput<typeof keysShape>

/**
 * The keys of this folder, made on its first use and kept in keys.json, which only its owner reads.
 * @param isInUse whether there is already a database, so that new keys would open nothing.
 */
export function keysOf(folder: string, isInUse: boolean): EmbeddedKeys {
  const file = join(folder, 'keys.json')
  if (existsSync(file)) {
    const kept = v.safeParse(keysShape, JSON.parse(readFileSync(file, 'utf8')))
    if (kept.success) return kept.output
    throw new CannotStart(`${file} is not as the portal wrote it. Put back the copy you kept.`)
  }
  if (isInUse) {
    throw new CannotStart(
      `${file} is missing, so what is stored cannot be opened. Put the file back, ` +
        `or delete the folder ${folder} to start afresh.`,
    )
  }
  const keys: EmbeddedKeys = {
    sealKeys: `first:${randomBytes(32).toString('base64')}`,
    hashKey: randomBytes(32).toString('base64'),
    ownerPassword: randomBytes(24).toString('base64url'),
    appPassword: randomBytes(24).toString('base64url'),
  }
  writeWhole(file, `${JSON.stringify(keys, null, 2)}\n`)
  return keys
}

/** Writes a file only its owner reads: all of it, safely on the disk, or none. */
function writeWhole(file: string, content: string): void {
  const part = `${file}.${process.pid}`
  const handle = openSync(part, 'w', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, file)
}

/**
 * Takes the folder for this process, until it ends in whatever way: a lock whose process is gone, or whose
 * number now belongs to another process, counts for nothing.
 * @returns whether an earlier process left without letting go, and how to let go.
 * @throws CannotStart while another portal uses the folder.
 */
export function lockDataFolder(folder: string): {
  wasLeftBehind: boolean
  release: () => void
} {
  const lock = join(folder, 'lock')
  const own = join(folder, `lock.${process.pid}`)
  const mark = `${process.pid} ${startOf(process.pid) ?? ''}`
  let wasLeftBehind = false
  writeWhole(own, mark)
  try {
    for (;;) {
      // Making a second name for a whole file either works or finds the name taken: nobody sees half a lock.
      try {
        linkSync(own, lock)
        break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = contentOf(lock)
      if (holder === null) continue
      const pid = Number(/^\d+/.exec(holder)?.[0])
      if (pid > 0 && holder === `${pid} ${startOf(pid) ?? 'gone'}`) {
        throw new CannotStart(
          `The portal is already running with the folder ${folder} (process ${pid}). ` +
            'Stop it first, or give this one a folder and a port of its own with DATA_DIR and PORT.',
        )
      }
      wasLeftBehind = true
      putAside(lock, holder)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return {
    wasLeftBehind,
    release: () => {
      if (contentOf(lock) === mark) rmSync(lock, { force: true })
    },
  }
}

/** Removes a lock left behind, unless another start has just put its own in its place. */
function putAside(lock: string, leftBehind: string): void {
  const aside = `${lock}.aside.${process.pid}`
  try {
    renameSync(lock, aside)
    if (contentOf(aside) !== leftBehind) linkSync(aside, lock)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** When a process started, in the machine's own words, to tell it from a later one with its number. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // A process that has ended and is still listed: its parent has not asked for its result yet.
      if (state === 'Z') return null
      // Field 22 of the line, counted from its third, which is the state.
      return `${boot} ${rest[18]}`
    }
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
      }).trim() || null
    )
  } catch {
    return null
  }
}
