import { commandOf } from '#src/start/programs.ts'

/** What Node is given to run a program of the portal as it was built: `npm run build` comes first. */
export const builtProgram = (name: 'web' | 'worker'): readonly string[] => commandOf(name)
