/** Residents at once, each with a connection. */
export const CONNECTIONS = 32
