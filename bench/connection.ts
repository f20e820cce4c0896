import { connect, type Socket } from 'node:net'

/** An answer of the server, whole. */
export interface Answer {
  readonly status: number
  /** Its head as it came, without the empty line. */
  readonly head: string
  readonly body: Buffer
}

/** Where the head ends. */
const GAP = '\r\n\r\n'

/**
 * One connection that is kept open, and asks for one thing at a time. Straight on a socket, because the client of
 * node:http takes as long as the bare server, which would then be measured by what asks it.
 */
export class Connection {
  readonly #port: number
  #socket: Socket | undefined
  #received: Buffer = Buffer.alloc(0)
  #waiting: { settle: (answer: Answer) => void; fail: (error: Error) => void } | undefined

  constructor(port: number) {
    this.#port = port
  }

  /** Sends a whole request. */
  ask(request: string): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    this.#waiting = { settle: resolve, fail: reject }
    this.#socket ??= this.#open()
    this.#socket.write(request)
    return promise
  }

  close(): void {
    this.#socket?.destroy()
    this.#socket = undefined
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true })
    const end = (error = new Error('The server closed a connection before it had answered')) => {
      if (this.#socket === socket) this.#socket = undefined
      this.#received = Buffer.alloc(0)
      this.#waiting?.fail(error)
      this.#waiting = undefined
    }
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', end)
    socket.on('close', () => {
      if (this.#socket === socket) end()
    })
    return socket
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk])
    const answer = readAnswer(this.#received)
    if (!answer || !this.#waiting) return
    this.#received = Buffer.alloc(0)
    const { settle } = this.#waiting
    this.#waiting = undefined
    settle(answer)
  }
}

/** The answer in these bytes; undefined until all of it is there. */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(GAP)
  if (end < 0) return undefined
  const head = bytes.toString('latin1', 0, end)
  const rest = bytes.subarray(end + GAP.length)
  const body = bodyIn(head, rest)
  return body && { status: Number(head.slice(9, 12)), head, body }
}

function bodyIn(head: string, rest: Buffer): Buffer | undefined {
  const length = headerOf(head, 'content-length')
  if (length !== undefined) return rest.length >= Number(length) ? rest : undefined
  return headerOf(head, 'transfer-encoding') === 'chunked' ? joined(rest) : rest
}

function joined(rest: Buffer): Buffer | undefined {
  const chunks: Buffer[] = []
  for (let at = 0; ; ) {
    const line = rest.indexOf('\r\n', at)
    if (line < 0) return undefined
    const size = Number.parseInt(rest.toString('latin1', at, line), 16)
    const next = line + 2 + size + 2
    if (rest.length < next) return undefined
    if (size === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
    chunks.push(rest.subarray(line + 2, line + 2 + size))
    at = next
  }
}

/** The first header of this name, which is written in lower case. */
export function headerOf(head: string, name: string): string | undefined {
  const start = head.toLowerCase().indexOf(`\r\n${name}: `)
  if (start < 0) return undefined
  const from = start + name.length + 4
  const end = head.indexOf('\r\n', from)
  return end < 0 ? head.slice(from) : head.slice(from, end)
}

/** All headers, in their order. */
export const headersOf = (head: string): [name: string, value: string][] =>
  head
    .split('\r\n')
    .slice(1)
    .map((line) => {
      const [name = '', value = ''] = line.split(/: (.*)/s)
      return [name, value]
    })
