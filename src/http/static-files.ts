import { readdirSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join, relative, sep } from 'node:path'
import send from 'send'
import type { PortalResponse } from './portal-response.ts'
import { refusalOf } from './plain-page.ts'

/** Files whose names change with their content live here. */
const hashedFolder = '/_astro/'
/** Pictures of Easy Read: they change with the set they come from, so almost never. */
const pictures = '/pictures/'

/**
 * Serves the files of a folder as it is now; a file added later is not served.
 * @returns a function that answers when the path is one of them, and says whether it did.
 */
export function staticFiles(
  folder: string,
): (req: IncomingMessage, res: PortalResponse, path: string) => boolean {
  const files = new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
      .filter((path) => !/\/\.(?!well-known\/)/.test(path)),
  )
  const fileAt = (path: string) =>
    [path, `${path.replace(/\/$/, '')}/index.html`].find((candidate) => files.has(candidate))

  return (req, res, path) => {
    const file = fileAt(path)
    if (file === undefined) return false
    res.setHeader('Cache-Control', cacheRule(file))
    send(req, encodeURI(file), {
      root: folder,
      dotfiles: 'allow',
      index: false,
      acceptRanges: false,
      cacheControl: false,
    })
      // The folder changed under the running server.
      .on('error', () => (res.headersSent ? res.destroy() : res.refuse(refusalOf(404))))
      .pipe(res)
    return true
  }
}

function cacheRule(file: string): string {
  if (file.startsWith(hashedFolder)) return 'public, max-age=31536000, immutable'
  if (file.startsWith(pictures)) return `public, max-age=${30 * 24 * 60 * 60}`
  return file.endsWith('.html') ? 'no-cache' : 'public, max-age=3600'
}
