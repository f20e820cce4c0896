import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What Node is given to run a program of the portal as it was built: `npm run build` comes first. */
export const builtProgram = (name: 'web' | 'worker'): readonly string[] => [
  join(root, 'src/start/run.mjs'),
  name,
]
