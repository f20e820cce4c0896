import { Temporal } from 'temporal-polyfill'
import { closeDatabase } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { seedDemonstration } from '#db/seed/demonstration.ts'
import { demonstrationFeed } from '#src/directory/settings.ts'
import { importDirectory } from '#src/services/directory/import-feed.ts'
import { search } from '#src/services/information/search.ts'

// A program of its own, started with the database in its environment: settings are read once.

const now = Temporal.Now.instant()
await migrate(process.env['TEST_OWNER_URL'] ?? '')
await seedDemonstration({ password: process.env['TEST_DEMO_PASSWORD'] ?? '' }, now)
await importDirectory(demonstrationFeed, now)
await search('care', now)
await closeDatabase()
