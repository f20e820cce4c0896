import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from '#src/settings/env.ts'

const key = randomBytes(32).toString('base64')
const database = 'postgres://portal:secret-words@db.example.org:5432/portal'

describe('settings', () => {
  test('have defaults that start a demonstration on this machine only', () => {
    expect(readSettings({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATABASE_PREPARE: 'on',
      DATA_DIR: resolve('.data'),
      TRUSTED_PROXIES: 0,
      DEMO: 'on',
      DIRECTORY_MOST_MEGABYTES: 64,
      DIRECTORY_MOST_SERVICES: 20_000,
      KEPT_HTML: 'used',
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    })
  })

  test('left empty count as not given', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: ' ' })).toEqual(readSettings({}))
  })

  test('are read into what they mean', () => {
    expect(
      readSettings({
        PORT: '8080',
        HOST: '::1',
        DATABASE_URL: database,
        DATA_DIR: '/var/lib/portal',
        ORIGIN: 'https://portal.example.org/',
        TRUSTED_PROXIES: '2',
        SEAL_KEYS: `new:${key}, old:${key}`,
        HASH_KEY: key,
        SMTP_URL: 'smtp://mail.example.org:25',
        CLAMD: '[::1]:3310',
      }),
    ).toMatchObject({
      PORT: 8080,
      HOST: '::1',
      DATABASE_URL: database,
      DATA_DIR: '/var/lib/portal',
      ORIGIN: 'https://portal.example.org',
      TRUSTED_PROXIES: 2,
      SEAL_KEYS: [
        { id: 'new', key: Buffer.from(key, 'base64') },
        { id: 'old', key: Buffer.from(key, 'base64') },
      ],
      CLAMD: { host: '::1', port: 3310 },
    })
  })

  test('never make a demonstration in a database of the council', () => {
    const own = { DATABASE_URL: database, SEAL_KEYS: `a:${key}`, HASH_KEY: key }
    expect(readSettings(own).DEMO).toBe('off')
    expect(readSettings({ ...own, DEMO: 'on' }).DEMO).toBe('off')
    expect(readSettings({ DEMO: 'off' }).DEMO).toBe('off')
  })

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['HOST', 'a host'],
    ['DATABASE_URL', 'mysql://secret-words@db/portal'],
    ['DATABASE_URL', 'secret-words'],
    ['DATABASE_OWNER_URL', 'secret-words'],
    ['ORIGIN', 'portal.example.org'],
    ['ORIGIN', 'https://portal.example.org/secret-words'],
    ['TRUSTED_PROXIES', '-1'],
    ['DEMO', 'secret-words'],
    ['SEAL_KEYS', key],
    ['SEAL_KEYS', 'a:secret-words'],
    ['SEAL_KEYS', `a:${key},`],
    ['SEAL_KEYS', `a:${key},a:${key}`],
    ['HASH_KEY', 'secret-words'],
    ['SMTP_URL', 'mail.example.org'],
    ['CLAMD', '127.0.0.1'],
    ['CLAMD', '127.0.0.1:99999'],
    ['LOG_LEVEL', 'secret-words'],
    ['NODE_ENV', 'secret-words'],
  ])('%s is refused by name when wrong, and its value not repeated', (name, value) => {
    const run = () => readSettings({ [name]: value })
    expect(run).toThrow(SettingsError)
    expect(run).toThrow(new RegExp(`^${name} [^\\n]*$`))
    expect(run).not.toThrow(/secret-words/)
  })

  test.each(['SEAL_KEYS', 'HASH_KEY'])('a database of your own needs %s', (name) => {
    const own = { DATABASE_URL: database, SEAL_KEYS: `a:${key}`, HASH_KEY: key }
    expect(() => readSettings({ ...own, [name]: '' })).toThrow(new RegExp(`^${name} is missing\\.`))
  })

  test('every wrong one is named at once', () => {
    expect(() => readSettings({ PORT: 'x', DEMO: 'x' })).toThrow(/^PORT .*\nDEMO .*$/)
  })
})
