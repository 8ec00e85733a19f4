CREATE INDEX `sessions_ended` ON `sessions` (`ended_at`) WHERE "sessions"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX `users_updated` ON `users` (`updated_at`);