import { Temporal } from 'temporal-polyfill'
import { closeDatabase, DatabaseError } from '#db/client.ts'
import { useRunningDatabase } from '#src/start/use-running-database.ts'
import { CannotStart } from '#src/start/data-folder.ts'
import { SettingsError } from '#src/settings/env.ts'
import { feedOfSettings, importDirectory } from '#src/services/directory/import-feed.ts'

// npm run directory:import -- [--fewer] [file or address] - without one, the feed of the settings.

const given = process.argv.slice(2)
try {
  useRunningDatabase()
  const feed = given.find((word) => word !== '--fewer') ?? feedOfSettings()
  if (feed === undefined) throw new SettingsError('DIRECTORY_FEED is missing. Name a file or an address.')
  const imported = await importDirectory(feed, Temporal.Now.instant(), {
    mayShrink: given.includes('--fewer'),
  })
  if (imported.is === 'taken') {
    const leftOut = imported.leftOut > 0 ? ` ${imported.leftOut} are not active and were left out.` : ''
    const withoutTopic =
      imported.withoutTopic > 0
        ? ` ${imported.withoutTopic} have no topic: see “topics” in content/directory/settings.json.`
        : ''
    const notes =
      imported.notes.length > 0 ? `\nNot all of the feed was right:\n${imported.notes.join('\n')}` : ''
    process.stdout.write(`${imported.services} services are listed now.${leftOut}${withoutTopic}${notes}\n`)
  } else {
    process.stderr.write(`The old list stays. The feed was refused:\n${imported.problems.join('\n')}\n`)
    process.exitCode = 1
  }
} catch (error) {
  const known = [SettingsError, CannotStart, DatabaseError]
  if (!known.some((kind) => error instanceof kind)) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
