-- Clocks say which event started and ended them, how they ended and who owes them. What the queue sorts by is stored.
DROP INDEX "submissions_due";--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "started_by" bigint;--> statement-breakpoint
-- Until now everything was owed by the one team there is.
ALTER TABLE "clocks" ADD COLUMN "team" text NOT NULL DEFAULT 'front-door';--> statement-breakpoint
ALTER TABLE "clocks" ALTER COLUMN "team" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "owner" uuid;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "ended" text;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "ended_by" bigint;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "next_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "rank" integer GENERATED ALWAYS AS (case
          when (first_read_at is null or changed_at is not null) and suggested_colour = 'red' then 0
          when (first_read_at is null or changed_at is not null) and is_safeguarding then 1
          when changed_at is not null then 1
          else 2 end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_started_by_events_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_owner_staff_id_fk" FOREIGN KEY ("owner") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_ended_by_events_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "submissions_queue" ON "submissions" USING btree ("rank","next_due_at");--> statement-breakpoint
-- The event that started a clock noted when it is due; where several noted the same, the one nearest to its start.
UPDATE "clocks" SET "started_by" = (
  SELECT e.id FROM "events" e
  WHERE e.submission_id = "clocks".submission_id
    AND CASE "clocks".kind
      WHEN 'complaint-reply' THEN e.kind = 'received' AND (e.detail->>'replyDueAt')::timestamptz = "clocks".due_at
      ELSE e.kind IN ('received', 'decided', 'added') AND (e.detail->>'dueAt')::timestamptz = "clocks".due_at
    END
  ORDER BY abs(extract(epoch FROM e.at - "clocks".started_at)), e.id LIMIT 1
);--> statement-breakpoint
-- The event that ended it was written by the same person at the same moment.
UPDATE "clocks" SET "ended_at" = "kept_at", "ended_by" = (
  SELECT e.id FROM "events" e
  WHERE e.submission_id = "clocks".submission_id AND e.staff_id = "clocks".kept_by
    AND CASE "clocks".kind
      WHEN 'complaint-reply' THEN
        e.kind = 'complaint-replied' OR (e.kind = 'decided' AND e.detail->>'outcome' = 'not-complaint')
      ELSE e.kind = 'decided'
    END
  ORDER BY abs(extract(epoch FROM e.at - "clocks".kept_at)), e.id LIMIT 1
)
WHERE "kept_at" IS NOT NULL;--> statement-breakpoint
-- A reply that nobody had to give, because it was decided that there was no complaint, was neither kept nor late.
UPDATE "clocks" SET "ended" = CASE
  WHEN "kind" = 'complaint-reply' AND EXISTS (
    SELECT FROM "events" e WHERE e.id = "clocks".ended_by AND e.kind = 'decided'
  ) THEN 'cancelled'
  WHEN "ended_at" > "due_at" THEN 'late'
  ELSE 'kept'
END
WHERE "ended_at" IS NOT NULL;--> statement-breakpoint
UPDATE "clocks" SET "owner" = s.assigned_to
FROM "submissions" s WHERE s.id = "clocks".submission_id AND "clocks".ended IS NULL;--> statement-breakpoint
-- What was promised stays as it was promised: the stored times are only moved.
UPDATE "submissions" SET "next_due_at" = least("due_at", "reply_due_at");--> statement-breakpoint
ALTER TABLE "clocks" DROP COLUMN "kept_at";--> statement-breakpoint
ALTER TABLE "clocks" DROP COLUMN "kept_by";--> statement-breakpoint
ALTER TABLE "submissions" DROP COLUMN "due_at";--> statement-breakpoint
ALTER TABLE "submissions" DROP COLUMN "reply_due_at";
