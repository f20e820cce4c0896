const anywhere = 'https://portal.example.org'

/**
 * Where to go after signing in: a path of this portal with its query, or `otherwise`. Another site's
 * address never comes back, however it is dressed up (`//`, `/\`, tabs that browsers drop).
 */
export function returnPath(asked: string | null | undefined, otherwise: string): string {
  if (!asked?.startsWith('/')) return otherwise
  const url = URL.parse(asked, anywhere)
  if (url?.origin !== anywhere || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search
}
