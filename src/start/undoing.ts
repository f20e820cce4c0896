export const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** What has to be undone when the portal stops, last made first. */
export class Undoing {
  readonly #each: (() => Promise<void> | void)[] = []
  isStopping = false

  add(undo: () => Promise<void> | void): void {
    this.#each.push(undo)
  }

  /** Undoes it all and ends this process. Whoever asks again waits for that. */
  async stop(exitCode: number): Promise<never> {
    if (!this.isStopping) {
      this.isStopping = true
      for (const undo of this.#each.reverse()) await undo()
    } else {
      await new Promise(() => undefined)
    }
    process.exit(exitCode)
  }
}
