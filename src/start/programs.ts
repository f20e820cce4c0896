/** The programs that are built, each from the file that exports its `start`. */
export const programs = {
  web: 'src/server.ts',
  worker: 'src/jobs/worker.ts',
  // What `npm start` does once all is built.
  portal: 'src/start/portal.ts',
} as const

export type ProgramName = keyof typeof programs
export const programNames = Object.keys(programs) as ProgramName[]
