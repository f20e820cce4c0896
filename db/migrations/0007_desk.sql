CREATE TABLE "notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid,
	"draft_id" uuid,
	"kind" text NOT NULL,
	"codes" text[] DEFAULT '{}' NOT NULL,
	"words" "bytea" NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "typed_in_by" uuid;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "typed_in_how" text;--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "typed_in_received_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "submission_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "draft_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "sealed_letter" "bytea";--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "typed_in_by" uuid;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "typed_in_how" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "typed_in_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "code_number" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "reply_due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "copy_asked" text;--> statement-breakpoint
ALTER TABLE "submissions" ADD COLUMN "copy_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_submission" ON "notes" USING btree ("submission_id");--> statement-breakpoint
CREATE INDEX "notes_draft" ON "notes" USING btree ("draft_id");--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_typed_in_by_staff_id_fk" FOREIGN KEY ("typed_in_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_submission_id_submissions_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."submissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_typed_in_by_staff_id_fk" FOREIGN KEY ("typed_in_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "drafts_typed_in_by" ON "drafts" USING btree ("typed_in_by");--> statement-breakpoint
-- What staff wrote down is kept as it was written: only what it belongs to changes, when a draft is sent.
GRANT SELECT, INSERT, UPDATE (submission_id, draft_id) ON "notes" TO portal_app;
--> statement-breakpoint
-- As before, and notes and letters go with the rest. Who may call it stays as it was.
CREATE OR REPLACE FUNCTION erase_submission(erased uuid, by_staff uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone record;
BEGIN
  SELECT id, reference, form, draft_id INTO gone FROM public.submissions WHERE id = erased FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'there is no submission with this id';
  END IF;
  PERFORM set_config('portal.erasing', erased::text, true);
  DELETE FROM public.messages
    WHERE submission_id = erased OR alert_id IN (SELECT id FROM public.alerts WHERE submission_id = erased);
  DELETE FROM public.alerts WHERE submission_id = erased;
  DELETE FROM public.notes WHERE submission_id = erased;
  DELETE FROM public.additions WHERE submission_id = erased;
  DELETE FROM public.clocks WHERE submission_id = erased;
  DELETE FROM public.decisions WHERE submission_id = erased;
  DELETE FROM public.files WHERE submission_id = erased OR (draft_id = gone.draft_id AND submission_id IS NULL);
  DELETE FROM public.drafts WHERE id = gone.draft_id OR submission_id = erased;
  DELETE FROM public.events WHERE submission_id = erased;
  DELETE FROM public.submissions WHERE id = erased;
  INSERT INTO public.events (submission_id, actor, staff_id, kind, detail)
  VALUES (
    erased,
    CASE WHEN by_staff IS NULL THEN 'system' ELSE 'staff' END,
    by_staff,
    'erased',
    jsonb_build_object('reference', gone.reference, 'form', gone.form)
  );
  PERFORM set_config('portal.erasing', '', true);
END
$$;
