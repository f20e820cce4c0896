import { expect, it } from 'vitest'
import { askUsToContactYou } from '#src/forms/ask-us-to-contact-you.ts'
import { carersAssessment } from '#src/forms/carers-assessment.ts'
import type { Form } from '#src/forms/engine/form.ts'
import type { Answers } from '#src/forms/engine/question.ts'
import { detailLacking, walk } from '#src/forms/engine/walk.ts'
import { financialAssessment } from '#src/forms/financial-assessment.ts'
import { professionalReferral } from '#src/forms/professional-referral.ts'
import { selfAssessment } from '#src/forms/self-assessment.ts'

const picked = (...values: string[]) => ({ value: { picked: values } })
const lackingIn = (form: Form, answers: Answers) =>
  detailLacking(form, walk(form, { answers, passed: {} }, { today: '2026-11-23' }))?.question

const ASSESSMENTS = [selfAssessment, carersAssessment, financialAssessment]
const FORMS = [...ASSESSMENTS, professionalReferral, askUsToContactYou]

it.each(FORMS.map((form) => [form.id, form] as const))(
  '%s lacks the number it promises to ring',
  (_, form) => {
    const lacking = (answers: Answers) => lackingIn(form, answers)
    for (const way of ['call', 'text']) expect(lacking({ 'contact-way': picked(way) })).toBe('phone')
    for (const way of ['email', 'video']) expect(lacking({ 'contact-way': picked(way) })).toBe('email')
    expect(lacking({})).toBeUndefined()
    expect(lacking({ 'contact-way': { out: 'unsafe' } })).toBeUndefined()
    expect(lacking({ 'contact-way': { out: 'unsafe', beside: ['call'] } })).toBeUndefined()
    expect(lacking({ 'contact-way': picked('call'), phone: { value: '020 7946 0801' } })).toBeUndefined()
    const byEmail = { 'contact-way': picked('call', 'email'), email: { value: 'bo@example.org' } }
    expect(lacking(byEmail)).toBeUndefined()
  },
)

it.each([...ASSESSMENTS, professionalReferral].map((form) => [form.id, form] as const))(
  '%s has an address to write to instead',
  (_, form) => {
    const ways = { 'contact-way': picked('call') }
    expect(lackingIn(form, { ...ways, address: { value: { line1: '1 Sample Close' } } })).toBeUndefined()
    expect(lackingIn(form, { ...ways, address: { value: { noFixedAddress: true } } })).toBe('phone')
    expect(lackingIn(form, { ...ways, address: { value: { postcode: 'CR0 9ZZ' } } })).toBe('phone')
  },
)

it.each([...ASSESSMENTS, professionalReferral].map((form) => [form.id, form] as const))(
  '%s lacks somewhere to post the letter it promises',
  (_, form) => {
    const byLetter = (answers: Answers) => lackingIn(form, { 'contact-way': picked('letter'), ...answers })
    expect(byLetter({})).toBe('address')
    expect(byLetter({ address: { value: { noFixedAddress: true } } })).toBe('address')
    expect(byLetter({ address: { value: { postcode: 'CR0 9ZZ' } } })).toBe('address')
    expect(byLetter({ address: { value: { line1: '1 Sample Close' } } })).toBeUndefined()
    expect(byLetter({ address: { out: 'unsafe' } })).toBeUndefined()
    expect(byLetter({ 'contact-way': picked('letter', 'call') })).toBe('phone')
    expect(lackingIn(form, { 'contact-way': picked('through-someone') })).toBeUndefined()
  },
)

it.each([...ASSESSMENTS, askUsToContactYou].map((form) => [form.id, form] as const))(
  '%s has a helper to ring instead',
  (_, form) => {
    const forOther = { 'who-for': picked('someone-else'), 'contact-way': picked('call') }
    expect(lackingIn(form, forOther)).toBe('phone')
    expect(lackingIn(form, { ...forOther, 'helper-phone': { value: '020 7946 0802' } })).toBeUndefined()
  },
)

it('a professional referral has the professional to ring instead', () => {
  const ways = { 'contact-way': picked('call'), 'pr-email': { value: 'ada@example.org' } }
  expect(lackingIn(professionalReferral, ways)).toBeUndefined()
})
