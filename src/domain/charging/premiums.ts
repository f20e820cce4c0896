import type { AgeBand, IncomeKind } from './circumstances.ts'

/** Which premiums the benefits a person gets lead to; null where it depends on what is not known. */
export interface PremiumsFound {
  readonly disability: boolean | null
  readonly enhancedDisability: boolean | null
  readonly carer: boolean | null
}

/**
 * The premiums that go with a person's own benefits (Income Support (General) Regulations 1987, Schedule 2; to
 * be confirmed with the council). Disability premiums are for people below pension age.
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
  return {
    disability: forCare || has('pip-mobility', 'dla-mobility'),
    enhancedDisability: forCare ? highestRate : false,
    carer: isCarer,
  }
}
