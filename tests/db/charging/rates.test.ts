import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { read, transact } from '#db/client.ts'
import { asDate } from '#db/moments.ts'
import { insertChargingRateStep, listChargingRates } from '#db/queries/charging-rates.ts'
import type { SignedInStaff } from '#src/auth/session.ts'
import { estimate } from '#src/domain/charging/estimate.ts'
import { allRateNames, ratesToSettle, usableRate } from '#src/domain/charging/rates.ts'
import { DOUBTED } from '#src/forms/engine/doubts.ts'
import type { Typed } from '#src/forms/engine/question.ts'
import { confirmRatesAct } from '#src/services/charging/confirm-rates.act.ts'
import { loadConfirmedRates, readRatesInForce } from '#src/services/charging/confirmed-rates.ts'
import { enterRatesAct, rateMarks } from '#src/services/charging/enter-rates.act.ts'
import { setRateAsideAct } from '#src/services/charging/set-rate-aside.act.ts'
import { showRates } from '#src/services/charging/show-rates.ts'
import { runDeskAct } from '#src/services/desk/desk-act.ts'
import { currentRates, rateOn, setConfirmedRates } from '#src/settings/charging-rates.ts'
import { gets, known, nothing, policy } from '#tests/fixtures/charging.ts'
import { ownerUrl, resetDatabase } from '#tests/support/database.ts'
import { onDatabase } from '#tests/support/older-database.ts'
import { newStaff } from '#tests/support/staff-and-submissions.ts'

const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
const TODAY = '2026-11-22'

let officer: SignedInStaff
let manager: SignedInStaff
let other: SignedInStaff
beforeEach(async () => {
  await resetDatabase()
  setConfirmedRates([])
  officer = await newStaff('officer', 'Ona Officer')
  manager = await newStaff('manager', 'Mae Manager')
  other = await newStaff('manager', 'Odd Manager', 'other')
})
afterAll(() => setConfirmedRates([]))

const typedOf = (amounts: Readonly<Record<string, string>>, more: Typed = {}): Typed => ({
  'rates-from-day': ['6'],
  'rates-from-month': ['4'],
  'rates-from-year': ['2026'],
  'rates-to-day': ['5'],
  'rates-to-month': ['4'],
  'rates-to-year': ['2027'],
  source: ['LAC(DHSC)(2026)9, annex A'],
  ...Object.fromEntries(Object.entries(amounts).map(([name, text]) => [`amount-${name}-amount`, [text]])),
  ...more,
})
const enter = (staff: SignedInStaff, typed: Typed) => runDeskAct(enterRatesAct, { staff, now }, typed)
const confirm = (staff: SignedInStaff, ids: readonly string[]) =>
  runDeskAct(confirmRatesAct, { staff, now }, { confirm: [...ids] })
const setAside = (staff: SignedInStaff, id: string, why = 'It is of another year.') =>
  runDeskAct(setRateAsideAct, { staff, now }, { aside: [id], 'aside-why': [why] })
const entered = async (staff = manager) => (await showRates(staff, now))?.entered ?? []
const messagesOf = (result: Awaited<ReturnType<typeof enter>>) =>
  result.is === 'problems' ? result.problems.map(({ message }) => message) : result.is
const inForce = async (name: Parameters<typeof usableRate>[1], on = TODAY) =>
  usableRate(await read(readRatesInForce), name, on)

