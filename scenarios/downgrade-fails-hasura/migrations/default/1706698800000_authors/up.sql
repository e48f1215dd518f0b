CREATE TABLE "public"."authors" ("id" serial PRIMARY KEY, "name" text NOT NULL);
