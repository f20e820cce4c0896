/**
 * What `npm start` runs: `start.ts`, with what Node made of it and its imports the last time, so that it need not turn
 * TypeScript into JavaScript again.
 */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

enableCompileCache(join(import.meta.dirname, '../../dist/compiled'))
await import('./start.ts')
