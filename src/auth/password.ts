import { randomBytes } from 'node:crypto'

/**
 * Argon2id (the package's default algorithm) as the OWASP password storage cheat sheet asks: 19 MiB of
 * memory, two passes, one lane. The package works in Node's thread pool, so other requests go on.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Loaded with the first password. */
const argon2 = () => import('@node-rs/argon2')

/** The hash to store for a password, its salt and cost included. */
export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2()
  return hash(oneSpelling(password), cost)
}

/** What an unknown email is checked against, so that the answer takes as long as for a real account. */
let nobodysHash: Promise<string> | undefined

/**
 * Whether the password is the one that was hashed.
 * @param passwordHash null when there is no such account: takes as long, and is always false.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const { verify } = await argon2()
  // Made for whoever asks first, with an account or without.
  nobodysHash ??= hashPassword(randomBytes(32).toString('base64'))
  const nobodys = await nobodysHash
  const isMatch = await verify(passwordHash ?? nobodys, oneSpelling(password))
  return isMatch && passwordHash !== null
}

/** Keyboards spell é in two ways; both are the same password. */
function oneSpelling(password: string): string {
  return password.normalize('NFKC')
}
