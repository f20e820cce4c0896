/**
 * The path of a request target, decoded, or null when it is none that this portal could have: not a path,
 * badly encoded, or with signs that programs read in different ways (`//`, a backslash, control characters).
 * @param target as it stands in the first line of the request: `/forms/feedback?page=1`.
 */
export function pathOf(target: string): string | null {
  const [path = ''] = target.split(/[?#]/, 1)
  if (!path.startsWith('/') || path.includes('//')) return null
  try {
    const decoded = decodeURIComponent(path)
    return /[\p{Cc}\\]/u.test(decoded) ? null : decoded
  } catch {
    return null
  }
}

/**
 * Whether a Host header is a host with or without a port, and nothing else. Anything more would become
 * part of the address the page is chosen by.
 */
export function isHost(host: string | undefined): boolean {
  return host !== undefined && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)
}
