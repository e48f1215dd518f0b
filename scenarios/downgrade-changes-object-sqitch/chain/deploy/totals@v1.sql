-- Deploy shop:totals to pg
-- requires: orders

BEGIN;

CREATE FUNCTION total(of_customer text) RETURNS numeric LANGUAGE sql STABLE
  AS 'SELECT sum(amount) FROM orders WHERE customer = of_customer';
REVOKE EXECUTE ON FUNCTION total(text) FROM PUBLIC;

COMMIT;
