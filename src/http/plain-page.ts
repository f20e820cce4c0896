import { createHash } from 'node:crypto'
import { council } from '#src/council.ts'
import { RequestRefused, tooMuch } from './request-refused.ts'

export interface PlainPage {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly html: string
}

/** In the page itself: it has to look calm when no other file can be served. Allowed by its hash. */
const style = [
  'body{max-width:66ch;margin:0 auto;padding:1rem;font:1.1875rem/1.5 system-ui,sans-serif}',
  'body{color:#1d1c1a;background:#fbf8f2}',
  'a{color:#0b4a6f}a:focus-visible{outline:3px solid #1d1c1a;outline-offset:3px;background:#ffd54a;color:#1d1c1a}',
  'header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:1rem}',
  'h1{font-size:1.75rem;line-height:1.25}',
].join('')

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * A page that needs nothing but this file: no database, no layout, no other request. It says what to do
 * next and how to reach a person.
 * @param back the path of a page to go back to. Only a path of ours: it becomes a link.
 */
export function plainPage(refused: RequestRefused, back = '/'): PlainPage {
  const { status, title, words } = refused
  const link = back === '/' ? 'Go to the first page' : 'Go back to the page'
  const { day, night, text } = council.phones
  const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – ${escaped(council.name)}</title>
<style>${style}</style>
</head>
<body>
<header>
<div>${escaped(council.name)}${council.isDemonstration ? ' – a demonstration, not a real council' : ''}</div>
<div><a href="/exit" rel="nofollow noreferrer">Exit this page</a></div>
</header>
<main>
<h1>${escaped(title)}</h1>
${words.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
<p><a href="${escaped(back)}">${link}</a></p>
<h2>Ring us instead</h2>
<p>If somebody is in danger now, call ${phone(council.nationalPhones.emergency)}.</p>
<ul>
<li>In office hours: ${phone(day)}</li>
<li>At any other time: ${phone(night)}</li>
<li>By text message: ${escaped(text)}</li>
</ul>
</main>
</body>
</html>
`
  return {
    status,
    html,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      ...(status === 503 ? { 'Retry-After': '30' } : {}),
    },
  }
}

/** What a person reads when all that is known is the status. */
export function refusalOf(status: number, method = 'GET'): RequestRefused {
  const refused = (title: string, ...words: string[]) => new RequestRefused(status, title, ...words)
  switch (status) {
    case 403:
      return refused('You cannot open this page', 'It is not part of what your account may do.')
    case 404:
      return refused(
        'There is no page at this address',
        'It may have moved, or the address may have a slip in it.',
      )
    case 405:
    case 417:
      return refused('That cannot be done here', 'Open the page again and use its buttons.')
    case 408:
      return refused(
        'That took too long to reach us',
        'What you saved before is still there.',
        'Open the page again and send it once more.',
      )
    case 413:
      return tooMuch()
    case 431:
      return refused(
        'Your browser sent more than we can read',
        'Clearing the cookies of this website usually puts it right.',
      )
    case 503:
      return method === 'POST'
        ? refused(
            'We cannot save anything just now',
            'Nothing is lost. What you saved before is still there.',
            'Keep this page open. In a minute or two, load it again: your browser will ask whether to send ' +
              'what you typed again. Say yes.',
          )
        : refused(
            'We cannot show this page just now',
            'Nothing is lost. What you saved before is still there.',
            'Load this page again in a minute or two.',
          )
    default:
      if (status < 500) {
        return refused('We could not read that address', 'It may have been cut short or have a slip in it.')
      }
      return refused(
        'Something went wrong on our side',
        'What you saved before is still there.',
        method === 'POST'
          ? 'Load this page again in a minute or two: your browser will ask whether to send what you typed again. Say yes.'
          : 'Load this page again in a minute or two.',
      )
  }
}

const phone = (number: string) => `<a href="tel:${number.replaceAll(' ', '')}">${escaped(number)}</a>`

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
