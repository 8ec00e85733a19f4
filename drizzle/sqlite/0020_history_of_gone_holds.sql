DROP TRIGGER hold_history_no_delete;
--> statement-breakpoint
CREATE TRIGGER hold_history_no_delete BEFORE DELETE ON hold_history
WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%S', 'now', '-729 days') AND EXISTS (SELECT 1 FROM holds WHERE holds.id = OLD.hold_id)
BEGIN SELECT RAISE(ABORT, 'hold_history is append-only'); END;
