-- case: a column whose name needs quotes is changed
-- object: column app."Bins"."Shelf No"
-- finding: downgrade-changes-object

-- base:
CREATE TABLE app."Bins" ("Shelf No" integer);

-- up:
ALTER TABLE app."Bins" ALTER COLUMN "Shelf No" SET DEFAULT 1;

-- faulty down:
ALTER TABLE app."Bins" ALTER COLUMN "Shelf No" SET DEFAULT 0;

-- correct down:
ALTER TABLE app."Bins" ALTER COLUMN "Shelf No" DROP DEFAULT;
