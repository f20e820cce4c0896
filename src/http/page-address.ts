import { env } from '#src/settings/env.ts'

/**
 * The whole address of a page, for other computers: search engines, saved text, shared links.
 * @param path begins with a slash, and holds nothing about anybody.
 */
export function pageAddress(url: URL, isTls: boolean, path: string): string {
  const origin = env.ORIGIN ?? `${isTls ? 'https' : 'http'}://${url.host}`
  return `${origin}${path === '/' ? '/' : path.replace(/\/$/, '')}`
}
