CREATE TRIGGER hold_history_no_update BEFORE UPDATE ON hold_history BEGIN SELECT RAISE(ABORT, 'hold_history is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER hold_history_no_delete BEFORE DELETE ON hold_history BEGIN SELECT RAISE(ABORT, 'hold_history is append-only'); END;
