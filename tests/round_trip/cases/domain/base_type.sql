-- case: a domain comes back over another type
-- object: domain app.sku
-- finding: downgrade-changes-object

-- base:
CREATE DOMAIN app.sku AS varchar(12);

-- up:
DROP DOMAIN app.sku;

-- faulty down:
CREATE DOMAIN app.sku AS varchar(20);

-- correct down:
CREATE DOMAIN app.sku AS varchar(12);
