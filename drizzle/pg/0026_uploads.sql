CREATE TABLE "uploads" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"seen_at" text COLLATE "C" NOT NULL,
	"report" text,
	"problem" text COLLATE "C",
	"bytes" "bytea"
);
--> statement-breakpoint
CREATE INDEX "uploads_created" ON "uploads" USING btree ("created_at");