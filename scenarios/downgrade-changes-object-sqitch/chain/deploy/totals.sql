-- Deploy shop:totals to pg
-- requires: totals@v1

BEGIN;

CREATE OR REPLACE FUNCTION total(of_customer text) RETURNS numeric LANGUAGE sql STABLE
  AS 'SELECT sum(amount) FROM orders WHERE customer = of_customer AND amount > 0';
GRANT EXECUTE ON FUNCTION total(text) TO PUBLIC;

COMMIT;
