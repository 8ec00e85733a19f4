CREATE TABLE `purged_climbs` (
	`import_key` text PRIMARY KEY NOT NULL,
	`purged_at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `climbs` ADD `deleted_at` text;--> statement-breakpoint
ALTER TABLE `climbs` ADD `deleted_by_id` text REFERENCES users(id) ON DELETE set null;--> statement-breakpoint
CREATE INDEX `climbs_deleted` ON `climbs` (`deleted_at`);