describe('an amount', () => {
  test('that no law names is doubted once, and one that no column holds is never taken', async () => {
    const million = typedOf({ 'upper-capital-limit': '2,000,000' })
    expect(messagesOf(await enter(officer, million))).toEqual(['Check the amount. If it is right, carry on'])
    expect(rateMarks(million, false)).toEqual([])
    expect(await enter(officer, { ...million, [DOUBTED]: rateMarks(million, true) })).toEqual({ is: 'done' })
    const over = typedOf({ 'upper-capital-limit': '21,474,836.48' })
    expect(messagesOf(await enter(officer, { ...over, [DOUBTED]: rateMarks(over, true) }))).toEqual([
      'Enter no more than £21,474,836.47',
    ])
  })

  test('counts once somebody else has confirmed it, for sums and for pages, without a restart', async () => {
    expect(rateOn('upper-capital-limit', TODAY)).toBe('about £23,250')
    expect(await inForce('mig-couple')).toBeUndefined()
    const amounts = { 'upper-capital-limit': '23,250', 'mig-couple': '91.45' }
    expect(await enter(officer, typedOf(amounts))).toEqual({ is: 'done' })
    // Entered, it waits: nothing counts with it.
    expect(await inForce('mig-couple')).toBeUndefined()
    const waiting = await entered()
    expect(waiting.map(({ name, state, isOwn }) => [name, state, isOwn])).toEqual(
      expect.arrayContaining([
        ['upper-capital-limit', 'waiting', false],
        ['mig-couple', 'waiting', false],
      ]),
    )
    expect(waiting.find(({ name }) => name === 'upper-capital-limit')?.instead).toBe(23_250_00)
    expect(
      await confirm(
        manager,
        waiting.map(({ id }) => id),
      ),
    ).toEqual({ is: 'done' })
    expect(await inForce('mig-couple')).toMatchObject({
      amount: 91_45,
      checked: 'verified',
      source: 'LAC(DHSC)(2026)9, annex A',
      from: '2026-04-06',
      to: '2027-04-05',
    })
    expect(rateOn('upper-capital-limit', TODAY)).toBe('£23,250')
    expect(usableRate(currentRates(), 'mig-couple', TODAY)?.amount).toBe(91_45)
    // Another process knows it once it has read it.
    setConfirmedRates([])
    await loadConfirmedRates()
    expect(rateOn('upper-capital-limit', TODAY)).toBe('£23,250')
    // What goes with an estimate names nobody.
    expect(JSON.stringify(currentRates())).not.toMatch(/Ona|Mae/)
  })

  test('of Pension Credit, which no charge needs, lets the estimate say what it may be worth', async () => {
    const worth = () =>
      estimate({
        circumstancesOn: () => ({ ...nothing, benefits: known([gets('state-pension', 150_00)]) }),
        rates: currentRates(),
        policy,
        on: TODAY,
      }).benefits.find(({ id }) => id === 'pension-credit')?.worth
    const row = async () =>
      (await showRates(manager, now))?.ofToday.find(({ name }) => name === 'pension-credit-single')
    expect(await row()).toMatchObject({ isForCharge: false, row: undefined })
    const toSettle = ratesToSettle(currentRates(), TODAY)
    await enter(officer, typedOf({ 'pension-credit-single': '236.00' }))
    expect(worth()).toBeUndefined()
    const ids = (await entered()).map(({ id }) => id)
    expect(await confirm(manager, ids)).toEqual({ is: 'done' })
    expect(worth()?.byAnswers).toMatchObject({ award: 86_00, charge: 0, net: 86_00 })
    expect((await row())?.row).toMatchObject({ amount: 236_00, checked: 'verified' })
    expect(ratesToSettle(currentRates(), TODAY)).toEqual(toSettle)
    await setAside(officer, ids[0] ?? '')
    expect(worth()).toBeUndefined()
  })

  test('is confirmed by nobody who entered it, by no officer, and not by the database either', async () => {
    await enter(manager, typedOf({ 'mig-couple': '91.45' }))
    const [mine] = await entered()
    const id = mine?.id ?? ''
    expect(mine?.isOwn).toBe(true)
    expect(messagesOf(await confirm(manager, [id]))).toEqual([
      'You entered this amount yourself. Somebody else confirms it',
    ])
    expect(await confirm(officer, [id])).toEqual({ is: 'not-allowed' })
    const step = { id: randomUUID(), rateId: id, step: 'confirmed' as const, why: null, madeAt: asDate(now) }
    const own = { ...step, enteredBy: manager.id, madeBy: manager.id }
    await expect(transact((tx) => insertChargingRateStep(tx, own))).rejects.toThrow()
    // Nor by saying that somebody else entered it.
    const asOther = { ...step, enteredBy: officer.id, madeBy: manager.id }
    await expect(transact((tx) => insertChargingRateStep(tx, asOther))).rejects.toThrow()
    expect(await inForce('mig-couple')).toBeUndefined()
    expect(await confirm(other, [id])).toEqual({ is: 'done' })
    expect(await confirm(other, [id])).toEqual({ is: 'done' })
    expect((await inForce('mig-couple'))?.amount).toBe(91_45)
  })

  test('is confirmed with others or not at all', async () => {
    await enter(officer, typedOf({ 'mig-couple': '91.45' }))
    await enter(manager, typedOf({ 'mig-child': '108.20' }))
    const ids = (await entered()).map(({ id }) => id)
    expect(messagesOf(await confirm(manager, ids))).toHaveLength(1)
    expect(await inForce('mig-couple')).toBeUndefined()
    expect(messagesOf(await confirm(manager, []))).toEqual([
      'Tick each amount that you read in its source yourself',
    ])
    expect(messagesOf(await confirm(manager, [randomUUID()]))).toHaveLength(1)
  })

  test('that is wrong is declined or withdrawn by one person, and stays in the history', async () => {
    await enter(officer, typedOf({ 'mig-couple': '91.45', 'mig-child': '1.00' }))
    const [couple, child] = ['mig-couple', 'mig-child'].map(
      (name) => async () => (await entered()).find((rate) => rate.name === name),
    )
    const idOf = async (of: typeof couple) => (await of?.())?.id ?? ''
    expect(messagesOf(await setAside(officer, await idOf(child), ' '))).toEqual([
      'Enter why it must not count',
    ])
    expect(await setAside(officer, await idOf(child))).toEqual({ is: 'done' })
    expect(messagesOf(await confirm(manager, [await idOf(child)]))).toEqual([
      'A colleague has confirmed or declined this meanwhile',
    ])
    await confirm(manager, [await idOf(couple)])
    expect(await setAside(officer, await idOf(couple))).toEqual({ is: 'done' })
    expect(await inForce('mig-couple')).toBeUndefined()
    expect(usableRate(currentRates(), 'mig-couple', TODAY)).toBeUndefined()
    expect(messagesOf(await setAside(officer, await idOf(couple)))).toEqual([
      'A colleague has set this aside meanwhile',
    ])
    expect((await child?.())?.steps).toMatchObject([
      { step: 'declined', why: 'It is of another year.', madeBy: 'Ona Officer' },
    ])
    expect((await couple?.())?.steps).toMatchObject([
      { step: 'confirmed', madeBy: 'Mae Manager' },
      { step: 'withdrawn', madeBy: 'Ona Officer', why: 'It is of another year.' },
    ])
    // Put right, and confirmed again, it counts.
    await enter(officer, typedOf({ 'mig-couple': '92.00' }))
    const again = (await entered()).find(({ state }) => state === 'waiting')
    await confirm(manager, [again?.id ?? ''])
    expect((await inForce('mig-couple'))?.amount).toBe(92_00)
  })

  test('is kept: the application can change and delete nothing of it', async () => {
    await enter(officer, typedOf({ 'mig-couple': '91.45' }))
    await onDatabase(ownerUrl, async (pool) => {
      for (const table of ['charging_rates', 'charging_rate_steps']) {
        const [rights] = await pool`select
          has_table_privilege('portal_app', ${table}, 'insert') as adds,
          has_table_privilege('portal_app', ${table}, 'update') as changes,
          has_table_privilege('portal_app', ${table}, 'delete') as deletes`
        expect(rights).toEqual({ adds: true, changes: false, deletes: false })
      }
    })
  })

  test('entered with something wrong says what, and nothing is stored', async () => {
    const wrong = await enter(officer, {
      ...typedOf({ 'mig-couple': 'lots' }),
      'rates-to-year': ['2025'],
      source: [' '],
    })
    expect(messagesOf(wrong)).toEqual([
      'Enter a last day that is not before the first',
      'Enter where you read the amounts',
      'Enter an amount in pounds, like 120.50',
    ])
    expect(messagesOf(await enter(officer, typedOf({})))).toEqual(['Enter at least one amount'])
    expect(messagesOf(await enter(officer, {}))).toHaveLength(4)
    expect(await read((db) => listChargingRates(db))).toEqual([])
  })

  test('sent twice is one', async () => {
    const typed = typedOf({ 'mig-couple': '91.45' })
    await Promise.all([enter(officer, typed), enter(officer, typed)])
    expect(await entered()).toHaveLength(1)
  })
})

