ALTER TABLE `answers` ADD `bytes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `answers_actor` ON `answers` (`actor`,`created_at`);--> statement-breakpoint
ALTER TABLE `climbs` ADD `stokt_claim` text;--> statement-breakpoint
CREATE INDEX `climbs_stokt_claim` ON `climbs` (`stokt_claim`);