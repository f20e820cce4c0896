import { sql } from 'drizzle-orm'
import {
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { sealed } from './sealed.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** Services near by, as the last feed that could be taken has them: replaced all at once. */
export const directoryServices = pgTable(
  'directory_services',
  {
    /** The feed's own. */
    id: text().primaryKey(),
    name: text().notNull(),
    organisation: text().notNull(),
    description: text().notNull(),
    topics: text().array().notNull(),
    /** Empty: for everybody. */
    audiences: text().array().notNull(),
    /** Where it is, `CR0 2`. Empty: by telephone, at home or all over the area, or secret. */
    sectors: text().array().notNull(),
    /** Null where the feed does not say. */
    cost: text({ enum: ['free', 'paid', 'some-free'] }),
    /** `MO`: days on which it is open at all, each with the first and the last day it holds. */
    openDays: text().array().notNull(),
    daysFrom: date({ mode: 'string' }).array().notNull(),
    daysTo: date({ mode: 'string' }).array().notNull(),
    /** In minutes from Monday 00:00, London clock: one of each for each time it is open, and the days it holds. */
    opens: integer().array().notNull(),
    closes: integer().array().notNull(),
    opensFrom: date({ mode: 'string' }).array().notNull(),
    opensTo: date({ mode: 'string' }).array().notNull(),
    /** Its last day; null where it has none. */
    endsOn: date({ mode: 'string' }),
    phone: text(),
    checkedOn: date({ mode: 'string' }),
    /** A refuge and the like: there is no address in any column. */
    isPlaceSecret: boolean().notNull(),
    /** All that may be known of it, in the shape of Open Referral UK. */
    published: jsonb().notNull(),
    document: tsvector()
      .notNull()
      .generatedAlwaysAs(
        sql`setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', organisation), 'B') || setweight(to_tsvector('english', description), 'C')`,
      ),
  },
  (t) => [
    index('directory_services_document').using('gin', t.document),
    index('directory_services_topics').using('gin', t.topics),
  ],
)

/** Every time a feed was looked at, for staff. */
export const directoryImports = pgTable('directory_imports', {
  id: uuid().primaryKey(),
  startedAt: timestamp({ withTimezone: true }).notNull(),
  endedAt: timestamp({ withTimezone: true }).notNull(),
  /** The feed, without anything that signs in to it. */
  feed: text().notNull(),
  outcome: text({ enum: ['taken', 'refused'] }).notNull(),
  /** Listed since then; of one refused, those that stayed. */
  services: integer().notNull(),
  /** Not active any more, so not listed. */
  leftOut: integer().notNull(),
  /** What was wrong, a sentence each. Nothing of what the feed says is in them. */
  problems: text().array().notNull(),
})

/** What somebody wrote about a mistake in an entry. Deleted when staff have seen to it. */
export const directoryReports = pgTable('directory_reports', {
  id: uuid().primaryKey(),
  /** No reference: the entry may be gone by the time it is read. */
  serviceId: text().notNull(),
  /** Sealed: `directory_reports:<id>`. */
  words: sealed().notNull(),
  reportedAt: timestamp({ withTimezone: true }).notNull(),
})
