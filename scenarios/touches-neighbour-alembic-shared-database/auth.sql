-- The tables of another service in the same database.
CREATE TABLE "User" (id text PRIMARY KEY, name text NOT NULL);
CREATE TABLE "Session" (id text PRIMARY KEY, "userId" text NOT NULL REFERENCES "User");
