ALTER TABLE "messages" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "failed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "dealt_with" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "dealt_with_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "dealt_with_by" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "copy_not_needed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "corrected_email" "bytea";--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_dealt_with_by_staff_id_fk" FOREIGN KEY ("dealt_with_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_submission" ON "messages" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "messages_open" ON "messages" USING btree ("submission_id") WHERE state in ('waiting', 'trying-again', 'failed');--> statement-breakpoint
-- A failed letter whose address is still there may have tries left: it counts as tried again until the worker finds that
-- no job carries it any more. One whose address was deleted after three days did not go, and nobody was told which it was.
UPDATE messages SET state = 'trying-again', tries = 1 WHERE state = 'failed' AND sealed_letter IS NOT NULL;--> statement-breakpoint
UPDATE messages SET failed_at = created_at WHERE state = 'failed';--> statement-breakpoint
UPDATE messages SET failure = 'not-known' WHERE state IN ('trying-again', 'failed');--> statement-breakpoint
-- A code to come back to a form that was sent, and a code that a newer one replaced, are needed by nobody.
UPDATE messages SET state = 'dealt-with', sealed_letter = NULL, dealt_with = 'form-sent', dealt_with_at = submissions.received_at
FROM submissions
WHERE messages.submission_id = submissions.id AND messages.letter = 'resume-code'
  AND messages.state IN ('waiting', 'trying-again', 'failed');--> statement-breakpoint
UPDATE messages SET state = 'dealt-with', sealed_letter = NULL, dealt_with = 'replaced', dealt_with_at = messages.created_at
FROM submissions
WHERE messages.submission_id = submissions.id AND messages.letter = 'status-code'
  AND messages.key <> 'status-code:' || submissions.id || ':' || submissions.code_number
  AND messages.state IN ('waiting', 'trying-again', 'failed');--> statement-breakpoint
-- A copy counted as sent once the email with the way to it was queued. It was sent when the mail server took that, and
-- where it never did it is still to send. What staff posted or gave stays as they recorded it.
UPDATE submissions SET copy_sent_at = (
  SELECT max(messages.sent_at) FROM messages
  WHERE messages.submission_id = submissions.id AND messages.letter = 'copy-link' AND messages.state = 'sent'
)
WHERE copy_sent_at IS NOT NULL
  AND EXISTS (
    SELECT FROM events
    WHERE events.submission_id = submissions.id AND events.kind = 'copy-sent' AND events.detail ->> 'how' = 'link'
  )
  AND NOT EXISTS (
    SELECT FROM events
    WHERE events.submission_id = submissions.id AND events.kind = 'copy-sent' AND events.detail ->> 'how' <> 'link'
  );
