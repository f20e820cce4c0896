import { expect, test } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import { questionsOf } from '#src/forms/engine/form.ts'
import { say, VOICES } from '#src/forms/engine/words.ts'

const slots = { name: 'Ann', cared: 'Bo', 'our area': 'Alderbrook', 'upper limit': '£23,250' }

test.each(Object.values(forms))(
  '$id: no two questions say the same when they are left unanswered',
  (form) => {
    const questions = [...questionsOf(form)].filter(([, { asks }]) => asks.missing !== undefined)
    for (const voice of VOICES)
      for (const easyRead of [false, true]) {
        const said = questions.map(
          ([id, { asks }]) => [id, say(asks.missing ?? '', { voice, easyRead, slots })] as const,
        )
        const yesOrNo = said.filter(([, words]) => /^(?:Select|Choose) yes or no/.test(words))
        expect(yesOrNo.filter(([, words]) => /yes or no$/.test(words))).toEqual([])
        expect(new Set(yesOrNo.map(([, words]) => words)).size, `${voice}, easy: ${easyRead}`).toBe(
          yesOrNo.length,
        )
      }
  },
)
