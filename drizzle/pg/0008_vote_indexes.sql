DROP INDEX "annotations_hold";--> statement-breakpoint
CREATE INDEX "annotations_grip_type" ON "annotations" USING btree ("hold_id","grip_type","grip_type_at");--> statement-breakpoint
CREATE INDEX "annotations_condition" ON "annotations" USING btree ("hold_id","condition","condition_at");--> statement-breakpoint
CREATE INDEX "annotations_difficulty" ON "annotations" USING btree ("hold_id","difficulty","difficulty_at");