import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** An email as it came in. */
export interface Received {
  to: string
  head: string
  text: string
}

export interface MailServer {
  /** For the setting SMTP_URL. */
  url: string
  /** What came in, oldest first. */
  letters: Received[]
  /** While it is true, every address is refused for good. */
  isRefusing: boolean
  /** While it is true, every address is to be tried again later. */
  isBusy: boolean
  /** Called as a letter is about to be taken. */
  onLetter: (() => Promise<void>) | undefined
  /** Nothing has come in, and everything is taken. */
  reset: () => void
  close: () => void
}

/** A mail server that takes what it is given, or refuses it. */
export async function startMailServer(): Promise<MailServer> {
  const server = createServer((socket) => serve(socket, mail))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${port}?ignoreTLS=true`,
    letters: [],
    isRefusing: false,
    isBusy: false,
    onLetter: undefined,
    reset() {
      mail.letters.length = 0
      mail.isRefusing = false
      mail.isBusy = false
      mail.onLetter = undefined
    },
    close: () => server.close(),
  }
  return mail
}

function serve(socket: Socket, mail: MailServer): void {
  let to = ''
  let raw = ''
  let isData = false
  socket.on('error', () => undefined)
  socket.write('220 mail.example.org\r\n')
  socket.on('data', (part: Buffer) => {
    for (const line of part.toString().split('\r\n')) {
      if (isData && line === '.') {
        isData = false
        // Long lines come folded.
        const [head = '', ...text] = raw.replace(/=\n/g, '').split('\n\n')
        mail.letters.push({ to, head, text: text.join('\n\n') })
        void Promise.resolve(mail.onLetter?.()).then(() => socket.write('250 taken\r\n'))
      } else if (isData) raw += `${line}\n`
      else if (/^(EHLO|HELO|MAIL)/.test(line)) socket.write('250 mail.example.org\r\n')
      else if (line.startsWith('RCPT')) {
        to = /<(.*)>/.exec(line)?.[1] ?? ''
        socket.write(mail.isRefusing ? '550 no\r\n' : mail.isBusy ? '451 later\r\n' : '250 yes\r\n')
      } else if (line === 'DATA') {
        isData = true
        socket.write('354 go on\r\n')
      } else if (line === 'QUIT') socket.end('221 bye\r\n')
    }
  })
}
