import { createHmac, randomBytes } from 'node:crypto'

/** Of this process alone: what was typed cannot be told from what is kept, and stands nowhere in it. */
const secret = randomBytes(32)

/**
 * What was found, by what was asked, for as long as what is searched stays the same. When there is too much, what was asked for
 * longest ago goes.
 */
export class KeptFound<Found extends object> {
  readonly #most: number
  readonly #found = new Map<string, { found: Found; size: number }>()
  readonly #underWay = new Map<string, Promise<Found>>()
  #size = 0

  /** @param most characters of all that is kept, as JSON. */
  constructor(most: number) {
    this.#most = most
  }

  /**
   * What is kept, or else is found now: once for all who ask the same meanwhile.
   * @param search finds what holds nothing that was typed.
   */
  async find(asked: string, search: () => Promise<Found>): Promise<Found> {
    const key = createHmac('sha256', secret).update(asked).digest('base64url')
    const known = this.#found.get(key)
    if (!known) return this.#underWay.get(key) ?? this.#begin(key, search)
    this.#found.delete(key)
    this.#found.set(key, known)
    return known.found
  }

  #begin(key: string, search: () => Promise<Found>): Promise<Found> {
    const searching = search()
      .then((found) => {
        this.#keep(key, found)
        return found
      })
      .finally(() => this.#underWay.delete(key))
    this.#underWay.set(key, searching)
    return searching
  }

  #keep(key: string, found: Found): void {
    const size = key.length + JSON.stringify(found).length
    this.#found.set(key, { found, size })
    this.#size += size
    for (const [oldest, { size: freed }] of this.#found) {
      if (this.#size <= this.#most) return
      this.#found.delete(oldest)
      this.#size -= freed
    }
  }
}
