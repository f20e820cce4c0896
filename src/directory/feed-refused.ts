/** A feed cannot be used. Its sentences are for staff: they quote nothing longer than an id or a field's name. */
export class FeedRefused extends Error {
  override readonly name = 'FeedRefused'
  readonly sentences: readonly string[]

  constructor(...sentences: readonly string[]) {
    super(sentences.join(' '))
    this.sentences = sentences
  }
}
