-- case: a domain stays NOT NULL
-- object: domain app.sku
-- finding: downgrade-changes-object

-- base:
CREATE DOMAIN app.sku AS text;

-- up:
ALTER DOMAIN app.sku SET NOT NULL;

-- faulty down:
ANALYZE orders;

-- correct down:
ALTER DOMAIN app.sku DROP NOT NULL;
