/**
 * A request that cannot be taken as it came: the person who sent it reads `title` and `words`, so both are
 * whole sentences about what to do next and hold nothing that was sent.
 */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly status: number
  readonly title: string
  readonly words: readonly string[]

  constructor(status: number, title: string, ...words: string[]) {
    super(title)
    this.status = status
    this.title = title
    this.words = words
  }
}

const savedBefore = 'What you saved before is still there.'

/** 413. What was typed on this one page did not arrive; everything before it did. */
export const tooMuch = (): RequestRefused =>
  new RequestRefused(
    413,
    'That is more than this page can take',
    savedBefore,
    'Go back to the page, make your answer shorter or choose a smaller file, and send it again.',
  )

/** 415. Only a form of ours is read; a browser never meets this. */
export const notAForm = (): RequestRefused =>
  new RequestRefused(
    415,
    'We could not read what was sent',
    savedBefore,
    'Go back to the page and send it from there.',
  )

/** 400. A form whose bytes are broken: cut short on the way, or not written by a browser. */
export const unreadable = (): RequestRefused =>
  new RequestRefused(
    400,
    'We could not read what was sent',
    'It may have been cut short on its way to us.',
    savedBefore,
    'Go back to the page and send it again.',
  )
