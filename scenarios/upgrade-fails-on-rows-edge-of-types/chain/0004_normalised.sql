-- migrate:up
UPDATE people SET name = normalize(name, NFC);

-- migrate:down
-- migrate:loses people.name
SELECT 1;
