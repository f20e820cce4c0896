import type { SignpostId } from '#src/forms/rules/signposts.ts'
import { helplines } from '#src/information/helplines.ts'

export { pageOfSignpost as pageOf } from '#src/information/topics.ts'

const NUMBERS: Readonly<Partial<Record<SignpostId, readonly string[]>>> = {
  'sp-crisis': ['samaritans', 'nhs-111'],
  'sp-domestic-abuse': ['domestic-abuse', 'mens-advice-line'],
  'sp-scams': ['report-fraud'],
  'sp-loneliness': ['silver-line'],
  'sp-mental-health': ['nhs-111'],
  'sp-quality': ['cqc'],
  'sp-ombudsman': ['ombudsman'],
}

/** The national numbers for a topic, likeliest first. */
export const numbersOf = (signpost: string): { name: string; phone: string }[] =>
  (NUMBERS[signpost as SignpostId] ?? []).flatMap((name) => helplines[name] ?? [])
