ALTER TABLE "directory_services" ADD COLUMN "days_from" date[];--> statement-breakpoint
ALTER TABLE "directory_services" ADD COLUMN "days_to" date[];--> statement-breakpoint
ALTER TABLE "directory_services" ADD COLUMN "opens_from" date[];--> statement-breakpoint
ALTER TABLE "directory_services" ADD COLUMN "opens_to" date[];--> statement-breakpoint
ALTER TABLE "directory_services" ADD COLUMN "ends_on" date;--> statement-breakpoint
-- Hours worked out before are those in force when the list was last taken; which schedule each came from is not kept. So
-- they hold until the first of those schedules ends, and the next feed that is taken puts all of them right.
WITH "scheduled" AS (
	SELECT "service"."id",
		substring("schedule"->>'valid_from' FROM '^(?!0000)\d{4}-\d\d-\d\d$')::date AS "first",
		substring("schedule"->>'valid_to' FROM '^(?!0000)\d{4}-\d\d-\d\d$')::date AS "last"
	FROM "directory_services" AS "service",
		LATERAL jsonb_path_query("service"."published", '$.**.schedules[*]') AS "schedule"
), "taken" AS (
	SELECT coalesce(max("started_at" AT TIME ZONE 'Europe/London')::date, '-infinity') AS "on"
	FROM "directory_imports" WHERE "outcome" = 'taken'
), "ending" AS (
	SELECT "service"."id",
		coalesce(
			min("last") FILTER (WHERE "last" >= "taken"."on" AND "first" IS DISTINCT FROM "last"),
			'infinity'
		) AS "hours",
		CASE WHEN bool_or("first" IS DISTINCT FROM "last") AND bool_and("last" IS NOT NULL)
			THEN max("last") END AS "service_ends"
	FROM "taken" CROSS JOIN "directory_services" AS "service" LEFT JOIN "scheduled" USING ("id")
	GROUP BY "service"."id"
)
UPDATE "directory_services" AS "service" SET
	"days_from" = array_fill('-infinity'::date, ARRAY[cardinality("open_days")]),
	"days_to" = array_fill("ending"."hours", ARRAY[cardinality("open_days")]),
	"opens_from" = array_fill('-infinity'::date, ARRAY[cardinality("opens")]),
	"opens_to" = array_fill("ending"."hours", ARRAY[cardinality("opens")]),
	"ends_on" = "ending"."service_ends"
FROM "ending" WHERE "ending"."id" = "service"."id";--> statement-breakpoint
ALTER TABLE "directory_services" ALTER COLUMN "days_from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_services" ALTER COLUMN "days_to" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_services" ALTER COLUMN "opens_from" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_services" ALTER COLUMN "opens_to" SET NOT NULL;
