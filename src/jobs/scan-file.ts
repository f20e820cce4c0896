import { once } from 'node:events'
import { connect } from 'node:net'
import type { Temporal } from 'temporal-polyfill'
import { read, transact } from '#db/client.ts'
import type { JobData } from '#db/jobs.ts'
import { findFile, updateFileScan } from '#db/queries/files.ts'
import { env } from '#src/settings/env.ts'
import { recordEvent } from '#src/services/submissions/record-event.ts'
import { readFileBytes } from '#src/services/submissions/stored-file.ts'
import { asDate } from '#db/moments.ts'
import type { JobContext } from './job-context.ts'

/** Bytes sent to the scanner at a time. */
const chunkBytes = 64 * 1024
/** Milliseconds of silence after which the scanner counts as away. */
const longestSilence = 60_000

/** The scanner could not be reached, or did not say whether the file is clean. */
export class ScanFailed extends Error {
  override readonly name = 'ScanFailed'
}

/**
 * Has a file looked at by the virus scanner. Until it was found clean the file is held back; the form it came
 * with never is. A scanner that is away is tried again by the queue.
 */
export async function scanFile(
  { fileId }: JobData['scan-file'],
  { signal, clock }: JobContext,
): Promise<void> {
  const file = await read((db) => findFile(db, fileId))
  if (!file || file.scan === 'clean' || file.scan === 'infected') return
  if (!env.CLAMD) {
    await noteResult(fileId, 'no-scanner', clock())
    return
  }
  const content = await readFileBytes(file)
  try {
    await noteResult(fileId, await scanned(content, env.CLAMD, signal), clock())
  } catch (error) {
    await noteResult(fileId, 'failed', clock())
    throw error
  }
}

async function noteResult(
  fileId: string,
  scan: 'clean' | 'infected' | 'failed' | 'no-scanner',
  at: Temporal.Instant,
): Promise<void> {
  await transact(async (tx) => {
    const now = asDate(at)
    const before = await findFile(tx, fileId)
    if (!before || before.scan === scan) return
    await updateFileScan(tx, fileId, scan, now)
    if (before.submissionId) {
      await recordEvent(tx, {
        submissionId: before.submissionId,
        at: now,
        actor: 'system',
        kind: 'file-scanned',
        detail: { fileId, scan },
      })
    }
  })
}

/**
 * Asks clamd about these bytes, by its INSTREAM command: each chunk behind its length in four bytes, an
 * empty chunk at the end, and an answer that ends with a zero byte.
 * @throws ScanFailed when it gives no verdict; an error of the socket when it cannot be reached.
 */
export async function scanned(
  content: Buffer,
  scanner: { host: string; port: number },
  signal: AbortSignal,
): Promise<'clean' | 'infected'> {
  const socket = connect(scanner)
  socket.setTimeout(longestSilence, () => socket.destroy(new ScanFailed('The scanner is silent.')))
  const abort = () => socket.destroy(new ScanFailed('The scan took too long.'))
  signal.addEventListener('abort', abort)
  try {
    await once(socket, 'connect')
    socket.write('zINSTREAM\0')
    for (let at = 0; at < content.length; at += chunkBytes) {
      const chunk = content.subarray(at, at + chunkBytes)
      socket.write(lengthOf(chunk))
      socket.write(chunk)
    }
    socket.write(lengthOf(Buffer.alloc(0)))
    return verdictOf(await answerOn(socket))
  } finally {
    signal.removeEventListener('abort', abort)
    socket.destroy()
  }
}

async function answerOn(socket: AsyncIterable<Buffer>): Promise<string> {
  let answer = ''
  for await (const part of socket) {
    answer += part.toString('latin1')
    if (answer.includes('\0')) break
  }
  return answer.split('\0')[0] ?? ''
}

/** `stream: OK`, `stream: <name> FOUND`, or something that went wrong. */
function verdictOf(answer: string): 'clean' | 'infected' {
  if (answer === 'stream: OK') return 'clean'
  if (/^stream: .+ FOUND$/.test(answer)) return 'infected'
  throw new ScanFailed('The scanner gave no verdict.')
}

function lengthOf(chunk: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(chunk.length)
  return length
}
