-- migrate:up
ALTER TABLE products DISABLE TRIGGER ALL;
UPDATE products SET number = number + 100000;
UPDATE stock SET product = product + 100000;

-- migrate:down
UPDATE products SET number = number - 100000;
UPDATE stock SET product = product - 100000;
ALTER TABLE products ENABLE TRIGGER ALL;
