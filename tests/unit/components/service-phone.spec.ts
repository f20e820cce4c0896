/** Telephone numbers of services near by: what they ring wherever they are shown. */
import { expect, test } from 'vitest'
import { wordsOf } from './normal-html.ts'
import { render } from './rendered.ts'

const service = (phone: string) => ({
  id: 'a',
  href: '/local-help/a',
  name: 'Lunch club',
  organisation: '',
  description: 'Lunch.',
  localities: [],
  cost: null,
  phone,
  checkedOn: null,
})
const shown: Record<string, (phone: string, reading: 'plain' | 'easy-read') => Promise<string>> = {
  'in a list': (phone, reading) => render('information/ServiceList', { services: [service(phone)] }, reading),
  'beside an answer and on a receipt': (phone, reading) =>
    render(
      'forms/SignpostList',
      {
        signposts: [{ id: 'sp-meals', title: 'Meals', onScreenOnly: false }],
        nearby: new Map([['sp-meals', [service(phone)]]]),
      },
      reading,
    ),
}

for (const [where, list] of Object.entries(shown)) {
  test.each(['plain', 'easy-read'] as const)(
    `${where}: the first number is a link, in %s`,
    async (reading) => {
      const html = await list('020 7946 0500 or 020 7946 0501', reading)
      expect(html).toContain('href="tel:02079460500"')
      expect(wordsOf(html)).toContain('020 7946 0500 or 020 7946 0501')
    },
  )

  test.each(['plain', 'easy-read'] as const)(
    `${where}: no link where it is not sure, in %s`,
    async (reading) => {
      const html = await list('Text 60777', reading)
      expect(html).not.toContain('tel:')
      expect(wordsOf(html)).toContain('Text 60777')
    },
  )
}
