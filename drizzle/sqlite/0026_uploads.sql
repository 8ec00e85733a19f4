CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` text NOT NULL,
	`state` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`seen_at` text NOT NULL,
	`report` text,
	`problem` text,
	`bytes` blob
);
--> statement-breakpoint
CREATE INDEX `uploads_created` ON `uploads` (`created_at`);