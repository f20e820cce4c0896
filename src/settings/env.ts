import { resolve } from 'node:path'
import * as v from 'valibot'

/** One key that seals or opens: see db/sealing.ts. */
export interface SealKey {
  readonly id: string
  readonly key: Buffer
}

/** A setting is missing or wrong. The message names it and says what to do; it never repeats the value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const keyBytes = 32
const isKey = (text: string) => Buffer.from(text, 'base64').length === keyBytes
const whole = (sentence: string, from: number, to: number) =>
  v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, sentence),
    v.transform(Number),
    v.minValue(from, sentence),
    v.maxValue(to, sentence),
  )
const address = (sentence: string, ...protocols: string[]) =>
  v.pipe(
    v.string(),
    v.check((text) => {
      const url = URL.parse(text)
      return url !== null && protocols.includes(url.protocol) && url.hostname !== ''
    }, sentence),
  )
const postgresAddress = (name: string) =>
  address(
    `${name} must be the address of a PostgreSQL database, like postgres://user:password@host:5432/portal.`,
    'postgres:',
    'postgresql:',
  )

const sealKeysSentence =
  'SEAL_KEYS must be a list like 2026a:<key>,2025b:<key>, each key 32 random bytes in base64. ' +
  'The first seals, all of them open. Make one with: openssl rand -base64 32'
const originSentence =
  'ORIGIN must be the address people use, like https://portal.example.org, without a path.'
const clamdSentence = 'CLAMD must be a host and a port, like 127.0.0.1:3310.'
const hashKeySentence =
  'HASH_KEY must be 32 random bytes in base64, kept for ever. Make it with: openssl rand -base64 32'

const sealKeysMissing =
  'SEAL_KEYS is missing. What people write is sealed before it is stored, and a database of your own needs ' +
  'a key of your own. Make one with: openssl rand -base64 32, and set SEAL_KEYS=2026a:<that key>'
const hashKeyMissing =
  'HASH_KEY is missing. It finds drafts and sessions without storing their codes. ' +
  'Make it once with: openssl rand -base64 32, and keep it'

const settingsSchema = v.pipe(
  v.object({
    PORT: v.optional(whole('PORT must be a whole number from 1 to 65535, like 3000.', 1, 65_535), '3000'),
    HOST: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[\w.:-]+$/, 'HOST must be a name or an address to listen on, like 127.0.0.1 or 0.0.0.0.'),
      ),
      '127.0.0.1',
    ),
    DATABASE_URL: v.optional(postgresAddress('DATABASE_URL')),
    DATABASE_OWNER_URL: v.optional(postgresAddress('DATABASE_OWNER_URL')),
    EMBEDDED_DATABASE_URL: v.optional(postgresAddress('EMBEDDED_DATABASE_URL')),
    DATABASE_PREPARE: v.optional(
      v.picklist(['on', 'off'], 'DATABASE_PREPARE must be on, or off behind a pooler in transaction mode.'),
      'on',
    ),
    DATA_DIR: v.pipe(
      v.optional(v.string(), '.data'),
      v.transform((folder) => resolve(folder)),
    ),
    ORIGIN: v.optional(
      v.pipe(
        address(originSentence, 'http:', 'https:'),
        v.check((text) => {
          const url = URL.parse(text)
          return url?.pathname === '/' && url.search + url.hash + url.username === ''
        }, originSentence),
        v.transform((text) => new URL(text).origin),
      ),
    ),
    TRUSTED_PROXIES: v.optional(
      whole('TRUSTED_PROXIES must be how many proxies stand in front, a whole number from 0 to 9.', 0, 9),
      '0',
    ),
    DEMO: v.optional(v.picklist(['on', 'off'], 'DEMO must be on or off.')),
    DEMO_PASSWORD: v.optional(v.string()),
    SEAL_KEYS: v.optional(
      v.pipe(
        v.string(),
        v.transform((text) =>
          text.split(',').map((entry) => {
            const [id = '', key = ''] = entry.trim().split(/:(.*)/s)
            return { id, key }
          }),
        ),
        v.check(
          (keys) => keys.every(({ id, key }) => /^[\w-]{1,32}$/.test(id) && isKey(key)),
          sealKeysSentence,
        ),
        v.check(
          (keys) => new Set(keys.map(({ id }) => id)).size === keys.length,
          'SEAL_KEYS has two keys with the same name. Give each its own.',
        ),
        v.transform((keys): SealKey[] =>
          keys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
        ),
      ),
    ),
    HASH_KEY: v.optional(
      v.pipe(
        v.string(),
        v.check(isKey, hashKeySentence),
        v.transform((text) => Buffer.from(text, 'base64')),
      ),
    ),
    SMTP_URL: v.optional(
      address(
        'SMTP_URL must be the address of a mail server, like smtp://mail.example.org:25.',
        'smtp:',
        'smtps:',
      ),
    ),
    CLAMD: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i, clamdSentence),
        v.transform((text) => {
          const colon = text.lastIndexOf(':')
          return {
            host: text.slice(0, colon).replace(/[[\]]/g, ''),
            port: Number(text.slice(colon + 1)),
          }
        }),
        v.check(({ port }) => port >= 1 && port <= 65_535, clamdSentence),
      ),
    ),
    DIRECTORY_FEED: v.optional(v.pipe(v.string(), v.trim())),
    DIRECTORY_MOST_MEGABYTES: v.optional(
      whole('DIRECTORY_MOST_MEGABYTES must be a whole number from 1 to 500, like 64.', 1, 500),
      '64',
    ),
    DIRECTORY_MOST_SERVICES: v.optional(
      whole('DIRECTORY_MOST_SERVICES must be a whole number from 1 to 50000, like 20000.', 1, 50_000),
      '20000',
    ),
    /** Tests compare: each time what is kept of a page is used, it is drawn again and must be the same. */
    KEPT_HTML: v.optional(v.picklist(['used', 'compared'], 'KEPT_HTML must be used or compared.'), 'used'),
    LOG_LEVEL: v.optional(
      v.picklist(
        ['debug', 'info', 'warn', 'error', 'silent'],
        'LOG_LEVEL must be debug, info, warn, error or silent.',
      ),
      'info',
    ),
    NODE_ENV: v.optional(
      v.picklist(['development', 'production', 'test'], 'NODE_ENV must be development, production or test.'),
      'production',
    ),
  }),
  v.transform((read) => ({
    ...read,
    /** Demonstration accounts and data: only ever in the embedded database. */
    DEMO: read.DATABASE_URL === undefined ? (read.DEMO ?? 'on') : ('off' as const),
  })),
)

