import { describe, expect, test } from 'vitest'
import { mostPageBytes, mostUploadBytes } from '#src/http/request-limits.ts'
import { RequestRefused } from '#src/http/request-refused.ts'
import { readMultipart, readTyped } from '#src/http/upload.ts'

const address = 'http://localhost/forms/feedback/page'
const limits = { mostBytes: 1000 }

const posted = (body: BodyInit, type?: string) =>
  new Request(address, { method: 'POST', body, ...(type ? { headers: { 'content-type': type } } : {}) })
const typedBody = (body: BodyInit) => posted(body, 'application/x-www-form-urlencoded')

/** The status of the refusal; anything else thrown fails the test. */
async function refusedWith(reading: Promise<unknown>): Promise<number> {
  const error = await reading.then(
    () => new Error('It was taken.'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof RequestRefused) return error.status
  throw error
}

describe('a posted page', () => {
  test('keeps every value in order', async () => {
    const body = 'a=1&b=caf%C3%A9+two&a=2&empty=&bare&sum=1%3D1=1&__proto__=x&'
    const typed = await readTyped(typedBody(body))
    expect(Object.entries(typed)).toEqual([
      ['a', ['1', '2']],
      ['b', ['café two']],
      ['empty', ['']],
      ['bare', ['']],
      ['sum', ['1=1=1']],
      ['__proto__', ['x']],
    ])
  })

  test('leaves U+0000 out of names and values, and nothing else', async () => {
    expect(await readTyped(typedBody('%00a=b%00c%01&a=%00'))).toEqual({ a: ['bc\u0001', ''] })
  })

  test('takes four thousand signs of any script', async () => {
    const text = '傘'.repeat(4000)
    expect(await readTyped(typedBody(new URLSearchParams({ text })))).toEqual({ text: [text] })
  })

  test('with a charset in its type is read', async () => {
    const type = 'Application/X-WWW-Form-Urlencoded; charset=UTF-8'
    expect(await readTyped(posted('a=1', type))).toEqual({ a: ['1'] })
  })

  test.each([
    ['half a sign', '%E0%A4', 400],
    ['a bare percent', 'a=100%', 400],
    ['half a sign in a name', '%E0=1', 400],
  ])('with %s is refused kindly', async (_, body, status) => {
    expect(await refusedWith(readTyped(typedBody(body)))).toBe(status)
  })

  test('with bytes that are no text is refused kindly', async () => {
    expect(await refusedWith(readTyped(typedBody(new Uint8Array([97, 61, 0xff, 0xfe]))))).toBe(400)
  })

  test('with more fields than any page is refused kindly', async () => {
    expect(await refusedWith(readTyped(typedBody('a&'.repeat(2001))))).toBe(413)
    expect(await readTyped(typedBody('a&'.repeat(2000)))).toHaveProperty('a.length', 2000)
  })

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', undefined])(
    'of the type %s is refused',
    async (type) => {
      const request = new Request(address, { method: 'POST', body: new Uint8Array([97]) })
      if (type) request.headers.set('content-type', type)
      expect(await refusedWith(readTyped(request))).toBe(415)
    },
  )
})

describe('a page posted with a file', () => {
  const form = (...parts: [string, string | File][]) => {
    const data = new FormData()
    for (const [name, value] of parts) data.append(name, value)
    return posted(data)
  }
  const file = (bytes: number, name = 'photo.jpg') => new File([new Uint8Array(bytes).fill(7)], name)

  test('gives its fields and its file', async () => {
    const upload = await readMultipart(
      form(['a', '1'], ['evidence', file(1000, 'Café 傘.jpg')], ['a', '2']),
      limits,
    )
    expect(upload.typed).toEqual({ a: ['1', '2'] })
    expect(upload.file).toEqual({
      field: 'evidence',
      name: 'Café 傘.jpg',
      bytes: Buffer.alloc(1000, 7),
      tooLarge: false,
    })
  })

  test('with a file too large keeps the rest of the page, and none of the file', async () => {
    const upload = await readMultipart(form(['a', '1'], ['evidence', file(1001)], ['b', '2']), limits)
    expect(upload.typed).toEqual({ a: ['1'], b: ['2'] })
    expect(upload.file).toMatchObject({ tooLarge: true, bytes: Buffer.alloc(0) })
  })

  test('without a file chosen has none', async () => {
    expect(await readMultipart(form(['a', '1'], ['evidence', file(0, '')]), limits)).toEqual({
      typed: { a: ['1'] },
    })
  })

  test('with an empty file has that', async () => {
    expect((await readMultipart(form(['evidence', file(0, 'empty.pdf')]), limits)).file).toMatchObject({
      name: 'empty.pdf',
      bytes: Buffer.alloc(0),
    })
  })

  test('with two files is refused', async () => {
    expect(
      await refusedWith(readMultipart(form(['evidence', file(10)], ['evidence', file(10)]), limits)),
    ).toBe(400)
  })

  test('with more text than a page can take is refused', async () => {
    const half = 'x'.repeat(mostPageBytes / 2 + 1)
    expect(await refusedWith(readMultipart(form(['a', half], ['b', half]), limits))).toBe(413)
    expect(await refusedWith(readMultipart(form(['a', half + half]), limits))).toBe(413)
  })

  test('with too many fields is refused', async () => {
    const many = Array.from({ length: 501 }, (_, at): [string, string] => [`f${at}`, ''])
    expect(await refusedWith(readMultipart(form(...many), limits))).toBe(413)
  })

  test('that goes on and on is cut off', async () => {
    const piece = Buffer.alloc(1024 * 1024)
    let sent = 0
    const endless = new ReadableStream({
      start: (control) =>
        control.enqueue(Buffer.from('--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n')),
      pull: (control) => {
        sent += piece.length
        control.enqueue(piece)
      },
    })
    const request = new Request(address, {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit)
    expect(await refusedWith(readMultipart(request, limits))).toBe(413)
    expect(sent).toBeLessThan(mostUploadBytes + 4 * piece.length)
  })

  test.each([
    [
      'cut short',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nab',
      400,
    ],
    [
      'cut short in a part that has no name',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; filename="a"\r\n\r\nab',
      400,
    ],
    ['of rubbish', 'multipart/form-data; boundary=x', 'rubbish', 400],
    ['empty', 'multipart/form-data; boundary=x', '', 400],
    ['without a boundary', 'multipart/form-data', 'x', 400],
    ['of another kind', 'application/x-www-form-urlencoded', 'a=1', 415],
  ])('that is %s is refused', async (_, type, body, status) => {
    expect(await refusedWith(readMultipart(posted(body, type), limits))).toBe(status)
  })

  test('that is broken before its end arrives is refused, and nothing fails afterwards', async () => {
    let isReadOn = false
    async function* slow() {
      yield Buffer.from('--x\r\nContent-Disposition: form-data; name="f"; filename="a\u001B"\r\n\r\n')
      await new Promise((resolve) => setTimeout(resolve, 20))
      isReadOn = true
    }
    const request = new Request(address, {
      method: 'POST',
      body: slow(),
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as unknown as RequestInit)
    expect(await refusedWith(readMultipart(request, limits))).toBe(400)
    // An error that nobody could catch would end the web server, and fails the whole run here.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(isReadOn).toBe(true)
  })

  test('from somebody who leaves in the middle is refused', async () => {
    const broken = new ReadableStream({ pull: (control) => control.error(new Error('gone')) })
    const request = new Request(address, {
      method: 'POST',
      body: broken,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      duplex: 'half',
    } as RequestInit)
    expect(await refusedWith(readMultipart(request, limits))).toBe(400)
  })
})
