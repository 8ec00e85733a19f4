CREATE TABLE `stokt_counters` (
	`climb_id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`wanted_at` text,
	FOREIGN KEY (`climb_id`) REFERENCES `climbs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `stokt_counters_at` ON `stokt_counters` (`at`);--> statement-breakpoint
CREATE INDEX `stokt_counters_wanted` ON `stokt_counters` (`wanted_at`);--> statement-breakpoint
CREATE TABLE `stokt_etags` (
	`path` text PRIMARY KEY NOT NULL,
	`etag` text NOT NULL,
	`next` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `stokt_mirrors` (
	`gym` text PRIMARY KEY NOT NULL,
	`holder` text,
	`held_until` text NOT NULL,
	`wanted` text,
	`run` text,
	`resume` text,
	`succeeded_at` text,
	`full_at` text,
	`next_at` text NOT NULL,
	`failures` integer NOT NULL,
	`fault` text,
	`fault_since` text,
	`refused_token` text
);
--> statement-breakpoint
CREATE TABLE `stokt_pages` (
	`gym` text NOT NULL,
	`page` integer NOT NULL,
	`ids` text NOT NULL,
	PRIMARY KEY(`gym`, `page`)
);
