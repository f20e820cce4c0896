import { percentile } from './arithmetic.ts'
import { Connection } from './connection.ts'
import { goes, type Way } from './journey.ts'
import { Resident } from './resident.ts'

/** What a window of load came to. */
export interface Load {
  readonly seconds: number
  /** Answers within the window. */
  readonly count: number
  readonly p50: number
  readonly p99: number
  /** What part of its own core the load took: near 1, it measures itself. */
  readonly loadBusy: number
}

/** Counts what is answered within a window. */
class Window {
  readonly times: number[] = []
  readonly #began = performance.now()
  readonly #cpu = process.cpuUsage()
  readonly #ends: number

  constructor(seconds: number) {
    this.#ends = this.#began + seconds * 1_000
  }

  get isOpen(): boolean {
    return performance.now() < this.#ends
  }

  note(ms: number): void {
    this.times.push(ms)
  }

  close(): Load {
    const ms = performance.now() - this.#began
    const { user, system } = process.cpuUsage(this.#cpu)
    return {
      seconds: ms / 1_000,
      count: this.times.length,
      p50: percentile(this.times, 0.5),
      p99: percentile(this.times, 0.99),
      loadBusy: (user + system) / 1_000 / ms,
    }
  }
}

/**
 * Sends each connection's requests one after the other, over and over, until the window closes.
 * @param requests one list for each connection.
 * @param counts which of them are counted; left out, all.
 * @throws Error for an answer that is not.
 */
export async function askOverAndOver(
  port: number,
  requests: readonly (readonly string[])[],
  seconds: number,
  counts: (request: string) => boolean = () => true,
): Promise<Load> {
  const window = new Window(seconds)
  const connections = requests.map(async (mine) => {
    const connection = new Connection(port)
    try {
      for (let next = 0; window.isOpen; next++) {
        const request = mine[next % mine.length] ?? ''
        const began = performance.now()
        const { status } = await connection.ask(request)
        if (counts(request)) window.note(performance.now() - began)
        if (status >= 400) throw new Error(`${request.slice(0, request.indexOf(' HTTP'))} answers ${status}`)
      }
    } finally {
      connection.close()
    }
  })
  await Promise.all(connections)
  return window.close()
}

/** A connection, and the resident who goes the way over it now. */
interface Lane {
  readonly connection: Connection
  going: AsyncGenerator<void> | undefined
}

/** So many residents who each go a way, and then begin again as somebody else over the same connection. */
export class Crowd {
  readonly #port: number
  readonly #way: Way
  readonly #lanes: Lane[]
  #answered: (ms: number) => void = () => undefined
  #isSpread = false
  /** Ways gone to their end. */
  finished = 0

  constructor(port: number, way: Way, size: number) {
    this.#port = port
    this.#way = way
    this.#lanes = Array.from({ length: size }, () => ({
      connection: new Connection(port),
      going: undefined,
    }))
  }

  /** Spreads them evenly over the way, once, so that each window sees every page of it as often as any other. */
  async spread(): Promise<void> {
    if (this.#isSpread) return
    this.#isSpread = true
    await Promise.all(
      this.#lanes.map(async (lane, at) => {
        const pages = Math.floor((at * this.#way.steps.length) / this.#lanes.length)
        for (let page = 0; page < pages; page++) await this.#step(lane)
      }),
    )
  }

  /** Lets them go on until the window closes, and tells of every answer that was stored. */
  async go(seconds: number): Promise<Load> {
    // The portal may be about to close what has been silent since the last window.
    this.close()
    const window = new Window(seconds)
    this.#answered = (ms) => window.note(ms)
    await Promise.all(
      this.#lanes.map(async (lane) => {
        while (window.isOpen) await this.#step(lane)
      }),
    )
    return window.close()
  }

  /** Lets them go on until so many have come to the end. */
  async finish(journeys: number, tell: (finished: number) => void): Promise<void> {
    await Promise.all(
      this.#lanes.map(async (lane) => {
        while (this.finished < journeys) {
          if (await this.#step(lane)) tell(this.finished)
        }
      }),
    )
  }

  close(): void {
    for (const { connection } of this.#lanes) connection.close()
  }

  /** @returns whether that was the end of a journey. */
  async #step(lane: Lane): Promise<boolean> {
    lane.going ??= goes(new Resident(this.#port, lane.connection), this.#way, {
      answered: (ms) => this.#answered(ms),
    })
    const { done } = await lane.going.next()
    if (!done) return false
    lane.going = undefined
    this.finished++
    return true
  }
}
