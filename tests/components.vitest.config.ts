/**
 * Tests that render Astro components, which need Astro's own compiler. They end in `.spec.ts`: plain unit
 * tests, beside them, end in `.test.ts` and run without it.
 */
import { resolve } from 'node:path'
import { getViteConfig } from 'astro/config'

const root = resolve(import.meta.dirname, '..')

export default getViteConfig({
  root,
  test: { name: 'components', include: ['tests/unit/components/**/*.spec.ts'], root },
})
