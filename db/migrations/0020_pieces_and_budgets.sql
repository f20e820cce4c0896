CREATE TABLE "spending" (
	"key" text PRIMARY KEY NOT NULL,
	"amount" bigint NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_pieces" (
	"file_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "file_pieces_file_id_number_pk" PRIMARY KEY("file_id","number")
);
--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "content" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "pieces" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Whoever stores a file says it.
ALTER TABLE "files" ALTER COLUMN "pieces" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "file_pieces" ADD CONSTRAINT "file_pieces_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "spending_end" ON "spending" USING btree ("ends_at");--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_bytes_in_one_place" CHECK ((pieces = 0) = (content is not null));--> statement-breakpoint
-- Sealed bytes cannot be made smaller: PostgreSQL need not try.
ALTER TABLE "file_pieces" ALTER COLUMN "content" SET STORAGE EXTERNAL;--> statement-breakpoint
-- Pieces are kept as they were written, and go with their file alone.
GRANT SELECT, INSERT ON "file_pieces" TO portal_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "spending" TO portal_app;
