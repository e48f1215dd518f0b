-- case: an n_distinct override stays
-- object: column public.orders.customer_id
-- finding: downgrade-changes-object

-- up:
ALTER TABLE orders ALTER COLUMN customer_id SET (n_distinct = -0.5);
CREATE TABLE app.holidays (day date, name text);

-- faulty down:
DROP TABLE app.holidays;

-- correct down:
DROP TABLE app.holidays;
ALTER TABLE orders ALTER COLUMN customer_id RESET (n_distinct);
