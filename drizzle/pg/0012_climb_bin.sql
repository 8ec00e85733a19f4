CREATE TABLE "purged_climbs" (
	"import_key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"purged_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "deleted_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "deleted_by_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_deleted_by_id_users_id_fk" FOREIGN KEY ("deleted_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "climbs_deleted" ON "climbs" USING btree ("deleted_at");