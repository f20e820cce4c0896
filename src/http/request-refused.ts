import { inStyle, twin, type Words } from '#src/forms/engine/words.ts'

/**
 * A request that cannot be taken as it came: the person who sent it reads `title` and `words`, so both are
 * whole sentences about what to do next and hold nothing that was sent. Easy Read has its twins in them.
 */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
  readonly status: number
  readonly title: Words
  readonly words: readonly Words[]

  constructor(status: number, title: Words, ...words: Words[]) {
    super(inStyle(title, false))
    this.status = status
    this.title = title
    this.words = words
  }
}

/** Said wherever something could not be taken. */
export const savedBefore = 'What you saved before is still there.'

/** 413. What was typed on this one page did not arrive; everything before it did. */
export const tooMuch = (): RequestRefused =>
  new RequestRefused(
    413,
    twin('That is more than this page can take', 'That is too much for this page'),
    savedBefore,
    twin(
      'Go back to the page, make your answer shorter or choose a smaller file, and send it again.',
      'Go back to the page. Write a shorter answer. Or choose a smaller file. Then send it again.',
    ),
  )

/** 415. Only a form of ours is read; a browser never meets this. */
export const notAForm = (): RequestRefused =>
  new RequestRefused(
    415,
    twin('We could not read what was sent', 'We could not read what you sent'),
    savedBefore,
    twin('Go back to the page and send it from there.', 'Go back to the page. Then send it again.'),
  )

/** 400. A form whose bytes are broken: cut short on the way, or not written by a browser. */
export const unreadable = (): RequestRefused =>
  new RequestRefused(
    400,
    twin('We could not read what was sent', 'We could not read what you sent'),
    twin('It may have been cut short on its way to us.', 'Some of it may be lost.'),
    savedBefore,
    twin('Go back to the page and send it again.', 'Go back to the page. Then send it again.'),
  )
