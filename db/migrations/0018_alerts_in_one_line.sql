CREATE TABLE "duty_contacts" (
	"role" text PRIMARY KEY NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"message_id" uuid NOT NULL
);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "duty_contacts" TO portal_app;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "calling_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "next_tell_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "told_role" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "acknowledged_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "given_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
-- What was acknowledged before is quiet for an hour from then, as it is from now on.
UPDATE "alerts" SET
	"reason" = 'out-of-hours',
	"calling_since" = coalesce("acknowledged_at" + interval '1 hour', "raised_at"),
	"next_tell_at" = coalesce("acknowledged_at" + interval '1 hour', "raised_at"),
	"acknowledged_until" = "acknowledged_at" + interval '1 hour',
	"given_up_at" = (
		SELECT min("events"."at") FROM "events"
		WHERE "events"."submission_id" = "alerts"."submission_id" AND "events"."kind" = 'alert-given-up'
			AND "events"."at" >= "alerts"."raised_at" AND "alerts"."acknowledged_at" IS NULL
	);--> statement-breakpoint
-- A decision made since it was raised has ended it.
UPDATE "alerts" SET "ended_at" = (
	SELECT min("events"."at") FROM "events"
	WHERE "events"."submission_id" = "alerts"."submission_id" AND "events"."kind" = 'decided'
		AND "events"."at" >= "alerts"."raised_at"
);--> statement-breakpoint
-- Of several about one submission the newest goes on.
UPDATE "alerts" SET "ended_at" = "newest"."raised_at"
FROM (
	SELECT DISTINCT ON ("submission_id") "id", "submission_id", "raised_at" FROM "alerts"
	WHERE "ended_at" IS NULL
	ORDER BY "submission_id", "raised_at" DESC, "id"
) "newest"
WHERE "newest"."submission_id" = "alerts"."submission_id" AND "newest"."id" <> "alerts"."id"
	AND "alerts"."ended_at" IS NULL;--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "reason" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "calling_since" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "next_tell_at" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("submission_id") WHERE "alerts"."ended_at" is null;
