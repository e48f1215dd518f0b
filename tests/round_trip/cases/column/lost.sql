-- case: a dropped column does not come back
-- object: column public.customers.phone
-- finding: downgrade-loses-object

-- up:
ALTER TABLE customers DROP COLUMN IF EXISTS phone;
CREATE TABLE app.coupons (code text, percent integer);

-- faulty down:
DROP TABLE app.coupons;

-- correct down:
DROP TABLE app.coupons;
ALTER TABLE customers ADD COLUMN phone text;
