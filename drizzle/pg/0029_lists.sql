CREATE TABLE "list_climbs" (
	"list_id" text COLLATE "C" NOT NULL,
	"climb_id" text COLLATE "C" NOT NULL,
	"position" integer NOT NULL,
	"added_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "list_climbs_list_id_climb_id_pk" PRIMARY KEY("list_id","climb_id")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C",
	"is_shared" boolean NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "searches" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"query" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"seen_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "list_climbs" ADD CONSTRAINT "list_climbs_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_climbs" ADD CONSTRAINT "list_climbs_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "searches" ADD CONSTRAINT "searches_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "searches" ADD CONSTRAINT "searches_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "list_climbs_climb" ON "list_climbs" USING btree ("climb_id");--> statement-breakpoint
CREATE INDEX "lists_owner" ON "lists" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "searches_user" ON "searches" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "searches_face" ON "searches" USING btree ("face_id");