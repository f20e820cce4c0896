import { writeFileSync } from 'node:fs'
import { it } from 'vitest'
import { stringsInPages } from '#tests/support/astro-strings.ts'
import { easyReadFindings, findingsInStrings, inWords } from '#tests/support/reading.ts'
it('x', () => {
  const plain = stringsInPages(); const easy = stringsInPages(true)
  writeFileSync('/tmp/er/plain.txt', plain.map((o) => `${o.page}:${o.what}: ${o.text}`).join('\n'))
  writeFileSync('/tmp/er/easy.txt', easy.map((o) => `${o.page}:${o.what}: ${o.text}`).join('\n'))
  writeFileSync('/tmp/er/plainf.txt', findingsInStrings(plain).map(inWords).join('\n'))
  writeFileSync('/tmp/er/easyf.txt', easy.flatMap((o) => easyReadFindings(o.text).map((f) => `${o.page}:${o.what} “${f.sentence}”  ${f.figure}`)).join('\n'))
})
