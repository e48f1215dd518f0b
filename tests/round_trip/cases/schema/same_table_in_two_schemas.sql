-- case: of two tables with one name, the new one stays
-- object: table app.customers
-- finding: downgrade-leaves-residue

-- up:
CREATE TABLE IF NOT EXISTS app.customers (id integer, email text);

-- faulty down:
DROP TABLE IF EXISTS app.customer;

-- correct down:
DROP TABLE app.customers;
