import { expect, test } from 'vitest'
import { evidenceName } from '#src/domain/evidence-file.ts'

const pdf = 'application/pdf'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

test.each([
  ['letter.pdf', pdf, 'letter.pdf'],
  ['Letter.PDF', pdf, 'Letter.PDF'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  // Called something that another program opens.
  ['p.html', pdf, 'p.pdf'],
  ['afdp.exe', pdf, 'afdp.pdf'],
  ['letter.pdf', word, 'letter.docx'],
  ['photo.JPG', 'image/png', 'photo.png'],
  ['run.svg', 'image/heic', 'run.heic'],
  ['budget.may.pdf', pdf, 'budget.may.pdf'],
  ['photo\u202Egnp.exe.png', 'image/png', 'photognp.exe.png'],
  // What only looks like an ending stays.
  ['statement 12.11', pdf, 'statement 12.11.pdf'],
  ['report.v2', pdf, 'report.v2.pdf'],
  ['statement', pdf, 'statement.pdf'],
  // Folders, and signs that nobody sees.
  ['C:\\letters\\letter.pdf', pdf, 'letter.pdf'],
  ['/letters/letter.pdf', pdf, 'letter.pdf'],
  ['invoice\u202Egpj.exe', 'image/jpeg', 'invoicegpj.jpg'],
  ['a\u0000b\u200B.pdf', pdf, 'ab.pdf'],
  ['', pdf, 'file.pdf'],
  ['.pdf', pdf, 'file.pdf'],
  ['.html', pdf, 'file.pdf'],
  [`${'a'.repeat(300)}.pdf`, pdf, `${'a'.repeat(116)}.pdf`],
  // Of a kind that is not taken in any more nothing is known.
  ['old.tif', 'image/tiff', 'old.tif'],
])('%s as %s: %s', (given, type, name) => expect(evidenceName(given, type)).toBe(name))
