import { Temporal } from 'temporal-polyfill'

/** A moment as the database's driver takes it: to the millisecond. */
export const asDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)

/** A moment as the database's driver gives it, for our own code. */
export const asInstant = (date: Date): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime())
