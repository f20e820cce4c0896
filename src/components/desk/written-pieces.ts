/** What people wrote, cut so that nothing in it is hidden: plain text, and signs that would not be seen. */
export type WrittenPiece =
  | { readonly text: string }
  | { readonly sign: string; readonly name: string; readonly count: number }

const names: Readonly<Record<string, string>> = {
  '\u00AD': 'soft hyphen',
  '\u061C': 'Arabic letter mark',
  '\u200B': 'zero-width space',
  '\u200C': 'zero-width non-joiner',
  '\u200D': 'zero-width joiner',
  '\u200E': 'left-to-right mark',
  '\u200F': 'right-to-left mark',
  '\u202A': 'left-to-right embedding',
  '\u202B': 'right-to-left embedding',
  '\u202C': 'end of direction change',
  '\u202D': 'left-to-right override',
  '\u202E': 'right-to-left override',
  '\u2060': 'word joiner',
  '\u2066': 'left-to-right isolate',
  '\u2067': 'right-to-left isolate',
  '\u2068': 'first strong isolate',
  '\u2069': 'end of isolate',
  '\uFEFF': 'zero-width no-break space',
}

/** What a joiner has its place behind: parts of an emoji, and letters of scripts that are shaped by it. */
const joined = [
  String.raw`\uFE0F`,
  String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]`,
  ...[
    'Arabic',
    'Bengali',
    'Devanagari',
    'Gujarati',
    'Gurmukhi',
    'Kannada',
    'Malayalam',
    'Sinhala',
    'Tamil',
    'Telugu',
  ].map((script) => String.raw`\p{Script=${script}}`),
].join('|')

/** Signs without a shape of their own: joiners out of place, controls, marks of direction, blank letters. */
const unseen = new RegExp(
  [
    String.raw`(?<!${joined})[\u200C\u200D]+`,
    String.raw`[^\P{Cc}\n\t]+`,
    String.raw`[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180E\u200B\u200E\u200F\u202A-\u202E]+`,
    String.raw`[\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0001}]+`,
  ].join('|'),
  'gu',
)

/** Cuts what somebody wrote into plain text and signs nobody would see; a row of the same sign is one piece. */
export function writtenPieces(written: string): WrittenPiece[] {
  const pieces: WrittenPiece[] = []
  const lines = written.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  let from = 0
  for (const found of lines.matchAll(unseen)) {
    if (found.index > from) pieces.push({ text: lines.slice(from, found.index) })
    pieces.push(...signs(found[0]))
    from = found.index + found[0].length
  }
  if (from < lines.length) pieces.push({ text: lines.slice(from) })
  return pieces
}

function signs(run: string): WrittenPiece[] {
  return [...run.matchAll(/(.)\1*/gsu)].map(([same, sign = '']) => ({
    sign: `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
    name: names[sign] ?? 'hidden sign',
    count: [...same].length,
  }))
}

/** The first words, for a list: whole characters, never more than `most` of them. */
export function shortened(written: string, most: number): string {
  const characters = [...new Intl.Segmenter('en-GB').segment(written.slice(0, most * 20))]
  const kept = characters.slice(0, most).map(({ segment }) => segment)
  return kept.length < characters.length || written.length > most * 20
    ? `${kept.join('').trimEnd()}…`
    : written
}
