import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { beforeEach, describe, expect, test } from 'vitest'
import { read } from '#db/client.ts'
import { findSubmission } from '#db/queries/submissions.ts'
import { chargingRates } from '#src/settings/charging-rates.ts'
import { workSheet } from '#src/domain/charging/sheet.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { pagesOf } from '#src/forms/engine/form.ts'
import { inStyle } from '#src/forms/engine/words.ts'
import { financialAssessment as form } from '#src/forms/financial-assessment.ts'
import { findProgress, showPage } from '#src/services/filling-in/show-page.ts'
import { savePage } from '#src/services/filling-in/save-page.ts'
import { actionOf } from '#src/services/filling-in/page-action.ts'
import { showProofOnReceipt } from '#src/services/after-sending/show-proof.ts'
import { openSubmission } from '#src/services/submissions/stored-submission.ts'
import { submitForm } from '#src/services/sending/submit-form.ts'
import {
  fillIn,
  financialAssessmentSubmissions,
  workedExamples,
} from '#tests/fixtures/financial-assessment-submissions.ts'
import { fieldsOf, type GivenAnswers } from '#tests/fixtures/long-form-answers.ts'
import { policy } from '#tests/fixtures/charging.ts'
import { resetDatabase } from '#tests/support/database.ts'
import { typedOn } from '#tests/unit/forms/shared/submissions.ts'

const now = Temporal.Instant.from('2026-11-23T10:00:00Z')

beforeEach(resetDatabase)

const post = (visit: string, pageName: string, typed: Typed) =>
  savePage({ form, pageName, visit, typed, action: actionOf(typed), now })

/** Types page after page until the check page or `stopAt`. */
async function typeUntil(given: GivenAnswers, stopAt = 'check'): Promise<string> {
  const visit = randomUUID()
  const fields = fieldsOf(form, fillIn(given))
  let name = pagesOf(form)[0]?.name ?? ''
  while (name !== stopAt) {
    const shown = await showPage(form, name, visit, now)
    if (shown.is !== 'page') throw new Error(`${name}: ${shown.is}`)
    const here = shown.view.walked.pages.find((one) => one.page.name === name)
    const saved = await post(visit, name, here ? typedOn(here, fields) : {})
    if (saved.is !== 'go') throw new Error(`${name}: ${JSON.stringify(saved)}`)
    name = saved.to
  }
  return visit
}

async function send(given: GivenAnswers) {
  const visit = await typeUntil(given)
  const boxes = { declare: ['true', 'right'].slice(0, given['who-for'] === 'someone-else' ? 2 : 1) }
  const sent = await submitForm(form, visit, { ...boxes, 'copy-how': ['screen'] }, now)
  if (sent.is !== 'sent') throw new Error(JSON.stringify(sent))
  const row = await read((db) => findSubmission(db, sent.reference))
  if (!row) throw new Error('It is not there')
  return { visit, row, stored: openSubmission(row) }
}

describe('a test submission, sent', () => {
  test.each(financialAssessmentSubmissions)('$t keeps exactly its flags and colour', async (one) => {
    const { row, stored } = await send(one.answers)
    expect([...row.flags].toSorted()).toEqual(one.expect.toSorted())
    expect(stored.flags.map(({ id }) => id).toSorted()).toEqual(one.expect.toSorted())
    expect(row.suggestedColour).toBe(one.colour)
  })

  test('lists the proof that is still wanted on its receipt', async () => {
    const { visit } = await send(financialAssessmentSubmissions[0]?.answers ?? {})
    const asked = await showProofOnReceipt(form, visit, now)
    expect(asked).toMatchObject({ comesBy: 'later', isHeldBack: false })
    expect(asked?.wanted.map((words) => inStyle(words, false))).toEqual([
      'proof of savings: statements for the last 3 months',
      'proof of benefits: award letters',
      'proof of extra costs: bills, receipts',
    ])
  })
})

describe('what the sum is worked out from', () => {
  test.each(workedExamples)('$t is kept with what was sent, and comes to the same', async (one) => {
    const { stored } = await send(one.answers)
    if (!stored.circumstances) throw new Error('No circumstances')
    const sheet = workSheet({
      circumstances: stored.circumstances,
      rates: chargingRates.rates,
      policy,
      on: one.on,
    })
    expect(sheet.result.pence).toBe(one.charge)
  })
})

describe('an account number', () => {
  const typed = {
    'fa-savings-kinds': ['current'],
    'fa-savings-1-kind': ['current'],
    'fa-savings-1-bank': ['Example Bank 20-30-40 12345678'],
    'fa-savings-1-last4': ['12345678'],
    'fa-savings-1-amount-amount': ['900'],
    'fa-savings-1-whose': ['own'],
    'fa-savings-special': ['none'],
  }
  const kept = async (visit: string) => JSON.stringify((await findProgress(form, visit, now))?.state)

  test.each(['', 'add:fa-savings', 'save', 'send', 'style:easy-read'])(
    'is never kept, whichever button is pressed (%s)',
    async (button) => {
      const visit = await typeUntil({}, 'f-savings')
      const saved = await post(visit, 'f-savings', { ...typed, ...(button ? { _do: [button] } : {}) })
      expect(JSON.stringify(saved)).not.toMatch(/20-30-40|12345678/)
      expect(await kept(visit)).not.toMatch(/20-30-40|12345678/)
      expect(await kept(visit)).toContain('90000')
    },
  )

  test('is said kindly, and what else was typed stays', async () => {
    const visit = await typeUntil({}, 'f-savings')
    const saved = await post(visit, 'f-savings', typed)
    if (saved.is !== 'problems') throw new Error(saved.is)
    expect(saved.view.problems.map(({ field }) => field)).toEqual(['fa-savings-1-bank', 'fa-savings-1-last4'])
    expect(saved.view.typed['fa-savings-1-amount-amount']).toEqual(['900'])
    expect(saved.view.typed['fa-savings-1-bank']).toEqual([''])
    const again = { ...typed, 'fa-savings-1-bank': ['Example Bank'], 'fa-savings-1-last4': ['5678'] }
    expect(await post(visit, 'f-savings', again)).toMatchObject({ is: 'go', to: 'f-given' })
  })
})

describe('sending it unfinished', () => {
  test('needs a name, a way to make contact and what care it is for', async () => {
    const visit = await typeUntil({}, 'f-care')
    const before = await showPage(form, 'f-care', visit, now)
    expect(before.is === 'page' && before.view.canSend).toBe(false)
    await post(visit, 'f-care', { 'fa-care': ['home'] })
    expect(await post(visit, 'f-free', { _do: ['send'] })).toEqual({ is: 'go', to: 'check' })
    const sent = await submitForm(form, visit, {}, now)
    const row = await read((db) => findSubmission(db, sent.is === 'sent' ? sent.reference : ''))
    const stored = row && openSubmission(row)
    expect(stored?.snapshot.notAnswered).toContain('fa-savings-kinds')
    expect(stored?.circumstances?.savings.value).toBeNull()
  })
})
