import { chromium } from 'playwright'
const [,, base, out, width, ...paths] = process.argv
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu','--disable-quic','--disable-background-networking','--disable-component-update','--disable-sync'] })
const c = await b.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: process.env.DARK ? 'dark':'light' })
const p = await c.newPage()
p.on('console', m => console.log('console', m.type(), m.text()))
for (const path of paths) {
  const [cmd, ...rest] = path.split('|')
  if (cmd === 'go') { await p.goto(base + rest[0]) }
  else if (cmd === 'fill') await p.fill(`[name="${rest[0]}"]`, rest[1])
  else if (cmd === 'check') await p.check(`[name="${rest[0]}"][value="${rest[1]}"]`)
  else if (cmd === 'click') await p.getByRole('button', { name: rest[0], exact: true }).click()
  else if (cmd === 'link') await p.locator(rest[0]).first().click()
  else if (cmd === 'shot') await p.screenshot({ path: `${out}/${rest[0]}.png`, fullPage: true })
  else if (cmd === 'url') console.log(p.url())
}
await b.close()
