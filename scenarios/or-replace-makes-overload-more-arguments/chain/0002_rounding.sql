-- migrate:up
CREATE OR REPLACE FUNCTION gross(net numeric, rate numeric, digits int DEFAULT 2) RETURNS numeric LANGUAGE sql IMMUTABLE
  AS 'SELECT round(net * (1 + rate), digits)';
DROP FUNCTION refund(numeric);
CREATE OR REPLACE FUNCTION refund(gross numeric, fee numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT fee - gross';
CREATE OR REPLACE FUNCTION label(amount numeric) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT amount::text';

-- migrate:down
DROP FUNCTION label(numeric);
DROP FUNCTION refund(numeric, numeric);
CREATE FUNCTION refund(gross numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT -gross';
DROP FUNCTION gross(numeric, numeric, int);
