import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { read } from '#db/client.ts'
import { findDatabaseSize } from '#db/queries/spending.ts'
import { MEGABYTE } from '#src/domain/budgets.ts'
import { council } from '#src/settings/council.ts'
import { env } from '#src/settings/env.ts'

/** How much room there is for what people send. */
export interface Space {
  /** Of the embedded database's disk what is free; of a database of the council's own what it takes. In bytes. */
  readonly measured: { readonly free: number } | { readonly taken: number }
  /** The line, in bytes, past which files are not taken any more. */
  readonly line: number
  /** Files are not taken until there is more. */
  readonly isLow: boolean
}

/**
 * How much room there is now. Where the portal brings its database, by the disk it lies on; otherwise by the size of the
 * database, since its disk is another computer's.
 */
export async function findSpace(): Promise<Space> {
  const { leastFreeMegabytes, mostDatabaseMegabytes } = council.space
  if (env.DATABASE_URL === undefined) {
    const line = leastFreeMegabytes * MEGABYTE
    const free = await freeBytes(env.DATA_DIR)
    return { measured: { free }, line, isLow: free < line }
  }
  const line = mostDatabaseMegabytes * MEGABYTE
  const taken = await read((db) => findDatabaseSize(db))
  return { measured: { taken }, line, isLow: taken > line }
}

/** Bytes free to the portal on the disk of a folder, or of the one it is to be made in. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const parent = dirname(folder)
    if (parent === folder) throw error
    return freeBytes(parent)
  }
}
