CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`feed` text NOT NULL,
	`level` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`from` text,
	`until` text,
	`by` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `notices_feed` ON `notices` (`feed`);--> statement-breakpoint
CREATE INDEX `notices_until` ON `notices` (`until`);--> statement-breakpoint
CREATE INDEX `notices_by` ON `notices` (`by`);