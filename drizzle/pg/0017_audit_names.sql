CREATE TABLE "audit_names" (
	"audit_id" text COLLATE "C" NOT NULL,
	"part" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"ref_id" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	CONSTRAINT "audit_names_audit_id_part_pk" PRIMARY KEY("audit_id","part")
);
--> statement-breakpoint
CREATE INDEX "audit_names_at" ON "audit_names" USING btree ("at");