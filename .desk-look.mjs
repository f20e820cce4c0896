import { chromium } from 'playwright'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const base = 'http://127.0.0.1:4710'
for (const [w, h] of [[1280, 800], [320, 640]]) {
  const c = await b.newContext({ viewport: { width: w, height: h }, javaScriptEnabled: process.env.JS !== 'off' })
  const p = await c.newPage()
  p.on('console', (m) => console.log('console', m.type(), m.text()))
  const shot = async (n, full = true) => {
    await p.screenshot({ path: `/tmp/desklook/${n}-${w}.png`, fullPage: full })
    const over = await p.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) console.log('OVERFLOW', n, w, over)
  }
  await p.goto(base + '/staff')
  await shot('signin')
  await p.fill('#email', 'manager@example.org'); await p.fill('#password', 'wrong'); await p.click('main button')
  console.log(w, 'wrong', p.url()); await shot('signin-wrong')
  await p.fill('#password', 'heron tiptoe lamp'); await p.click('main button')
  console.log(p.url()); await shot('queue')
  await p.click('table.queue tbody tr:nth-child(1) th a')
  await shot('case-red', false); await shot('case-red-full')
  await p.click('#decision button')
  await shot('case-422', false)
  await p.goto(base + '/staff?view=all')
  await shot('all')
  await p.click('text=Lee Imagined'); await shot('case-lee')
  await p.goto(base + '/staff/system'); await shot('system')
  await c.close()
}
await b.close()
