const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** Bytes of a posted page without a file. Four thousand Chinese characters are 36 kB on the wire. */
export const mostPageBytes = 512 * kibibyte

/**
 * Bytes of a posted page with a file, read through but never kept: so that a file that is too large ends
 * in the page that says so, and not in a broken connection.
 */
export const mostUploadBytes = 64 * mebibyte
