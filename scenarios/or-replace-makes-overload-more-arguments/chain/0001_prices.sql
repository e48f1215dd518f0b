-- migrate:up
CREATE FUNCTION gross(net numeric, rate numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT net * (1 + rate)';
CREATE FUNCTION refund(gross numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT -gross';
CREATE FUNCTION label(day date) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT day::text';
CREATE VIEW rates AS SELECT gross(100, 0.19);

-- migrate:down
DROP VIEW rates;
DROP FUNCTION label(date);
DROP FUNCTION refund(numeric);
DROP FUNCTION gross(numeric, numeric);
