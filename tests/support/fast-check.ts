import fc from 'fast-check'
import { seed, tries } from './long.ts'

/** How many cases every property is tried with that says nothing else, and which. */
fc.configureGlobal({ seed, numRuns: tries(100) })
