ALTER TABLE `faces` ADD `grid` text;--> statement-breakpoint
ALTER TABLE `holds` ADD `label` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `holds` ADD `colour` text;--> statement-breakpoint
-- Plain numbers in the order of shared/rules/holdOrder.ts.
UPDATE `holds` SET `label` = CAST(walked.place AS text) FROM (
	SELECT id, ROW_NUMBER() OVER (PARTITION BY face_id ORDER BY band, CASE WHEN band % 2 = 0 THEN centroid_x ELSE -centroid_x END, id) AS place
	FROM (
		SELECT h.id, h.face_id, h.centroid_x, CAST(FLOOR(h.centroid_y / f.picture_height * 24) AS integer) AS band
		FROM holds h JOIN faces f ON f.id = h.face_id
	)
) AS walked WHERE walked.id = holds.id;--> statement-breakpoint
CREATE UNIQUE INDEX `holds_label` ON `holds` (`face_id`,`label`);--> statement-breakpoint
CREATE INDEX `holds_colour` ON `holds` (`colour`);
