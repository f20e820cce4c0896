/**
 * The value that this part of all values are at most (nearest rank).
 * @param part above 0, up to 1.
 */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return below === undefined || above === undefined ? Number.NaN : (below + above) / 2
}

/** The median of each figure over the rounds. A round that lacks a figure does not count for it. */
export function medians<Name extends string>(
  rounds: readonly Readonly<Partial<Record<Name, number>>>[],
): Partial<Record<Name, number>> {
  const names = new Set(rounds.flatMap((round) => Object.keys(round) as Name[]))
  const given = (name: Name) =>
    rounds.map((round) => round[name]).filter((value): value is number => value !== undefined)
  return Object.fromEntries([...names].map((name) => [name, median(given(name))])) as Partial<
    Record<Name, number>
  >
}

/** What part of its ceiling a figure reaches; undefined where either was not measured. */
export function shareOf(figure: number | undefined, ceiling: number | undefined): number | undefined {
  return figure === undefined || ceiling === undefined || !(ceiling > 0) ? undefined : figure / ceiling
}
