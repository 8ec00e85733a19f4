CREATE TABLE `ascents` (
	`id` text PRIMARY KEY NOT NULL,
	`stokt_id` text,
	`climb_id` text NOT NULL,
	`user_id` text NOT NULL,
	`sent_at` text NOT NULL,
	`attempts` integer,
	`is_flash` integer NOT NULL,
	`grade_font` text,
	`grade_hundredths` integer,
	`notes` text,
	`is_hidden` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ascents_stokt_id_unique` ON `ascents` (`stokt_id`);--> statement-breakpoint
CREATE INDEX `ascents_climb` ON `ascents` (`climb_id`,`user_id`);--> statement-breakpoint
CREATE INDEX `ascents_user` ON `ascents` (`user_id`,`sent_at`);--> statement-breakpoint
CREATE TABLE `comments` (
	`id` text PRIMARY KEY NOT NULL,
	`climb_id` text NOT NULL,
	`user_id` text,
	`text` text NOT NULL,
	`replied_to_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`deleted_at` text,
	`deleted_by_id` text,
	`deleted_reason` text,
	`hidden_at` text,
	`hidden_by_id` text,
	`hidden_reason` text,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`deleted_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`hidden_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `comments_climb` ON `comments` (`climb_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `comments_user` ON `comments` (`user_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `comments_deleted` ON `comments` (`deleted_at`) WHERE "comments"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX `comments_hidden` ON `comments` (`hidden_at`) WHERE "comments"."hidden_at" is not null;--> statement-breakpoint
CREATE TABLE `likes` (
	`user_id` text NOT NULL,
	`climb_id` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `climb_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `likes_climb` ON `likes` (`climb_id`);--> statement-breakpoint
ALTER TABLE `climbs` ADD `own_senders` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `climbs` ADD `own_likes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `climbs` ADD `own_comments` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `climbs` ADD `grade_opinions` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `climbs` ADD `opinion_font` text;--> statement-breakpoint
ALTER TABLE `climbs` ADD `opinion_ircra` real;--> statement-breakpoint
ALTER TABLE `users` ADD `hides_ascents` integer DEFAULT false NOT NULL;