-- Who may do what. Roles belong to the whole server, so one that exists already is left as it is, also when
-- another database of the same server makes it at this moment.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['portal_app', 'portal_retention'] LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
END
$$;
--> statement-breakpoint
-- The application. A table that gets no line here is out of its reach: every later migration that makes a
-- table says what the application may do with it.
GRANT USAGE ON SCHEMA public TO portal_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON drafts, files, attempts, staff_sessions, staff_addresses TO portal_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON staff, submissions, clocks, alerts, messages TO portal_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON decisions, events TO portal_app;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE events_id_seq TO portal_app;
--> statement-breakpoint
-- So that a server can tell whether its migrations have run.
GRANT USAGE ON SCHEMA drizzle TO portal_app;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO portal_app;
--> statement-breakpoint
-- Events are kept as they were written, whoever asks: only erase_submission takes them away, and only those
-- of the submission it erases. It says which by a setting that ends with its transaction.
CREATE FUNCTION keep_events() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF current_setting('portal.erasing', true) = OLD.submission_id::text THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'events are never changed or deleted',
    CONSTRAINT = 'events_kept', TABLE = 'events';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION keep_events();
--> statement-breakpoint
CREATE TRIGGER events_not_truncated BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION keep_events();
--> statement-breakpoint
-- A file that was sent belongs to its submission. Until then the person can take it away.
CREATE FUNCTION keep_sent_files() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('portal.erasing', true) = OLD.submission_id::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'files that were sent are never deleted',
    CONSTRAINT = 'sent_files_kept', TABLE = 'files';
END
$$;
--> statement-breakpoint
CREATE TRIGGER sent_files_kept BEFORE DELETE ON files FOR EACH ROW
WHEN (OLD.submission_id IS NOT NULL) EXECUTE FUNCTION keep_sent_files();
--> statement-breakpoint
-- Demonstration accounts have a password many people know. Only the embedded server carries this setting.
CREATE FUNCTION refuse_demonstration_accounts() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_setting('portal.embedded', true) IS DISTINCT FROM 'yes' THEN
    RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
      MESSAGE = 'demonstration accounts exist in the embedded database only',
      CONSTRAINT = 'demonstration_embedded_only', TABLE = 'staff';
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER demonstration_embedded_only BEFORE INSERT OR UPDATE ON staff FOR EACH ROW
WHEN (NEW.is_demonstration) EXECUTE FUNCTION refuse_demonstration_accounts();
--> statement-breakpoint
-- Erases one submission and everything that hangs on it, and leaves one event that says so. Only members of
-- portal_retention may call it; it works with the rights of the owner.
CREATE FUNCTION erase_submission(erased uuid, by_staff uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  gone record;
BEGIN
  SELECT id, reference, form, draft_id INTO gone FROM public.submissions WHERE id = erased FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'there is no submission with this id';
  END IF;
  PERFORM set_config('portal.erasing', erased::text, true);
  DELETE FROM public.messages WHERE alert_id IN (SELECT id FROM public.alerts WHERE submission_id = erased);
  DELETE FROM public.alerts WHERE submission_id = erased;
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
--> statement-breakpoint
REVOKE ALL ON FUNCTION erase_submission(uuid, uuid) FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO portal_retention;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION erase_submission(uuid, uuid) TO portal_retention;
