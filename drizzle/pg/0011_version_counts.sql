ALTER TABLE "sheet_versions" ADD COLUMN "notes_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sheet_versions" ADD COLUMN "marks_count" integer DEFAULT 0 NOT NULL;