import { type Answer, Connection, headersOf } from './connection.ts'

let residents = 0

/**
 * A new address for each resident, of the network that is kept for benchmarks (RFC 2544), so that what one address may
 * do in a day holds nobody up.
 */
function nextAddress(): string {
  const n = residents++
  return `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`
}

/** A device: its address, its cookies, and the connection it keeps. */
export class Resident {
  readonly #port: number
  readonly #connection: Connection
  readonly #cookies = new Map<string, string>()
  readonly #address = nextAddress()

  /** @param connection the one to use, where many residents come one after the other over it. */
  constructor(port: number, connection = new Connection(port)) {
    this.#port = port
    this.#connection = connection
  }

  /** The request for a page, to be sent as often as one likes while the cookies stay. */
  getting(path: string, headers = ''): string {
    return `GET ${path} ${this.#head}${headers}\r\n`
  }

  async get(path: string, headers = ''): Promise<Answer> {
    return this.#keep(await this.#connection.ask(this.getting(path, headers)))
  }

  async post(path: string, body: string): Promise<Answer> {
    const request =
      `POST ${path} ${this.#head}origin: http://127.0.0.1:${this.#port}\r\n` +
      `content-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    return this.#keep(await this.#connection.ask(request))
  }

  close(): void {
    this.#connection.close()
  }

  get #head(): string {
    const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return (
      `HTTP/1.1\r\nhost: 127.0.0.1:${this.#port}\r\nx-forwarded-for: ${this.#address}\r\n` +
      (cookies ? `cookie: ${cookies}\r\n` : '')
    )
  }

  #keep(answer: Answer): Answer {
    if (!/\r\nset-cookie: /i.test(answer.head)) return answer
    for (const [name, value] of headersOf(answer.head)) {
      if (name.toLowerCase() !== 'set-cookie') continue
      const [, cookie = '', content = ''] = /^([^=]+)=([^;]*)/.exec(value) ?? []
      if (/max-age=0\b|expires=Thu, 01 Jan 1970/i.test(value)) this.#cookies.delete(cookie)
      else this.#cookies.set(cookie, content)
    }
    return answer
  }
}
