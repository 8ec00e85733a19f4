DROP TRIGGER hold_history_append_only ON hold_history;
--> statement-breakpoint
CREATE TRIGGER hold_history_append_only BEFORE UPDATE OR TRUNCATE ON hold_history FOR EACH STATEMENT EXECUTE FUNCTION hold_history_append_only();
--> statement-breakpoint
CREATE TRIGGER hold_history_no_delete BEFORE DELETE ON hold_history FOR EACH ROW
WHEN (OLD.at > to_char(now() AT TIME ZONE 'UTC' - interval '729 days', 'YYYY-MM-DD"T"HH24:MI:SS'))
EXECUTE FUNCTION hold_history_append_only();
