CREATE TABLE `__new_annotations` (
	`user_id` text NOT NULL,
	`hold_id` integer NOT NULL,
	`face_id` text NOT NULL,
	`grip_type` text,
	`grip_type_at` text,
	`condition` text,
	`condition_at` text,
	`difficulty` text,
	`difficulty_at` text,
	`notes` text,
	`notes_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`hold_id`, `user_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_annotations`("user_id", "hold_id", "face_id", "grip_type", "grip_type_at", "condition", "condition_at", "difficulty", "difficulty_at", "notes", "notes_at", "created_at", "updated_at") SELECT "user_id", "hold_id", "face_id", "grip_type", "grip_type_at", "condition", "condition_at", "difficulty", "difficulty_at", "notes", "notes_at", "created_at", "updated_at" FROM `annotations` ORDER BY "hold_id", "user_id";--> statement-breakpoint
DROP TABLE `annotations`;--> statement-breakpoint
ALTER TABLE `__new_annotations` RENAME TO `annotations`;--> statement-breakpoint
CREATE INDEX `annotations_user` ON `annotations` (`user_id`,`hold_id`);--> statement-breakpoint
DROP INDEX `ascents_stokt_id_unique`;--> statement-breakpoint
CREATE UNIQUE INDEX `ascents_stokt_id` ON `ascents` (`stokt_id`) WHERE "ascents"."stokt_id" is not null;--> statement-breakpoint
CREATE TABLE `__new_climb_holds` (
	`climb_id` text NOT NULL,
	`hold_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`climb_id`, `hold_id`, `role`),
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_climb_holds` (`climb_id`, `hold_id`, `role`) SELECT `climb_id`, `hold_id`, `role` FROM `climb_holds` ORDER BY `climb_id`, `hold_id`, `role`;--> statement-breakpoint
DROP TABLE `climb_holds`;--> statement-breakpoint
ALTER TABLE `__new_climb_holds` RENAME TO `climb_holds`;--> statement-breakpoint
CREATE TABLE `__new_document_updates` (
	`name` text NOT NULL,
	`seq` integer NOT NULL,
	`update_bytes` blob NOT NULL,
	`user_id` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`name`, `seq`),
	FOREIGN KEY (`name`) REFERENCES `documents`(`name`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_document_updates` (`name`, `seq`, `update_bytes`, `user_id`, `created_at`) SELECT `name`, `seq`, `update_bytes`, `user_id`, `created_at` FROM `document_updates` ORDER BY `name`, `seq`;--> statement-breakpoint
DROP TABLE `document_updates`;--> statement-breakpoint
ALTER TABLE `__new_document_updates` RENAME TO `document_updates`;--> statement-breakpoint
CREATE TABLE `__new_likes` (
	`user_id` text NOT NULL,
	`climb_id` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`user_id`, `climb_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_likes` (`user_id`, `climb_id`, `created_at`) SELECT `user_id`, `climb_id`, `created_at` FROM `likes` ORDER BY `user_id`, `climb_id`;--> statement-breakpoint
DROP TABLE `likes`;--> statement-breakpoint
ALTER TABLE `__new_likes` RENAME TO `likes`;--> statement-breakpoint
CREATE INDEX `likes_climb` ON `likes` (`climb_id`);--> statement-breakpoint
DROP INDEX `climbs_stokt_id_unique`;--> statement-breakpoint
DROP INDEX `climbs_import_key_unique`;--> statement-breakpoint
DROP INDEX `climbs_deleted`;--> statement-breakpoint
DROP INDEX `climbs_stokt_claim`;--> statement-breakpoint
CREATE UNIQUE INDEX `climbs_stokt_id` ON `climbs` (`stokt_id`) WHERE "climbs"."stokt_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `climbs_import_key` ON `climbs` (`import_key`) WHERE "climbs"."import_key" is not null;--> statement-breakpoint
CREATE INDEX `climbs_deleted` ON `climbs` (`deleted_at`) WHERE "climbs"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX `climbs_stokt_claim` ON `climbs` (`stokt_claim`) WHERE "climbs"."stokt_claim" is not null;--> statement-breakpoint
CREATE TABLE `__new_feed_rows` (
	`feed` text NOT NULL,
	`kind` text NOT NULL,
	`entity_id` text NOT NULL,
	`rev` integer NOT NULL,
	`body` text,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`kind`, `entity_id`, `feed`),
	FOREIGN KEY (`feed`) REFERENCES `feeds`(`name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_feed_rows`("feed", "kind", "entity_id", "rev", "body", "changed_at") SELECT "feed", "kind", "entity_id", "rev", "body", "changed_at" FROM `feed_rows` ORDER BY "kind", "entity_id", "feed";--> statement-breakpoint
DROP TABLE `feed_rows`;--> statement-breakpoint
ALTER TABLE `__new_feed_rows` RENAME TO `feed_rows`;--> statement-breakpoint
CREATE UNIQUE INDEX `feed_rows_rev` ON `feed_rows` (`feed`,`rev`);--> statement-breakpoint
DROP INDEX `rates_ends`;