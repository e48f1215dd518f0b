ALTER TABLE "clients" ADD COLUMN "due" date;
