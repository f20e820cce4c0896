import { DatabaseError } from '#db/client.ts'

/** Lets so many run at once; the others wait for their turn, first come first served. */
export class Turns {
  #free: number
  readonly #longest: number
  readonly #waiting = new Set<() => void>()

  /** @param longest milliseconds of a turn: it is over then, so that what never ends stops nobody for good. */
  constructor(atOnce: number, longest: number) {
    this.#free = atOnce
    this.#longest = longest
  }

  /**
   * Runs it when its turn comes. The turn is over when it has ended, and not when somebody gave up waiting for it.
   * @param late says that nobody waits any more: what has not begun by then does not begin.
   * @throws DatabaseError as of a database that did not answer in time, where it did not begin.
   */
  async take<T>(late: AbortSignal, run: () => Promise<T>): Promise<T> {
    await this.#turn(late)
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      this.#free++
      const [first] = this.#waiting
      first?.()
    }
    const timer = setTimeout(end, this.#longest).unref()
    try {
      return await run()
    } finally {
      clearTimeout(timer)
      end()
    }
  }

  #turn(late: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const begin = () => {
      this.#free--
      end()
      resolve()
    }
    const giveUp = () => {
      end()
      reject(new DatabaseError('DEADLINE'))
    }
    const end = () => {
      this.#waiting.delete(begin)
      late.removeEventListener('abort', giveUp)
    }
    if (late.aborted) giveUp()
    else if (this.#free > 0) begin()
    else {
      this.#waiting.add(begin)
      late.addEventListener('abort', giveUp)
    }
    return promise
  }
}
