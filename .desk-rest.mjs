import { chromium } from 'playwright'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const c = await b.newContext({ viewport: { width: 320, height: 1500 } })
const p = await c.newPage()
await p.goto('http://127.0.0.1:4710/staff?view=all')
await p.fill('#email', 'officer@example.org'); await p.fill('#password', 'heron tiptoe lamp'); await p.click('main button')
await p.click('text=Lee Imagined')
for (let i = 0; i < 6; i++) { await p.evaluate((y) => scrollTo(0, y), i * 1480); await p.screenshot({ path: `/tmp/desklook/lee-${i}.png` }) }
await b.close()
