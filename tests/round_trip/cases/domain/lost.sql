-- case: a dropped domain does not come back
-- object: domain app.sku
-- finding: downgrade-loses-object

-- base:
CREATE DOMAIN app.sku AS text;

-- up:
DROP DOMAIN IF EXISTS app.sku;

-- faulty down:
ANALYZE orders;

-- correct down:
CREATE DOMAIN app.sku AS text;
