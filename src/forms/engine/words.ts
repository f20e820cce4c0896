/**
 * Wording, written once for everyone who may be reading it.
 *
 * `[a / b]` means: a when the form is about the reader, b when they answer for someone else;
 * `[a / b / c]` adds c for professionals (with two parts they read b). `{name}` and other slots are
 * filled when the words are said. `—` as a part means nothing is said.
 *
 * Words that are too hard for Easy Read carry their Easy Read twin with them: `twin(plain, easy)`.
 */
export type Words = string

// Private-use characters, so that no wording can hold one by accident; what people type is never said as words.
const TWIN = ['\uE000', '\uE001', '\uE002'] as const

/**
 * Words with their Easy Read twin: said in plain words to everyone but those who read Easy Read. Words without
 * a twin are their own. An empty twin says nothing: an idea that Easy Read does without.
 */
export const twin = (plain: Words, easy: Words): Words => `${TWIN[0]}${plain}${TWIN[1]}${easy}${TWIN[2]}`

/** Who is being spoken to. */
export const VOICES = ['you', 'behalf', 'professional'] as const
export type Voice = (typeof VOICES)[number]

export interface Listener {
  voice: Voice
  /** Reads Easy Read. */
  easyRead?: boolean | undefined
  /** Slots such as `name` or `our area`. A slot that is not given is refused: it would show as a brace. */
  slots: Readonly<Record<string, string>>
}

const TWINS = new RegExp(`${TWIN[0]}([^${TWIN[0]}]*?)${TWIN[1]}([^${TWIN[0]}]*?)${TWIN[2]}`, 'g')
const CHOICE = /\[([^[\]]*? \/ [^[\]]*?)\]/g
const SLOT = /\{([^{}]+)\}/g

/** The words in plain words or in Easy Read, their voices and slots still in them. */
export const inStyle = (words: Words, easyRead: boolean): Words =>
  words.replace(TWINS, (_, plain: string, easy: string) => (easyRead ? easy : plain))

/**
 * The words as this listener reads them, starting with a capital.
 * @throws Error when a slot in the words has no value: a mistake in a declaration, found by the tests.
 */
export function say(words: Words, listener: Listener): string {
  const said = sayWithin(words, listener)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/**
 * The words as this listener reads them, as a part of a sentence.
 * @throws Error as `say` does.
 */
export function sayWithin(words: Words, listener: Listener): string {
  // Most words have neither twin, nor voices, nor slots: to look for a sign is quicker than to look for a pattern.
  const styled = words.includes(TWIN[0]) ? inStyle(words, listener.easyRead === true) : words
  const chosen = styled.includes('[')
    ? styled.replace(CHOICE, (_, inner: string) => {
        const parts = inner.split(' / ')
        const at = VOICES.indexOf(listener.voice)
        const part = parts[Math.min(at, parts.length - 1)] ?? ''
        return part.trim() === '—' ? '' : part
      })
    : styled
  const filled = chosen.includes('{')
    ? chosen.replace(SLOT, (_, slot: string) => {
        const value = listener.slots[slot]
        if (value === undefined) throw new Error(`No value for {${slot}} in “${words}”`)
        return value
      })
    : chosen
  return filled.replace(/\s+/g, ' ').trim()
}

/** Every slot named in the words, for the tests that read all declarations. */
export function slotsOf(words: Words): string[] {
  return [...words.matchAll(SLOT)].map((m) => m[1] ?? '')
}
