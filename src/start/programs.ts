import { join } from 'node:path'
import { projectFolder } from '#src/project-folder.ts'

/** The programs that are built, each from the file that exports its `start`. */
export const programs = {
  web: 'src/server.ts',
  worker: 'src/jobs/worker.ts',
  // What `npm start` does once all is built.
  portal: 'src/start/portal.ts',
} as const

export type ProgramName = keyof typeof programs
export const programNames = Object.keys(programs) as ProgramName[]

/**
 * What Node is given to run a built program (in package.json too). Its young objects have 16 MB from the start, and the
 * heap grows by 60% at a time in place of up to four times: under load the web server takes 230 MiB in place of 296, and
 * clears up no more often than it must (docs/decisions/0041-light-requests.md).
 */
export const commandOf = (name: ProgramName): readonly string[] => [
  '--max-semi-space-size=16',
  '--min-semi-space-size=16',
  '--heap-growing-percent=60',
  join(projectFolder, 'src/start/run.mjs'),
  name,
]
