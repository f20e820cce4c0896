import { expect, test } from 'vitest'
import { forms } from '#src/forms/all-forms.ts'
import type { Form } from '#src/forms/engine/form.ts'
import { canSend } from '#src/forms/engine/walk.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { safeguardingConcern } from '#src/forms/safeguarding-concern.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'
import * as carer from '#tests/fixtures/carers-assessment-submissions.ts'
import * as referral from '#tests/fixtures/professional-referral-submissions.ts'
import { kensMoney } from '#tests/fixtures/short-requests.ts'
import * as self from '#tests/fixtures/self-assessment-submissions.ts'
import { go, walked } from './long-forms.ts'
import { fillIn, typeThrough } from './shared/submissions.ts'

/**
 * How many pages somebody answers before "Send what I have now" stands under the next: pages that ask something, in
 * plain style, the start page and the check page left out.
 */
function pagesBeforeSending(form: Form, through: (stopAt?: string) => ReturnType<typeof go>): string[] {
  const all = walked(form, through()).pages.filter(({ asked }) => asked.length > 0)
  const at = all.findIndex(({ page }) => canSend(form, walked(form, through(page.name))))
  return all.slice(0, at < 0 ? all.length : at).map(({ page }) => page.name)
}

const adult = self.fillIn({ 'who-for': 'me' })
const adultForOther = self.fillIn({ 'who-for': 'someone-else' })
const ofCarer = carer.fillIn({ 'who-for': 'me' })
const fromHospital = referral.fillIn({ 'pr-ask': 'discharge', 'pr-sector': 'hospital' })

test.each<[string, Form, (stopAt?: string) => ReturnType<typeof go>, number]>([
  ['an adult', selfAssessment, (stopAt) => go(selfAssessment, adult, stopAt), 10],
  ['somebody for an adult', selfAssessment, (stopAt) => go(selfAssessment, adultForOther, stopAt), 10],
  ['a carer', carersAssessment, (stopAt) => go(carersAssessment, ofCarer, stopAt), 11],
  ['a hospital', professionalReferral, (stopAt) => go(professionalReferral, fromHospital, stopAt), 16],
  [
    'a neighbour',
    safeguardingConcern,
    (stopAt) => typeThrough(safeguardingConcern, fillIn(kensMoney), stopAt),
    10,
  ],
])('%s can send after at most so many pages', (who, form, through, most) => {
  const pages = pagesBeforeSending(form, through)
  process.stdout.write(`${who}: ${pages.length} pages before it can be sent: ${pages.join(', ')}\n`)
  expect(pages.length).toBeGreaterThan(3)
  expect(pages.length).toBeLessThanOrEqual(most)
})

test.each(Object.values(forms))('$id asks how contact is safe before any number or address', (form) => {
  const pages = form.parts.flatMap((part) => [...part.pages])
  const asks = (id: string) => pages.findIndex(({ ask }) => Object.hasOwn(ask, id))
  const safety = ['hide-who', 'sg-contact-how'].map(asks).filter((at) => at >= 0)
  const details = ['phone', 'email', 'address', 'sg-phone', 'sg-email', 'sg-adult-address']
    .map(asks)
    .filter((at) => at >= 0)
  expect([safety.length, details.length > 0]).toEqual([1, true])
  expect(Math.max(...safety)).toBeLessThan(Math.min(...details))
})
