import { randomBytes, timingSafeEqual } from 'node:crypto'
import { keyedHash } from '#db/sealing.ts'

/**
 * The cookie by which a device that has opened something with its code is known when it does so again. It holds a random
 * number and signatures, and says of nothing what it is. It opens nothing: the code is still asked for.
 */
export const knownDeviceCookie = { name: 'known', path: '/', keptSeconds: 90 * 24 * 60 * 60 } as const

/** Signs of a signature, 132 bits, and the most of them a device keeps: the oldest goes. */
const SIGNS = 22
const MOST_OPENED = 20

const ID = `[\\w-]{${SIGNS}}`
const WHOLE = new RegExp(`^${ID}(?:\\.${ID}){1,${MOST_OPENED}}$`)

/** The device of a request, as far as it is known. */
export interface Device {
  /** The cookie it brought. */
  readonly cookie: string | undefined
  /** Has it keep another one. */
  readonly keep: (cookie: string) => void
}

/** @param opened What was opened, with everything a new code of it changes. */
const signature = (id: string, opened: string): string =>
  keyedHash(`${id} ${opened}`, 'known-device').slice(0, SIGNS)

/** The number of a device that has opened this before; undefined for any other, and for what nobody signed. */
export function knownDevice(device: Device | undefined, opened: string): string | undefined {
  const cookie = device?.cookie
  if (cookie === undefined || !WHOLE.test(cookie)) return undefined
  const [id = '', ...signatures] = cookie.split('.')
  const wanted = Buffer.from(signature(id, opened))
  return signatures.some((one) => timingSafeEqual(Buffer.from(one), wanted)) ? id : undefined
}

/** Has a device remember that it opened this. */
export function rememberOpened(device: Device | undefined, opened: string): void {
  if (!device) return
  const isWhole = device.cookie !== undefined && WHOLE.test(device.cookie)
  const [id = '', ...before] = isWhole
    ? (device.cookie ?? '').split('.')
    : [randomBytes(16).toString('base64url')]
  const now = signature(id, opened)
  const signatures = [...before.filter((one) => one !== now), now].slice(-MOST_OPENED)
  device.keep([id, ...signatures].join('.'))
}
