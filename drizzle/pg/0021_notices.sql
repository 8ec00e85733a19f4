CREATE TABLE "notices" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"feed" text COLLATE "C" NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"from" text COLLATE "C",
	"until" text COLLATE "C",
	"by" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_by_users_id_fk" FOREIGN KEY ("by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_feed" ON "notices" USING btree ("feed");--> statement-breakpoint
CREATE INDEX "notices_until" ON "notices" USING btree ("until");--> statement-breakpoint
CREATE INDEX "notices_by" ON "notices" USING btree ("by");