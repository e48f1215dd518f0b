-- case: a compression method stays
-- object: column public.orders.note
-- finding: downgrade-changes-object
-- requires: 14

-- up:
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION pglz;
CREATE TABLE app.coupons (code text, percent integer);

-- faulty down:
DROP TABLE app.coupons;

-- correct down:
DROP TABLE app.coupons;
ALTER TABLE orders ALTER COLUMN note SET COMPRESSION default;
