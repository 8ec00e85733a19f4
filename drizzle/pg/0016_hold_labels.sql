ALTER TABLE "faces" ADD COLUMN "grid" text;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "label" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "colour" text COLLATE "C";--> statement-breakpoint
-- Plain numbers in the order of shared/rules/holdOrder.ts.
UPDATE "holds" SET "label" = walked.place::text FROM (
	SELECT id, ROW_NUMBER() OVER (PARTITION BY face_id ORDER BY band, CASE WHEN band % 2 = 0 THEN centroid_x ELSE -centroid_x END, id) AS place
	FROM (
		SELECT h.id, h.face_id, h.centroid_x, FLOOR(h.centroid_y / f.picture_height * 24)::integer AS band
		FROM holds h JOIN faces f ON f.id = h.face_id
	) AS banded
) AS walked WHERE walked.id = holds.id;--> statement-breakpoint
ALTER TABLE "holds" ALTER COLUMN "label" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "holds_label" ON "holds" USING btree ("face_id","label");--> statement-breakpoint
CREATE INDEX "holds_colour" ON "holds" USING btree ("colour");
