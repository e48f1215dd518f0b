-- case: a domain built anew under a column lacks its constraint
-- object: domain constraint sku_not_empty on app.sku
-- finding: downgrade-loses-object

-- base:
CREATE DOMAIN app.sku AS text CONSTRAINT sku_not_empty CHECK (VALUE <> '');
CREATE TABLE app.boxes (sku app.sku);

-- up:
ALTER TABLE app.boxes ALTER COLUMN sku TYPE text;
DROP DOMAIN app.sku;

-- faulty down:
CREATE DOMAIN app.sku AS text;
ALTER TABLE app.boxes ALTER COLUMN sku TYPE app.sku;

-- correct down:
CREATE DOMAIN app.sku AS text CONSTRAINT sku_not_empty CHECK (VALUE <> '');
ALTER TABLE app.boxes ALTER COLUMN sku TYPE app.sku;
