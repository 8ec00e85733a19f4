CREATE TABLE "annotations" (
	"user_id" text COLLATE "C" NOT NULL,
	"hold_id" integer NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"grip_type" text COLLATE "C",
	"grip_type_at" text COLLATE "C",
	"condition" text COLLATE "C",
	"condition_at" text COLLATE "C",
	"difficulty" text COLLATE "C",
	"difficulty_at" text COLLATE "C",
	"notes" text COLLATE "C",
	"notes_at" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "annotations_user_id_hold_id_pk" PRIMARY KEY("user_id","hold_id")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"actor_kind" text COLLATE "C" NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"target_kind" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "climb_holds" (
	"climb_id" text COLLATE "C" NOT NULL,
	"hold_id" integer NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	CONSTRAINT "climb_holds_climb_id_hold_id_role_pk" PRIMARY KEY("climb_id","hold_id","role")
);
--> statement-breakpoint
CREATE TABLE "climbs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C",
	"import_key" text COLLATE "C",
	"face_id" text COLLATE "C" NOT NULL,
	"setter_id" text COLLATE "C",
	"name" text COLLATE "C" NOT NULL,
	"name_search" text COLLATE "C" NOT NULL,
	"holds_list" text COLLATE "C" NOT NULL,
	"mirror_holds_list" text COLLATE "C" NOT NULL,
	"grade_font" text COLLATE "C",
	"grade_ircra" double precision,
	"grade_hueco" text COLLATE "C",
	"grade_dankyu" text COLLATE "C",
	"feet_rule" text COLLATE "C",
	"description" text COLLATE "C",
	"is_private" boolean NOT NULL,
	"is_benchmark" boolean NOT NULL,
	"climbed_by" integer NOT NULL,
	"total_likes" integer NOT NULL,
	"total_comments" integer NOT NULL,
	"circuit" text COLLATE "C" NOT NULL,
	"tags" text NOT NULL,
	"angle" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"created_by_id" text COLLATE "C",
	"updated_by_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	"synced_at" text COLLATE "C",
	CONSTRAINT "climbs_stokt_id_unique" UNIQUE("stokt_id"),
	CONSTRAINT "climbs_import_key_unique" UNIQUE("import_key")
);
--> statement-breakpoint
CREATE TABLE "document_updates" (
	"name" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"update_bytes" "bytea" NOT NULL,
	"user_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "document_updates_name_seq_pk" PRIMARY KEY("name","seq")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"epoch" text COLLATE "C" NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C",
	"seq" integer NOT NULL,
	"snapshot_seq" integer NOT NULL,
	"snapshot" "bytea",
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "epochs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"born_at" text COLLATE "C" NOT NULL,
	"ordinal" integer NOT NULL,
	CONSTRAINT "epochs_ordinal_unique" UNIQUE("ordinal")
);
--> statement-breakpoint
CREATE TABLE "faces" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C",
	"gym_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"picture_path" text COLLATE "C" NOT NULL,
	"picture_width" integer NOT NULL,
	"picture_height" integer NOT NULL,
	"small_picture" text,
	"feet_rules_options" text NOT NULL,
	"has_symmetry" boolean NOT NULL,
	"is_active" boolean NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "faces_stokt_id_unique" UNIQUE("stokt_id")
);
--> statement-breakpoint
CREATE TABLE "feed_rows" (
	"feed" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"entity_id" text COLLATE "C" NOT NULL,
	"rev" integer NOT NULL,
	"body" text COLLATE "C",
	"changed_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "feed_rows_feed_kind_entity_id_pk" PRIMARY KEY("feed","kind","entity_id")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"rev" integer NOT NULL,
	"changed_at" text COLLATE "C" NOT NULL,
	"min_rev" integer NOT NULL,
	"min_changed_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gyms" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C",
	"name" text COLLATE "C" NOT NULL,
	"location" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"is_demo" boolean NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "gyms_stokt_id_unique" UNIQUE("stokt_id")
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" integer PRIMARY KEY NOT NULL,
	"stokt_id" integer,
	"face_id" text COLLATE "C" NOT NULL,
	"polygon_str" text COLLATE "C" NOT NULL,
	"centroid_x" double precision NOT NULL,
	"centroid_y" double precision NOT NULL,
	"path_str" text COLLATE "C" NOT NULL,
	"area" double precision NOT NULL,
	"touch_polygon_str" text COLLATE "C" NOT NULL,
	"centroid_str" text COLLATE "C" NOT NULL,
	"top_polygon_str" text COLLATE "C" NOT NULL,
	"center_tape_str" text COLLATE "C" NOT NULL,
	"right_tape_str" text COLLATE "C" NOT NULL,
	"left_tape_str" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "holds_stokt_id_unique" UNIQUE("stokt_id")
);
--> statement-breakpoint
CREATE TABLE "personals" (
	"user_id" text COLLATE "C" NOT NULL,
	"climb_id" text COLLATE "C" NOT NULL,
	"personal_notes" text COLLATE "C",
	"personal_rating" integer,
	"is_project" boolean NOT NULL,
	CONSTRAINT "personals_user_id_climb_id_pk" PRIMARY KEY("user_id","climb_id")
);
--> statement-breakpoint
CREATE TABLE "pictures" (
	"path" text COLLATE "C" PRIMARY KEY NOT NULL,
	"mime" text COLLATE "C" NOT NULL,
	"bytes" "bytea" NOT NULL,
	"sha256" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"family_id" text COLLATE "C" NOT NULL,
	"parent_hash" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"family_expires_at" text COLLATE "C" NOT NULL,
	"used_at" text COLLATE "C",
	"ended_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C",
	"email" text COLLATE "C",
	"email_key" text COLLATE "C",
	"username" text COLLATE "C" NOT NULL,
	"username_key" text COLLATE "C" NOT NULL,
	"full_name" text COLLATE "C" NOT NULL,
	"full_name_search" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C",
	"role" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"is_active" boolean NOT NULL,
	"avatar_path" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	"last_login_at" text COLLATE "C",
	CONSTRAINT "users_stokt_id_unique" UNIQUE("stokt_id"),
	CONSTRAINT "users_email_key_unique" UNIQUE("email_key"),
	CONSTRAINT "users_username_key_unique" UNIQUE("username_key")
);
--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climb_holds" ADD CONSTRAINT "climb_holds_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climb_holds" ADD CONSTRAINT "climb_holds_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_setter_id_users_id_fk" FOREIGN KEY ("setter_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_created_by_id_users_id_fk" FOREIGN KEY ("created_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_updated_by_id_users_id_fk" FOREIGN KEY ("updated_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_name_documents_name_fk" FOREIGN KEY ("name") REFERENCES "public"."documents"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faces" ADD CONSTRAINT "faces_gym_id_gyms_id_fk" FOREIGN KEY ("gym_id") REFERENCES "public"."gyms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_rows" ADD CONSTRAINT "feed_rows_feed_feeds_name_fk" FOREIGN KEY ("feed") REFERENCES "public"."feeds"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personals" ADD CONSTRAINT "personals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personals" ADD CONSTRAINT "personals_climb_id_climbs_id_fk" FOREIGN KEY ("climb_id") REFERENCES "public"."climbs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotations_hold" ON "annotations" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "annotations_face" ON "annotations" USING btree ("face_id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_target" ON "audit" USING btree ("target_kind","target_id");--> statement-breakpoint
CREATE INDEX "climb_holds_hold" ON "climb_holds" USING btree ("hold_id");--> statement-breakpoint
CREATE INDEX "climbs_face_created" ON "climbs" USING btree ("face_id","created_at","id");--> statement-breakpoint
CREATE INDEX "climbs_created" ON "climbs" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "climbs_setter" ON "climbs" USING btree ("setter_id");--> statement-breakpoint
CREATE INDEX "faces_gym" ON "faces" USING btree ("gym_id");--> statement-breakpoint
CREATE UNIQUE INDEX "feed_rows_rev" ON "feed_rows" USING btree ("feed","rev");--> statement-breakpoint
CREATE INDEX "feed_rows_entity" ON "feed_rows" USING btree ("kind","entity_id");--> statement-breakpoint
CREATE INDEX "holds_face" ON "holds" USING btree ("face_id");--> statement-breakpoint
CREATE INDEX "personals_climb" ON "personals" USING btree ("climb_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_family" ON "refresh_tokens" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_user" ON "refresh_tokens" USING btree ("user_id");