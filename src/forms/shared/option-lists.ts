import { twin } from '../engine/words.ts'

/** Lists of options that several questions share. Values are permanent once live. */

/** How somebody is linked to the adult: `rel` of the question bank. */
export const relations = {
  partner: { label: twin('Partner', 'Husband, wife or partner'), picture: 'couple' },
  'ex-partner': twin('Ex-partner', 'A partner from the past'),
  parent: { label: twin('Parent', 'Mother, father or other parent'), picture: 'older-person' },
  'son-or-daughter': { label: 'Son or daughter', picture: 'family' },
  'other-family': { label: twin('Other family', 'Someone else in the family'), picture: 'family' },
  friend: { label: 'Friend', picture: 'friends' },
  neighbour: { label: twin('Neighbour', 'Someone who lives near'), picture: 'houses' },
  'care-worker': { label: twin('Paid care worker', 'Someone who is paid to care'), picture: 'carer' },
  'other-professional': {
    label: twin('Other professional', 'Another worker, like a nurse'),
    picture: 'worker',
  },
  volunteer: { label: twin('Volunteer', 'Someone who helps for free'), picture: 'help' },
  'landlord-or-housemate': {
    label: twin('Landlord or housemate', 'Someone who owns the home, or shares it'),
    picture: 'key',
  },
  stranger: { label: twin('Stranger', 'A stranger'), picture: 'one-person' },
  other: { label: twin('Other', 'Someone else'), picture: 'question' },
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
  'physical-disability': {
    label: twin('Physical disability', 'A disability of the body'),
    picture: 'wheelchair',
  },
  'long-term-illness': {
    label: twin('Long-term illness', 'An illness that lasts a long time'),
    picture: 'unwell',
  },
  frailty: { label: twin('Frailty', 'Being weak, or falling often'), picture: 'stick' },
  'learning-disability': { label: 'Learning disability', picture: 'learning' },
  autism: {
    label: twin(
      'Autism, ADHD or other neurodivergence',
      'Autism means the brain works in a different way. ADHD means it is hard to keep still. Or something like these.',
    ),
    picture: 'think',
  },
  dementia: {
    label: twin(
      'Dementia or memory loss',
      'Dementia is when memory gets worse and worse. Or other memory loss.',
    ),
    picture: 'confused',
  },
  'mental-health': {
    label: twin('Mental health', 'Mental health, like feeling very low or worried'),
    picture: 'sad',
  },
  'sight-loss': { label: twin('Sight loss', 'Hard to see'), picture: 'sight' },
  'hearing-loss': { label: twin('Hearing loss', 'Hard to hear'), picture: 'hearing' },
  deafblind: { label: twin('Sight and hearing loss', 'Hard to see and hear'), picture: 'deaf' },
  'brain-injury': {
    label: twin('Brain injury or stroke', 'The brain was hurt. Or a stroke.'),
    picture: 'brain',
  },
  'drugs-or-alcohol': {
    label: twin('Drugs or alcohol', 'Drinking too much, or taking drugs'),
    picture: 'alcohol',
  },
  other: { label: twin('Other', 'Something else'), picture: 'question' },
} as const

/** Thoughts of suicide or self-harm. */
export const selfHarm = {
  no: 'No',
  past: twin('In the past', 'Yes, in the past'),
  recent: twin('In the past few weeks', 'Yes, in the past few weeks'),
  now: {
    label: twin('Yes, and [I / they] might act on it', 'Yes, and [I / they] might do it'),
    picture: 'warning',
  },
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
