/** What may be taken in as evidence, by what the bytes are, with the endings its name may have: the first is given. */
const ENDINGS = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/heic': ['.heic', '.heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type EvidenceType = keyof typeof ENDINGS

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
  const ending = isEvidenceType(mediaType) ? endingOf(name, ENDINGS[mediaType]) : ''
  const stem =
    ending && name.toLowerCase().endsWith(ending.toLowerCase()) ? name.slice(0, -ending.length) : name
  const bare = ending ? stem.replace(/\.[a-z]{2,5}$/i, '') : stem
  return `${[...bare].slice(0, MOST_SIGNS - ending.length).join('') || 'file'}${ending}`
}

/** The ending that stands there if it is one of the right ones, as it is written; else the right one. */
const endingOf = (name: string, endings: readonly [string, ...string[]]): string => {
  const right = endings.find((ending) => name.toLowerCase().endsWith(ending))
  return right ? name.slice(-right.length) : endings[0]
}
