import { createHmac, randomBytes } from 'node:crypto'

/** Of this process alone: what was typed cannot be told from what is kept, and stands nowhere in it. */
const secret = randomBytes(32)

/**
 * What was found, by what was asked, for as long as the number of what is searched is the same. When there is too much, what
 * was asked for longest ago goes.
 */
export class KeptFound<Found extends object> {
  readonly #most: number
  readonly #found = new Map<string, { found: Found; size: number }>()
  #size = 0

  /** @param most characters of all that is kept, as JSON. */
  constructor(most: number) {
    this.#most = most
  }

  find(asked: string): Found | undefined {
    const key = keyOf(asked)
    const known = this.#found.get(key)
    if (!known) return undefined
    this.#found.delete(key)
    this.#found.set(key, known)
    return known.found
  }

  /** @param found holds nothing that was typed. */
  keep(asked: string, found: Found): void {
    const key = keyOf(asked)
    this.#drop(key)
    const size = key.length + JSON.stringify(found).length
    this.#found.set(key, { found, size })
    this.#size += size
    for (const oldest of this.#found.keys()) {
      if (this.#size <= this.#most) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    this.#size -= this.#found.get(key)?.size ?? 0
    this.#found.delete(key)
  }
}

const keyOf = (asked: string): string => createHmac('sha256', secret).update(asked).digest('base64url')
