import { describe, expect, test } from 'vitest'
import { encodingFor, isCompressible } from '#src/http/compression.ts'
import { isFromHere } from '#src/http/origin-check.ts'
import { clientAddress, isOverTls } from '#src/http/proxies.ts'
import { isHost, pathOf } from '#src/http/request-target.ts'
import { returnPath } from '#src/http/return-path.ts'
import { contentPolicy } from '#src/http/security-headers.ts'

describe('the client’s address', () => {
  const from = (forwardedFor: string | undefined, socketAddress = '10.0.0.9') => ({
    socketAddress,
    forwardedFor,
    forwardedProto: undefined,
  })

  test.each([
    ['without proxies the header is anybody’s to write', 0, '203.0.113.7', '10.0.0.9'],
    ['one proxy wrote the last entry', 1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    [
      'two proxies: the outer one wrote the last but one',
      2,
      '198.51.100.1, 203.0.113.7, 10.0.0.5',
      '203.0.113.7',
    ],
    ['fewer entries than proxies: the first', 3, '203.0.113.7, 10.0.0.5', '203.0.113.7'],
    ['a proxy that says nothing', 1, undefined, '10.0.0.9'],
    ['an empty header', 1, ' , ', '10.0.0.9'],
    ['no address', 1, 'unknown', '10.0.0.9'],
    ['with a port', 1, '203.0.113.7:5123', '203.0.113.7'],
    ['IPv6', 1, '2001:db8::1', '2001:db8::1'],
    ['IPv6 with a port', 1, '[2001:db8::1]:5123', '2001:db8::1'],
    ['IPv4 as a socket for both writes it', 1, '::ffff:203.0.113.7', '203.0.113.7'],
    ['markup', 1, '<script>', '10.0.0.9'],
  ])('%s', (_, proxies, header, expected) => {
    expect(clientAddress(from(header), proxies)).toBe(expected)
  })

  test('of a socket for both families is written as IPv4', () => {
    expect(clientAddress(from(undefined, '::ffff:127.0.0.1'), 0)).toBe('127.0.0.1')
  })

  test.each([
    ['a person’s own header counts for nothing', 0, 'https', false],
    ['a proxy of ours says so', 1, 'https', true],
    ['a proxy of ours says not', 1, 'http', false],
    ['what a person sent stands further left', 1, 'https, http', false],
    ['two proxies', 2, 'https,http', true],
    ['nothing said', 1, undefined, false],
  ])('TLS: %s', (_, proxies, forwardedProto, expected) => {
    expect(isOverTls({ socketAddress: '10.0.0.9', forwardedFor: undefined, forwardedProto }, proxies)).toBe(
      expected,
    )
  })
})

describe('where a request came from', () => {
  const post = {
    method: 'POST',
    origin: null,
    secFetchSite: null,
    referer: null,
    host: 'portal.example.org',
    isTls: true,
  }
  const here = 'https://portal.example.org'

  test.each([
    ['a page of ours', { origin: here }, undefined, true],
    ['another site', { origin: 'https://evil.example' }, undefined, false],
    ['the same name without TLS', { origin: 'http://portal.example.org' }, undefined, false],
    ['another port', { origin: 'https://portal.example.org:8443' }, undefined, false],
    ['the usual port, written out', { origin: 'https://portal.example.org:443' }, undefined, true],
    [
      'a name that only begins like ours',
      { origin: 'https://portal.example.org.evil.example' },
      undefined,
      false,
    ],
    ['a sandboxed page', { origin: 'null' }, undefined, false],
    ['an empty origin', { origin: '' }, undefined, false],
    ['a browser extension', { origin: 'chrome-extension://abc' }, undefined, false],
    [
      'another site, whatever else it says',
      { origin: 'https://evil.example', secFetchSite: 'same-origin' },
      undefined,
      false,
    ],
    ['no origin, but the browser vouches', { secFetchSite: 'same-origin' }, undefined, true],
    ['no origin, typed by the person', { secFetchSite: 'none' }, undefined, true],
    ['no origin, another site', { secFetchSite: 'cross-site' }, undefined, false],
    ['no origin, a sister site', { secFetchSite: 'same-site' }, undefined, false],
    ['an old browser on a page of ours', { referer: `${here}/forms/feedback` }, undefined, true],
    ['an old browser elsewhere', { referer: 'https://evil.example/portal.example.org' }, undefined, false],
    ['a program', {}, undefined, true],
    ['reading, from anywhere', { method: 'GET', origin: 'https://evil.example' }, undefined, true],
    ['the setting, whatever Host says', { origin: here, host: 'inside:3000', isTls: false }, here, true],
    ['Host, where the setting says otherwise', { origin: 'https://inside', host: 'inside' }, here, false],
    ['no usable Host', { origin: 'https://evil.example', host: 'evil.example/' }, here, false],
    ['no Host at all', { origin: 'https://null', host: null }, here, false],
  ])('%s', (_, parts, ownOrigin, expected) => {
    expect(isFromHere({ ...post, ...parts }, ownOrigin)).toBe(expected)
  })
})

test.each([
  ['/staff', '/staff'],
  ['/staff/submissions/ABC?view=all', '/staff/submissions/ABC?view=all'],
  ['/staff/../forms', '/forms'],
  [null, '/staff'],
  ['', '/staff'],
  ['https://evil.example/', '/staff'],
  ['//evil.example/', '/staff'],
  ['/\\evil.example/', '/staff'],
  ['/\t/evil.example/', '/staff'],
  ['/.//evil.example/', '/staff'],
  ['/..//evil.example', '/staff'],
  ['javascript:alert(1)', '/staff'],
  ['staff', '/staff'],
])('after signing in, %j leads to %s', (asked, expected) => {
  expect(returnPath(asked, '/staff')).toBe(expected)
})

test.each([
  ['/', '/'],
  ['/forms/feedback?from=check', '/forms/feedback'],
  ['/a?b=//c&d=%', '/a'],
  ['/caf%C3%A9', '/café'],
  ['//', null],
  ['//evil.example/', null],
  ['/forms//feedback', null],
  ['/%E0%A4', null],
  ['/%', null],
  ['/%00', null],
  ['/a%0d%0ab', null],
  ['/a\\b', null],
  ['/%5c%5cevil.example', null],
  ['http://evil.example/', null],
  ['*', null],
  ['', null],
])('the path of %j is %j', (target, expected) => {
  expect(pathOf(target)).toBe(expected)
})

test.each([
  ['portal.example.org', true],
  ['localhost:3000', true],
  ['[::1]:3000', true],
  ['evil.example/staff?', false],
  ['user@portal.example.org', false],
  ['a b', false],
  ['', false],
  [undefined, false],
])('Host %j is one: %s', (host, expected) => {
  expect(isHost(host)).toBe(expected)
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['BR', 'br'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['identity', undefined],
  ['gzip;q=0', undefined],
  ['brotli', undefined],
  [undefined, undefined],
])('Accept-Encoding %j: %s', (header, expected) => {
  expect(encodingFor(header)).toBe(expected)
})

test('pictures and documents are not compressed again', () => {
  expect(['text/html; charset=utf-8', 'application/json', 'image/svg+xml'].map(isCompressible)).not.toContain(
    false,
  )
  expect(['image/png', 'application/pdf', 'font/woff2', ''].map(isCompressible)).not.toContain(true)
})

describe('the content policy', () => {
  test('is strict where nobody set one', () => {
    for (const isPage of [true, false]) {
      const policy = contentPolicy(undefined, isPage)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('keeps what the page said and adds what it left out', () => {
    const policy = contentPolicy("script-src 'self' 'sha256-abc'; Form-Action 'none';", true)
    expect(policy.split('; ')).toEqual([
      "script-src 'self' 'sha256-abc'",
      "Form-Action 'none'",
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
  })

  test('never allows framing', () => {
    expect(contentPolicy("default-src 'self'; frame-ancestors *", true)).toContain("frame-ancestors 'none'")
    expect(contentPolicy('frame-ancestors *', true)).not.toContain('*')
  })
})
