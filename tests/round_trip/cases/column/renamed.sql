-- case: a renamed column keeps its new name
-- object: column public.customers.phone
-- finding: downgrade-loses-object

-- up:
ALTER TABLE customers RENAME COLUMN phone TO phone_number;
CREATE TABLE app.suppliers (name text, city text);

-- faulty down:
DROP TABLE app.suppliers;

-- correct down:
DROP TABLE app.suppliers;
ALTER TABLE customers RENAME COLUMN phone_number TO phone;
