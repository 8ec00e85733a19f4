CREATE TABLE "audit_states" (
	"audit_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_undos" (
	"audit_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"undo_id" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	CONSTRAINT "audit_undos_undo_id_unique" UNIQUE("undo_id")
);
--> statement-breakpoint
CREATE TABLE "failures" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"node_id" text COLLATE "C" NOT NULL,
	"part" text COLLATE "C" NOT NULL,
	"message" text COLLATE "C" NOT NULL,
	"request_id" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "nodes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"version" text COLLATE "C" NOT NULL,
	"started_at" text COLLATE "C" NOT NULL,
	"seen_at" text COLLATE "C" NOT NULL,
	"connected" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_voices" (
	"report_id" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	CONSTRAINT "report_voices_report_id_user_id_pk" PRIMARY KEY("report_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"target_id" text COLLATE "C" NOT NULL,
	"open_key" text COLLATE "C",
	"face_id" text COLLATE "C",
	"seen" text NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"updated_at" text COLLATE "C" NOT NULL,
	"outcome" text COLLATE "C",
	"answer" text COLLATE "C",
	"resolved_at" text COLLATE "C",
	"resolved_by_id" text COLLATE "C",
	CONSTRAINT "reports_open_key_unique" UNIQUE("open_key")
);
--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "deleted_reason" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "hidden_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "hidden_by_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "climbs" ADD COLUMN "hidden_reason" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "faces" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "faces" ADD COLUMN "is_archived" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "removed_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "holds" ADD COLUMN "removed_reason" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "until" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "muted_reason" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "muted_by_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "invite_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "report_voices" ADD CONSTRAINT "report_voices_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_voices" ADD CONSTRAINT "report_voices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_face_id_faces_id_fk" FOREIGN KEY ("face_id") REFERENCES "public"."faces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_resolved_by_id_users_id_fk" FOREIGN KEY ("resolved_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_states_at" ON "audit_states" USING btree ("at");--> statement-breakpoint
CREATE INDEX "failures_at" ON "failures" USING btree ("at");--> statement-breakpoint
CREATE INDEX "report_voices_user" ON "report_voices" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reports_created" ON "reports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "reports_target" ON "reports" USING btree ("kind","target_id");--> statement-breakpoint
CREATE INDEX "reports_face" ON "reports" USING btree ("face_id");--> statement-breakpoint
CREATE INDEX "reports_resolved_by" ON "reports" USING btree ("resolved_by_id");--> statement-breakpoint
ALTER TABLE "climbs" ADD CONSTRAINT "climbs_hidden_by_id_users_id_fk" FOREIGN KEY ("hidden_by_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "climbs_hidden" ON "climbs" USING btree ("hidden_at") WHERE "climbs"."hidden_at" is not null;