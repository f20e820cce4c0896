import type { IncomingMessage } from 'node:http'
import { mostPageBytes, mostUploadBytes } from './request-limits.ts'

/** Whether this request posts a page with a file: those are streamed, everything else is read whole. */
export function isUpload(req: IncomingMessage): boolean {
  return /^multipart\/form-data\b/i.test(req.headers['content-type'] ?? '')
}

/** Whether the request says of itself that it is more than a page can take. */
export function saysTooMuch(req: IncomingMessage): boolean {
  return Number(req.headers['content-length'] ?? 0) > (isUpload(req) ? mostUploadBytes : mostPageBytes)
}

/**
 * The body of a posted page.
 * @returns null when it is more than a page can take; what follows is left unread.
 * @throws when the sender goes away in the middle.
 */
export function readPageBody(req: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > mostPageBytes) resolve(null)
      else chunks.push(chunk)
    })
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', reject)
    // It is closed after each body that came whole as well: an error is dear to make.
    req.once('close', () => req.complete || reject(new Error('The sender went away.')))
  })
}

/**
 * Reads what still comes and drops it; resolves when that is over. An answer sent before would often not be
 * seen: browsers and proxies whose upload is cut off report a broken connection. What goes on beyond all
 * reason is cut off.
 */
export function discardRest(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    req.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > 4 * mostUploadBytes) req.socket.destroy()
    })
    for (const over of ['end', 'close', 'error']) req.once(over, () => resolve())
    if (req.readableEnded || req.destroyed) resolve()
    req.resume()
  })
}
