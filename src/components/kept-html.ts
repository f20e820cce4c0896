import { env } from '#src/settings/env.ts'

/** Some kilobytes each. The one that was asked for longest ago goes. */
const MOST_KEPT = 1_500

const kept = new Map<string, string>()

/**
 * HTML that is the same whenever its key is: drawn once by this server, and kept. A key names everything that it is drawn
 * from, and neither is ever made of what a person wrote: those parts of a page are drawn for them alone.
 * @throws Error where pages are compared (KEPT_HTML), and the same key draws something else.
 */
export async function keptHtml(key: string, draw: () => Promise<string>): Promise<string> {
  const known = kept.get(key)
  if (known === undefined || env.KEPT_HTML === 'compared') {
    const drawn = await draw()
    if (known !== undefined && known !== drawn)
      throw new Error('What is kept of a page is drawn from more than its key names.')
    kept.set(key, drawn)
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    return drawn
  }
  kept.delete(key)
  kept.set(key, known)
  return known
}
