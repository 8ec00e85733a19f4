CREATE TABLE "document_clients" (
	"name" text COLLATE "C" NOT NULL,
	"client" text COLLATE "C" NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "document_clients_name_client_pk" PRIMARY KEY("name","client")
);
--> statement-breakpoint
ALTER TABLE "document_clients" ADD CONSTRAINT "document_clients_name_documents_name_fk" FOREIGN KEY ("name") REFERENCES "public"."documents"("name") ON DELETE cascade ON UPDATE no action;