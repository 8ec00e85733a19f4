CREATE TABLE `audit_names` (
	`audit_id` text NOT NULL,
	`part` text NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`ref_id` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`audit_id`, `part`)
);
--> statement-breakpoint
CREATE INDEX `audit_names_at` ON `audit_names` (`at`);