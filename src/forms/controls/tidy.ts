/**
 * Cleans typed text without changing what a person can see: line ends to \n, control characters out (they
 * come from copying and can hide or reorder what staff read), letters composed (NFC), ends trimmed.
 */
export function tidy(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '')
      .normalize('NFC')
      .trim()
  )
}
