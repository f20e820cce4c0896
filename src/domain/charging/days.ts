const A_DAY = 24 * 60 * 60 * 1000

/** Days from one day to another, both like 2026-11-22; below 0 when the second is earlier. No clock is read. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / A_DAY)

/** The day so many days after another one, both like 2026-11-22. No clock is read. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * A_DAY).toISOString().slice(0, 10)
