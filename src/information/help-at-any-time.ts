import type { PictureName } from '#src/forms/engine/pictures.ts'

/**
 * The helplines that a receipt names to everybody, by their names in content/helplines.json, which must have them all.
 * In plain words each says of itself whom it is for and when; `easily` is what goes before its number in Easy Read.
 */
export const helpAtAnyTime = {
  'domestic-abuse': { picture: 'phone', easily: 'Does someone close to you hurt you? Women can ring' },
  'mens-advice-line': { picture: 'phone', easily: 'Men can ring' },
  galop: { picture: 'phone', easily: 'Lesbian, gay, bisexual and trans people can ring' },
  samaritans: { picture: 'talk', easily: 'Do you feel very low? Day or night, ring' },
  'nhs-111': { picture: 'health-worker', easily: 'Do you need health help fast? Day or night, ring' },
} as const satisfies Readonly<Record<string, { picture: PictureName; easily: string }>>
