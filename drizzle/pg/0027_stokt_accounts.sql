CREATE TABLE "stokt_accounts" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"stokt_id" text COLLATE "C" NOT NULL,
	"full_name" text COLLATE "C" NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"since" text COLLATE "C" NOT NULL,
	"broken_at" text COLLATE "C",
	CONSTRAINT "stokt_accounts_stokt_id_unique" UNIQUE("stokt_id")
);
--> statement-breakpoint
ALTER TABLE "stokt_accounts" ADD CONSTRAINT "stokt_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;