import { it } from 'vitest'
import { searchQueries } from '#tests/fixtures/search-queries.ts'
import { search } from '#src/services/search.ts'
import '#tests/support/database.ts'
it('tunes', async () => {
  const { dev } = await import('/tmp/srch/dev.ts' as string)
  for (const [name, list] of [
    ['first', searchQueries],
    ['dev', dev],
  ] as const) {
    let first = 0,
      three = 0
    const t = performance.now()
    for (const [q, page] of list) {
      const a: any = await search(q)
      const pages = a === 'away' ? ['AWAY'] : a.results.map((r: any) => r.href.replace('/information/', ''))
      const at = pages.indexOf(page)
      if (at === 0) first++
      else console.log(`${q} -> ${pages.slice(0, 3)} (not ${page}) ${JSON.stringify(a.near)}`)
      if (at >= 0 && at < 3) three++
    }
    console.log(
      name,
      list.length,
      ((100 * first) / list.length).toFixed(1),
      ((100 * three) / list.length).toFixed(1),
      ((performance.now() - t) / list.length).toFixed(0),
      'ms',
    )
  }
}, 120000)
