ALTER TABLE "Läden".customers ALTER COLUMN name TYPE varchar(255);
