import { env } from '#src/settings/env.ts'

const OWN_MACHINE = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Where this portal is found, for other computers: the setting ORIGIN. Without it, the machine itself where that was
 * asked; whatever else a request says it was sent to, somebody may have made up.
 */
export function portalOrigin(url: URL, isTls: boolean): string | undefined {
  if (env.ORIGIN !== undefined) return env.ORIGIN
  return OWN_MACHINE.test(url.hostname) ? `${isTls ? 'https' : 'http'}://${url.host}` : undefined
}

/**
 * The address of a page, for search engines, saved text and shared links: whole where it is known where the portal is
 * found, and else its path.
 * @param path begins with a slash, and holds nothing about anybody.
 */
export function pageAddress(url: URL, isTls: boolean, path: string): string {
  return `${portalOrigin(url, isTls) ?? ''}${path === '/' ? '/' : path.replace(/\/$/, '')}`
}
