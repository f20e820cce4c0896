import * as v from 'valibot'
import { codeSigns } from '#src/domain/plain-signs.ts'
import { twin } from '../engine/words.ts'
import { atMost, type TextKind, kindOfText, SHORT, tidied } from './text.ts'

/** 2 letters, 6 digits, A to D, in any case and spacing. Prefixes are not checked: QQ stays free for examples. */
const NI_NUMBER: TextKind = {
  cleaning: 'signs',
  schema: v.pipe(
    tidied,
    atMost(SHORT),
    v.transform((text) => codeSigns(text).replace(/[\s.-]/g, '')),
    v.regex(
      /^[A-Z]{2}\d{6}[A-D]$/,
      twin(
        'Enter a National Insurance number, like QQ 12 34 56 C',
        'Write 2 letters, then 6 numbers, then 1 letter',
      ),
    ),
  ),
  shows: { maxLength: SHORT },
  example: 'QQ123456C',
  write: (text) => text.replace(/^(..)(..)(..)(..)(.)$/, '$1 $2 $3 $4 $5'),
}

export const niNumber = kindOfText('text', NI_NUMBER)
