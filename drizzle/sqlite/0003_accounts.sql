CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`sealed` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` text NOT NULL,
	`due_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`done_at` text,
	`failure` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mails_key_unique` ON `mails` (`key`);--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`done_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `password_resets` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `password_resets_user` ON `password_resets` (`user_id`);--> statement-breakpoint
CREATE INDEX `password_resets_expires` ON `password_resets` (`expires_at`);--> statement-breakpoint
CREATE TABLE `rates` (
	`key` text PRIMARY KEY NOT NULL,
	`points` integer NOT NULL,
	`ends_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `rates_ends` ON `rates` (`ends_at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`label` text NOT NULL,
	`address` text,
	`created_at` text NOT NULL,
	`used_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`ended_at` text,
	`end_reason` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_used` ON `sessions` (`used_at`);--> statement-breakpoint
INSERT INTO `sessions` (`id`, `user_id`, `label`, `created_at`, `used_at`, `expires_at`)
SELECT `family_id`, `user_id`, '', min(`created_at`), max(`created_at`), max(`family_expires_at`) FROM `refresh_tokens` GROUP BY `family_id`, `user_id` HAVING max(`ended_at`) IS NULL;--> statement-breakpoint
ALTER TABLE `refresh_tokens` DROP COLUMN `ended_at`;