CREATE OR REPLACE VIEW "Läden"."Alle" AS SELECT id, name FROM "Läden".customers;
