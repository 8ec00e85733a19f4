CREATE TABLE "stokt_counters" (
	"climb_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"wanted_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "stokt_etags" (
	"path" text COLLATE "C" PRIMARY KEY NOT NULL,
	"etag" text COLLATE "C" NOT NULL,
	"next" text COLLATE "C",
	"at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stokt_mirrors" (
	"gym" text COLLATE "C" PRIMARY KEY NOT NULL,
	"holder" text COLLATE "C",
	"held_until" text COLLATE "C" NOT NULL,
	"wanted" text COLLATE "C",
	"run" text,
	"resume" text,
	"succeeded_at" text COLLATE "C",
	"full_at" text COLLATE "C",
	"next_at" text COLLATE "C" NOT NULL,
	"failures" integer NOT NULL,
	"fault" text COLLATE "C",
	"fault_since" text COLLATE "C",
	"refused_token" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "stokt_pages" (
	"gym" text COLLATE "C" NOT NULL,
	"page" integer NOT NULL,
	"ids" text NOT NULL,
	CONSTRAINT "stokt_pages_gym_page_pk" PRIMARY KEY("gym","page")
);
--> statement-breakpoint
ALTER TABLE "stokt_counters" ADD CONSTRAINT "stokt_counters_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stokt_counters_at" ON "stokt_counters" USING btree ("at");--> statement-breakpoint
CREATE INDEX "stokt_counters_wanted" ON "stokt_counters" USING btree ("wanted_at");