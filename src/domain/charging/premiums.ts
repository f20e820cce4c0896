import type { AgeBand, IncomeKind } from './circumstances.ts'

/** Which premiums the benefits a person gets lead to; null where it depends on what is not known, or is to be judged. */
export interface PremiumsFound {
  readonly disability: boolean | null
  readonly enhancedDisability: boolean | null
  readonly carer: boolean | null
}

/**
 * The premiums that go with a person's own benefits (Income Support (General) Regulations 1987, Schedule 2; to
 * be confirmed with the council). Disability premiums are for people below pension age. Whether Constant Attendance
 * Allowance alone leads to one is left to a person: we have not seen the text.
 * @param highestRate whether PIP daily living is at the enhanced rate, or DLA care at the highest; null when not known.
 */
export function premiumsFrom(
  benefits: readonly IncomeKind[] | null,
  ageBand: AgeBand | null,
  highestRate: boolean | null,
): PremiumsFound {
  if (benefits === null) return { disability: null, enhancedDisability: null, carer: null }
  const has = (...kinds: readonly IncomeKind[]) => kinds.some((kind) => benefits.includes(kind))
  const isCarer = has('carers-allowance')
  if (ageBand === 'pension-age') return { disability: false, enhancedDisability: false, carer: isCarer }
  const forCare = has('pip-living', 'dla-care')
  const leadsToOne = forCare || has('pip-mobility', 'dla-mobility')
  return {
    disability: leadsToOne || (has('constant-attendance') ? null : false),
    enhancedDisability: forCare ? highestRate : false,
    carer: isCarer,
  }
}
