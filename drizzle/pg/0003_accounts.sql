CREATE TABLE "mails" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"attempts" integer NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"due_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"done_at" text COLLATE "C",
	"failure" text COLLATE "C",
	CONSTRAINT "mails_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"token_hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"used_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "rates" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"ends_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"label" text COLLATE "C" NOT NULL,
	"address" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL,
	"used_at" text COLLATE "C" NOT NULL,
	"expires_at" text COLLATE "C" NOT NULL,
	"ended_at" text COLLATE "C",
	"end_reason" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("done_at","due_at");--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "password_resets_expires" ON "password_resets" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "rates_ends" ON "rates" USING btree ("ends_at");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_used" ON "sessions" USING btree ("used_at");--> statement-breakpoint
INSERT INTO "sessions" ("id", "user_id", "label", "created_at", "used_at", "expires_at")
SELECT "family_id", "user_id", '', min("created_at"), max("created_at"), max("family_expires_at") FROM "refresh_tokens" GROUP BY "family_id", "user_id" HAVING max("ended_at") IS NULL;--> statement-breakpoint
ALTER TABLE "refresh_tokens" DROP COLUMN "ended_at";