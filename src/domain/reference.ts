import { codeSigns } from './plain-signs.ts'

/**
 * Letters and figures that cannot be taken for one another when written or read out: no 0/O, 1/I/L, no
 * vowels (so no word can form), and neither of M/N.
 */
const ALPHABET = 'BCDFGHJKPQRSTVWXZ23456789'
const LENGTH = 9

/**
 * A new reference such as `K7H-4PX-9RD`: nine characters in threes, about 3.8 million million of them, so
 * that nobody guesses one.
 * @param pick gives a random whole number from 0 to below its argument, from a cryptographic source.
 */
export function newReference(pick: (below: number) => number): string {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET[pick(ALPHABET.length)])
  return grouped(characters.join(''))
}

/** A reference as somebody typed it, in the form it is kept; undefined when it cannot be one. */
export function readReference(typed: string): string | undefined {
  const plain = codeSigns(typed).replace(/[^A-Z0-9]/g, '')
  const fits = plain.length === LENGTH && [...plain].every((character) => ALPHABET.includes(character))
  return fits ? grouped(plain) : undefined
}

const grouped = (plain: string): string => plain.match(/.{3}/g)?.join('-') ?? plain
