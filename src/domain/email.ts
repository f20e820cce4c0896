/**
 * The address in what was copied with it: a link (`mailto:…?subject=…`), the brackets of an address book, a mark at the
 * end of a sentence. Whether it is one is not known here.
 */
export const emailAddress = (text: string): string =>
  text
    .trim()
    .replace(/^<(.*)>$/, '$1')
    .replace(/^mailto:\s*([^?]*)(\?.*)?$/i, '$1')
    .replace(/[.,;]+$/, '')