/**
 * All settings, read and checked. `DATABASE_URL` is a database of your own; `EMBEDDED_DATABASE_URL` is
 * handed over by `npm start` to what it starts, and is never set by hand.
 */
export type Settings = v.InferOutput<typeof settingsSchema>

/**
 * Reads settings; one left empty counts as not given.
 * @throws SettingsError with one sentence for each setting that is wrong.
 */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = v.safeParse(settingsSchema, given)
  if (!result.success) throw refusal(result.issues.map((issue) => issue.message))
  const read = result.output
  if ((read.DATABASE_URL ?? read.EMBEDDED_DATABASE_URL) !== undefined) {
    const missing = [...(read.SEAL_KEYS ? [] : [sealKeysMissing]), ...(read.HASH_KEY ? [] : [hashKeyMissing])]
    if (missing.length > 0) throw refusal(missing)
  }
  return read
}

const refusal = (sentences: readonly string[]) => new SettingsError([...new Set(sentences)].join('\n'))

let settings: Settings | undefined

/**
 * The settings of this process, read from its environment when the first of them is asked for.
 * Reading any of them throws SettingsError while one is wrong.
 */
export const env: Settings = new Proxy({} as Settings, {
  get: (_, name) => {
    settings ??= readSettings(process.env)
    return settings[name as keyof Settings]
  },
})

/**
 * Where this process finds its database. What cannot work without one asks for it first thing.
 * @throws SettingsError when there is none.
 */
export function databaseUrl(): string {
  const url = env.DATABASE_URL ?? env.EMBEDDED_DATABASE_URL
  if (url === undefined) {
    throw new SettingsError(
      'DATABASE_URL is missing. Set it to the address of your PostgreSQL database, or use npm start, ' +
        'which brings its own. A command beside it finds that by itself: run it while the portal runs, from the ' +
        'same folder and with the same DATA_DIR.',
    )
  }
  return url
}
