import type { Ended } from '#src/http/sign-in-path.ts'
import { idleSeconds, longestSeconds } from './lucia.ts'

const ways: Readonly<Record<Ended['by'], string>> = {
  idle: `You were signed out after ${idleSeconds / 60} minutes without use.`,
  longest: `You were signed out ${longestSeconds / 3600} hours after you signed in.`,
  unknown: 'You were not signed in any more.',
}
const works: Readonly<Record<Ended['work'], string>> = {
  'none-sent': 'Sign in to carry on.',
  'nothing-typed': 'What you asked for was not done. Sign in and do it again.',
  kept: 'Sign in and what you typed will be there. Nothing was recorded yet.',
  lost: 'Nothing was recorded, and what you typed could not be kept. Sign in and do it again.',
}

/** What somebody whose session ended reads where they sign in. */
export const endedWords = ({ by, work }: Ended): string => `${ways[by]} ${works[work]}`
