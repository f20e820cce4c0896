import { randomUUID } from 'node:crypto'
import { createServer, IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorFields, logOfRequest } from '#src/log.ts'
import { requestIdHeader } from './own-headers.ts'
import { discardRest, isUpload, readPageBody, saysTooMuch } from './page-body.ts'
import { plainPage, refusalOf } from './plain-page.ts'
import { PortalResponse } from './portal-response.ts'
import { isOverTls } from './proxies.ts'
import { isHost, pathOf } from './request-target.ts'
import { alwaysSent } from './security-headers.ts'
import { staticFiles } from './static-files.ts'

type PageMessage = IncomingMessage & { body?: Buffer }

/** What the adapter makes of the pages. It reads a body that was read before from `req.body`. */
export type PagesHandler = (
  req: PageMessage,
  res: PortalResponse,
  next: undefined,
  handed: object | undefined,
) => Promise<unknown>

/** What answers before the pages do, or says what they are handed with the request. */
export type BeforeHandler = (
  req: PageMessage,
  res: PortalResponse,
  path: string,
) => Promise<true | object | undefined>

/** A server whose answers are all `PortalResponse`. */
export type PortalServer = Server<typeof IncomingMessage, typeof PortalResponse>

const second = 1000

/**
 * The web server: everything around the pages. Listens nowhere yet.
 * @param before what answers some of it before the pages are asked; without it they answer all.
 * @param clientFolder the built files that are served as they are.
 * @param trustedProxies how many proxies stand in front.
 */
export function portalServer(parts: {
  pages: PagesHandler
  before?: BeforeHandler
  clientFolder: string
  trustedProxies: number
}): PortalServer {
  const serveFile = staticFiles(parts.clientFolder)
  const answering = new WeakSet<Duplex>()

  const server = createServer(
    {
      IncomingMessage,
      ServerResponse: PortalResponse,
      maxHeaderSize: 16 * 1024,
      headersTimeout: 15 * second,
      // Ten megabytes from a slow phone.
      requestTimeout: 300 * second,
      // Longer than load balancers keep theirs, so that they never send into a closing connection.
      keepAliveTimeout: 75 * second,
      connectionsCheckingInterval: 5 * second,
    },
    (req, res) => void answer(req, res),
  )
  server.maxHeadersCount = 100
  server.timeout = 120 * second
  server.on('checkExpectation', (req, res: PortalResponse) => void begin(req, res).refuse(refusalOf(417)))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // An answer under way would be cut in two by another one.
    if (error.code === 'ECONNRESET' || !socket.writable || answering.has(socket)) socket.destroy(error)
    else socket.end(rawPage(statusOf(error)))
  })
  return server

  async function answer(req: PageMessage, res: PortalResponse): Promise<void> {
    begin(req, res)
    try {
      const path = pathOf(req.url ?? '')
      if (path === null || !isSentToOneHost(req)) return void res.refuse(refusalOf(400))
      const { method = '' } = req
      if (!['GET', 'HEAD', 'POST'].includes(method)) {
        res.setHeader('Allow', 'GET, HEAD, POST')
        return void res.refuse(refusalOf(405))
      }
      if (method !== 'POST' && serveFile(req, res, path)) {
        res.route = 'static'
        return
      }
      // The framework's own endpoints (image resizing, server islands): no page here uses them.
      if (path.startsWith('/_')) return void res.refuse(refusalOf(404))
      if (method === 'POST') {
        const body = saysTooMuch(req) ? null : isUpload(req) ? undefined : await readPageBody(req)
        if (body === null) {
          await discardRest(req)
          return void res.refuse(refusalOf(413), (req.url ?? '/').split('?', 1)[0])
        }
        if (body) req.body = body
      }
      const before = await parts.before?.(req, res, path)
      if (before !== true) await parts.pages(req, res, undefined, before)
    } catch (error) {
      if (res.destroyed) return
      logOfRequest(res.requestId ?? '').error('request failed', errorFields(error))
      if (res.headersSent) res.destroy()
      else res.refuse(refusalOf(500, req.method))
    }
  }

  /** Names the request, notes how it came, and sees to its one line in the log. */
  function begin(req: IncomingMessage, res: PortalResponse): PortalResponse {
    const startedAt = performance.now()
    const { socket } = req
    answering.add(socket)
    res.requestId = randomUUID()
    req.headers[requestIdHeader] = res.requestId
    res.isTls = isOverTls(
      {
        socketAddress: socket.remoteAddress ?? '',
        forwardedFor: undefined,
        forwardedProto: headerText(req.headers['x-forwarded-proto']),
      },
      parts.trustedProxies,
    )
    res.isLast = () => !server.listening
    // Writing to somebody who left is no error of ours.
    res.on('error', () => undefined)
    res.once('close', () => {
      answering.delete(socket)
      logOfRequest(res.requestId ?? '').info('request', {
        method: req.method,
        route: res.route,
        // As proxies write it when the other side left before the answer was out.
        status: res.writableFinished ? res.statusCode : 499,
        milliseconds: Math.round(performance.now() - startedAt),
      })
    })
    return res
  }
}

/**
 * Takes no new connections, lets the requests under way finish, then closes.
 * @param patience milliseconds after which what is still open is cut off.
 */
export function drained(server: PortalServer, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
  })
}

/** Of several Host headers each program on the way may believe another. */
const isSentToOneHost = ({ headersDistinct: { host = [] } }: IncomingMessage): boolean =>
  host.length === 1 && isHost(host[0])

const headerText = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value

function statusOf(error: NodeJS.ErrnoException): number {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 431
  return error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
}

/** A whole answer for a connection on which nothing that could be called a request arrived. */
function rawPage(status: number): string {
  const page = plainPage(refusalOf(status))
  const headers = {
    ...alwaysSent,
    ...page.headers,
    'Content-Length': Buffer.byteLength(page.html),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} Refused`, ...lines, '', page.html].join('\r\n')
}
