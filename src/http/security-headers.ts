type Directives = readonly (readonly [name: string, sources: string])[]

const written = (directives: Directives): string =>
  directives.map(([name, sources]) => `${name} ${sources}`).join('; ')

/** For a page whose renderer said nothing itself. */
const pagePolicy = written([
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self'"],
  ['font-src', "'self'"],
  ['connect-src', "'self'"],
  ['manifest-src', "'self'"],
  ['form-action', "'self'"],
  ['base-uri', "'none'"],
  ['frame-ancestors', "'none'"],
])

/** For everything that is not a page: opened by itself it may load and run nothing. */
const filePolicy = written([
  ['default-src', "'none'"],
  ['form-action', "'none'"],
  ['base-uri', "'none'"],
  ['frame-ancestors', "'none'"],
])

/** What a page's own policy must at least say. */
const floor: Directives = [
  ['default-src', "'self'"],
  ['object-src', "'none'"],
  ['form-action', "'self'"],
  ['base-uri', "'none'"],
  ['frame-ancestors', "'none'"],
]

/**
 * The Content-Security-Policy to send.
 * @param own what the renderer of the page set; a directive it left out is added, and framing is never
 *   allowed whatever it says.
 */
export function contentPolicy(own: string | undefined, isPage: boolean): string {
  if (!own) return isPage ? pagePolicy : filePolicy
  const known = policies.get(own) ?? withFloor(own)
  // There is one for each set of scripts and styles that a page can have.
  if (policies.size < 200) policies.set(own, known)
  return known
}

const policies = new Map<string, string>()

function withFloor(own: string): string {
  const kept = own
    .split(';')
    .map((directive) => directive.trim())
    .filter((directive) => directive !== '' && !/^frame-ancestors\b/i.test(directive))
  const names = new Set(kept.map((directive) => directive.split(/\s/)[0]?.toLowerCase()))
  const added = floor.filter(([name]) => !names.has(name))
  return [...kept, written(added)].join('; ')
}

/**
 * Headers of every answer, whatever it is. `same-origin` and not `no-referrer`: with the latter browsers
 * post forms with `Origin: null`, which the origin check refuses.
 */
export const alwaysSent: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
}

/** A year. Without subdomains: they are not this portal's to decide about. */
export const strictTransport = 'max-age=31536000'
