-- case: a dropped table does not come back
-- object: table app.invoices
-- finding: downgrade-loses-object

-- up:
DROP TABLE IF EXISTS app.invoices;

-- faulty down:
ANALYZE app.papers;

-- correct down:
CREATE TABLE app.invoices (amount numeric NOT NULL) INHERITS (app.papers);
