-- case: a column stays nullable
-- object: column public.customers.name
-- finding: downgrade-changes-object

-- up:
ALTER TABLE customers ALTER COLUMN name DROP NOT NULL;
CREATE TABLE app.coupons (code text, percent integer);

-- faulty down:
ALTER TABLE customers ALTER COLUMN name SET DEFAULT '';
DROP TABLE app.coupons;

-- correct down:
DROP TABLE app.coupons;
ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
