CREATE INDEX `sessions_ended` ON `sessions` (`ended_at`) WHERE "sessions"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX `users_updated` ON `users` (`updated_at`);--> statement-breakpoint
ALTER TABLE `feeds` ADD `live_rows` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `feeds` ADD `live_sum` real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `feeds` ADD `counted_rev` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `feeds` SET `live_rows` = (SELECT count(*) FROM `feed_rows` WHERE `feed_rows`.`feed` = `feeds`.`name` AND `feed_rows`.`body` IS NOT NULL), `live_sum` = (SELECT coalesce(sum(`feed_rows`.`rev`), 0) FROM `feed_rows` WHERE `feed_rows`.`feed` = `feeds`.`name` AND `feed_rows`.`body` IS NOT NULL), `counted_rev` = `rev`;