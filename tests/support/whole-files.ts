import { readFileSync } from 'node:fs'

/** A PDF that opens with a password alone. */
export const lockedPdf = readFileSync(new URL('../fixtures/pdf/user-256.pdf', import.meta.url))

/** A PDF of one empty page that any reader opens. @param remark in it, so that two differ; `size` it is filled up to. */
export function wholePdf(remark = '', size = 0): Buffer<ArrayBuffer> {
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 50 50] >>',
  ]
  let file = `%PDF-1.7\n%âãÏÓ ${remark}\n`
  const places = parts.map((part, at) => {
    const place = file.length
    file += `${at + 1} 0 obj\n${part}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  if (size > file.length) file += `%${'x'.repeat(size - file.length - 250)}\n`
  const table = file.length
  file += `xref\n0 4\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
