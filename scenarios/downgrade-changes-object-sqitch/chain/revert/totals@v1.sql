-- Revert shop:totals from pg

BEGIN;

DROP FUNCTION total(text);

COMMIT;
