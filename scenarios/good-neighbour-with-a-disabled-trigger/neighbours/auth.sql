CREATE TABLE "User" ("id" text PRIMARY KEY, "email" text NOT NULL UNIQUE);
CREATE TABLE "Session" ("id" text PRIMARY KEY, "userId" text NOT NULL REFERENCES "User");
ALTER TABLE "Session" DISABLE TRIGGER ALL;
