DROP VIEW IF EXISTS "Läden"."Alle";
ALTER TABLE "Läden".customers ALTER COLUMN id TYPE bigint;
