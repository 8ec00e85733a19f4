DROP TRIGGER hold_history_no_delete ON hold_history;
--> statement-breakpoint
CREATE FUNCTION hold_history_no_delete() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM holds WHERE holds.id = OLD.hold_id) THEN RAISE EXCEPTION 'hold_history is append-only'; END IF;
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER hold_history_no_delete BEFORE DELETE ON hold_history FOR EACH ROW
WHEN (OLD.at > to_char(now() AT TIME ZONE 'UTC' - interval '729 days', 'YYYY-MM-DD"T"HH24:MI:SS'))
EXECUTE FUNCTION hold_history_no_delete();
