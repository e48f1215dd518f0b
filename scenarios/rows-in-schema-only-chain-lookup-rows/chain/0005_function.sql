-- migrate:up
CREATE FUNCTION add_plan(name text) RETURNS void LANGUAGE sql AS 'INSERT INTO plans VALUES ($1)';
SELECT add_plan('gold');
-- migrate:down
DROP FUNCTION add_plan(text);
DELETE FROM plans WHERE name = 'gold';
