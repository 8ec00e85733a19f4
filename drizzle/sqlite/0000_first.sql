CREATE TABLE `annotations` (
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
	PRIMARY KEY(`user_id`, `hold_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `annotations_hold` ON `annotations` (`hold_id`);--> statement-breakpoint
CREATE INDEX `annotations_face` ON `annotations` (`face_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`actor_id` text,
	`actor_kind` text NOT NULL,
	`action` text NOT NULL,
	`target_kind` text NOT NULL,
	`target_id` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
CREATE INDEX `audit_target` ON `audit` (`target_kind`,`target_id`);--> statement-breakpoint
CREATE TABLE `climb_holds` (
	`climb_id` text NOT NULL,
	`hold_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`climb_id`, `hold_id`, `role`),
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`hold_id`) REFERENCES `holds`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `climb_holds_hold` ON `climb_holds` (`hold_id`);--> statement-breakpoint
CREATE TABLE `climbs` (
	`id` text PRIMARY KEY NOT NULL,
	`stokt_id` text,
	`import_key` text,
	`face_id` text NOT NULL,
	`setter_id` text,
	`name` text NOT NULL,
	`name_search` text NOT NULL,
	`holds_list` text NOT NULL,
	`mirror_holds_list` text NOT NULL,
	`grade_font` text,
	`grade_ircra` real,
	`grade_hueco` text,
	`grade_dankyu` text,
	`feet_rule` text,
	`description` text,
	`is_private` integer NOT NULL,
	`is_benchmark` integer NOT NULL,
	`climbed_by` integer NOT NULL,
	`total_likes` integer NOT NULL,
	`total_comments` integer NOT NULL,
	`circuit` text NOT NULL,
	`tags` text NOT NULL,
	`angle` text NOT NULL,
	`source` text NOT NULL,
	`created_by_id` text,
	`updated_by_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`synced_at` text,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`setter_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`created_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`updated_by_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `climbs_stokt_id_unique` ON `climbs` (`stokt_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `climbs_import_key_unique` ON `climbs` (`import_key`);--> statement-breakpoint
CREATE INDEX `climbs_face_created` ON `climbs` (`face_id`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `climbs_created` ON `climbs` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `climbs_setter` ON `climbs` (`setter_id`);--> statement-breakpoint
CREATE TABLE `document_updates` (
	`name` text NOT NULL,
	`seq` integer NOT NULL,
	`update_bytes` blob NOT NULL,
	`user_id` text,
	`created_at` text NOT NULL,
	PRIMARY KEY(`name`, `seq`),
	FOREIGN KEY (`name`) REFERENCES `documents`(`name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `documents` (
	`name` text PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`face_id` text NOT NULL,
	`user_id` text,
	`seq` integer NOT NULL,
	`snapshot_seq` integer NOT NULL,
	`snapshot` blob,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `epochs` (
	`id` text PRIMARY KEY NOT NULL,
	`born_at` text NOT NULL,
	`ordinal` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `epochs_ordinal_unique` ON `epochs` (`ordinal`);--> statement-breakpoint
CREATE TABLE `faces` (
	`id` text PRIMARY KEY NOT NULL,
	`stokt_id` text,
	`gym_id` text NOT NULL,
	`name` text NOT NULL,
	`picture_path` text NOT NULL,
	`picture_width` integer NOT NULL,
	`picture_height` integer NOT NULL,
	`small_picture` text,
	`feet_rules_options` text NOT NULL,
	`has_symmetry` integer NOT NULL,
	`is_active` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`gym_id`) REFERENCES `gyms`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `faces_stokt_id_unique` ON `faces` (`stokt_id`);--> statement-breakpoint
CREATE INDEX `faces_gym` ON `faces` (`gym_id`);--> statement-breakpoint
CREATE TABLE `feed_rows` (
	`feed` text NOT NULL,
	`kind` text NOT NULL,
	`entity_id` text NOT NULL,
	`rev` integer NOT NULL,
	`body` text,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`feed`, `kind`, `entity_id`),
	FOREIGN KEY (`feed`) REFERENCES `feeds`(`name`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `feed_rows_rev` ON `feed_rows` (`feed`,`rev`);--> statement-breakpoint
CREATE INDEX `feed_rows_entity` ON `feed_rows` (`kind`,`entity_id`);--> statement-breakpoint
CREATE TABLE `feeds` (
	`name` text PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`changed_at` text NOT NULL,
	`min_rev` integer NOT NULL,
	`min_changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `gyms` (
	`id` text PRIMARY KEY NOT NULL,
	`stokt_id` text,
	`name` text NOT NULL,
	`location` text NOT NULL,
	`source` text NOT NULL,
	`is_demo` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `gyms_stokt_id_unique` ON `gyms` (`stokt_id`);--> statement-breakpoint
CREATE TABLE `holds` (
	`id` integer PRIMARY KEY NOT NULL,
	`stokt_id` integer,
	`face_id` text NOT NULL,
	`polygon_str` text NOT NULL,
	`centroid_x` real NOT NULL,
	`centroid_y` real NOT NULL,
	`path_str` text NOT NULL,
	`area` real NOT NULL,
	`touch_polygon_str` text NOT NULL,
	`centroid_str` text NOT NULL,
	`top_polygon_str` text NOT NULL,
	`center_tape_str` text NOT NULL,
	`right_tape_str` text NOT NULL,
	`left_tape_str` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`face_id`) REFERENCES `faces`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `holds_stokt_id_unique` ON `holds` (`stokt_id`);--> statement-breakpoint
CREATE INDEX `holds_face` ON `holds` (`face_id`);--> statement-breakpoint
CREATE TABLE `personals` (
	`user_id` text NOT NULL,
	`climb_id` text NOT NULL,
	`personal_notes` text,
	`personal_rating` integer,
	`is_project` integer NOT NULL,
	PRIMARY KEY(`user_id`, `climb_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `personals_climb` ON `personals` (`climb_id`);--> statement-breakpoint
CREATE TABLE `pictures` (
	`path` text PRIMARY KEY NOT NULL,
	`mime` text NOT NULL,
	`bytes` blob NOT NULL,
	`sha256` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`family_id` text NOT NULL,
	`parent_hash` text,
	`created_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`family_expires_at` text NOT NULL,
	`used_at` text,
	`ended_at` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `refresh_tokens_family` ON `refresh_tokens` (`family_id`);--> statement-breakpoint
CREATE INDEX `refresh_tokens_user` ON `refresh_tokens` (`user_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`stokt_id` text,
	`email` text,
	`email_key` text,
	`username` text NOT NULL,
	`username_key` text NOT NULL,
	`full_name` text NOT NULL,
	`full_name_search` text NOT NULL,
	`password_hash` text,
	`role` text NOT NULL,
	`source` text NOT NULL,
	`is_active` integer NOT NULL,
	`avatar_path` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`last_login_at` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_stokt_id_unique` ON `users` (`stokt_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_key_unique` ON `users` (`email_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_key_unique` ON `users` (`username_key`);