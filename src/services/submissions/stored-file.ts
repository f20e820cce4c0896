import { randomUUID } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { DatabaseError, type Db, read, type Tx } from '#db/client.ts'
import { failureOf } from '#db/failure.ts'
import { sendJob } from '#db/jobs.ts'
import { asDate } from '#db/moments.ts'
import {
  deleteOwnerlessFile,
  type FileRow,
  findFileContent,
  findFilePiece,
  insertFile,
  insertFilePiece,
  updateFileOwner,
} from '#db/queries/files.ts'
import { open, SealBroken, seal } from '#db/sealing.ts'
import { evidenceName } from '#src/domain/evidence-file.ts'
import { env } from '#src/settings/env.ts'

/** Bytes that one statement carries: few enough for its deadline where the database is twenty times slower than usual. */
export const PIECE_BYTES = 512 * 1024

/** Seals a piece to its file, its place and how many there are: it opens nowhere else, and none can be missing. */
const pieceContext = (id: string, number: number, pieces: number) => `files:${id}:content:${number}/${pieces}`

const contentContext = (id: string) => `files:${id}:content`

export interface FileToStore {
  /** As the person's device called it. */
  readonly name: string
  readonly bytes: Buffer
  /** What it is, by its content. */
  readonly type: string
  /** The question it answers. */
  readonly question: string
}

/** A file that is stored whole and belongs to nobody yet: `giveFile` says whose it is. */
export interface StoredWhole {
  readonly id: string
  readonly name: string
  readonly size: number
}

/** The database was away or too slow to keep a file. What it had of it is taken away within two hours. */
export class FileNotStored extends Error {
  override readonly name = 'FileNotStored'
}

/**
 * Stores a file, sealed, a piece in a statement, and outside of any transaction: nothing is held while it is written.
 * @throws FileNotStored when the database is away or too slow.
 */
export async function storeFile(file: FileToStore, now: Temporal.Instant): Promise<StoredWhole> {
  const id = randomUUID()
  const { bytes, question, type: mediaType } = file
  const name = evidenceName(file.name, mediaType)
  const pieces = Math.ceil(bytes.length / PIECE_BYTES)
  const row = {
    id,
    question,
    name: seal(name, `files:${id}:name`),
    mediaType,
    size: bytes.length,
    pieces,
    scan: env.CLAMD ? ('waiting' as const) : ('no-scanner' as const),
    createdAt: asDate(now),
  }
  try {
    await read((db) => insertFile(db, row))
    for (let number = 0; number < pieces; number++) {
      const piece = bytes.subarray(number * PIECE_BYTES, (number + 1) * PIECE_BYTES)
      const content = seal(piece, pieceContext(id, number, pieces))
      await read((db) => insertFilePiece(db, { fileId: id, number, content }))
    }
  } catch (error) {
    await dropFile(id)
    if (error instanceof DatabaseError && failureOf(error.code) !== 'ours') throw new FileNotStored()
    throw error
  }
  return { id, name, size: bytes.length }
}

/** Takes away a file that is to become nobody's. Where that fails, the job that clears up does it later. */
export async function dropFile(id: string): Promise<void> {
  await read((db) => deleteOwnerlessFile(db, id)).catch(() => undefined)
}

/**
 * Says whose a stored file is, and has it scanned: until then it is held back.
 * @throws Error when it is not whole, or somebody's already.
 */
export async function giveFile(
  tx: Tx,
  id: string,
  to: { draftId: string } | { submissionId: string },
): Promise<void> {
  if (!(await updateFileOwner(tx, id, to))) throw new Error('A file is not whole, or was given already.')
  if (env.CLAMD) await sendJob(tx, 'scan-file', { fileId: id })
}

/**
 * The bytes of a file, one piece read and opened after the other.
 * @throws SealBroken when a piece is missing, was changed, or stands in another's place.
 */
export async function readFileBytes(
  file: Pick<FileRow, 'id' | 'size' | 'pieces'>,
  ask: <T>(query: (db: Db | Tx) => Promise<T>) => Promise<T> = read,
): Promise<Buffer> {
  const { id, size, pieces } = file
  if (pieces === 0) {
    const content = await ask((db) => findFileContent(db, id))
    if (!content) throw new SealBroken('The bytes of a file are missing.')
    return open(content, contentContext(id))
  }
  const bytes = Buffer.alloc(size)
  let at = 0
  for (let number = 0; number < pieces; number++) {
    const sealed = await ask((db) => findFilePiece(db, id, number))
    if (!sealed) throw new SealBroken('A piece of a file is missing.')
    const piece = open(sealed, pieceContext(id, number, pieces))
    if (at + piece.length > size) throw new SealBroken('A file has more bytes than it came with.')
    piece.copy(bytes, at)
    at += piece.length
  }
  if (at !== size) throw new SealBroken('A file has fewer bytes than it came with.')
  return bytes
}
