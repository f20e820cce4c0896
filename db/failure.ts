/**
 * What a database error means for whoever asked:
 * - `again`: it was undone because of somebody else's work, and may succeed at once;
 * - `away`: the database cannot be reached or cannot answer, and may a moment later;
 * - `ours`: anything else, a fault of this program.
 */
export type Failure = 'again' | 'away' | 'ours'

/** Classes and codes of SQLSTATE (PostgreSQL 18, appendix A). A code goes before its class. */
const BY_STATE: Readonly<Record<string, Failure>> = {
  // Serialization failure, deadlock, a lock that was not had in time.
  '40001': 'again',
  '40P01': 'again',
  '55P03': 'again',
  // Ended for having waited: idle in a transaction, the whole transaction, the session.
  '25P03': 'away',
  '25P04': 'away',
  // Whether the statement was carried out is not known.
  '40003': 'away',
  // The connection; out of resources; stopped, starting or cancelled; the system underneath.
  '08': 'away',
  '53': 'away',
  '57': 'away',
  '58': 'away',
}

/** Codes of the driver, of sockets and of our own deadlines. Those of SQLSTATE have five signs. */
const OF_THE_WAY = /^(?:CONNECT|DEADLINE$|E[A-Z]{3})/

/** @param code SQLSTATE, or what the driver or the socket says in its place. */
export function failureOf(code: string): Failure {
  if (code.length === 5) {
    const known = BY_STATE[code] ?? BY_STATE[code.slice(0, 2)]
    if (known !== undefined) return known
  }
  return OF_THE_WAY.test(code) ? 'away' : 'ours'
}
