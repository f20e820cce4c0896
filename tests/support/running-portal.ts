import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#db/free-port.ts'
import { expect, vi } from 'vitest'
import { LONGEST_UNWRITTEN } from '#src/log.ts'
import { appUrl } from './database.ts'
import { builtProgram } from './programs-built.ts'
import { noteRoutes } from './seen.ts'

export interface RunningPortal {
  port: number
  address: string
  process: ChildProcess
  /** What it wrote, standard output and error. */
  written: () => string
  /** The same once the lines that wait for one another are there too. */
  allWritten: () => Promise<string>
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>
}

/** The built portal's web server as a process of its own, on this test file's database. */
export async function startPortal(settings: Record<string, string> = {}): Promise<RunningPortal> {
  const port = await freePort()
  const child = spawn(process.execPath, builtProgram('web'), {
    env: {
      ...process.env,
      EMBEDDED_DATABASE_URL: appUrl,
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      // What is kept of a page is drawn again each time, and a page that differs fails.
      KEPT_HTML: 'compared',
      PORT: String(port),
      HOST: '127.0.0.1',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  const keep = (chunk: Buffer) => {
    written += chunk
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  noteRoutes(child.stdout)
  await vi.waitFor(() => expect(written).toContain('"listening"'), { timeout: 30_000, interval: 50 })
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    process: child,
    written: () => written,
    allWritten: async () => {
      await pause(3 * LONGEST_UNWRITTEN)
      return written
    },
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** A person's browser, as far as forms and cookies go: keeps cookies, follows no redirect. */
export class Visitor {
  readonly #cookies = new Map<string, string>()
  /** Every address asked for. */
  readonly asked: string[] = []
  address: string

  constructor(address: string) {
    this.address = address
  }

  /** Its cookies, as it sends them. */
  cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async get(path: string): Promise<Response> {
    return this.#ask(path, {})
  }

  async post(path: string, fields: Readonly<Record<string, readonly string[]>>): Promise<Response> {
    const body = new URLSearchParams(
      Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value])),
    )
    return this.#ask(path, { method: 'POST', body })
  }

  async postFiles(path: string, body: FormData): Promise<Response> {
    return this.#ask(path, { method: 'POST', body })
  }

  /** A body of any kind, as only somebody who means harm, or a broken program, sends one. */
  async postRaw(path: string, body: string, contentType: string): Promise<Response> {
    return this.#ask(path, { method: 'POST', body }, { 'content-type': contentType })
  }

  async #ask(path: string, init: RequestInit, headers: Record<string, string> = {}): Promise<Response> {
    this.asked.push(path)
    const answer = await fetch(this.address + path, {
      ...init,
      redirect: 'manual',
      headers: { ...headers, cookie: this.cookie(), origin: this.address },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = line.split(';')[0]?.split(/=(.*)/s) ?? []
      this.#cookies.set(name, value)
    }
    return answer
  }
}
