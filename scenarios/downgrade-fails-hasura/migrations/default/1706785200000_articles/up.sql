CREATE TABLE "public"."kinds" ("value" text PRIMARY KEY);
CREATE TABLE "public"."articles" (
  "id" serial PRIMARY KEY, "author_id" integer NOT NULL REFERENCES "public"."authors",
  "kind" text NOT NULL REFERENCES "public"."kinds");
