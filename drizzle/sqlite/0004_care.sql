CREATE TABLE `hold_history` (
	`id` text PRIMARY KEY NOT NULL,
	`hold_id` integer NOT NULL,
	`face_id` text NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`actor_id` text,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `hold_history_hold` ON `hold_history` (`hold_id`,`at`);--> statement-breakpoint
CREATE TABLE `locks` (
	`id` text PRIMARY KEY NOT NULL,
	`face_id` text NOT NULL,
	`hold_id` integer,
	`reason` text NOT NULL,
	`locked_at` text NOT NULL,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `locks_face` ON `locks` (`face_id`);--> statement-breakpoint
CREATE TABLE `sheet_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`face_id` text NOT NULL,
	`key` text NOT NULL,
	`at` text NOT NULL,
	`content` text NOT NULL,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sheet_versions_face_key` ON `sheet_versions` (`face_id`,`key`);--> statement-breakpoint
CREATE INDEX `sheet_versions_at` ON `sheet_versions` (`face_id`,`at`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`face_id` text NOT NULL,
	`hold_id` integer NOT NULL,
	`kind` text NOT NULL,
	`note` text,
	`asked_by_id` text,
	`asked_at` text NOT NULL,
	`done_by_id` text,
	`done_at` text,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`asked_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`done_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_open` ON `tasks` (`hold_id`,`kind`) WHERE "tasks"."done_at" is null;--> statement-breakpoint
CREATE INDEX `tasks_hold_done` ON `tasks` (`hold_id`,`done_at`);--> statement-breakpoint
CREATE INDEX `tasks_face` ON `tasks` (`face_id`);--> statement-breakpoint
CREATE INDEX `tasks_asked_by` ON `tasks` (`asked_by_id`);--> statement-breakpoint
CREATE INDEX `tasks_done_by` ON `tasks` (`done_by_id`);