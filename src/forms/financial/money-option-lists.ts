import type { Partner } from '#src/domain/charging/circumstances.ts'
import { twin } from '../engine/words.ts'

/**
 * Lists of options that the pages about money and the quick estimate share, or that several of those pages do.
 * Values are permanent once live. Apart from the pages, so that the browser need not hold those.
 */

/** What care it is. Form 3 may leave it open too. */
export const CARE = {
  home: {
    label: twin('Care at home or in the day', 'Care at home, or at a day centre'),
    picture: 'home',
  },
  'care-home': {
    label: twin('Living in a care home', 'Living in a care home from now on'),
    picture: 'care-home',
  },
  'short-stay': {
    label: twin('A short stay in a care home', 'A short time in a care home'),
    picture: 'calendar',
  },
} as const

export const PARTNER = {
  no: 'No',
  together: { label: twin('Yes, living together', 'Yes, we live together'), picture: 'home' },
  apart: { label: twin('Yes, living apart', 'Yes, in another home'), picture: 'houses' },
  'care-home': { label: 'Yes, in a care home', picture: 'care-home' },
} as const

/** The same as the sum names it. */
export const PARTNER_IN_SUM: Readonly<Record<string, Partner>> = {
  no: 'none',
  together: 'together',
  apart: 'apart',
  'care-home': 'care-home',
} satisfies Readonly<Record<keyof typeof PARTNER, Partner>>

/** Whose home it is. */
export const TENURE = {
  own: {
    label: twin('[I / They] own it, no mortgage', '[I / They] own it. It is all paid for'),
    picture: 'key',
  },
  mortgage: {
    label: twin('[I / They] own it with a mortgage', '[I / They] own it. It is not all paid for'),
    picture: 'bank',
  },
  'shared-own': { label: 'Part owned, part rented', picture: 'houses' },
  rent: { label: '[I / They] rent it', picture: 'bills' },
  'others-home': { label: 'Someone else’s home', picture: 'people' },
  'care-home-no-home': { label: 'A care home, and no other home', picture: 'care-home' },
} as const
/** Those of somebody who owns all or a part of it. */
export const OWNED = ['own', 'mortgage', 'shared-own'] as const satisfies readonly (keyof typeof TENURE)[]
export const isOwned = (tenure: string): boolean => OWNED.some((one) => one === tenure)

/** Money that comes in besides benefits. */
export const INCOME = {
  wages: { label: 'Wages', picture: 'work' },
  'self-employed': {
    label: twin('Self-employed', 'Money from [my / their] own business'),
    picture: 'shopping',
  },
  'work-pension': {
    label: twin('Work or private pension', 'A pension from work'),
    picture: 'older-person',
  },
  annuity: {
    label: twin('Annuity: money a pension firm pays [me / them]', 'Money from a pension [I / they] bought'),
    picture: 'bank',
  },
  'war-pension': {
    label: twin('Forces or war pension', 'A pension from the army or a war'),
    picture: 'star',
  },
  rent: {
    label: twin('Rent, or money from a lodger', 'Rent from someone who lives there'),
    picture: 'home',
  },
  trust: {
    label: twin('Money from a trust', 'Money from a trust. This means people look after it'),
    picture: 'together',
  },
  maintenance: {
    label: twin('Money from a past partner (maintenance)', 'Money from a partner of the past'),
    picture: 'couple',
  },
  charity: { label: twin('Charity', 'Money from a charity'), picture: 'heart' },
} as const

/** Benefits, as they are ticked: Pension Credit in one word. */
export const BENEFITS = {
  'state-pension': { label: 'State Pension', picture: 'older-person' },
  'pension-credit': { label: 'Pension Credit', picture: 'cash' },
  'universal-credit': {
    label: twin('Universal Credit', 'Universal Credit'),
    picture: 'cash',
  },
  'attendance-allowance': {
    label: twin('Attendance Allowance', 'Money for older people who need help'),
    picture: 'help',
  },
  'pip-living': { label: 'PIP daily living', picture: 'wheelchair' },
  'pip-mobility': { label: twin('PIP mobility', 'PIP for getting around'), picture: 'car' },
  'dla-care': { label: twin('DLA care', 'DLA for care'), picture: 'carer' },
  'dla-mobility': { label: twin('DLA mobility', 'DLA for getting around'), picture: 'bus' },
  esa: {
    label: twin('Employment and Support Allowance (ESA)', 'Money when [I am / they are] too ill to work'),
    picture: 'unwell',
  },
  'carers-allowance': {
    label: twin('Carer’s Allowance or carer element', 'Money for people who are carers'),
    picture: 'carer',
  },
  'housing-benefit': { label: 'Housing Benefit', picture: 'home' },
  'council-tax-help': { label: twin('Help with council tax', 'Help to pay council tax'), picture: 'bills' },
  'industrial-injury': {
    label: twin('Benefit for being hurt at work', 'Money for people hurt at work'),
    picture: 'injury',
  },
  'war-benefits': {
    label: twin('War pension or Armed Forces payment', 'Money from the army or a war'),
    picture: 'star',
  },
  'constant-attendance': {
    label: twin('Constant Attendance Allowance', 'Money to have someone there all day'),
    picture: 'eyes',
  },
  bereavement: {
    label: twin('Benefit after a death (bereavement)', 'Money after someone died'),
    picture: 'sad',
  },
  jsa: {
    label: twin('Jobseeker’s Allowance (JSA)', 'Money when looking for work'),
    picture: 'look-for',
  },
  'income-support': { label: 'Income Support', picture: 'support' },
  'child-benefit': { label: 'Child Benefit', picture: 'child' },
  other: { label: twin('Another benefit', 'Something else'), picture: 'question' },
} as const

/** Pension Credit in the finer words that the sum needs: its parts do not count the same. */
export const PENSION_CREDIT = {
  'guarantee-credit': {
    label: twin('Pension Credit, main part (guarantee)', 'Pension Credit, the main part'),
    picture: 'cash',
  },
  'savings-credit': {
    label: twin('Pension Credit, extra for savings', 'Pension Credit, more because of savings'),
    picture: 'money',
  },
} as const

const { 'state-pension': STATE_PENSION, ...OTHER_BENEFITS } = BENEFITS
/** Benefits as each is told: Pension Credit by its part, or that the part is not known. */
export const BENEFITS_TOLD = {
  'state-pension': STATE_PENSION,
  ...PENSION_CREDIT,
  ...OTHER_BENEFITS,
  'pension-credit': {
    label: twin(
      'Pension Credit, and [I / they] don’t know which part',
      'Pension Credit. [I / They] do not know which part',
    ),
    picture: 'question',
  },
} as const
