import type { ChargingPolicy, Circumstances, Fact, PremiumFact } from './circumstances.ts'
import { inPounds } from './amounts.ts'
import { type ChargeRateName, rateNames } from './rates.ts'
import { CANNOT_YET, COUNCIL_CAN_CHANGE, COUNCILS_OWN, type WouldChange, type Workings } from './workings.ts'

const MUST_KEEP = 'The law says you must be left with this much each week.'

const PARTNER_ASKS = 'if your partner gets PIP or DLA, or is registered blind'

/** Whether a partner’s disability leads to a premium. An answer from before it was asked is not known. */
function partnersFact(
  told: Circumstances['partnerDisability'],
  premium: 'disability' | 'enhancedDisability',
): PremiumFact {
  const { value, from } = told ?? { value: null, from: [] }
  if (value === null) return { value, from }
  return { value: value === 'highest' || (value === 'some' && premium === 'disability'), from }
}

/** What applies where either does: not known, or for the council, unless one of them is a yes. */
function eitherOf(one: PremiumFact, other: PremiumFact): PremiumFact {
  const from = [...one.from, ...other.from]
  if (one.value || other.value) return { value: true, from }
  if (one.value === false && other.value === false) return { value: false, from }
  const open = [one, other].filter(({ value }) => value === null)
  return { value: null, from, ...(open.every(({ isJudged }) => isJudged) ? { isJudged: true } : {}) }
}

/** The premiums, as each is called and what is asked for where it is not known. */
const PREMIUMS = {
  disability: {
    label: 'More for a disability',
    asks: 'if you are registered blind, or too ill to work',
  },
  enhancedDisability: {
    label: 'More for a high need for help',
    asks: 'if your PIP or DLA is at the highest rate',
  },
  carer: {
    label: 'More because you are a carer',
    asks: 'if you look after someone for 35 hours or more a week',
  },
} as const

const changesOf = {
  base: {
    words: 'It changes with your age, if a partner moves in or out, and each April.',
    easyRead: 'It may change in April.',
  },
  children: {
    words: 'It changes when you care for more or fewer children, and each April.',
    easyRead: 'It changes if you have more or fewer children at home.',
  },
  premium: {
    words: 'It changes when the benefits you get change, and each April.',
    easyRead: 'It changes if your benefits change.',
  },
  personal: { words: 'The law may change it each April.', easyRead: 'It may change in April.' },
} as const satisfies Readonly<Record<string, WouldChange>>

/**
 * The minimum income guarantee (regulation 7) for care at home: a basic amount by age and household, an amount
 * for each child, and every premium that applies, added together.
 */
