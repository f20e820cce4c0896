import { createHash } from 'node:crypto'
import { council } from '#src/settings/council.ts'
import { secretFields } from '#src/domain/secret-fields.ts'
import { tel } from '#src/domain/tel.ts'
import type { ReadingStyle } from '#src/forms/engine/reading-style.ts'
import { say, twin, type Words } from '#src/forms/engine/words.ts'
import { RequestRefused, savedBefore, tooMuch } from './request-refused.ts'
import type { Brought } from './upload.ts'

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
  'button{min-height:2.75rem;padding:.5rem 1rem;border:2px solid transparent;font:inherit;font-weight:700}',
  'button{color:#fff;background:#0b4a6f}',
  'button:focus-visible{outline:3px solid #1d1c1a;outline-offset:3px;background:#ffd54a;color:#1d1c1a}',
].join('')

const policy = (formAction: string) =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    `form-action ${formAction}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** What was posted and not taken, to be sent once more. */
export interface Again extends Brought {
  /** Path and query of the page that it was posted to. */
  readonly action: string
}

/** Whether what was posted may stand in a page: whoever posted what opens something has it sent again by their browser. */
export const mayBeGivenBack = ({ typed }: Brought): boolean =>
  !secretFields.some((field) => Object.hasOwn(typed, field))

/** Everything that was typed, unseen, and a button that sends it as it was sent. */
function sendAgain({ action, typed, isMultipart }: Again): string {
  const fields = Object.entries(typed).flatMap(([name, values]) =>
    values.map((value) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`),
  )
  return `<form method="post" action="${escaped(action)}"${isMultipart ? ' enctype="multipart/form-data"' : ''}>
${fields.join('\n')}
<button type="submit">Try again</button>
</form>`
}

/**
 * A page that needs nothing but this file: no database, no layout, no other request. It says what to do
 * next and how to reach a person. In Easy Read its words are; it can show no pictures.
 * @param options back: the path of a page to go back to, only one of ours, since it becomes a link; reading: how they
 *   read the pages, where that is known; again: what was posted, kept in the page.
 */
export function plainPage(
  refused: RequestRefused,
  options: {
    readonly back?: string | undefined
    readonly reading?: ReadingStyle | undefined
    readonly again?: Again
  } = {},
): PlainPage {
  const { back = '/', reading = 'plain', again } = options
  const { status } = refused
  const isEasy = reading === 'easy-read'
  const tell = (said: Words) => say(said, { voice: 'you', slots: {}, easyRead: isEasy })
  const title = tell(refused.title)
  const words = refused.words.map(tell).filter((said) => said !== '')
  const link = back === '/' ? 'Go to the first page' : 'Go back to the page'
  const { day, night, text } = council.phones
  const notReal = isEasy
    ? '. This is only a test. This is not a real council.'
    : ' – a demonstration, not a real council'
  const demonstration = council.isDemonstration ? notReal : ''
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
<div>${escaped(council.name)}${demonstration}</div>
<div><a href="/exit" rel="nofollow noreferrer">Exit this page</a></div>
</header>
<main>
<h1>${escaped(title)}</h1>
${words.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
${again ? sendAgain(again) : `<p><a href="${escaped(back)}">${link}</a></p>`}
<h2>${tell(twin('Ring us instead', 'You can talk to us'))}</h2>
<p>${tell(twin('If somebody is in danger now, call', 'Is someone in danger? Call'))} ${phone(council.nationalPhones.emergency)}.</p>
<ul>
<li>${tell(twin('In office hours:', 'In the day, ring'))} ${phone(day)}</li>
<li>${tell(twin('At any other time:', 'At night or at weekends, ring'))} ${phone(night)}</li>
<li>${tell(twin('By text message:', 'Or text'))} ${escaped(text)}</li>
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
      'Content-Security-Policy': policy(again ? "'self'" : "'none'"),
      ...(status === 503 ? { 'Retry-After': '30' } : {}),
    },
  }
}

