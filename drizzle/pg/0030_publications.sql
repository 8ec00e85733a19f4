CREATE TABLE "stokt_counted" (
	"user_id" text COLLATE "C" NOT NULL,
	"climb_id" text COLLATE "C" NOT NULL,
	"what" text COLLATE "C" NOT NULL,
	CONSTRAINT "stokt_counted_climb_id_what_user_id_pk" PRIMARY KEY("climb_id","what","user_id")
);
--> statement-breakpoint
CREATE TABLE "stokt_publications" (
	"climb_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"fault" text COLLATE "C",
	"words" text COLLATE "C",
	"sent" text,
	"posting" text,
	"posted_at" text COLLATE "C",
	"seen_at" text COLLATE "C" NOT NULL,
	"next_at" text COLLATE "C" NOT NULL,
	"failures" integer NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "stokt_accounts" ADD COLUMN "brought" text;--> statement-breakpoint
ALTER TABLE "stokt_accounts" ADD COLUMN "bring_at" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "stokt_accounts" ADD COLUMN "bring_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "stokt_counted" ADD CONSTRAINT "stokt_counted_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stokt_counted" ADD CONSTRAINT "stokt_counted_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stokt_publications" ADD CONSTRAINT "stokt_publications_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stokt_publications" ADD CONSTRAINT "stokt_publications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stokt_counted_user" ON "stokt_counted" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "stokt_publications_user" ON "stokt_publications" USING btree ("user_id");