test('next year’s amounts show from the day they start, and this year’s hold until then', async () => {
  const next = {
    'rates-from-day': ['12'],
    'rates-from-year': ['2027'],
    'rates-to-day': ['9'],
    'rates-to-year': ['2028'],
  }
  expect((await showRates(officer, now))?.april).toBe('2027-04-12')
  await enter(officer, typedOf({ 'mig-single-pension': '250.00' }, next))
  await confirm(
    manager,
    (await entered()).map(({ id }) => id),
  )
  const shown = await showRates(officer, now)
  expect(shown?.april).toBe('2027-04-12')
  const ofApril = shown?.ofApril.find(({ name }) => name === 'mig-single-pension')
  expect(ofApril?.row?.amount).toBe(250_00)
  expect((await inForce('mig-single-pension', '2027-04-11'))?.amount).toBe(241_45)
  expect((await inForce('mig-single-pension', '2027-04-12'))?.amount).toBe(250_00)
  // A rate that nobody entered for the new year is missing then, and no other is.
  expect(await inForce('mig-single-25-pension', '2027-04-12')).toBeUndefined()
})

test('an auditor and an administrator read the rates, and change none', async () => {
  for (const role of ['auditor', 'administrator'] as const) {
    const staff = await newStaff(role, 'Reads Only')
    expect((await showRates(staff, now))?.ofToday).toHaveLength(allRateNames.length)
    expect(await enter(staff, typedOf({ 'mig-couple': '91.45' }))).toEqual({ is: 'not-allowed' })
    expect(await setAside(staff, randomUUID())).toEqual({ is: 'not-allowed' })
  }
})
