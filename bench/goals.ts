import { shareOf } from './arithmetic.ts'
import type { FirstView } from './first-view.ts'
import type { MeasureName, Reading } from './measures.ts'

/** All that a run measured. What was left out is not there. */
export interface Figures {
  readonly readings: Partial<Record<MeasureName, Reading>>
  /** Milliseconds until all of it runs, on data that is there. */
  readonly startAll: number | undefined
  /** Memory of the web process, in MiB. */
  readonly memory: { readonly atRest: number; readonly afterLoad: number; readonly afterHour?: number }
  /** In gzip, as the goals are. */
  readonly firstViews: readonly FirstView[]
}

interface Goal {
  readonly says: string
  readonly figure: number | undefined
  readonly unit: string
  readonly goal: { readonly least: number } | { readonly most: number }
}

/** What the estimate may send: its sum is worked out in the browser as well. */
const WITH_ISLAND = 'Quick estimate'
const KB = 1000

/** The goals for speed, beside what was measured. Shares of a ceiling hold on any machine; the others on one like ours. */
export function goalsFor({ readings, startAll, memory, firstViews }: Figures): Goal[] {
  const { get32, bareGet32, journeys, writes, start } = readings
  const cpu = journeys && (journeys.cpuServer ?? Number.NaN) + (journeys.cpuDatabase ?? Number.NaN)
  const percent = (share: number | undefined) => share && share * 100
  const most = (of: (view: FirstView) => number, isOf: (view: FirstView) => boolean) => {
    const bytes = firstViews.filter(isOf).map(of)
    return bytes.length === 0 ? undefined : Math.max(...bytes) / KB
  }
  const hasIsland = ({ page }: FirstView) => page === WITH_ISLAND
  const isPlain = (view: FirstView) => !hasIsland(view)
  return [
    {
      says: 'Question page, part of the bare server',
      figure: percent(shareOf(get32?.perSecond, bareGet32?.perSecond)),
      unit: '%',
      goal: { least: 26 },
    },
    {
      says: 'Saved answers, part of the writes alone',
      figure: percent(shareOf(journeys?.perSecond, writes?.perSecond)),
      unit: '%',
      goal: { least: 35 },
    },
    { says: 'Processor time an answered page', figure: cpu, unit: 'ms', goal: { most: 1.5 } },
    { says: 'Question pages a second', figure: get32?.perSecond, unit: '', goal: { least: 1600 } },
    { says: 'Question page, p99', figure: get32?.p99, unit: 'ms', goal: { most: 60 } },
    { says: 'Journeys a second', figure: journeys?.journeys, unit: '', goal: { least: 60 } },
    { says: 'Saved answer, p99', figure: journeys?.p99, unit: 'ms', goal: { most: 50 } },
    { says: 'Memory after the load', figure: memory.afterLoad, unit: 'MiB', goal: { most: 250 } },
    { says: 'Start of the web server alone', figure: start?.ms, unit: 'ms', goal: { most: 500 } },
    { says: 'Start of all', figure: startAll, unit: 'ms', goal: { most: 3000 } },
    {
      says: 'First view without an island, the largest',
      figure: most((view) => view.all, isPlain),
      unit: 'kB',
      goal: { most: 16 },
    },
    { says: '… its JavaScript', figure: most((view) => view.js, isPlain), unit: 'kB', goal: { most: 2 } },
    {
      says: 'First view of the estimate',
      figure: most((view) => view.all, hasIsland),
      unit: 'kB',
      goal: { most: 26 },
    },
    { says: '… its JavaScript', figure: most((view) => view.js, hasIsland), unit: 'kB', goal: { most: 10 } },
    {
      says: 'Typeface',
      figure: most(
        (view) => view.typeface,
        () => true,
      ),
      unit: 'kB',
      goal: { most: 20 },
    },
    {
      says: 'Pictures of an Easy Read page',
      figure: most(
        (view) => view.pictures,
        () => true,
      ),
      unit: 'kB',
      goal: { most: 40 },
    },
  ]
}
