import type { ChargeRateName } from './rates.ts'

/** What each amount that the law sets is for, as it follows “the amount the law sets for”. */
const isFor: Readonly<Record<ChargeRateName, string>> = {
  'upper-capital-limit': 'the upper limit on savings',
  'lower-capital-limit': 'the lower limit on savings',
  'mig-single-18-24': 'what you must be left with',
  'mig-single-25-pension': 'what you must be left with',
  'mig-single-pension': 'what you must be left with',
  'mig-lone-parent': 'what you must be left with',
  'mig-couple': 'what somebody with a partner must be left with',
  'mig-couple-pension': 'what somebody with a partner must be left with',
  'mig-child': 'each child',
  'premium-disability-single': 'a disability',
  'premium-enhanced-single': 'a high need for help',
  'premium-disability-couple': 'a disability, with a partner',
  'premium-enhanced-couple': 'a high need for help, with a partner',
  'premium-carer': 'being a carer',
  'personal-expenses-allowance': 'what you must be left with in a care home',
  'savings-credit-single': 'Pension Credit for savings',
  'savings-credit-couple': 'Pension Credit for savings, with a partner',
}

/** Why a sheet stops at an amount that nobody has confirmed, told to the person. */
export const rateInPlainWords = (
  name: ChargeRateName,
): { readonly words: string; readonly easyRead: string } => ({
  words: `We do not have the amount the law sets for ${isFor[name]} yet. A worker will find it.`,
  easyRead: 'We do not have all the amounts yet. A worker will find them.',
})
