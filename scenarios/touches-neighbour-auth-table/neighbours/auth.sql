CREATE TABLE "User" (
  "id"    text PRIMARY KEY,
  "email" text NOT NULL
);