export function guarantee(
  workings: Workings,
  circumstances: Circumstances,
  { moreToKeep = 0 }: Pick<ChargingPolicy, 'moreToKeep'> = {},
): void {
  const { ageBand, partner, partnerReachedPensionAge, children, premiums } = circumstances
  const known = <T>(fact: Fact<T>, code: string, what: string): T | null => {
    if (fact.value === null) workings.missing(code, what, fact.from)
    return fact.value
  }
  const age = known(ageBand, 'age', 'how old you are')
  const withPartner = known(partner, 'partner', 'if you have a partner')
  const isCouple = withPartner === 'together'
  const isOlderPartner = isCouple
    ? known(partnerReachedPensionAge, 'partner-age', 'how old your partner is')
    : false
  const childCount = known(children, 'children', 'if you care for children')
  const isPensionAge = age === 'pension-age' || isOlderPartner === true

  const base = baseOf()
  if (base) {
    const from = [...ageBand.from, ...partner.from]
    keep(workings, 'keep-base', 'What you must be left with', base, 1, changesOf.base, from)
  }
  if (childCount !== null && childCount > 0) {
    const { children: changes } = changesOf
    keep(workings, 'keep-children', 'For each child', 'mig-child', childCount, changes, children.from)
  }
  // Both disability premiums are for people below pension age; until the age is known, so is neither.
  if (age !== null && withPartner !== null && isOlderPartner !== null) {
    if (!isPensionAge) {
      premium('disability', isCouple ? 'premium-disability-couple' : 'premium-disability-single')
      premium('enhancedDisability', isCouple ? 'premium-enhanced-couple' : 'premium-enhanced-single')
    } else if (premiums.disability.value || premiums.enhancedDisability.value) {
      workings.ruleToCheck('Disability premiums are left out from pension credit age on: text not checked.')
    }
  }
  premium('carer', 'premium-carer')
  if (moreToKeep > 0) {
    workings.line({
      id: 'keep-council',
      part: 'keep',
      label: 'More that the council lets you keep',
      pence: moreToKeep,
      effect: -moreToKeep,
      working: [`The council lets everybody keep ${inPounds(moreToKeep)} a week more than the law says.`],
      easyRead: `You keep ${inPounds(moreToKeep)} a week more.`,
      changes: COUNCIL_CAN_CHANGE,
      law: COUNCILS_OWN,
      treatment: 'counted',
      from: [],
    })
  }

  function baseOf(): ChargeRateName | null {
    if (age === null || withPartner === null || isOlderPartner === null) return null
    if (isCouple) return isPensionAge ? 'mig-couple-pension' : 'mig-couple'
    if (childCount === null) return null
    if (childCount > 0 && age === 'pension-age') {
      const words = 'You are past pension age and care for children. A worker will work out what you keep.'
      workings.judge(
        'lone-parent-pension-age',
        words,
        'A worker will work out what you keep.',
        children.from,
        true,
      )
      return null
    }
    if (childCount > 0) return 'mig-lone-parent'
    if (age === 'pension-age') return 'mig-single-pension'
    return age === '25-to-pension-age' ? 'mig-single-25-pension' : 'mig-single-18-24'
  }

  function premium(of: keyof typeof PREMIUMS, name: ChargeRateName): void {
    const own = premiums[of]
    // Of a couple one is enough (regulation 7(6)); a carer’s is the person’s own.
    const isPartners = isCouple && of !== 'carer' && own.value !== true
    const fact = isPartners ? eitherOf(own, partnersFact(circumstances.partnerDisability, of)) : own
    const { label } = PREMIUMS[of]
    const asks = isPartners && own.value === false ? PARTNER_ASKS : PREMIUMS[of].asks
    if (fact.value) {
      keep(workings, `keep-${name}`, label, name, 1, changesOf.premium, fact.from)
      workings.ruleToCheck(
        `${rateNames[name].label}: check that the person gets it, or would if they claimed.`,
      )
      return
    }
    if (fact.value === false) return
    // Where it is not known, they can only keep more.
    const isJudged = fact.isJudged === true
    workings.line({
      id: `keep-${name}`,
      part: 'keep',
      label,
      working: [
        isJudged
          ? 'A worker will check if you can have this. Then you keep more.'
          : `We need to know ${asks}. Then you may keep more.`,
      ],
      easyRead: isJudged
        ? 'A worker will check this. You may keep more.'
        : 'Tell us this. You may keep more.',
      changes: changesOf.premium,
      law: rateNames[name].law,
      treatment: 'not-yet',
      from: fact.from,
    })
    if (isJudged) {
      const words = `A worker will check if you can have “${label}”. Then you would keep more.`
      workings.judge(name, words, 'A worker will check if you can keep more.', fact.from, 'exact-sum')
      workings.ruleToCheck(
        `${rateNames[name].label} (${rateNames[name].law}): it also goes to somebody who would get it with income support. Check.`,
      )
    } else workings.missing(name, asks, fact.from, 'exact-sum')
  }
}

/** The personal expenses allowance (regulation 6) for a care home. */
export function personalAllowance(workings: Workings): void {
  const label = 'What you must be left with'
  keep(workings, 'keep-personal', label, 'personal-expenses-allowance', 1, changesOf.personal, [])
}

function keep(
  workings: Workings,
  id: string,
  label: string,
  name: ChargeRateName,
  times: number,
  changes: WouldChange,
  from: readonly string[],
): void {
  // Without one of the amounts that come on top, what is kept can only be more.
  const isOnTop = name === 'mig-child' || name.startsWith('premium-')
  const amount = workings.rate(name, isOnTop ? 'exact-sum' : true)
  const at = { id, part: 'keep', label, changes, law: rateNames[name].law, from } as const
  if (amount === null) {
    workings.line({ ...at, working: [CANNOT_YET], easyRead: CANNOT_YET, treatment: 'not-yet' })
    return
  }
  const pence = amount * times
  const each = `${inPounds(amount)} for each child × ${times} = ${inPounds(pence)} a week.`
  workings.line({
    ...at,
    pence,
    effect: -pence,
    working: [MUST_KEEP, times > 1 ? each : `It is ${inPounds(pence)} a week.`],
    easyRead: `You keep ${inPounds(pence)} a week.`,
    treatment: 'counted',
  })
}
