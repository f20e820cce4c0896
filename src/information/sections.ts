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

/** Whom a page is for, as it says so itself. */
export const audiences = {
  everyone: 'Everyone',
  adults: 'Adults who need help with daily life',
  carers: 'People who look after someone, unpaid',
  family: 'Family, friends and neighbours',
  'young-people': 'Young people, and their parents',
  professionals: 'Professionals',
} as const

export type Audience = keyof typeof audiences
export const audienceIds = Object.keys(audiences) as readonly Audience[]
