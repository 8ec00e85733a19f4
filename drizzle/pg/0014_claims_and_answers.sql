ALTER TABLE "answers" ADD COLUMN "bytes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "stokt_claim" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "answers_actor" ON "answers" USING btree ("actor","created_at");--> statement-breakpoint
CREATE INDEX "climbs_stokt_claim" ON "climbs" USING btree ("stokt_claim");