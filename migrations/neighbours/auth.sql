-- What another team's service (Auth.js on Prisma) keeps in the same database.
-- Loaded before the chain's first revision; no revision may alter or drop any of it.

CREATE TYPE "AccountType" AS ENUM ('oauth', 'email', 'credentials');

CREATE TABLE "User" (
  "id"            text NOT NULL,
  "email"         text,
  "emailVerified" timestamp(3),
  "createdAt"     timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");

CREATE TABLE "Account" (
  "id"                text NOT NULL,
  "userId"            text NOT NULL,
  "type"              "AccountType" NOT NULL,
  "provider"          text NOT NULL,
  "providerAccountId" text NOT NULL,
  CONSTRAINT "Account_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE UNIQUE INDEX "Account_provider_providerAccountId_key"
  ON "Account" ("provider", "providerAccountId");

CREATE TABLE "Session" (
  "sessionToken" text NOT NULL,
  "userId"       text NOT NULL,
  "expires"      timestamp(3) NOT NULL,
  CONSTRAINT "Session_pkey" PRIMARY KEY ("sessionToken"),
  CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE "_prisma_migrations" (
  "id"                  varchar(36) NOT NULL,
  "checksum"            varchar(64) NOT NULL,
  "finished_at"         timestamptz,
  "migration_name"      varchar(255) NOT NULL,
  "logs"                text,
  "rolled_back_at"      timestamptz,
  "started_at"          timestamptz NOT NULL DEFAULT now(),
  "applied_steps_count" integer NOT NULL DEFAULT 0,
  CONSTRAINT "_prisma_migrations_pkey" PRIMARY KEY ("id")
);

INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
VALUES ('5f0c4b1e-6d7a-4b53-9d0e-1f6b2f8f3a01',
        '6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b',
        '2026-01-12 09:30:00+00', '20260112093000_init', 1);
