CREATE TABLE `stokt_counted` (
	`user_id` text NOT NULL,
	`climb_id` text NOT NULL,
	`what` text NOT NULL,
	PRIMARY KEY(`climb_id`, `what`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stokt_counted_user` ON `stokt_counted` (`user_id`);--> statement-breakpoint
CREATE TABLE `stokt_publications` (
	`climb_id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`state` text NOT NULL,
	`fault` text,
	`words` text,
	`sent` text,
	`posting` text,
	`posted_at` text,
	`seen_at` text NOT NULL,
	`next_at` text NOT NULL,
	`failures` integer NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stokt_publications_user` ON `stokt_publications` (`user_id`);--> statement-breakpoint
ALTER TABLE `stokt_accounts` ADD `brought` text;--> statement-breakpoint
ALTER TABLE `stokt_accounts` ADD `bring_at` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `stokt_accounts` ADD `bring_failures` integer DEFAULT 0 NOT NULL;