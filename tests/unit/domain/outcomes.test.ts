import { describe, expect, it } from 'vitest'
import { findOutcome, outcomes, tellsOf } from '#src/domain/outcomes.ts'
import { outcomesOf } from '#src/forms/all-forms.ts'
import { FORM_IDS } from '#src/domain/form-id.ts'

describe('outcomes', () => {
  it.each(FORM_IDS)('of %s are each offered once, and more can always be asked', (form) => {
    const offered = outcomesOf(form)
    expect(new Set(offered).size).toBe(offered.length)
    expect(offered).toContain('more-information')
    expect(offered).toContain('advice')
  })

  it('suit their form: only a concern is about section 42', () => {
    const about = FORM_IDS.filter((form) => outcomesOf(form).includes('section-42'))
    expect(about).toEqual(['safeguarding-concern'])
    expect(outcomesOf('feedback')).toContain('complaint')
    expect(outcomesOf('carers-assessment')[0]).toBe('assess-carer')
    expect(outcomesOf('a-form-of-long-ago')).toEqual(outcomesOf('self-assessment'))
  })

  it('are all offered somewhere', () => {
    const offered = new Set(FORM_IDS.flatMap((form) => outcomesOf(form)))
    expect(Object.keys(outcomes).filter((id) => !offered.has(id as never))).toEqual([])
  })

  it('tell the person nothing that somebody looking on must not read', () => {
    for (const { tells } of Object.values(outcomes)) {
      if (tells === undefined) continue
      expect(tells).not.toMatch(/safeguard|passed to|abuse|harm|police|neglect/i)
    }
    for (const id of ['section-42', 'other-enquiry', 'not-safeguarding', 'open-concern'] as const) {
      expect(outcomes[id].tells, id).toBeUndefined()
    }
  })

  it('read alike on a screen where somebody may be harming the person, whatever was decided', () => {
    const neutral = 'We will get in touch with you to talk about it.'
    for (const [id, { isOurContact }] of Object.entries(outcomes)) {
      expect(tellsOf(id, true), id).toBe(isOurContact ? neutral : undefined)
    }
    expect(tellsOf('refer-on', true)).toBeUndefined()
    expect(tellsOf('refer-on', false)).toBe('Someone else can help you better. They will be in touch.')
    expect(tellsOf('open-concern', false), 'no words of its own is no mark').toBe(neutral)
    expect(tellsOf('more-information', false)).toBeUndefined()
    expect(tellsOf(undefined, false)).toBeUndefined()
  })

  it('are found by the id that was stored', () => {
    expect(findOutcome('advice')?.label).toBe('Information and advice')
    expect(findOutcome('constructor')).toBeUndefined()
    expect(findOutcome(null)).toBeUndefined()
  })
})
