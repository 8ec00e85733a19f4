CREATE FUNCTION hold_history_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'hold_history is append-only'; END $$;
--> statement-breakpoint
CREATE TRIGGER hold_history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON hold_history FOR EACH STATEMENT EXECUTE FUNCTION hold_history_append_only();
