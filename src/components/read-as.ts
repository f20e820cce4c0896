import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { say, type Words } from '#src/forms/engine/words.ts'

/**
 * Says the words of a page itself, which speak to everybody alike, as this style has them. Words that break the
 * rules of Easy Read carry their twin.
 */
export const readAs =
  (style: ReadingStyle | undefined) =>
  (words: Words): string =>
    say(words, { voice: 'you', slots: {}, easyRead: style === 'easy-read' })

const sentences = new Intl.Segmenter('en-GB', { granularity: 'sentence' })

/** Every sentence on a line of its own, as Easy Read is set. */
export const lineBySentence = (text: string): string =>
  [...sentences.segment(text)].map(({ segment }) => segment.trim()).join('\n')