const nothingLost = 'Nothing is lost. What you saved before is still there.'
const tryLater = twin(
  'Load this page again in a minute or two.',
  'Wait two minutes. Then load this page again.',
)

/** What a person reads whose answers failed on our side, and stand in the page itself. */
export function notSaved({ status }: RequestRefused, { hasFile }: Brought): RequestRefused {
  return new RequestRefused(
    status,
    twin('We cannot save anything just now', 'We cannot save just now'),
    hasFile
      ? twin(
          'What you typed is kept in this page, and what you saved before is still there. Your file is not kept: ' +
            'you will have to choose it again.',
          'This page keeps what you wrote. It could not keep your file. You need to choose your file again.',
        )
      : twin(
          'Nothing is lost. What you typed is kept in this page, and what you saved before is still there.',
          'Nothing is lost. This page keeps what you wrote.',
        ),
    twin(
      'Keep this page open. Wait a minute or two, then press “Try again”.',
      'Keep this page open. Wait two minutes. Then press “Try again”.',
    ),
  )
}

/** What a person reads who typed a password or a code: it stands in no page, so they are not told to send it again. */
export function typeAgain({ status }: RequestRefused): RequestRefused {
  return new RequestRefused(
    status,
    twin('We cannot answer just now', 'This is not working just now'),
    twin(
      'What you typed on this page is not kept, because it is private.',
      'This page did not keep what you typed. It is private.',
    ),
    twin(
      'Wait a minute or two, go back to the page, and type it again.',
      'Wait two minutes. Go back to the page. Then type it again.',
    ),
  )
}

/** What a person reads when all that is known is the status. */
export function refusalOf(status: number, method = 'GET'): RequestRefused {
  const refused = (title: string, ...words: string[]) => new RequestRefused(status, title, ...words)
  switch (status) {
    case 403:
      return refused('You cannot open this page', 'It is not part of what your account may do.')
    case 404:
      return refused(
        twin('There is no page at this address', 'We cannot find this page'),
        twin(
          'It may have moved, or the address may have a slip in it.',
          'Did you type the address? Look at it again.',
        ),
      )
    case 405:
    case 417:
      return refused(
        twin('That cannot be done here', 'You cannot do that here'),
        twin('Open the page again and use its buttons.', 'Open the page again. Then press a button on it.'),
      )
    case 408:
      return refused(
        twin('That took too long to reach us', 'That took too long'),
        savedBefore,
        twin('Open the page again and send it once more.', 'Open the page again. Then send it again.'),
      )
    case 413:
      return tooMuch()
    case 431:
      return refused(
        twin('Your browser sent more than we can read', 'We could not read what you sent'),
        twin(
          'Clearing the cookies of this website usually puts it right.',
          'Delete the cookies of this website. Cookies are small notes. Then try again.',
        ),
      )
    case 503:
      return method === 'POST'
        ? refused(
            twin('We cannot save anything just now', 'We cannot save just now'),
            nothingLost,
            twin(
              'Keep this page open. In a minute or two, load it again: your browser will ask whether to send ' +
                'what you typed again. Say yes.',
              'Keep this page open. Wait two minutes. Then load it again. You may be asked to send it again. Say yes.',
            ),
          )
        : refused('We cannot show this page just now', nothingLost, tryLater)
    default:
      if (status < 500) {
        return refused(
          twin('We could not read that address', 'We cannot find this page'),
          twin(
            'It may have been cut short or have a slip in it.',
            'Did you type the address? Look at it again.',
          ),
        )
      }
      return refused(
        twin('Something went wrong on our side', 'Something is not working'),
        savedBefore,
        method === 'POST'
          ? twin(
              'Load this page again in a minute or two: your browser will ask whether to send what you typed again. Say yes.',
              'Wait two minutes. Then load this page again. You may be asked to send it again. Say yes.',
            )
          : tryLater,
      )
  }
}

const phone = (number: string) => `<a href="${tel(number)}">${escaped(number)}</a>`

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
