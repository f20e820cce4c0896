/** How somebody reads the portal: plain words, Easy Read, plain words in large print, or plain words kept calm. */
export const readingStyles = ['plain', 'easy-read', 'large', 'calm'] as const
export type ReadingStyle = (typeof readingStyles)[number]

/** The style of this name; undefined for anything else. */
export const readingStyleOf = (name: string | undefined): ReadingStyle | undefined =>
  readingStyles.find((style) => style === name)

/** What the styles are called where one is chosen, and where staff read that it was. */
export const readingStyleNames: Readonly<Record<ReadingStyle, string>> = {
  plain: 'Plain words',
  'easy-read': 'Easy Read',
  large: 'Large print',
  calm: 'Quiet page',
}
