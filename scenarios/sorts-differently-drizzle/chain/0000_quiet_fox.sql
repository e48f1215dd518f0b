CREATE TYPE "status" AS ENUM('open');
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" serial PRIMARY KEY NOT NULL,
	"status" "status" DEFAULT 'open' NOT NULL
);
