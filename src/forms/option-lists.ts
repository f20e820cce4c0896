/** Lists of options that several questions share. Values are permanent once live. */

/** How somebody is linked to the adult: `rel` of the question bank. */
export const relations = {
  partner: 'Partner',
  'ex-partner': 'Ex-partner',
  parent: 'Parent',
  'son-or-daughter': 'Son or daughter',
  'other-family': 'Other family',
  friend: 'Friend',
  neighbour: 'Neighbour',
  'care-worker': 'Paid care worker',
  'other-professional': 'Other professional',
  volunteer: 'Volunteer',
  'landlord-or-housemate': 'Landlord or housemate',
  stranger: 'Stranger',
  other: 'Other',
} as const

/** Where a professional works. */
export const sectors = {
  gp: 'GP',
  hospital: 'Hospital',
  'community-health': 'Community health',
  'mental-health': 'Mental health trust',
  ambulance: 'Ambulance',
  police: 'Police',
  fire: 'Fire',
  housing: 'Housing',
  voluntary: 'Voluntary',
  'care-provider': 'Care provider',
  council: 'Council',
  other: 'Other',
} as const

/** Health conditions, without "none of these": a list that adds its own options keeps that one last. */
export const conditions = {
  'physical-disability': 'Physical disability',
  'long-term-illness': 'Long-term illness',
  frailty: 'Frailty',
  'learning-disability': 'Learning disability',
  autism: 'Autism, ADHD or other neurodivergence',
  dementia: 'Dementia or memory loss',
  'mental-health': 'Mental health',
  'sight-loss': 'Sight loss',
  'hearing-loss': 'Hearing loss',
  deafblind: 'Sight and hearing loss',
  'brain-injury': 'Brain injury or stroke',
  'drugs-or-alcohol': 'Drugs or alcohol',
  other: 'Other',
} as const

/** Thoughts of suicide or self-harm. */
export const selfHarm = {
  no: 'No',
  past: 'In the past',
  recent: 'In the past few weeks',
  now: 'Yes, and [I / they] might act on it',
} as const

/**
 * The outcomes O1 to O10, as a professional ticks them (regulation 2(2) of the Care and Support (Eligibility
 * Criteria) Regulations 2015).
 */
export const outcomes = {
  nutrition: 'Nutrition',
  hygiene: 'Hygiene',
  toilet: 'Toilet',
  clothing: 'Clothing',
  'home-safety': 'Using the home safely',
  'habitable-home': 'A habitable home',
  relationships: 'Relationships',
  'work-learning': 'Work, training, education or volunteering',
  community: 'Community facilities and transport',
  'caring-for-child': 'Caring for a child',
} as const
