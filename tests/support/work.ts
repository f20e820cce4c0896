/**
 * The processor time that something took of this process, in milliseconds: unlike the time by the clock, it is the
 * same on a machine that does other things meanwhile.
 */
export async function workOf(something: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await something()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
