CREATE TABLE `stokt_accounts` (
	`user_id` text PRIMARY KEY NOT NULL,
	`stokt_id` text NOT NULL,
	`full_name` text NOT NULL,
	`sealed` text NOT NULL,
	`since` text NOT NULL,
	`broken_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stokt_accounts_stokt_id_unique` ON `stokt_accounts` (`stokt_id`);