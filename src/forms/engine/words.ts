/**
 * Wording, written once for everyone who may be reading it.
 *
 * `[a / b]` means: a when the form is about the reader, b when they answer for someone else;
 * `[a / b / c]` adds c for professionals (with two parts they read b). `{name}` and other slots are
 * filled when the words are said. `—` as a part means nothing is said.
 */
export type Words = string

/** Who is being spoken to. */
export type Voice = 'you' | 'behalf' | 'professional'

export interface Listener {
  voice: Voice
  /** Slots such as `name` or `our area`. A slot that is not given is refused: it would show as a brace. */
  slots: Readonly<Record<string, string>>
}

const CHOICE = /\[([^[\]]*? \/ [^[\]]*?)\]/g
const SLOT = /\{([^{}]+)\}/g
const VOICES: readonly Voice[] = ['you', 'behalf', 'professional']

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
  const chosen = words.replace(CHOICE, (_, inner: string) => {
    const parts = inner.split(' / ')
    const at = VOICES.indexOf(listener.voice)
    const part = parts[Math.min(at, parts.length - 1)] ?? ''
    return part.trim() === '—' ? '' : part
  })
  const filled = chosen.replace(SLOT, (_, slot: string) => {
    const value = listener.slots[slot]
    if (value === undefined) throw new Error(`No value for {${slot}} in “${words}”`)
    return value
  })
  return filled.replace(/\s+/g, ' ').trim()
}

/** Every slot named in the words, for the tests that read all declarations. */
export function slotsOf(words: Words): string[] {
  return [...words.matchAll(SLOT)].map((m) => m[1] ?? '')
}
