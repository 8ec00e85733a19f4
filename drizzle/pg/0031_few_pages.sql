ALTER TABLE "ascents" DROP CONSTRAINT "ascents_stokt_id_unique";--> statement-breakpoint
ALTER TABLE "climbs" DROP CONSTRAINT "climbs_stokt_id_unique";--> statement-breakpoint
ALTER TABLE "climbs" DROP CONSTRAINT "climbs_import_key_unique";--> statement-breakpoint
DROP INDEX "annotations_grip_type";--> statement-breakpoint
DROP INDEX "annotations_condition";--> statement-breakpoint
DROP INDEX "annotations_difficulty";--> statement-breakpoint
DROP INDEX "annotations_face";--> statement-breakpoint
DROP INDEX "climb_holds_hold";--> statement-breakpoint
DROP INDEX "feed_rows_entity";--> statement-breakpoint
DROP INDEX "rates_ends";--> statement-breakpoint
DROP INDEX "climbs_deleted";--> statement-breakpoint
DROP INDEX "climbs_stokt_claim";--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_user_id_hold_id_pk";--> statement-breakpoint
ALTER TABLE "feed_rows" DROP CONSTRAINT "feed_rows_feed_kind_entity_id_pk";--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_hold_id_user_id_pk" PRIMARY KEY("hold_id","user_id");--> statement-breakpoint
ALTER TABLE "feed_rows" ADD CONSTRAINT "feed_rows_kind_entity_id_feed_pk" PRIMARY KEY("kind","entity_id","feed");--> statement-breakpoint
CREATE INDEX "annotations_user" ON "annotations" USING btree ("user_id","hold_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ascents_stokt_id" ON "ascents" USING btree ("stokt_id") WHERE "ascents"."stokt_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "climbs_stokt_id" ON "climbs" USING btree ("stokt_id") WHERE "climbs"."stokt_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "climbs_import_key" ON "climbs" USING btree ("import_key") WHERE "climbs"."import_key" is not null;--> statement-breakpoint
CREATE INDEX "climbs_deleted" ON "climbs" USING btree ("deleted_at") WHERE "climbs"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "climbs_stokt_claim" ON "climbs" USING btree ("stokt_claim") WHERE "climbs"."stokt_claim" is not null;