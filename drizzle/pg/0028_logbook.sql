CREATE TABLE "ascents" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C",
	"climb_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"sent_at" text COLLATE "C" NOT NULL,
	"attempts" integer,
	"is_flash" boolean NOT NULL,
	"grade_font" text COLLATE "C",
	"grade_hundredths" integer,
	"notes" text COLLATE "C",
	"is_hidden" boolean NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "ascents_stokt_id_unique" UNIQUE("stokt_id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"climb_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"text" text COLLATE "C" NOT NULL,
	"replied_to_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	"deleted_at" text COLLATE "C",
	"deleted_by_id" text COLLATE "C",
	"deleted_reason" text COLLATE "C",
	"hidden_at" text COLLATE "C",
	"hidden_by_id" text COLLATE "C",
	"hidden_reason" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "likes" (
	"user_id" text COLLATE "C" NOT NULL,
	"climb_id" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "likes_user_id_climb_id_pk" PRIMARY KEY("user_id","climb_id")
);
--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "own_senders" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "own_likes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "own_comments" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "grade_opinions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "opinion_font" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "opinion_ircra" double precision;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "hides_ascents" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ascents" ADD CONSTRAINT "ascents_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ascents" ADD CONSTRAINT "ascents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_deleted_by_id_users_id_fk" FOREIGN KEY ("deleted_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_hidden_by_id_users_id_fk" FOREIGN KEY ("hidden_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likes" ADD CONSTRAINT "likes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "likes" ADD CONSTRAINT "likes_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ascents_climb" ON "ascents" USING btree ("climb_id","user_id");--> statement-breakpoint
CREATE INDEX "ascents_user" ON "ascents" USING btree ("user_id","sent_at");--> statement-breakpoint
CREATE INDEX "comments_climb" ON "comments" USING btree ("climb_id","created_at");--> statement-breakpoint
CREATE INDEX "comments_user" ON "comments" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "comments_deleted" ON "comments" USING btree ("deleted_at") WHERE "comments"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "comments_hidden" ON "comments" USING btree ("hidden_at") WHERE "comments"."hidden_at" is not null;--> statement-breakpoint
CREATE INDEX "likes_climb" ON "likes" USING btree ("climb_id");