ALTER TABLE `sheet_versions` ADD `notes_count` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sheet_versions` ADD `marks_count` integer DEFAULT 0 NOT NULL;