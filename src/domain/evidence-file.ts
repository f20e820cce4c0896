/** What may be taken in as evidence, by what the bytes are, with the endings its name may have: the first is given. */
const ENDINGS = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/heic': ['.heic', '.heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

type EvidenceType = keyof typeof ENDINGS

export const isEvidenceType = (mediaType: string): mediaType is EvidenceType =>
  Object.hasOwn(ENDINGS, mediaType)

/** What a browser offers in its file dialog. What is taken in is told by content, never by name. */
export const EVIDENCE_ENDINGS = Object.values(ENDINGS).flat().join()

const MOST_SIGNS = 120

/**
 * The name of a file as a person gave it, without folders and signs that nobody sees. Its ending follows from what the
 * file is, whatever they called it: it decides which program opens it on the computer of whoever saves it.
 * @param mediaType told by its content; of one that is not taken in (any more) the name is kept.
 */
export function evidenceName(given: string, mediaType: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '')
    // Marks that turn the direction of writing round can make "gpj.exe" look like "exe.jpg".
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (!isEvidenceType(mediaType)) return cut(name, '')
  const endings: readonly string[] = ENDINGS[mediaType]
  const right = endings.find((ending) => name.toLowerCase().endsWith(ending))
  if (right) return cut(name.slice(0, -right.length), name.slice(-right.length))
  // One that says something else goes; "12.11" and "v2" are no endings.
  return cut(name.replace(/\.[a-z]{2,5}$/i, ''), ENDINGS[mediaType][0])
}

const cut = (stem: string, ending: string): string =>
  `${[...stem].slice(0, MOST_SIGNS - ending.length).join('') || 'file'}${ending}`
