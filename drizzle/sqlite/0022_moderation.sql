CREATE TABLE `audit_states` (
	`audit_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_states_at` ON `audit_states` (`at`);--> statement-breakpoint
CREATE TABLE `audit_undos` (
	`audit_id` text PRIMARY KEY NOT NULL,
	`undo_id` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `audit_undos_undo_id_unique` ON `audit_undos` (`undo_id`);--> statement-breakpoint
CREATE TABLE `failures` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`node_id` text NOT NULL,
	`part` text NOT NULL,
	`message` text NOT NULL,
	`request_id` text
);
--> statement-breakpoint
CREATE INDEX `failures_at` ON `failures` (`at`);--> statement-breakpoint
CREATE TABLE `nodes` (
	`id` text PRIMARY KEY NOT NULL,
	`version` text NOT NULL,
	`started_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`connected` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `report_voices` (
	`report_id` text NOT NULL,
	`user_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`report_id`, `user_id`),
	FOREIGN KEY (`report_id`) REFERENCES `reports`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `report_voices_user` ON `report_voices` (`user_id`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`target_id` text NOT NULL,
	`open_key` text,
	`face_id` text,
	`seen` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`outcome` text,
	`answer` text,
	`resolved_at` text,
	`resolved_by_id` text,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`resolved_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `reports_open_key_unique` ON `reports` (`open_key`);--> statement-breakpoint
CREATE INDEX `reports_created` ON `reports` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `reports_target` ON `reports` (`kind`,`target_id`);--> statement-breakpoint
CREATE INDEX `reports_face` ON `reports` (`face_id`);--> statement-breakpoint
CREATE INDEX `reports_resolved_by` ON `reports` (`resolved_by_id`);--> statement-breakpoint
ALTER TABLE `climbs` ADD `deleted_reason` text;--> statement-breakpoint
ALTER TABLE `climbs` ADD `hidden_at` text;--> statement-breakpoint
ALTER TABLE `climbs` ADD `hidden_by_id` text REFERENCES users(id) ON DELETE set null;--> statement-breakpoint
ALTER TABLE `climbs` ADD `hidden_reason` text;--> statement-breakpoint
CREATE INDEX `climbs_hidden` ON `climbs` (`hidden_at`) WHERE "climbs"."hidden_at" is not null;--> statement-breakpoint
ALTER TABLE `faces` ADD `position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `faces` ADD `is_archived` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `removed_at` text;--> statement-breakpoint
ALTER TABLE `holds` ADD `removed_reason` text;--> statement-breakpoint
ALTER TABLE `locks` ADD `until` text;--> statement-breakpoint
ALTER TABLE `users` ADD `muted_reason` text;--> statement-breakpoint
ALTER TABLE `users` ADD `muted_by_id` text;--> statement-breakpoint
ALTER TABLE `users` ADD `invite_id` text;