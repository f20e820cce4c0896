CREATE TABLE "equality_counts" (
	"quarter" text NOT NULL,
	"question" text NOT NULL,
	"value" text NOT NULL,
	"words_key" text DEFAULT '' NOT NULL,
	"words" "bytea",
	"count" integer NOT NULL,
	CONSTRAINT "equality_counts_quarter_question_value_words_key_pk" PRIMARY KEY("quarter","question","value","words_key")
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "equality_answered" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Counts only go up: the application never takes an answer back, since nobody could say whose it was.
GRANT SELECT, INSERT, UPDATE ON "equality_counts" TO portal_app;
