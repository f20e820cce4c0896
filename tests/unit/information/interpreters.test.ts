import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { interpreters, interpretersSchema } from '#src/information/interpreters.ts'

/** What a sentence in each script is written with. */
const letters: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Gujr: /\p{Script=Gujarati}/u,
  Hant: /\p{Script=Han}/u,
  Latn: /\p{Script=Latin}/u,
}
const scriptOf = (lang: string) => new Intl.Locale(lang).maximize().script ?? ''

describe('how to get an interpreter', () => {
  it('is said in ten languages, each once', () => {
    expect(interpreters.length).toBeGreaterThanOrEqual(10)
    expect(new Set(interpreters.map(({ lang }) => lang)).size).toBe(interpreters.length)
  })

  it.each(interpreters)(
    'is said in $language as that language is written',
    ({ lang, language, dir, sentence }) => {
      expect(Intl.getCanonicalLocales(lang)).toEqual([lang])
      expect(new Intl.DisplayNames('en', { type: 'language' }).of(lang.slice(0, 2))).toBe(language)
      expect(dir).toBe(scriptOf(lang) === 'Arab' ? 'rtl' : 'ltr')
      const words = sentence.replace('{phone}', '')
      const isIts = letters[scriptOf(lang)]
      expect([...words].filter((sign) => /\p{L}/u.test(sign) && !isIts?.test(sign))).toEqual([])
      expect(words).toMatch(/\p{L}/u)
    },
  )

  it.each([
    ['a number typed in', { sentence: 'Zadzwoń pod numer 020 7946 0100' }, 'must have {phone} in it once'],
    ['no language tag', { lang: 'polish' }, 'must be a language tag'],
    ['no source', { source: ' ' }, 'must not be empty'],
    ['no day', { checked: 'soon' }, 'must be a date'],
  ])('is refused with %s', (_, change, message) => {
    const { issues } = v.safeParse(interpretersSchema, [{ ...interpreters[0], ...change }])
    expect(issues?.map((one) => one.message).join('\n')).toContain(message)
  })
})
