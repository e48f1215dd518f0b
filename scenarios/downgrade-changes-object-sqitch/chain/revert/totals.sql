-- Revert shop:totals from pg

BEGIN;

CREATE OR REPLACE FUNCTION total(of_customer text) RETURNS numeric LANGUAGE sql STABLE
  AS 'SELECT sum(amount) FROM orders WHERE customer = of_customer';

COMMIT;
