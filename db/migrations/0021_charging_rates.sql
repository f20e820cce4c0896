CREATE TABLE "charging_rate_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rate_id" uuid NOT NULL,
	"entered_by" uuid NOT NULL,
	"step" text NOT NULL,
	"why" text,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "charging_rate_steps_step" CHECK ("charging_rate_steps"."step" in ('confirmed', 'declined', 'withdrawn')),
	CONSTRAINT "charging_rate_steps_two_people" CHECK ("charging_rate_steps"."step" <> 'confirmed' or "charging_rate_steps"."made_by" <> "charging_rate_steps"."entered_by")
);
--> statement-breakpoint
CREATE TABLE "charging_rates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"pence" integer NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "charging_rates_entered_by" UNIQUE("id","entered_by"),
	CONSTRAINT "charging_rates_days" CHECK ("charging_rates"."from_day" <= "charging_rates"."to_day"),
	CONSTRAINT "charging_rates_pence" CHECK ("charging_rates"."pence" >= 0)
);
--> statement-breakpoint
ALTER TABLE "charging_rate_steps" ADD CONSTRAINT "charging_rate_steps_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charging_rate_steps" ADD CONSTRAINT "charging_rate_steps_rate" FOREIGN KEY ("rate_id","entered_by") REFERENCES "public"."charging_rates"("id","entered_by") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charging_rates" ADD CONSTRAINT "charging_rates_entered_by_staff_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "charging_rate_steps_first" ON "charging_rate_steps" USING btree ("rate_id") WHERE "charging_rate_steps"."step" <> 'withdrawn';--> statement-breakpoint
CREATE UNIQUE INDEX "charging_rate_steps_withdrawn" ON "charging_rate_steps" USING btree ("rate_id") WHERE "charging_rate_steps"."step" = 'withdrawn';--> statement-breakpoint
-- What was entered, and what became of it, is kept as it was written.
GRANT SELECT, INSERT ON "charging_rates", "charging_rate_steps" TO portal_app;
