CREATE TABLE "hold_history" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"hold_id" integer NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"actor_id" text COLLATE "C",
	"detail" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "locks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"hold_id" integer,
	"reason" text COLLATE "C" NOT NULL,
	"locked_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sheet_versions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"face_id" text COLLATE "C" NOT NULL,
	"hold_id" integer NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"asked_by_id" text COLLATE "C",
	"asked_at" text COLLATE "C" NOT NULL,
	"done_by_id" text COLLATE "C",
	"done_at" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "locks" ADD CONSTRAINT "locks_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locks" ADD CONSTRAINT "locks_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sheet_versions" ADD CONSTRAINT "sheet_versions_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_hold_id_holds_id_fk" FOREIGN KEY ("hold_id") REFERENCES "public"."holds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_asked_by_id_users_id_fk" FOREIGN KEY ("asked_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_id_users_id_fk" FOREIGN KEY ("done_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hold_history_hold" ON "hold_history" USING btree ("hold_id","at");--> statement-breakpoint
CREATE INDEX "locks_face" ON "locks" USING btree ("face_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sheet_versions_face_key" ON "sheet_versions" USING btree ("face_id","key");--> statement-breakpoint
CREATE INDEX "sheet_versions_at" ON "sheet_versions" USING btree ("face_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_open" ON "tasks" USING btree ("hold_id","kind") WHERE "tasks"."done_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_hold_done" ON "tasks" USING btree ("hold_id","done_at");--> statement-breakpoint
CREATE INDEX "tasks_face" ON "tasks" USING btree ("face_id");--> statement-breakpoint
CREATE INDEX "tasks_asked_by" ON "tasks" USING btree ("asked_by_id");--> statement-breakpoint
CREATE INDEX "tasks_done_by" ON "tasks" USING btree ("done_by_id");