import type { PictureName } from '#src/forms/engine/pictures.ts'

/** The sections of the information menu, in the order they are shown. */
export const sections = {
  'getting-help': 'Getting help from us',
  carers: 'Looking after someone',
  'staying-safe': 'Staying safe',
  'daily-life': 'Daily life at home',
  health: 'Health, memory and feelings',
  money: 'Money and paying for care',
  'out-and-about': 'Home, work and getting about',
  rights: 'Your rights, and when things go wrong',
} as const

export type SectionId = keyof typeof sections
export const sectionIds = Object.keys(sections) as readonly SectionId[]

/** Whom a page is for, as it says so itself: in plain words, and as a row of Easy Read. */
export const audiences = {
  everyone: { plain: 'Everyone', picture: 'people', easy: 'This page is for everyone.' },
  adults: {
    plain: 'Adults who need help with daily life',
    picture: 'person',
    easy: 'This page is for adults who need help.',
  },
  carers: {
    plain: 'People who look after someone, unpaid',
    picture: 'carer',
    easy: 'It is for people who look after someone.',
  },
  family: {
    plain: 'Family, friends and neighbours',
    picture: 'family',
    easy: 'It is for family and friends.',
  },
  'young-people': {
    plain: 'Young people, and their parents',
    picture: 'school',
    easy: 'It is for young people and their parents.',
  },
  professionals: { plain: 'Professionals', picture: 'badge', easy: 'It is for people who work in care.' },
} as const satisfies Readonly<Record<string, { plain: string; picture: PictureName; easy: string }>>

export type Audience = keyof typeof audiences
export const audienceIds = Object.keys(audiences) as readonly Audience[]
